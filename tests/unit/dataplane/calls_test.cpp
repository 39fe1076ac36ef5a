// Services that call others before they answer.
#include <gtest/gtest.h>

#include "sim/results/invariants.hpp"
#include "tests/support/mesh_builder.hpp"

namespace isthmus::dataplane {
namespace {

using results::Part;
using route::Disposition;
using support::at_once;
using support::call;
using support::in_sequence;

Duration ms(std::int64_t n) { return Duration::milliseconds(n); }
Duration s(std::int64_t n) { return Duration::seconds(n); }

/// web calls a (5 ms) and b (20 ms) as `calls` says; a step of calls names traffic 1 or 2. Their
/// zone is 1 ms away from web's. Web itself works for 2 ms.
support::MeshBuilder web_calls(std::vector<model::CallStep> calls, Ratio errors_of_b = {}) {
  support::MeshBuilder mesh;
  mesh.zone("here").zone("there").link("here", "there", ms(1));
  mesh.partition("default", {"here"});
  mesh.service(
      {.name = "web", .service_time = support::constant(ms(2)), .calls = std::move(calls)});
  mesh.service({.name = "a", .zones = {"there"}, .service_time = support::constant(ms(5))});
  mesh.service({.name = "b",
                .zones = {"there"},
                .service_time = support::constant(ms(20)),
                .error_rate = errors_of_b});
  mesh.traffic({.to = "web", .per_second = 1});
  mesh.traffic({.from = "web", .to = "a", .arrivals = model::ImpliedCalls{}});
  mesh.traffic({.from = "web", .to = "b", .arrivals = model::ImpliedCalls{}});
  return mesh;
}

/// Without the first requests, which find no connections.
results::RunRecord warm(const support::MeshBuilder& mesh) {
  auto record = mesh.build().run({.duration = s(8), .warmup = ms(3500)});
  EXPECT_TRUE(results::violations_of(record).empty());
  return record;
}

Duration part(const results::TrafficRecord& traffic, Part which) {
  return Duration::nanoseconds(traffic.ledger[static_cast<std::size_t>(which)]);
}

std::uint64_t ended(const results::TrafficRecord& traffic, Disposition disposition) {
  return traffic.ended[static_cast<std::size_t>(disposition)];
}

TEST(Calls, OneAfterTheOtherAddUp) {
  const auto record = warm(web_calls({call(1), call(2)}));

  // 2 ms, then 1 + 5 + 1, then 1 + 20 + 1.
  EXPECT_EQ(record.traffic[0].latency.greatest(), ms(31));
  EXPECT_EQ(record.traffic[0].latency.least(), ms(31));
  EXPECT_EQ(part(record.traffic[0], Part::app), ms(27) * 4);
  EXPECT_EQ(part(record.traffic[0], Part::propagation), ms(4) * 4);
  EXPECT_EQ(record.traffic[1].requests, 4u);
  EXPECT_EQ(record.traffic[1].latency.greatest(), ms(7));
}

TEST(Calls, AtOnceTakeAsLongAsTheLastAndItsLedgerIsTheCallers) {
  const auto record = warm(web_calls({at_once({call(1), call(2)})}));

  EXPECT_EQ(record.traffic[0].latency.greatest(), ms(24));
  EXPECT_EQ(part(record.traffic[0], Part::app), ms(22) * 4);
  EXPECT_EQ(part(record.traffic[0], Part::propagation), ms(2) * 4);
}

TEST(Calls, MayBeNested) {
  const auto record =
      warm(web_calls({at_once({in_sequence({call(1), call(1), call(1), call(1)}), call(2)})}));

  EXPECT_EQ(record.traffic[0].latency.greatest(), ms(2 + 4 * 7));
  EXPECT_EQ(record.traffic[1].requests, 16u);
}

TEST(Calls, WithACountAreMadeInTheWayOfTheStepAroundThem) {
  auto thrice = call(1);
  thrice.count = 3;

  EXPECT_EQ(warm(web_calls({thrice})).traffic[0].latency.greatest(), ms(2 + 3 * 7));
  // At once they meet at one app, which works on one at a time.
  EXPECT_EQ(warm(web_calls({at_once({thrice})})).traffic[0].latency.greatest(), ms(2 + 2 + 15));
}

TEST(Calls, ThatFailMakeTheCallerFail) {
  const auto record = warm(web_calls({call(2), call(1)}, Ratio::of(1)));

  EXPECT_EQ(ended(record.traffic[0], Disposition::service_error), 4u);
  EXPECT_EQ(ended(record.traffic[2], Disposition::service_error), 4u);
  EXPECT_EQ(record.traffic[1].requests, 0u);  // Nothing more is tried.
}

TEST(Calls, ThatFailMayBeIgnored) {
  auto forgiven = call(2);
  forgiven.on_error = model::OnError::ignore;
  const auto record = warm(web_calls({forgiven, call(1)}, Ratio::of(1)));

  EXPECT_EQ(ended(record.traffic[0], Disposition::delivered), 4u);
  EXPECT_EQ(record.traffic[0].latency.greatest(), ms(31));
  // The time of a call that came to nothing is a wait for nothing.
  EXPECT_EQ(part(record.traffic[0], Part::retry_wait), ms(22) * 4);
}

TEST(Calls, ThatAreNotMadeTakeNoTime) {
  auto never = call(2);
  never.probability = Ratio::of(0);
  const auto record = warm(web_calls({at_once({never, call(1)}), never}));

  EXPECT_EQ(record.traffic[0].latency.greatest(), ms(9));
  EXPECT_EQ(record.traffic[2].requests, 0u);
}

TEST(Calls, AreAnsweredWhileTheCallersServerIsFree) {
  auto mesh = web_calls({call(2)});
  mesh.traffic({.to = "web", .per_second = 100});  // 2 ms of its one server each, 24 ms in all.
  const auto record = mesh.build().run({.duration = s(2)});

  const auto& web = record.stations[record.stations.size() - 1];
  EXPECT_EQ(web.name, "service web[0]");
  EXPECT_NEAR(static_cast<double>(web.busy_ns) / 2e9, 0.2, 0.01);
}

}  // namespace
}  // namespace isthmus::dataplane

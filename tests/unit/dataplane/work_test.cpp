// What some requests cost the app beyond its service time: `work` of traffic and of calls.
#include <gtest/gtest.h>

#include "sim/results/invariants.hpp"
#include "tests/support/mesh_builder.hpp"

namespace isthmus::dataplane {
namespace {

using results::Part;

Duration ms(std::int64_t n) { return Duration::milliseconds(n); }

/// Two sources of requests for an app of 2 ms, at 10/s each from outside and a caller; `work` is
/// what the second brings.
results::RunRecord two_sources(Duration work, model::Discipline discipline = {}) {
  support::MeshBuilder mesh;
  mesh.zone("here").partition("default", {"here"});
  mesh.service({.name = "web"});
  mesh.service({.name = "app",
                .concurrency = 4,
                .service_time = support::constant(ms(2)),
                .discipline = discipline});
  mesh.traffic({.to = "app", .per_second = 10});
  mesh.traffic({.from = "web", .to = "app", .per_second = 10});
  const support::World world = mesh.build();
  world.model->traffic[1].work = work;
  auto record = world.run({.duration = Duration::seconds(4), .warmup = Duration::seconds(1)});
  EXPECT_TRUE(results::violations_of(record).empty());
  return record;
}

std::int64_t app_part(const results::TrafficRecord& traffic) {
  return traffic.ledger[static_cast<std::size_t>(Part::app)];
}

const results::StationRecord& station(const results::RunRecord& record, const std::string& name) {
  for (const auto& one : record.stations) {
    if (one.name == name) return one;
  }
  ADD_FAILURE() << name << " is not there";
  return record.stations.front();
}

TEST(Work, IsAddedToTheServiceTimeOfItsOwnRequestsOnly) {
  const auto record = two_sources(ms(7));

  EXPECT_EQ(record.traffic[0].latency.greatest(), ms(2));
  EXPECT_EQ(record.traffic[1].latency.least(), ms(9));
  EXPECT_EQ(record.traffic[1].latency.greatest(), ms(9));
}

TEST(Work, IsOfTheAppInTheLedger) {
  const auto record = two_sources(ms(7));

  const auto requests = static_cast<std::int64_t>(record.traffic[1].requests);
  EXPECT_EQ(requests, 30);
  EXPECT_EQ(app_part(record.traffic[1]), requests * ms(9).in_nanoseconds());
}

TEST(Work, KeepsTheStationBusy) {
  const auto record = two_sources(ms(7));

  const auto& app = station(record, "service app[0]");
  EXPECT_EQ(app.arrivals, 60u);
  EXPECT_EQ(app.service_ns, 30 * ms(2).in_nanoseconds() + 30 * ms(9).in_nanoseconds());
  EXPECT_EQ(app.busy_ns, app.service_ns);
}

TEST(Work, IsDoneByAppsThatShareToo) {
  const auto record = two_sources(ms(7), model::Discipline::ps);

  EXPECT_EQ(record.traffic[0].latency.greatest(), ms(2));
  EXPECT_EQ(record.traffic[1].latency.greatest(), ms(9));
}

TEST(Work, OfACallIsThatCallsAlone) {
  support::MeshBuilder mesh;
  mesh.zone("here").partition("default", {"here"});
  mesh.service({.name = "web",
                .service_time = support::constant(ms(1)),
                .calls = {support::call(1), support::call(2)}});
  mesh.service({.name = "app", .service_time = support::constant(ms(2))});
  mesh.traffic({.to = "web", .per_second = 10});
  mesh.traffic({.name = "light", .from = "web", .to = "app", .arrivals = model::ImpliedCalls{}});
  mesh.traffic({.name = "heavy", .from = "web", .to = "app", .arrivals = model::ImpliedCalls{}});
  const support::World world = mesh.build();
  world.model->traffic[2].work = ms(5);

  const auto record = world.run({.duration = Duration::seconds(3), .warmup = ms(1500)});

  EXPECT_EQ(record.traffic[1].latency.greatest(), ms(2));
  EXPECT_EQ(record.traffic[2].latency.greatest(), ms(7));
  EXPECT_EQ(record.traffic[0].latency.greatest(), ms(1 + 2 + 7));
}

}  // namespace
}  // namespace isthmus::dataplane

// Transfers over a new connection and over one with open windows: the slowstart_* entries of
// tests/data/oracles.json, by the formula and by simulated requests.
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "sim/dataplane/tcp_window.hpp"
#include "tests/support/mesh_builder.hpp"

namespace isthmus::dataplane {
namespace {

struct Entry {
  std::string id;
  Bytes size;
  Duration round_trip;
  std::optional<BitRate> rate;
  Duration cold;
  Duration warm;
};

std::ostream& operator<<(std::ostream& out, const Entry& entry) { return out << entry.id; }

std::vector<Entry> entries() {
  std::ifstream file{ISTHMUS_SOURCE_DIR "/tests/data/oracles.json"};
  const auto all = nlohmann::json::parse(file);
  std::vector<Entry> found;
  for (const auto& entry : all["oracles"]) {
    const auto id = entry["id"].get<std::string>();
    if (id.rfind("slowstart_", 0) != 0) continue;
    const auto& parameters = entry["parameters"];
    const auto& expected = entry["expected"];
    Entry& next = found.emplace_back();
    next.id = id;
    next.size = Bytes::of(parameters["bytes"].get<std::int64_t>());
    next.round_trip = Duration::nearest_seconds(parameters["rtt_s"].get<double>());
    const auto& rate = parameters["bottleneck_mbit_per_s"];
    if (!rate.is_null()) next.rate = BitRate::bits_per_second(1e6 * rate.get<double>());
    next.cold = Duration::nearest_seconds(expected["request_to_last_byte_s"].get<double>());
    next.warm = Duration::nearest_seconds(expected["warm_window_s"].get<double>());
  }
  return found;
}

/// The entries have ten digits.
void expect_near(Duration actual, Duration expected) {
  EXPECT_NEAR(static_cast<double>(actual.in_nanoseconds()),
              static_cast<double>(expected.in_nanoseconds()),
              1 + 1e-9 * static_cast<double>(expected.in_nanoseconds()));
}

class SlowStart : public ::testing::TestWithParam<Entry> {};

TEST_P(SlowStart, FollowsTheFormula) {
  const Entry& entry = GetParam();
  const Duration sending = entry.rate ? wire_time(entry.size, *entry.rate) : Duration::zero();

  expect_near(entry.round_trip + sending, entry.warm);
  expect_near(entry.round_trip + sending + slow_start(entry.size, entry.round_trip, entry.rate),
              entry.cold);
}

/// What the response costs on the line, and the way there and back, of one request.
Duration exchange(const Entry& entry, model::ConnectionUse use, double per_second) {
  support::MeshBuilder mesh;
  mesh.zone("a").zone("b");
  if (entry.rate) {
    mesh.link("a", "b", entry.round_trip / 2, *entry.rate);
  } else {
    mesh.link("a", "b", entry.round_trip / 2);
  }
  mesh.partition("default", {"a"});
  mesh.service({.name = "web"}).service({.name = "api", .zones = {"b"}});
  mesh.traffic({.from = "web",
                .to = "api",
                .per_second = per_second,
                .connections = use,
                .response_size = entry.size});
  const auto record =
      mesh.build().run({.duration = Duration::seconds(21),
                        .warmup = Duration::nearest_seconds(20.5 - 1 / per_second)});
  const auto& traffic = record.traffic[0];
  EXPECT_GE(traffic.latency.count(), 1u);
  const auto part = [&](results::Part which) {
    return Duration::nanoseconds(traffic.ledger[static_cast<std::size_t>(which)]) /
           static_cast<std::int64_t>(traffic.latency.count());
  };
  return part(results::Part::propagation) + part(results::Part::transmission);
}

TEST_P(SlowStart, IsWhatAFirstResponseWaitsFor) {
  const Entry& entry = GetParam();
  expect_near(exchange(entry, model::ConnectionUse::per_request, 1), entry.cold);
}

TEST_P(SlowStart, IsOverOnAConnectionInUse) {
  const Entry& entry = GetParam();
  // 150 ms of idleness close no window.
  const double often = 1 / (entry.warm.in_seconds() + 0.15);
  expect_near(exchange(entry, model::ConnectionUse::kept_alive, often), entry.warm);
}

TEST_P(SlowStart, BeginsAgainOnAConnectionThatWasIdleForLong) {
  const Entry& entry = GetParam();
  expect_near(exchange(entry, model::ConnectionUse::kept_alive, 0.4), entry.cold);
}

INSTANTIATE_TEST_SUITE_P(Oracle, SlowStart, ::testing::ValuesIn(entries()), [](const auto& entry) {
  std::string name = entry.param.id;
  for (char& c : name) c = c == '_' || c == '.' ? 'x' : c;
  return name;
});

TEST(SlowStartEntries, AreAllThere) { EXPECT_EQ(entries().size(), 8u); }

}  // namespace
}  // namespace isthmus::dataplane

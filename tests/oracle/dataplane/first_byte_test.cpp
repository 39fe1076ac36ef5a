// Where nothing costs anything but distance, the first byte comes exactly when arithmetic says:
// the rtt_* entries of tests/data/oracles.json, to the nanosecond.
#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>
#include <ostream>
#include <string>
#include <vector>

#include "tests/support/mesh_builder.hpp"

namespace isthmus::dataplane {
namespace {

struct Entry {
  std::string id;
  std::string mode;
  std::string tls;  ///< "pooled" without a handshake.
  std::vector<Duration> round_trips;
  Duration first_byte;
};

std::ostream& operator<<(std::ostream& out, const Entry& entry) { return out << entry.id; }

std::vector<Entry> entries() {
  std::ifstream file{ISTHMUS_SOURCE_DIR "/tests/data/oracles.json"};
  const auto all = nlohmann::json::parse(file);
  std::vector<Entry> found;
  for (const auto& entry : all["oracles"]) {
    const auto id = entry["id"].get<std::string>();
    if (id.rfind("rtt_", 0) != 0) continue;
    const auto& parameters = entry["parameters"];
    Entry& next = found.emplace_back();
    next.id = id;
    next.mode = parameters["mode"].get<std::string>();
    next.tls = parameters.value("tls", "pooled");
    for (const auto& seconds : parameters["segment_rtts_s"]) {
      next.round_trips.push_back(Duration::nearest_seconds(seconds.get<double>()));
    }
    next.first_byte = Duration::nearest_seconds(entry["expected"]["first_byte_s"].get<double>());
  }
  return found;
}

/// The zones that a connection passes, one after the other, and the links between them.
support::World world_of(const Entry& entry) {
  support::MeshBuilder mesh;
  for (const char* zone : {"caller", "gateway-here", "gateway-there", "server"}) mesh.zone(zone);
  support::TrafficSketch traffic{.from = "here/web", .to = "there/billing", .per_second = 2};
  std::vector<std::string> way{"caller", "gateway-here", "gateway-there", "server"};
  if (entry.mode == "none") {
    way = {"caller", "server"};
  } else if (entry.mode == "remote") {
    way = {"caller", "gateway-there", "server"};
    traffic.mode = mesh::GatewayMode::remote;
  } else {
    traffic.mode = mesh::GatewayMode::local;
  }
  for (std::size_t i = 0; i < entry.round_trips.size(); ++i) {
    mesh.link(way[i], way[i + 1], entry.round_trips[i] / 2);
  }
  mesh.partition("here", {"gateway-here"}, support::free_gateway());
  mesh.partition("there", {"gateway-there"}, support::free_gateway());
  mesh.service({.name = "here/web", .zones = {"caller"}});
  mesh.service({.name = "there/billing", .zones = {"server"}});
  if (entry.tls != "pooled") traffic.connections = model::ConnectionUse::per_request;
  if (entry.tls == "1.2") traffic.tls.version = model::TlsVersion::tls_1_2;
  if (entry.tls == "1.3_psk") traffic.tls.resumption = model::TlsResumption::ticket;
  if (entry.tls == "1.3_0rtt") traffic.tls.resumption = model::TlsResumption::early_data;
  return mesh.traffic(traffic).build();
}

class FirstByte : public ::testing::TestWithParam<Entry> {};

TEST_P(FirstByte, ComesAfterExactlyTheRoundTripsThatTheProtocolsNeed) {
  const Entry& entry = GetParam();
  const support::World world = world_of(entry);
  // The first request of a pool has to dial; it is over before the measured time begins.
  const auto record = world.run({.duration = Duration::seconds(3), .warmup = Duration::seconds(1)});

  const results::TrafficRecord& traffic = record.traffic[0];
  ASSERT_EQ(traffic.requests, 4u);
  ASSERT_EQ(traffic.latency.count(), 4u);
  EXPECT_EQ(traffic.latency.least(), entry.first_byte);
  EXPECT_EQ(traffic.latency.greatest(), entry.first_byte);
}

TEST_P(FirstByte, IsMadeOfConnectsHandshakesAndOneExchange) {
  const Entry& entry = GetParam();
  const auto record =
      world_of(entry).run({.duration = Duration::seconds(3), .warmup = Duration::seconds(1)});
  Duration way;
  for (const Duration round_trip : entry.round_trips) way += round_trip;
  const bool dials = entry.tls != "pooled";
  const int handshakes = !dials || entry.tls == "1.3_0rtt" ? 0 : entry.tls == "1.2" ? 2 : 1;

  const results::Ledger& ledger = record.traffic[0].ledger;
  const auto mean = [&](results::Part part) {
    return Duration::nanoseconds(ledger[static_cast<std::size_t>(part)]) / 4;
  };
  EXPECT_EQ(mean(results::Part::propagation), way);
  EXPECT_EQ(mean(results::Part::tcp_setup), way * (dials ? 1 : 0));
  EXPECT_EQ(mean(results::Part::tls_setup), way * handshakes);
  EXPECT_EQ(mean(results::Part::queue), Duration::zero());
}

INSTANTIATE_TEST_SUITE_P(Oracle, FirstByte, ::testing::ValuesIn(entries()), [](const auto& entry) {
  std::string name = entry.param.id;
  for (char& c : name) c = c == '.' || c == '_' ? 'x' : c;
  return name;
});

TEST(FirstByteEntries, AreAllThere) { EXPECT_EQ(entries().size(), 26u); }

}  // namespace
}  // namespace isthmus::dataplane

// The path of a mesh as an open Jackson network: every station on it is visited twice per request,
// and the means are exact (the jackson_* entries of tests/data/oracles.json).
// Tolerance: a correct program fails a comparison once in 10^6 (tests/support/replications.hpp).
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/support/replications.hpp"

namespace isthmus::dataplane {
namespace {

using Json = nlohmann::json;

struct Entry {
  std::string id;
  Json parameters;
  Json expected;
};

std::ostream& operator<<(std::ostream& out, const Entry& entry) { return out << entry.id; }

std::vector<Entry> entries() {
  std::ifstream file{ISTHMUS_SOURCE_DIR "/tests/data/oracles.json"};
  const Json all = Json::parse(file);
  std::vector<Entry> found;
  for (const Json& entry : all["oracles"]) {
    const auto id = entry["id"].get<std::string>();
    if (id.rfind("jackson_mesh_", 0) == 0) {
      found.push_back({id, entry["parameters"], entry["expected"]});
    }
  }
  return found;
}

/// What the entry calls a station, in the world below.
std::string station_name(const std::string& name) {
  if (name == "sidecarA") return "sidecar a/web[0]";
  if (name == "sidecarB") return "sidecar b/api[0]";
  if (name == "gatewayA") return "gateway a[0]";
  if (name == "gatewayB") return "gateway b[0]";
  return "service b/api[0]";
}

support::World world_of(const Json& parameters) {
  const auto law = [](const Json& station) {
    return support::exponential(
        Duration::nearest_seconds(1.0 / station["service_rate_per_s"].get<double>()));
  };
  auto gateway = support::free_gateway();
  auto sidecar = support::free_sidecar();
  support::ServiceSketch api{.name = "b/api"};
  for (const Json& station : parameters["stations"]) {
    const auto name = station["name"].get<std::string>();
    const auto servers = station["servers"].get<std::size_t>();
    if (name.rfind("gateway", 0) == 0) {
      gateway.workers = servers;
      gateway.queueing.worker_choice = model::WorkerChoice::shared;
      gateway.costs.per_message = law(station);
    } else if (name.rfind("sidecar", 0) == 0) {
      sidecar.workers = servers;
      sidecar.queueing.worker_choice = model::WorkerChoice::shared;
      sidecar.costs.per_message = law(station);
    } else {
      api.concurrency = servers;
      api.service_time = law(station);
    }
  }
  api.sidecar = sidecar;
  support::MeshBuilder mesh;
  mesh.zone("a").zone("b").link(
      "a", "b", Duration::nearest_seconds(parameters["wan_one_way_s"].get<double>()));
  mesh.partition("a", {"a"}, gateway).partition("b", {"b"}, gateway);
  mesh.service({.name = "a/web", .sidecar = sidecar}).service(api);
  const auto mode = mesh::gateway_mode_from(parameters["mode"].get<std::string>());
  mesh.traffic({.from = "a/web",
                .to = "b/api",
                .mode = *mode,
                .per_second = parameters["arrival_rate_per_s"].get<double>(),
                .arrivals = model::PoissonArrivals{}});
  return mesh.build();
}

/// The mean latency without what the few requests paid that had to dial.
double response_seconds(const results::TrafficRecord& traffic) {
  using results::Part;
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < traffic.ledger.size(); ++i) {
    const Part part{static_cast<int>(i)};
    if (part != Part::tcp_setup && part != Part::tls_setup) sum += traffic.ledger[i];
  }
  return static_cast<double>(sum) * 1e-9 / static_cast<double>(traffic.requests);
}

class Jackson : public ::testing::TestWithParam<Entry> {};

TEST_P(Jackson, MeansAreThoseOfTheNetwork) {
  const Json& parameters = GetParam().parameters;
  const Json& expected = GetParam().expected;

  const auto records = support::replications(
      world_of(parameters), {.duration = Duration::seconds(8), .warmup = Duration::seconds(2)});

  support::expect_mean(
      records, expected["response_mean_s"].get<double>(), 0.005,
      [](const auto& r) { return response_seconds(r.traffic[0]); }, "response_mean_s");
  for (const Json& station : parameters["stations"]) {
    const auto name = station["name"].get<std::string>();
    SCOPED_TRACE(name);
    const auto of = [&](const results::RunRecord& r) -> const results::StationRecord& {
      for (const auto& one : r.stations) {
        if (one.name == station_name(name)) return one;
      }
      ADD_FAILURE() << "no station " << station_name(name);
      return r.stations[0];
    };
    support::expect_mean(
        records, expected[name + "_L_mean"].get<double>(), 0.02,
        [&](const auto& r) {
          return static_cast<double>(of(r).number_area_ns) /
                 static_cast<double>(r.measured.in_nanoseconds());
        },
        "L_mean");
    support::expect_mean(
        records, expected[name + "_utilization"].get<double>(), 0.01,
        [&](const auto& r) {
          return static_cast<double>(of(r).busy_ns) /
                 (static_cast<double>(of(r).servers) *
                  static_cast<double>(r.measured.in_nanoseconds()));
        },
        "utilization");
  }
}

INSTANTIATE_TEST_SUITE_P(Oracle, Jackson, ::testing::ValuesIn(entries()), [](const auto& entry) {
  std::string name = entry.param.id;
  for (char& c : name) c = c == '_' ? 'x' : c;
  return name;
});

}  // namespace
}  // namespace isthmus::dataplane

// A request that passes a sidecar, gateways, a sidecar and an app, and comes back the same way:
// the open Jackson network of a mesh.
#include <algorithm>
#include <string>
#include <vector>

#include "tests/oracle_check/attempt.hpp"
#include "tests/oracle_check/station_readings.hpp"
#include "tests/oracle_check/texts.hpp"

namespace isthmus::oracle_check {
namespace {

/// A station of the entry, and what a scenario calls it.
struct Place {
  std::string name{};     ///< "gatewayB"
  std::string station{};  ///< "gateway there"
  double mean_s = 0;
  std::size_t servers = 1;
  double visits = 1;
};

/// What the scenario calls the five places that a mesh path may have.
std::string station_called(const std::string& name) {
  if (name == "sidecarA") return "sidecar caller";
  if (name == "gatewayA") return "gateway default";
  if (name == "gatewayB") return "gateway there";
  if (name == "sidecarB") return "sidecar there/service";
  return name == "service" ? "service there/service" : "";
}

std::vector<Place> places_of(const Oracle& oracle) {
  std::vector<Place> places;
  for (const Json& station : oracle.parameter("stations")) {
    Place place;
    place.name = station.value("name", "");
    place.station = station_called(place.name);
    place.mean_s = 1 / station.value("service_rate_per_s", 0.0);
    place.servers = station.value("servers", std::size_t{1});
    place.visits = station.value("visits", 1.0);
    places.push_back(place);
  }
  return places;
}

const Place* find_place(const std::vector<Place>& places, const std::string& name) {
  const auto at = std::find_if(places.begin(), places.end(),
                               [&](const Place& place) { return place.name == name; });
  return at == places.end() ? nullptr : &*at;
}

/// Costs of a proxy that only messages keep busy.
std::string proxy_costs(const Place* place) {
  const std::string free = "worker_choice: shared, per_connection: 0ns, per_gb: 0ns, ";
  if (place == nullptr) return free + "per_message: 0ns";
  return free + "per_message: " + exponential_text(place->mean_s) +
         ", workers: " + std::to_string(place->servers);
}

std::string sidecar_of(const Place* place) {
  return "sidecar: {" + proxy_costs(place) + ", handshake: 0ns, resumed_handshake: 0ns}";
}

std::string gateway_of(const Place* place) {
  return place == nullptr ? "" : "    mesh_gateway: {" + proxy_costs(place) + "}\n";
}

std::string scenario_of(const Oracle& oracle, const std::vector<Place>& places) {
  const Place* service = find_place(places, "service");
  const std::string mode = oracle.text_or("mode", "none");
  return "isthmus: 1\nname: \"" + oracle.id +
         "\"\n"
         "zones: {here: {region: here}, there: {region: there}}\n"
         "links:\n"
         "  - {between: [here, there], one_way: " +
         time_text(oracle.number_or("wan_one_way_s", 0)) +
         "}\n"
         "  - {between: [here, here], rtt: 0ns}\n"
         "  - {between: [there, there], rtt: 0ns}\n"
         "partitions:\n"
         "  default:\n    zones: [here]\n" +
         gateway_of(find_place(places, "gatewayA")) +
         "    services:\n      caller:\n        service_time: 0ns\n        " +
         sidecar_of(find_place(places, "sidecarA")) +
         "\n        proxy:\n          upstreams:\n            - {destination_name: service, "
         "destination_partition: there, local_bind_port: 1000, mesh_gateway: {mode: " +
         mode + "}}\n  there:\n    zones: [there]\n" + gateway_of(find_place(places, "gatewayB")) +
         "    services:\n      service:\n        concurrency: " + std::to_string(service->servers) +
         "\n        service_time: " + exponential_text(service->mean_s) + "\n        " +
         sidecar_of(find_place(places, "sidecarB")) +
         "\nconfig_entries:\n"
         "  - {Kind: exported-services, Name: there, Partition: there, Services: "
         "[{Name: service, Consumers: [{Partition: default}]}]}\n"
         "traffic:\n  - {name: requests, from: caller, to: there/service, rate: " +
         rate_text(oracle.number_or("arrival_rate_per_s", 1)) + "}\n";
}

/// "gatewayB_L_mean" is "L_mean" at the station of that name.
std::optional<Reading> reading_at(const std::vector<Place>& places, const std::string& key,
                                  double expected, double rate_per_s) {
  for (const Place& place : places) {
    if (key.rfind(place.name + "_", 0) != 0) continue;
    const double load =
        rate_per_s * place.visits * place.mean_s / static_cast<double>(place.servers);
    return reading_of(key.substr(place.name.size() + 1), expected, {place.station, load, 0});
  }
  return reading_of(key, expected, {});
}

Attempt attempt_mesh(const Oracle& oracle) {
  const std::vector<Place> places = places_of(oracle);
  const double rate = oracle.number_or("arrival_rate_per_s", 0);
  if (find_place(places, "service") == nullptr || rate <= 0) {
    return NotAttempted{"no service or no rate is given"};
  }
  if (oracle.number_or("wan_crossings", 2) != 2) {
    return NotAttempted{"a request and its response cross a link once each"};
  }
  double visits = 0;
  double slowest_s = 0;
  double load = 0;
  for (const Place& place : places) {
    const double passed = place.name == "service" ? 1 : 2;
    if (place.station.empty() || place.visits != passed || !(place.mean_s < 1e6)) {
      return NotAttempted{"the station " + place.name + " is no place of a mesh path"};
    }
    visits += place.visits;
    slowest_s = std::max(slowest_s, place.mean_s);
    load = std::max(load, rate * place.visits * place.mean_s / static_cast<double>(place.servers));
  }
  if (load >= 1) return NotAttempted{"a station has no steady state"};
  Experiment experiment;
  experiment.scenario = scenario_of(oracle, places);
  experiment.requests_per_s = rate;
  experiment.visits = visits;
  experiment.settling_s =
      4 * slowest_s / ((1 - load) * (1 - load)) + 4 * oracle.number_or("wan_one_way_s", 0);
  for (const auto& [key, value] : oracle.expected.items()) {
    auto reading = reading_at(places, key, value.get<double>(), rate);
    if (!reading) return NotAttempted{"nothing is known about the value " + key};
    reading->key = key;
    experiment.readings.push_back(std::move(*reading));
  }
  return Experiments{{std::move(experiment)}};
}

/// The places of a mesh path, as an entry of four demands has them: proxies are passed twice, so
/// each visit is worth half of the demand.
std::vector<Place> places_with(const std::vector<double>& demands) {
  const char* names[] = {"sidecarA", "gatewayA", "gatewayB"};
  std::vector<Place> places;
  for (std::size_t i = 0; i < 3; ++i) {
    places.push_back({names[i], station_called(names[i]), demands[i] / 2, 1, 2});
  }
  places.push_back({"service", station_called("service"), demands[3], 1, 1});
  return places;
}

std::optional<Reading> reading_of_closed(const std::vector<Place>& places, const std::string& key,
                                         double expected) {
  const auto busiest = std::max_element(
      places.begin(), places.end(),
      [](const Place& a, const Place& b) { return a.visits * a.mean_s < b.visits * b.mean_s; });
  if (key == "bound_throughput_per_s") {
    auto reading = reading_of("throughput_per_s", expected, {});
    reading->judgement = Judgement::upper_bound;
    return reading;
  }
  return reading_of(key, expected, {busiest->station, 0, 0});
}

/// Users who think and then send a request over a path whose only distance is work.
Attempt attempt_closed(const Oracle& oracle) {
  std::vector<double> demands;
  for (const Json& demand : oracle.parameter("demands_s")) {
    demands.push_back(demand.is_number() ? demand.get<double>() : 0);
  }
  const auto clients = oracle.number("clients");
  const auto think_s = oracle.number("think_mean_s");
  if (!clients || !think_s || demands.size() != 4) {
    return NotAttempted{"a path has four places with work: sidecar, two gateways, app"};
  }
  const std::vector<Place> places = places_with(demands);
  Oracle on_path = oracle;
  on_path.parameters["mode"] = "local";
  on_path.parameters["wan_one_way_s"] = 0.0;
  Experiment experiment;
  experiment.scenario = scenario_of(on_path, places);
  const std::string open_loop = "rate: " + rate_text(1);
  experiment.scenario.replace(experiment.scenario.rfind(open_loop), open_loop.size(),
                              "users: " + plain(*clients) + ", think_time: " +
                                  (*think_s > 0 ? exponential_text(*think_s) : "0s"));
  const double bottleneck = *std::max_element(demands.begin(), demands.end());
  double all = *think_s;
  for (const double demand : demands) all += demand;
  experiment.requests_per_s = std::min(*clients / all, 1 / bottleneck);
  experiment.visits = 9;
  experiment.settling_s = 4 * *clients * bottleneck + *think_s;
  for (const auto& [key, value] : oracle.expected.items()) {
    if (key == "queue_lengths" && value.is_array() && value.size() == places.size()) {
      for (std::size_t i = 0; i < places.size(); ++i) {
        auto reading = reading_of("L_mean", value[i].get<double>(), {places[i].station, 0, 0});
        reading->key = "queue_lengths[" + std::to_string(i) + "]";
        experiment.readings.push_back(std::move(*reading));
      }
      continue;
    }
    auto reading = reading_of_closed(places, key, value.is_number() ? value.get<double>() : 0);
    if (!reading) return NotAttempted{"nothing is known about the value " + key};
    reading->key = key;
    experiment.readings.push_back(std::move(*reading));
  }
  return Experiments{{std::move(experiment)}};
}

}  // namespace

std::optional<Attempt> attempt_network(const Oracle& oracle) {
  if (oracle.is("open Jackson network")) return attempt_mesh(oracle);
  if (oracle.is("closed network")) return attempt_closed(oracle);
  return std::nullopt;
}

}  // namespace isthmus::oracle_check

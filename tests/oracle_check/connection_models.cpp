// What a connection costs in round trips, where nothing costs anything but distance.
#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "sim/analysis/seconds.hpp"
#include "tests/oracle_check/attempt.hpp"
#include "tests/oracle_check/station_readings.hpp"
#include "tests/oracle_check/texts.hpp"

namespace isthmus::oracle_check {
namespace {

std::vector<double> segments_of(const Oracle& oracle) {
  std::vector<double> segments;
  for (const Json& rtt : oracle.parameter("segment_rtts_s")) {
    if (rtt.is_number()) segments.push_back(rtt.get<double>());
  }
  return segments;
}

/// Zones in a row, each with what stands in it, joined one by one as the segments say.
std::string links_of(const std::vector<std::string>& row, const std::vector<double>& segments) {
  std::string links;
  for (std::size_t i = 0; i + 1 < row.size(); ++i) {
    if (row[i] == row[i + 1]) continue;
    links += "  - {between: [" + row[i] + ", " + row[i + 1] + "], rtt: " + time_text(segments[i]) +
             "}\n";
  }
  return links;
}

/// caller, gateway of the caller, gateway of the other partition, service: each in a zone of its
/// own, so that every segment has a length of its own.
std::string scenario_of(const Oracle& oracle, const std::string& mode,
                        const std::vector<double>& segments, const std::string& traffic) {
  std::vector<std::string> row = {"caller"};
  if (mode == "local") row.emplace_back("near");
  if (mode != "none") row.emplace_back("far");
  row.emplace_back("service");
  const std::string free_proxy = "per_connection: 0ns, per_message: 0ns, per_gb: 0ns";
  return "isthmus: 1\nname: \"" + oracle.id +
         "\"\n"
         "zones: {caller: {region: caller}, near: {region: near}, far: {region: far}, service: "
         "{region: service}}\n"
         "links:\n" +
         links_of(row, segments) + "defaults:\n  sidecar: {" + free_proxy +
         ", handshake: 0ns, resumed_handshake: 0ns}\n  mesh_gateway: {" + free_proxy +
         "}\n"
         "partitions:\n"
         "  default:\n    zones: [near]\n    mesh_gateway: {}\n    services:\n      caller:\n"
         "        zones: [caller]\n        proxy:\n          upstreams:\n"
         "            - {destination_name: service, destination_partition: there, "
         "local_bind_port: 1000, mesh_gateway: {mode: " +
         mode +
         "}}\n"
         "  there:\n    zones: [far]\n    mesh_gateway: {}\n    services:\n"
         "      service: {zones: [service], service_time: 0ns}\n"
         "config_entries:\n"
         "  - {Kind: exported-services, Name: there, Partition: there, Services: "
         "[{Name: service, Consumers: [{Partition: default}]}]}\n"
         "traffic:\n  - {name: requests, from: caller, to: there/service, rate: 1/s, arrivals: "
         "constant" +
         traffic + "}\n";
}

/// The handshake in the words of a scenario; empty if there is no such thing.
std::string tls_keys(const std::string& tls) {
  if (tls == "1.3") return ", tls: 1.3";
  if (tls == "1.2") return ", tls: 1.2";
  if (tls == "1.3_psk") return ", tls: 1.3, resumption: ticket";
  if (tls == "1.3_0rtt") return ", tls: 1.3, resumption: early_data";
  return "";
}

/// A phase of new connections, as the caller sees it.
std::optional<Figure> phase_of(const std::string& key) {
  const auto mean_of = [](std::int64_t results::SetupPhases::*phase) {
    return [phase](const results::RunRecord& record) {
      const results::SetupPhases& setup = record.traffic.front().setup;
      return analysis::nearest_seconds(setup.*phase) / static_cast<double>(setup.requests);
    };
  };
  if (key == "connect_s") return mean_of(&results::SetupPhases::connect_ns);
  if (key == "tls_s") return mean_of(&results::SetupPhases::handshake_ns);
  if (key == "request_s") return mean_of(&results::SetupPhases::exchange_ns);
  return std::nullopt;
}

Attempt attempt_first_byte(const Oracle& oracle) {
  const std::vector<double> segments = segments_of(oracle);
  const std::string mode = oracle.text_or("mode", "");
  const std::size_t wanted = mode == "none" ? 1 : mode == "remote" ? 2 : mode == "local" ? 3 : 0;
  if (wanted == 0 || segments.size() != wanted) {
    return NotAttempted{"the mode and the number of its segments do not fit"};
  }
  const bool pooled = oracle.is("pooled");
  const std::string tls = tls_keys(oracle.text_or("tls", "1.3"));
  if (tls.empty()) return NotAttempted{"the TLS version is not known"};
  double path_s = 0;
  for (const double rtt : segments) path_s += rtt;

  Experiment experiment;
  experiment.scenario =
      scenario_of(oracle, mode, segments,
                  pooled ? ", connections: kept_alive" : ", connections: per_request" + tls);
  experiment.requests_per_s = 1;
  experiment.length_s = 100;
  for (const auto& [key, value] : oracle.expected.items()) {
    Reading reading;
    if (key == "first_byte_s") {
      reading = latency_mean(key, value.get<double>());
    } else if (key == "rtt_multiple_of_path" && path_s > 0) {
      reading = latency_mean(key, value.get<double>());
      reading.figure = [path_s, latency = reading.figure](const results::RunRecord& record) {
        return latency(record) / path_s;
      };
    } else if (const auto phase = phase_of(key); phase && !pooled) {
      reading.key = key;
      reading.expected = value.get<double>();
      reading.figure = *phase;
    } else {
      return NotAttempted{"nothing is known about the value " + key};
    }
    reading.judgement = Judgement::certain;
    experiment.readings.push_back(std::move(reading));
  }
  return Experiments{{std::move(experiment)}};
}

void replace(std::string& text, const std::string& what, const std::string& by) {
  const std::size_t at = text.find(what);
  if (at != std::string::npos) text.replace(at, what.size(), by);
}

Reading certain(const std::string& key, double expected, Figure figure) {
  Reading reading;
  reading.key = key;
  reading.expected = expected;
  reading.figure = std::move(figure);
  reading.judgement = Judgement::certain;
  return reading;
}

/// One transfer over one link: on new connections, or on one whose window is open.
Experiment transfer(const Oracle& oracle, bool limited, bool warm, double pause_s) {
  const double rtt_s = oracle.number_or("rtt_s", 0);
  const auto megabits = oracle.number("bottleneck_mbit_per_s");
  std::string keys = ", request_size: 0B, response_size: " + plain(oracle.number_or("bytes", 0)) +
                     "B, connections: " + (warm ? "kept_alive" : "per_request");
  Experiment experiment;
  experiment.scenario = scenario_of(oracle, "none", {rtt_s}, keys);
  replace(experiment.scenario, "rate: 1/s", "rate: " + rate_text(1 / pause_s));
  if (limited && megabits) {
    const std::string rtt = "rtt: " + time_text(rtt_s) + "}";
    replace(experiment.scenario, rtt,
            "rtt: " + time_text(rtt_s) + ", bandwidth: " + plain(*megabits * 1e6) + "bit/s}");
  }
  experiment.requests_per_s = 1 / pause_s;
  experiment.length_s = 400 * pause_s;
  return experiment;
}

Attempt attempt_slow_start(const Oracle& oracle) {
  const double rtt_s = oracle.number_or("rtt_s", 0);
  if (rtt_s <= 0 || oracle.number_or("bytes", 0) <= 0 || oracle.number_or("mss", 1460) != 1460 ||
      oracle.number_or("iw_segments", 10) != 10 || oracle.number_or("header_bytes", 40) != 40) {
    return NotAttempted{"segments are of 1460 bytes, ten at first, with 40 bytes of headers"};
  }
  Experiments experiments;
  for (const auto& [key, value] : oracle.expected.items()) {
    const auto expected = value.get<double>();
    if (key == "warm_window_s") {
      // Idle for less than the timeout after which a window closes again.
      experiments.all.push_back(transfer(oracle, true, true, expected + 0.1));
      experiments.all.back().readings.push_back(
          certain(key, expected, latency_mean(key, expected).figure));
    } else if (key == "request_to_last_byte_s" || key == "rounds") {
      const bool rounds = key == "rounds";
      const Figure exchange = *phase_of("request_s");
      experiments.all.push_back(transfer(oracle, !rounds, false, 5));
      experiments.all.back().readings.push_back(
          certain(key, expected, [=](const results::RunRecord& record) {
            return exchange(record) / (rounds ? rtt_s : 1.0);
          }));
    } else {
      return NotAttempted{"nothing is known about the value " + key};
    }
    experiments.all.back().readings.back().tolerance_rel = 1e-6;  // Whole nanoseconds.
  }
  return experiments;
}

/// Requests that find the connection of the one before, unless it has been idle for too long.
Attempt attempt_idle_pool(const Oracle& oracle) {
  const auto rate = oracle.number("arrival_rate_per_s");
  const auto idle_s = oracle.number("idle_timeout_s");
  const auto rtt_s = oracle.number("rtt_s");
  if (!rate || !idle_s || !rtt_s || oracle.number_or("cold_rtts", 3) != 3 ||
      oracle.number_or("warm_rtts", 1) != 1) {
    return NotAttempted{"a new connection takes three round trips, an open one a single"};
  }
  // The answer is that of the limit in which a request takes no time beside the gaps; so it takes a
  // hundred-thousandth, and what it takes is read off in round trips.
  const double rtt_scaled_s = std::max(1e-6, std::round(1e4 / *rate) * 1e-9);
  const double slower = *rtt_s / rtt_scaled_s;
  Experiment experiment;
  experiment.scenario =
      scenario_of(oracle, "none", {rtt_scaled_s},
                  ", connections: kept_alive, idle_timeout: " + time_text(*idle_s));
  replace(experiment.scenario, "rate: 1/s, arrivals: constant", "rate: " + rate_text(*rate));
  experiment.requests_per_s = *rate;
  experiment.settling_s = *idle_s;
  experiment.visits = 5;
  for (const auto& [key, value] : oracle.expected.items()) {
    Reading reading = latency_mean(key, value.get<double>());
    if (key == "cold_prob") {
      reading.figure = [](const results::RunRecord& record) {
        const results::TrafficRecord& traffic = record.traffic.front();
        return static_cast<double>(traffic.connections) / static_cast<double>(traffic.requests);
      };
    } else if (key == "response_mean_s") {
      reading.figure = [slower, latency = reading.figure](const results::RunRecord& record) {
        return latency(record) * slower;
      };
    } else {
      return NotAttempted{"nothing is known about the value " + key};
    }
    reading.judgement = Judgement::limit;
    reading.tolerance_rel = oracle.tolerance_rel;
    experiment.readings.push_back(std::move(reading));
  }
  return Experiments{{std::move(experiment)}};
}

}  // namespace

std::optional<Attempt> attempt_connection(const Oracle& oracle) {
  if (oracle.is("RTT accounting") || oracle.is("pooled (kept-alive)")) {
    return attempt_first_byte(oracle);
  }
  if (oracle.is("TCP slow start")) return attempt_slow_start(oracle);
  if (oracle.is("connection pool with idle timeout")) return attempt_idle_pool(oracle);
  return std::nullopt;
}

}  // namespace isthmus::oracle_check

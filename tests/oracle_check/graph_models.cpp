// One request that needs the answers of others: in a row, at once, and the classes of a BCMP
// network.
#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "tests/oracle_check/attempt.hpp"
#include "tests/oracle_check/free_mesh.hpp"
#include "tests/oracle_check/station_readings.hpp"
#include "tests/oracle_check/texts.hpp"

namespace isthmus::oracle_check {
namespace {

/// About the time in which a queue forgets where it began.
double settling_of(double utilisation, double service_mean_s) {
  const double spare = std::max(0.02, 1 - utilisation);
  return 4 * service_mean_s / (spare * spare);
}

/// Reads every expected value with `read`, which says nothing about those it does not know.
template <class Read>
Attempt with_readings(const Oracle& oracle, Experiment experiment, Read&& read) {
  for (const auto& [key, value] : oracle.expected.items()) {
    std::optional<Reading> reading;
    if (value.is_number()) reading = read(key, value.template get<double>());
    if (!reading) return NotAttempted{"nothing is known about the value " + key};
    reading->key = key;
    if (quantile_in(key).value_or(0) > 0.995) experiment.has_far_tail = true;
    experiment.readings.push_back(std::move(*reading));
  }
  return Experiments{{std::move(experiment)}};
}

/// Stations one after the other, once each, and a delay: a front that calls them in turn.
Attempt attempt_tandem(const Oracle& oracle) {
  const std::vector<double> rates = oracle.numbers("service_rates_per_s");
  const double rate = oracle.number_or("arrival_rate_per_s", 0);
  const double slowest = rates.empty() ? 0 : *std::min_element(rates.begin(), rates.end());
  if (rate <= 0 || slowest <= rate) return NotAttempted{"no rates that a steady state allows"};
  FreeMesh mesh{oracle.id};
  std::vector<std::string> names;
  for (std::size_t i = 0; i < rates.size(); ++i) {
    names.push_back("station" + std::to_string(i + 1));
    mesh.service(names.back(), {.law = exponential_text(1 / rates[i])});
  }
  mesh.front("front", time_text(oracle.number_or("constant_delay_s", 0)), names,
             FreeMesh::in_turn(names), rate);
  Experiment experiment;
  experiment.scenario = mesh.text();
  experiment.requests_per_s = rate;
  experiment.settling_s = settling_of(rate / slowest, 1 / slowest);
  experiment.visits = 6 * static_cast<double>(rates.size()) + 1;
  return with_readings(oracle, std::move(experiment), [&](const std::string& key, double expected) {
    return reading_of(key, expected, {.utilisation = rate / slowest, .streams = 1});
  });
}

/// A front that asks several at once and waits for all: stations with queues, or delays.
Attempt attempt_fork(const Oracle& oracle, bool queues) {
  const auto branches = oracle.count_or("branches", 1);
  const double service_rate = oracle.number_or("service_rate_per_s", 0);
  const double mean_s = oracle.number_or("mean_s", service_rate > 0 ? 1 / service_rate : 0);
  // Where nobody waits the rate says nothing: one at which a few are under way.
  const double rate =
      queues ? oracle.number_or("arrival_rate_per_s", 0) : 4 / std::max(mean_s, 1e-9);
  if (branches < 1 || branches > 1000 || mean_s <= 0 || rate <= 0) {
    return NotAttempted{"no branches, times or rates are given"};
  }
  const double utilisation = queues ? rate * mean_s : 0;
  if (utilisation >= 1) return NotAttempted{"there is no steady state"};
  FreeMesh mesh{oracle.id};
  std::vector<std::string> names;
  const std::size_t services = queues ? branches : 1;
  for (std::size_t i = 0; i < services; ++i) {
    names.push_back("branch" + std::to_string(i + 1));
    mesh.service(names.back(),
                 {.law = exponential_text(mean_s), .concurrency = queues ? "1" : "unlimited"});
  }
  const std::string calls =
      queues
          ? FreeMesh::at_once(names)
          : FreeMesh::at_once({"{to: " + names[0] + ", count: " + std::to_string(branches) + "}"});
  mesh.front("front", "0s", names, calls, rate);
  Experiment experiment;
  experiment.scenario = mesh.text();
  experiment.requests_per_s = rate;
  experiment.settling_s = queues ? settling_of(utilisation, mean_s) : 20 * mean_s;
  experiment.visits = 6 * static_cast<double>(branches) + 1;
  return with_readings(oracle, std::move(experiment), [&](const std::string& key, double expected) {
    return reading_of(key, expected, {.utilisation = utilisation, .streams = 1});
  });
}

/// A class of requests: how much work it brings to which station.
struct Class {
  std::string name{};
  double rate_per_s = 0;
  double delay_s = 0;
  std::vector<std::pair<std::string, double>> demands{};
};

std::vector<Class> classes_of(const Oracle& oracle) {
  std::vector<Class> classes;
  for (const auto& [name, written] : oracle.parameter("classes").items()) {
    Class one{name, written.value("rate_per_s", 0.0), written.value("delay_total_s", 0.0), {}};
    const Json demands = written.value("demand_s", Json::object());
    for (const auto& [station, demand] : demands.items()) {
      one.demands.emplace_back(station, demand.is_number() ? demand.get<double>() : 0);
    }
    classes.push_back(std::move(one));
  }
  return classes;
}

/// Reads "gwA_L_mean" at that station and "web_response_mean_s" of that class.
std::optional<Reading> reading_of_classes(
    const std::vector<Class>& classes, const std::string& key, double expected,
    const std::vector<std::pair<std::string, double>>& loads) {
  for (std::size_t i = 0; i < classes.size(); ++i) {
    if (key.rfind(classes[i].name + "_", 0) != 0) continue;
    return reading_of(key.substr(classes[i].name.size() + 1), expected,
                      {.first_stream = i, .streams = 1});
  }
  for (const auto& [station, load] : loads) {
    if (key.rfind(station + "_", 0) != 0) continue;
    return reading_of(key.substr(station.size() + 1), expected,
                      {.stations = "service " + lower_text(station), .utilisation = load});
  }
  if (key.rfind("all_", 0) != 0) return std::nullopt;
  return reading_of(key.substr(4), expected, {.streams = classes.size()});
}

/// Processor sharing does not care for laws, so that a class may bring constant work.
Attempt attempt_classes(const Oracle& oracle) {
  const std::vector<Class> classes = classes_of(oracle);
  if (classes.empty() || oracle.text_or("discipline", "PS") != "PS") {
    return NotAttempted{"no classes that share processors are given"};
  }
  std::vector<std::pair<std::string, double>> loads;
  const auto load_of = [&](const std::string& station) -> double& {
    const auto at = std::find_if(loads.begin(), loads.end(),
                                 [&](const auto& load) { return load.first == station; });
    return at != loads.end() ? at->second : loads.emplace_back(station, 0.0).second;
  };
  double rate = 0;
  double visits = 0;
  double work_s = 0;
  for (const Class& one : classes) {
    rate += one.rate_per_s;
    for (const auto& [station, demand] : one.demands) {
      load_of(station) += one.rate_per_s * demand;
      visits += 6 * one.rate_per_s;
      work_s = std::max(work_s, demand);
    }
  }
  FreeMesh mesh{oracle.id};
  double busiest = 0;
  for (const auto& [station, load] : loads) {
    mesh.service(lower_text(station), {.law = "0s", .keys = ", discipline: ps"});
    busiest = std::max(busiest, load);
  }
  if (rate <= 0 || busiest >= 1) return NotAttempted{"there is no steady state"};
  for (const Class& one : classes) {
    std::vector<std::string> names;
    std::vector<std::string> steps;
    for (const auto& [station, demand] : one.demands) {
      names.push_back(lower_text(station));
      steps.push_back("{to: " + names.back() + ", work: " + time_text(demand) + "}");
    }
    mesh.front("front-" + lower_text(one.name), time_text(one.delay_s), names,
               FreeMesh::in_turn(steps), one.rate_per_s);
  }
  Experiment experiment;
  experiment.scenario = mesh.text();
  experiment.requests_per_s = rate;
  experiment.settling_s = settling_of(busiest, work_s);
  experiment.visits = visits / rate + 1;
  return with_readings(oracle, std::move(experiment), [&](const std::string& key, double expected) {
    return reading_of_classes(classes, key, expected, loads);
  });
}

}  // namespace

std::optional<Attempt> attempt_graph(const Oracle& oracle) {
  if (oracle.is("tandem")) return attempt_tandem(oracle);
  if (oracle.is("fork-join")) return attempt_fork(oracle, true);
  if (oracle.is("max of")) return attempt_fork(oracle, false);
  if (oracle.is("BCMP")) return attempt_classes(oracle);
  return std::nullopt;
}

}  // namespace isthmus::oracle_check

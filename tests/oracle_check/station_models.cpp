// One station fed from outside, past every proxy and every link: the models of the textbooks.
#include <cmath>
#include <string>

#include "sim/stats/queueing_formulas.hpp"
#include "tests/oracle_check/attempt.hpp"
#include "tests/oracle_check/station_readings.hpp"
#include "tests/oracle_check/texts.hpp"

namespace isthmus::oracle_check {
namespace {

/// A station and its load, in the words of a scenario.
struct World {
  std::string service_law{};
  std::string service_keys{};  ///< Further keys of the service: ", discipline: ps".
  std::string load{};          ///< Keys of the traffic: "rate: 700/s".
  std::size_t replicas = 1;
  std::size_t concurrency = 1;
  bool unlimited = false;  ///< As many servers as there are jobs.
  double rate_per_s = 0;
  double service_mean_s = 0;
  double service_scv = 1;
  double arrival_scv = 1;

  double utilisation() const {
    return rate_per_s * service_mean_s / static_cast<double>(replicas * concurrency);
  }
};

std::string scenario_of(const World& world, const std::string& name) {
  return "isthmus: 1\nname: \"" + name +
         "\"\n"
         "partitions:\n"
         "  default:\n"
         "    services:\n"
         "      station: {replicas: " +
         std::to_string(world.replicas) +
         ", concurrency: " + (world.unlimited ? "unlimited" : std::to_string(world.concurrency)) +
         ", service_time: " + world.service_law + world.service_keys +
         "}\n"
         "traffic:\n"
         "  - {name: customers, to: station, " +
         world.load + "}\n";
}

/// About the time in which a queue forgets where it began.
double settling_of(const World& world) {
  const double spare = std::max(0.02, 1 - world.utilisation());
  const double variability = std::max(1.0, (world.arrival_scv + world.service_scv) / 2);
  return 4 * world.service_mean_s * variability / (spare * spare);
}

Experiment experiment_of(const World& world, const Oracle& oracle, const std::string& suffix) {
  Experiment experiment;
  experiment.scenario = scenario_of(world, oracle.id);
  experiment.requests_per_s = world.rate_per_s;
  experiment.settling_s = settling_of(world);
  const Subject subject{"service station", world.utilisation(), world.service_mean_s};
  for (const auto& [key, value] : oracle.expected.items()) {
    if (!value.is_number()) throw BadEntry{"the value " + key + " is no number"};
    auto reading = reading_of(key, value.get<double>(), subject);
    if (!reading && key == "prob_L_gt_mean_plus_3sd" && oracle.expected.contains("L_mean") &&
        oracle.expected.contains("L_var")) {
      const double limit = oracle.expected["L_mean"].get<double>() +
                           3 * std::sqrt(oracle.expected["L_var"].get<double>());
      const auto above = static_cast<long>(std::floor(limit)) + 1;
      reading = reading_of("prob_L_ge_" + std::to_string(above), value.get<double>(), subject);
    }
    Reading one = reading.value_or(Reading{});
    // A median wait of nothing has no width of its own; that of the mean wait says how wide.
    if (value.get<double>() == 0) one.scale = oracle.expected.value("wait_mean_s", 0.0);
    one.key = key + suffix;
    if (!reading) one.expected = value.get<double>();
    if (quantile_in(key).value_or(0) > 0.995) experiment.has_far_tail = true;
    experiment.readings.push_back(std::move(one));
  }
  return experiment;
}

Attempt missing(const std::string& what) { return NotAttempted{"no " + what + " is given"}; }

/// Which key nobody here can read; empty if all can be.
std::string unread_key(const Experiments& experiments) {
  for (const Experiment& experiment : experiments.all) {
    for (const Reading& reading : experiment.readings) {
      if (!reading.figure) return reading.key;
    }
  }
  return {};
}

Attempt whole(Experiments experiments) {
  const std::string unread = unread_key(experiments);
  if (!unread.empty()) return NotAttempted{"nothing is known about the value " + unread};
  return experiments;
}

/// Arrivals by the words of an oracle; false where they are none of them.
bool add_arrivals(const Oracle& oracle, World& world) {
  const std::string arrivals = oracle.text_or("arrivals", "poisson");
  if (const auto rate0 = oracle.number("rate_state0_per_s")) {
    const double rate1 = oracle.number_or("rate_state1_per_s", 0);
    const double leave0 = oracle.number_or("switch_0to1_per_s", 0);
    const double leave1 = oracle.number_or("switch_1to0_per_s", 0);
    if (leave0 <= 0 || leave1 <= 0) return false;
    world.rate_per_s = (*rate0 * leave1 + rate1 * leave0) / (leave0 + leave1);
    world.load = "arrivals: {mmpp: [{rate: " + rate_text(*rate0) +
                 ", stay: " + time_text(1 / leave0) + "}, {rate: " + rate_text(rate1) +
                 ", stay: " + time_text(1 / leave1) + "}]}";
    world.arrival_scv = 20;
    return true;
  }
  const auto rate = oracle.number("arrival_rate_per_s");
  world.rate_per_s = rate.value_or(oracle.number_or("arrival_rate_total_per_s", 0));
  if (world.rate_per_s <= 0) return false;
  if (arrivals == "poisson") {
    world.load = "rate: " + rate_text(world.rate_per_s) + ", arrivals: poisson";
  } else if (arrivals == "deterministic") {
    world.load = "rate: " + rate_text(world.rate_per_s) + ", arrivals: constant";
    world.arrival_scv = 0;
  } else if (arrivals.rfind("erlang", 0) == 0) {
    const double stages = std::strtod(arrivals.c_str() + 6, nullptr);
    if (stages < 1 || stages != std::floor(stages)) return false;
    world.load = "arrivals: {renewal: \"erlang(" + plain(stages) + ", " +
                 time_text(1 / world.rate_per_s) + ")\"}";
    world.arrival_scv = 1 / stages;
  } else if (arrivals == "hyperexponential2") {
    const auto p = oracle.number("p");
    const auto rate1 = oracle.number("rate1_per_s");
    const auto rate2 = oracle.number("rate2_per_s");
    if (!p || !rate1 || !rate2) return false;
    world.load = "arrivals: {renewal: \"hyperexp(" + plain(*p * 100) + "%, " +
                 time_text(1 / *rate1) + ", " + time_text(1 / *rate2) + ")\"}";
    world.arrival_scv = 5;
  } else {
    return false;
  }
  return true;
}

/// Every service law that an entry names.
std::vector<std::string> laws_of(const Oracle& oracle) {
  const Json& written = oracle.parameter("service");
  if (written.is_null()) return {"exponential"};
  if (written.is_string()) return {written.get<std::string>()};
  std::vector<std::string> laws;
  for (const Json& law : written) {
    if (law.is_string()) laws.push_back(law.get<std::string>());
  }
  return laws;
}

double scv_of(const std::string& law, const Oracle& oracle) {
  const std::size_t at = law.find("scv=");
  if (at != std::string::npos) return std::strtod(law.c_str() + at + 4, nullptr);
  return oracle.number_or("service_scv", law == "deterministic" ? 0 : 1);
}

/// Of a law that is given by other parameters than its mean.
double mean_of(const std::string& law, const Oracle& oracle) {
  const auto begins = [&](const char* word) { return law.rfind(word, 0) == 0; };
  if (begins("uniform")) {
    return (oracle.number_or("low_s", 0) + oracle.number_or("high_s", 0)) / 2;
  }
  if (begins("hyperexponential")) {
    const double p = oracle.number_or("p", 0);
    return p / oracle.number_or("mu1_per_s", 1) + (1 - p) / oracle.number_or("mu2_per_s", 1);
  }
  return 0;
}

Attempt attempt_one_station(const Oracle& oracle) {
  Experiments experiments;
  const std::vector<std::string> laws = laws_of(oracle);
  for (const std::string& law : laws) {
    World world;
    if (!add_arrivals(oracle, world)) return missing("known law of arrivals");
    const auto text = law_text(law, oracle);
    const double otherwise = oracle.number_or("service_rate_per_s", 0);
    if (!text && otherwise <= 0) return missing("known law of service (" + law + ")");
    world.service_law = text ? *text : exponential_text(1 / otherwise);
    world.service_mean_s = oracle.number_or("service_mean_s", otherwise > 0 ? 1 / otherwise : 0);
    world.service_scv = scv_of(law, oracle);
    if (world.service_mean_s <= 0) world.service_mean_s = mean_of(law, oracle);
    if (world.service_mean_s <= 0) return missing("mean of the service");
    world.replicas = oracle.count_or("backends", 1);
    const std::string balance = oracle.text_or("lb", "round_robin");
    if (balance != "round_robin") return missing("known way to share out (" + balance + ")");
    world.concurrency = oracle.count_or("servers", oracle.count_or("servers_per_backend", 1));
    if (const auto capacity = oracle.number("capacity_total")) {
      const double room = *capacity - static_cast<double>(world.concurrency);
      if (room < 0) return missing("capacity for all servers");
      world.service_keys = ", queue_limit: " + plain(room);
    }
    const std::string discipline = oracle.text_or("discipline", oracle.is("-PS") ? "PS" : "FCFS");
    if (discipline == "PS") {
      world.service_keys += ", discipline: ps";
    } else if (discipline != "FCFS" && discipline != "FIFO") {
      return missing("known discipline (" + discipline + ")");
    }
    if (oracle.is("inf")) world.unlimited = true;
    const bool loses = oracle.number("capacity_total").has_value() || oracle.is("inf");
    if (!loses && world.utilisation() >= 1) return missing("steady state");
    experiments.all.push_back(
        experiment_of(world, oracle, laws.size() > 1 ? " [" + law + "]" : ""));
    if (loses) experiments.all.back().settling_s = 20 * world.service_mean_s;
  }
  return whole(std::move(experiments));
}

/// Users who think, ask one station and wait for its answer.
Attempt attempt_users(const Oracle& oracle) {
  const auto clients = oracle.number("clients");
  const auto think_s = oracle.number("think_mean_s");
  const auto rate = oracle.number("service_rate_per_s");
  if (!clients || !think_s || !rate)
    return missing("number of clients, think time or service rate");
  World world;
  world.concurrency = oracle.count_or("servers", 1);
  world.service_mean_s = 1 / *rate;
  world.service_law = exponential_text(world.service_mean_s);
  world.load = "users: " + plain(*clients) +
               ", think_time: " + (*think_s > 0 ? exponential_text(*think_s) : "0s");
  const double fastest = *clients / (*think_s + world.service_mean_s);
  world.rate_per_s = std::min(fastest, *rate * static_cast<double>(world.concurrency));
  Experiment experiment = experiment_of(world, oracle, "");
  experiment.settling_s = *clients * (*think_s + world.service_mean_s);
  return whole(Experiments{{std::move(experiment)}});
}

/// A law with a given mean and squared coefficient of variation: the simplest that has it.
std::string law_with(double mean_s, double scv) {
  if (scv == 0) return time_text(mean_s);
  if (scv == 1) return exponential_text(mean_s);
  if (scv < 1) {
    return "\"erlang(" + std::to_string(std::lround(1 / scv)) + ", " + time_text(mean_s) + ")\"";
  }
  return balanced_text(mean_s, scv);
}

Attempt attempt_bounds(const Oracle& oracle) {
  const auto rho = oracle.number("rho");
  const auto mean = oracle.number("service_mean_s");
  if (!rho || !mean || *rho <= 0 || *rho >= 1) return missing("load below 1");
  World world;
  world.service_mean_s = *mean;
  world.service_scv = oracle.number_or("service_scv", 1);
  world.arrival_scv = oracle.number_or("interarrival_scv", 1);
  world.rate_per_s = *rho / *mean;
  world.service_law = law_with(*mean, world.service_scv);
  world.load =
      world.arrival_scv == 1
          ? "rate: " + rate_text(world.rate_per_s)
          : "arrivals: {renewal: " + law_with(1 / world.rate_per_s, world.arrival_scv) + "}";
  Experiment experiment;
  experiment.scenario = scenario_of(world, oracle.id);
  experiment.requests_per_s = world.rate_per_s;
  experiment.settling_s = settling_of(world);
  for (const auto& [key, value] : oracle.expected.items()) {
    if (key.find("approx") != std::string::npos) continue;  // For orientation only.
    auto reading = reading_of("wait_mean_s", value.get<double>(),
                              {"service station", world.utilisation(), *mean});
    reading->key = key;
    reading->judgement = Judgement::upper_bound;
    experiment.readings.push_back(*reading);
  }
  return Experiments{{experiment}};
}

}  // namespace

std::optional<Attempt> attempt_station(const Oracle& oracle) {
  if (oracle.is("bounds")) return attempt_bounds(oracle);
  if (oracle.is("//N")) return attempt_users(oracle);
  if (oracle.is("transient") || oracle.is("asymptotic variance") || oracle.is("retry") ||
      oracle.is("tandem") || oracle.is("fork-join") || oracle.is("reaches")) {
    return std::nullopt;
  }
  for (const char* other : {"LIFO", "LCFS", "priorit", "SRPT", "SJF", "vacation", "reneg",
                            "impatien", "balk", "set-up", "setup", "batch"}) {
    if (oracle.is(other)) return NotAttempted{std::string{"nothing here knows "} + other};
  }
  for (const char* known : {"/M/", "/D/", "/G/", "round-robin"}) {
    if (oracle.is(known)) return attempt_one_station(oracle);
  }
  return std::nullopt;
}

}  // namespace isthmus::oracle_check

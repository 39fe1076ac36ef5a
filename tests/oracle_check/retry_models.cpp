// Callers that try again, give up or ask twice, at an app on which nobody waits or at a queue.
#include <algorithm>
#include <cmath>
#include <string>

#include "sim/analysis/seconds.hpp"
#include "tests/oracle_check/attempt.hpp"
#include "tests/oracle_check/free_mesh.hpp"
#include "tests/oracle_check/station_readings.hpp"
#include "tests/oracle_check/texts.hpp"

namespace isthmus::oracle_check {
namespace {

constexpr int endless_attempts = 1000;  // The most that a scenario may say.

/// An app that fails at times, and what its callers do about it.
struct World {
  std::string law{};
  double mean_s = 0;
  double rate_per_s = 0;
  double p_fail = 0;
  double attempts = 1;   ///< Expected per request; to guess what a run costs.
  std::string policy{};  ///< Keys of the traffic.
  bool queues = false;   ///< One server, or as many as there are requests.

  double utilisation() const { return queues ? rate_per_s * attempts * mean_s : 0; }
};

Experiment experiment_of(const Oracle& oracle, const World& world) {
  FreeMesh mesh{oracle.id};
  mesh.service(
      "app", {.law = world.law,
              .concurrency = world.queues ? "1" : "unlimited",
              .keys = world.p_fail > 0 ? ", error_rate: " + plain(world.p_fail * 100) + "%" : ""});
  mesh.asked("app", "rate: " + rate_text(world.rate_per_s) + world.policy);
  Experiment experiment;
  experiment.scenario = mesh.text();
  experiment.requests_per_s = world.rate_per_s;
  const double spare = std::max(0.02, 1 - world.utilisation());
  experiment.settling_s = (world.queues ? 4 / (spare * spare) : 20 * world.attempts) * world.mean_s;
  experiment.visits = world.attempts;
  return experiment;
}

/// A figure of the only stream there is.
template <class Of>
Reading of_stream(const std::string& key, double expected, Of of) {
  Reading reading;
  reading.key = key;
  reading.expected = expected;
  reading.figure = [of](const results::RunRecord& record) {
    return of(record.traffic.front(), static_cast<double>(record.traffic.front().requests));
  };
  return reading;
}

std::optional<Reading> reading_of_attempts(const std::string& key, double expected) {
  using results::TrafficRecord;
  if (key == "success_prob" || key == "error_prob") {
    const bool failure = key == "error_prob";
    return of_stream(key, expected, [failure](const TrafficRecord& traffic, double requests) {
      const auto delivered = traffic.ended[static_cast<std::size_t>(route::Disposition::delivered)];
      const double share = static_cast<double>(delivered) / requests;
      return failure ? 1 - share : share;
    });
  }
  if (key == "attempts_mean" || key == "load_amplification") {
    return of_stream(key, expected, [](const TrafficRecord& traffic, double requests) {
      return 1 + static_cast<double>(traffic.retries) / requests;
    });
  }
  if (key == "extra_requests_fraction") {
    return of_stream(key, expected, [](const TrafficRecord& traffic, double requests) {
      return static_cast<double>(traffic.retries) / requests;
    });
  }
  return std::nullopt;
}

/// Times of requests however they end, of those that succeed, and what is said of the app.
std::optional<Reading> reading_of_world(const World& world, std::string key, double expected) {
  if (auto reading = reading_of_attempts(key, expected)) return reading;
  Subject subject{.stations = "service app", .utilisation = world.utilisation()};
  const auto without = [&](const std::string& word) {
    const std::size_t at = key.find(word);
    if (at == std::string::npos) return false;
    key.erase(at, word.size());
    return true;
  };
  if (without("_success")) {
    subject.ends = Ends::answered;
  } else {
    without("_all");
    without("_total");
    subject.ends = Ends::all;
  }
  return reading_of(key, expected, subject);
}

Attempt with_readings(const Oracle& oracle, const World& world) {
  if (world.mean_s <= 0 || world.rate_per_s <= 0 || world.p_fail < 0 || world.p_fail >= 1) {
    return NotAttempted{"no times, rates or chances are given"};
  }
  if (world.utilisation() >= 1) return NotAttempted{"there is no steady state"};
  Experiment experiment = experiment_of(oracle, world);
  for (const auto& [key, value] : oracle.expected.items()) {
    std::optional<Reading> reading;
    if (value.is_number()) reading = reading_of_world(world, key, value.get<double>());
    if (!reading) return NotAttempted{"nothing is known about the value " + key};
    reading->key = key;
    if (quantile_in(key).value_or(0) > 0.995) experiment.has_far_tail = true;
    experiment.readings.push_back(std::move(*reading));
  }
  return Experiments{{std::move(experiment)}};
}

/// Requests per second at which a few are under way where nobody waits.
double quiet_rate(const Oracle& oracle, double mean_s) {
  return oracle.number_or("arrival_rate_per_s", 4 / std::max(mean_s, 1e-9));
}

std::string retry_keys(double attempts) {
  return ", retry: {attempts: " + plain(attempts) + ", backoff: 0s}";
}

/// 1 + p + ... + p^(n - 1).
double geometric_attempts(double p, double most) {
  return p < 1 ? (1 - std::pow(p, most)) / (1 - p) : most;
}

Attempt attempt_failures(const Oracle& oracle) {
  World world;
  world.mean_s = oracle.number_or("attempt_latency_s", oracle.number_or("mean_s", 0));
  world.law = time_text(world.mean_s);
  world.rate_per_s = quiet_rate(oracle, world.mean_s);
  world.p_fail = oracle.number_or("p_fail", 0);
  const double most = oracle.number_or("max_retries", 0) + 1;
  world.attempts = geometric_attempts(world.p_fail, most);
  world.policy = retry_keys(most);
  return with_readings(oracle, world);
}

Attempt attempt_time_outs(const Oracle& oracle) {
  World world;
  world.mean_s = oracle.number_or("mean_s", 0);
  world.law = exponential_text(world.mean_s);
  world.rate_per_s = quiet_rate(oracle, world.mean_s);
  const double most = oracle.number_or("max_retries", 0) + 1;
  const double limit_s = oracle.number_or("per_try_timeout_s", 0);
  if (limit_s <= 0) return NotAttempted{"no timeout is given"};
  world.attempts = geometric_attempts(std::exp(-limit_s / world.mean_s), most);
  world.policy = ", per_try_timeout: " + time_text(limit_s) + retry_keys(most);
  return with_readings(oracle, world);
}

Attempt attempt_hedges(const Oracle& oracle) {
  World world;
  world.mean_s = oracle.number_or("mean_s", 0);
  world.law = exponential_text(world.mean_s);
  world.rate_per_s = quiet_rate(oracle, world.mean_s);
  const auto after_s = oracle.number("hedge_delay_s");
  if (!after_s) return NotAttempted{"no delay is given"};
  world.attempts = 2;
  world.policy = ", hedge: {after: " + time_text(*after_s) + ", attempts: 2}";
  return with_readings(oracle, world);
}

/// A queue to which every failed request comes back at once.
Attempt attempt_feedback(const Oracle& oracle) {
  const double service_rate = oracle.number_or("service_rate_per_s", 0);
  World world;
  world.queues = true;
  world.mean_s = service_rate > 0 ? 1 / service_rate : 0;
  world.law = exponential_text(world.mean_s);
  world.rate_per_s = oracle.number_or("arrival_rate_per_s", 0);
  world.p_fail = oracle.number_or("p_fail", 0);
  const double most = oracle.number_or("max_retries", endless_attempts - 1) + 1;
  world.attempts = geometric_attempts(world.p_fail, most);
  world.policy = retry_keys(most);
  return with_readings(oracle, world);
}

}  // namespace

std::optional<Attempt> attempt_retries(const Oracle& oracle) {
  if (oracle.is("hedged request")) return attempt_hedges(oracle);
  if (oracle.is("Bernoulli failures")) return attempt_failures(oracle);
  if (oracle.is("per-try timeout")) return attempt_time_outs(oracle);
  if (oracle.is("Bernoulli immediate retry")) return attempt_feedback(oracle);
  return std::nullopt;
}

}  // namespace isthmus::oracle_check

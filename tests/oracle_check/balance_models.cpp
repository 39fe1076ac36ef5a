// Many equal servers behind one caller that chooses among a few of them.
#include <algorithm>
#include <string>

#include "tests/oracle_check/attempt.hpp"
#include "tests/oracle_check/free_mesh.hpp"
#include "tests/oracle_check/station_readings.hpp"
#include "tests/oracle_check/texts.hpp"

namespace isthmus::oracle_check {
namespace {

constexpr double backends_otherwise = 1000;

}  // namespace

std::optional<Attempt> attempt_balance(const Oracle& oracle) {
  if (!oracle.is("least-request")) return std::nullopt;
  const auto rho = oracle.number("rho");
  const auto mean = oracle.number("service_mean_s");
  const double choices = oracle.number_or("choices", 2);
  const double backends = oracle.number_or("backends", backends_otherwise);
  if (!rho || !mean || *rho <= 0 || *rho >= 1 || *mean <= 0 || choices < 1) {
    return NotAttempted{"no load below 1 and no service time are given"};
  }
  const double rate = *rho * backends / *mean;
  FreeMesh mesh{oracle.id};
  mesh.caller("caller", "backend", "rate: " + rate_text(rate));
  mesh.service("backend",
               {.law = exponential_text(*mean), .keys = ", replicas: " + plain(backends)});
  mesh.entry("{Kind: service-defaults, Name: backend, Protocol: http}");
  mesh.entry(
      "{Kind: service-resolver, Name: backend, LoadBalancer: {Policy: least_request, "
      "LeastRequestConfig: {ChoiceCount: " +
      plain(choices) + "}}}");
  Experiment experiment;
  experiment.scenario = mesh.text();
  experiment.requests_per_s = rate;
  // Of the fluid limit, found numerically for loads of 0.9 and 0.97.
  experiment.settling_s = 1.4 * *mean / (1 - *rho);
  experiment.settled = 20;
  experiment.warm_up_share = 0.35;
  experiment.visits = 5;
  for (const auto& [key, value] : oracle.expected.items()) {
    std::optional<Reading> reading;
    if (value.is_number()) {
      reading = reading_of(key, value.get<double>(),
                           {.stations = "service backend", .utilisation = *rho});
    }
    if (!reading) return NotAttempted{"nothing is known about the value " + key};
    reading->judgement = Judgement::limit;
    reading->tolerance_rel = oracle.tolerance_rel;
    experiment.readings.push_back(std::move(*reading));
  }
  return Experiments{{std::move(experiment)}};
}

}  // namespace isthmus::oracle_check

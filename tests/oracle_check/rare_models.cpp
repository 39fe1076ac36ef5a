// Overflows so rare that a plain run never sees one. A queue is run with arrivals and services
// exchanged, in which it grows, and what is seen there is weighed by its likelihood: each climb
// from 1 to n is less likely by rho^(n - 1).
//
// Source   Parekh & Walrand, A quick simulation method for excessive backlogs, 1989.
#include <algorithm>
#include <cmath>
#include <functional>
#include <sstream>
#include <string>
#include <vector>

#include "sim/analysis/seconds.hpp"
#include "sim/session/run.hpp"
#include "tests/oracle_check/attempt.hpp"
#include "tests/oracle_check/texts.hpp"

namespace isthmus::oracle_check {
namespace {

constexpr double service_rate_per_s = 10'000;
constexpr std::size_t stations = 100;
constexpr std::size_t groups = 32;  ///< Of replications, each with an estimate of its own.
constexpr double replications_each = 64;
constexpr double begin_s = 1;  ///< When the work begins, where it does not at once.

struct Rare {
  double rho = 0.5;
  double level = 20;

  /// A growing queue has left its beginning behind after that; so has one that drains.
  double span_s() const { return 4 * (level + 60 / (1 - rho)) / (service_rate_per_s * (1 - rho)); }
};

std::string scenario_of(const std::string& law,
                        const std::function<std::string(std::string)>& load) {
  std::string services;
  std::string traffic;
  for (std::size_t i = 0; i < stations; ++i) {
    const std::string name = "station" + std::to_string(i);
    services += "      " + name + ": {concurrency: 1, service_time: " + law + "}\n";
    traffic += load(name);
  }
  return "isthmus: 1\nname: rare\npartitions:\n  default:\n    services:\n" + services +
         "traffic:\n" + traffic;
}

/// One figure per group of replications, each the mean of `of` over its stations.
std::vector<double> figures(
    const std::string& scenario, double from_s, double to_s, double coarse, std::string& trouble,
    const std::function<double(const results::RunRecord&, std::size_t)>& of) {
  std::istringstream text{scenario};
  session::OpenOptions options;
  options.standard_input = &text;
  session::Opened opened = session::open("-", options);
  if (!opened.study) {
    trouble = "the scenario is refused";
    for (const Diagnostic& why : opened.diagnostics) trouble += ": " + why.problem;
    return {};
  }
  session::RunOptions run;
  run.observe_stations = true;
  model::RunPlan& plan = opened.study->model.run;
  plan.replications =
      static_cast<std::size_t>(std::max(1.0, std::ceil(replications_each / (coarse * coarse))));
  plan.warmup = Duration::nearest_seconds(from_s);
  plan.duration = Duration::nearest_seconds(to_s);
  std::vector<double> means;
  for (std::size_t group = 0; group < groups; ++group) {
    plan.seed = 1 + group;
    double sum = 0;
    double count = 0;
    const session::RunResult result = session::run(*opened.study, run);
    for (const results::RunRecord& record : result.records) {
      for (std::size_t i = 0; i < record.stations.size(); ++i) {
        if (record.stations[i].kind != results::StationKind::service) continue;
        sum += of(record, i);
        count += 1;
      }
    }
    means.push_back(sum / count);
  }
  return means;
}

/// Jobs that found nobody there: each begins a busy period.
double begun(const results::RunRecord& record, std::size_t station) {
  const stats::Histogram& waits = record.details[station].waits;
  if (waits.empty()) return 0;
  return std::round(waits.share_at_most(Duration::zero()) *
                    static_cast<double>(record.stations[station].arrivals));
}

/// Busy periods that the exchanged queue begins until one never ends.
std::vector<double> climbs(const Rare& rare, double coarse, std::string& trouble) {
  const std::string law = exponential_text(1 / (rare.rho * service_rate_per_s));
  const auto load = [](const std::string& name) {
    return "  - {name: " + name + ", to: " + name + ", rate: " + rate_text(service_rate_per_s) +
           "}\n";
  };
  return figures(scenario_of(law, load), 0, rare.span_s(), coarse, trouble, begun);
}

/// Busy periods per second of the queue itself.
std::vector<double> cycles(const Rare& rare, double coarse, std::string& trouble) {
  const auto load = [&](const std::string& name) {
    return "  - {name: " + name + ", to: " + name +
           ", rate: " + rate_text(rare.rho * service_rate_per_s) + "}\n";
  };
  const double from_s = rare.span_s();
  const double to_s = from_s + std::max(0.1, 2 * from_s);
  return figures(scenario_of(exponential_text(1 / service_rate_per_s), load), from_s, to_s, coarse,
                 trouble, [&](const results::RunRecord& record, std::size_t station) {
                   return begun(record, station) / (to_s - from_s);
                 });
}

/// Seconds that the queue is at the level and beyond, when it begins there.
std::vector<double> stays(const Rare& rare, double coarse, std::string& trouble) {
  const auto load = [&](const std::string& name) {
    const std::string rate = rate_text(rare.rho * service_rate_per_s);
    return "  - {name: first " + name + ", to: " + name +
           ", arrivals: {batch: " + plain(rare.level) +
           "}, rate: " + rate_text(rare.level / begin_s) + "}\n  - {name: " + name +
           ", to: " + name + ", rate: [{rate: 0/s, for: " + time_text(begin_s) +
           "}, {rate: " + rate + ", for: " + time_text(begin_s) + "}]}\n";
  };
  const auto level = static_cast<std::size_t>(rare.level);
  return figures(scenario_of(exponential_text(1 / service_rate_per_s), load), begin_s * 0.999,
                 begin_s + std::min(0.9 * begin_s, rare.span_s()), coarse, trouble,
                 [level](const results::RunRecord& record, std::size_t station) {
                   const std::vector<std::int64_t>& at = record.details[station].at_number_ns;
                   std::int64_t time = 0;
                   for (std::size_t n = level; n < at.size(); ++n) time += at[n];
                   return analysis::nearest_seconds(time);
                 });
}

Measured carry_out_rare(const Oracle& oracle, const Rare& rare, Together together,
                        const Effort& effort) {
  Measured measured;
  const std::vector<double> climbed = climbs(rare, effort.coarse, measured.trouble);
  const std::vector<double> cycled = cycles(rare, effort.coarse, measured.trouble);
  const std::vector<double> stayed = stays(rare, effort.coarse, measured.trouble);
  if (!measured.trouble.empty()) return measured;
  const double likelihood = std::pow(rare.rho, rare.level - 1);
  for (const auto& [key, value] : oracle.expected.items()) {
    Evidence evidence;
    evidence.width_max = 0.01 * effort.coarse;
    for (std::size_t i = 0; i < groups; ++i) {
      const double overflow = likelihood / climbed[i];
      evidence.replications.push_back(key == "overflow_prob" ? overflow
                                                             : overflow * stayed[i] * cycled[i]);
    }
    measured.findings.push_back(judge_exact(key, value.get<double>(), evidence, together));
  }
  return measured;
}

}  // namespace

std::optional<Attempt> attempt_rare(const Oracle& oracle) {
  if (!oracle.is("reaches n before emptying")) return std::nullopt;
  const Rare rare{oracle.number_or("rho", 0), oracle.number_or("level", 0)};
  if (rare.rho <= 0 || rare.rho >= 1 || rare.level < 2 || rare.level != std::floor(rare.level)) {
    return NotAttempted{"no load below 1 and no level are given"};
  }
  if (std::pow(rare.rho, rare.level) > 1e-3 || rare.span_s() > 0.5) {
    return NotAttempted{"what is not rare, or so near to 1, is not looked at in this way"};
  }
  for (const auto& [key, value] : oracle.expected.items()) {
    if (key != "overflow_prob" && key != "prob_L_ge_n_stationary") {
      return NotAttempted{"nothing is known about the value " + key};
    }
  }
  return Procedure{oracle.expected.size(), [oracle, rare](Together together, const Effort& effort) {
                     return carry_out_rare(oracle, rare, together, effort);
                   }};
}

}  // namespace isthmus::oracle_check

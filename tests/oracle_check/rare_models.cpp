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
constexpr std::size_t stations = 10;
constexpr std::size_t groups = 32;      ///< Replications, each with an estimate of its own.
constexpr double climbs_each = 2'400;   ///< In a replication.
constexpr double stays_each = 5'600;    ///< These vary more.
constexpr double cycles_each = 25'000;  ///< As many seconds as a queue needs for so many jobs.

struct Rare {
  double rho = 0.5;
  double level = 20;

  /// A growing queue has left its beginning behind after that, and one that drains the level: it
  /// is then some thirty spreads of its work away.
  double span_s() const { return 2 * (level + 30 / (1 - rho)) / (service_rate_per_s * (1 - rho)); }
  /// Until a queue is empty that has grown for that long, or drained, with eight spreads to spare.
  double pause_s() const {
    const double jobs = service_rate_per_s * span_s();
    return ((1 - rho) * jobs + 8 * std::sqrt(2 * jobs) + 50) / (rho * service_rate_per_s);
  }
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

/// How often each station is looked at in one replication.
double rounds_of(double all, double coarse) {
  return std::ceil(all / static_cast<double>(stations) / std::min(coarse * coarse, 100.0));
}

/// `rate` for a span and then silence, over and over.
std::string in_rounds(double rate, const Rare& rare, double first_s, double rounds) {
  std::string stages = "[";
  if (first_s > 0) stages += "{rate: 0/s, for: " + time_text(first_s) + "}, ";
  for (double round = 0; round < rounds; ++round) {
    stages += "{rate: " + rate_text(rate) + ", for: " + time_text(rare.span_s()) +
              "}, {rate: 0/s, for: " + time_text(rare.pause_s()) + "}, ";
  }
  return stages + "{rate: 0/s, for: 1s}]";
}

/// One figure per replication, the mean of `of` over its stations.
std::vector<double> figures(
    const std::string& scenario, double from_s, double to_s, std::string& trouble,
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
  plan.replications = groups;
  plan.warmup = Duration::nearest_seconds(from_s);
  plan.duration = Duration::nearest_seconds(to_s);
  std::vector<double> means;
  for (const results::RunRecord& record : session::run(*opened.study, run).records) {
    double sum = 0;
    double count = 0;
    for (std::size_t i = 0; i < record.stations.size(); ++i) {
      if (record.stations[i].kind != results::StationKind::service) continue;
      sum += of(record, i);
      count += 1;
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

/// Busy periods that the exchanged queue begins until one does not end by itself.
std::vector<double> climbs(const Rare& rare, double coarse, std::string& trouble) {
  const std::string law = exponential_text(1 / (rare.rho * service_rate_per_s));
  const double rounds = rounds_of(climbs_each, coarse);
  const std::string rate = in_rounds(service_rate_per_s, rare, 0, rounds);
  const auto load = [&](const std::string& name) {
    return "  - {name: " + name + ", to: " + name + ", rate: " + rate + "}\n";
  };
  return figures(scenario_of(law, load), 0, rounds * (rare.span_s() + rare.pause_s()), trouble,
                 [rounds](const results::RunRecord& record, std::size_t station) {
                   return begun(record, station) / rounds;
                 });
}

/// Busy periods per second of the queue itself.
std::vector<double> cycles(const Rare& rare, double coarse, std::string& trouble) {
  const double rate = rare.rho * service_rate_per_s;
  const auto load = [&](const std::string& name) {
    return "  - {name: " + name + ", to: " + name + ", rate: " + rate_text(rate) + "}\n";
  };
  const double from_s = rare.span_s();
  const double measured_s = rounds_of(cycles_each, coarse) / rate + 4 * from_s;
  return figures(scenario_of(exponential_text(1 / service_rate_per_s), load), from_s,
                 from_s + measured_s, trouble,
                 [&](const results::RunRecord& record, std::size_t station) {
                   return begun(record, station) / measured_s;
                 });
}

/// Seconds that the queue is at the level and beyond, when it begins there.
std::vector<double> stays(const Rare& rare, double coarse, std::string& trouble) {
  const double round_s = rare.span_s() + rare.pause_s();
  const double rounds = rounds_of(stays_each, coarse);
  const std::string rate = in_rounds(rare.rho * service_rate_per_s, rare, round_s, rounds);
  const auto load = [&](const std::string& name) {
    return "  - {name: first " + name + ", to: " + name +
           ", arrivals: {batch: " + plain(rare.level) +
           "}, rate: " + rate_text(rare.level / round_s) + "}\n  - {name: " + name +
           ", to: " + name + ", rate: " + rate + "}\n";
  };
  const auto level = static_cast<std::size_t>(rare.level);
  return figures(scenario_of(exponential_text(1 / service_rate_per_s), load), round_s * 0.999,
                 round_s * (rounds + 0.999), trouble,
                 [&](const results::RunRecord& record, std::size_t station) {
                   const std::vector<std::int64_t>& at = record.details[station].at_number_ns;
                   std::int64_t time = 0;
                   for (std::size_t n = level; n < at.size(); ++n) time += at[n];
                   return analysis::nearest_seconds(time) / rounds;
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

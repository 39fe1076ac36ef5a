// Entries that are no scenario: they speak of a function of stats/.
#include <cmath>
#include <vector>

#include "sim/random/variate.hpp"
#include "sim/stats/bucket_law.hpp"
#include "sim/stats/estimate.hpp"
#include "sim/stats/histogram.hpp"
#include "sim/stats/quantile.hpp"
#include "sim/stats/queueing_formulas.hpp"
#include "tests/oracle_check/attempt.hpp"

namespace isthmus::oracle_check {
namespace {

/// Reads "0_5pct" of "n_requests_for_halfwidth_0_5pct_95": a half-width in per cent.
double percent_in(const std::string& key, const std::string& head) {
  std::string digits = key.substr(head.size(), key.find("pct") - head.size());
  for (char& c : digits) c = c == '_' ? '.' : c;
  return std::strtod(digits.c_str(), nullptr);
}

Attempt run_length(const Oracle& oracle) {
  const auto rho = oracle.number("rho");
  if (!rho || *rho <= 0 || *rho >= 1) return NotAttempted{"no rho is given"};
  const double service_s = oracle.number_or("service_mean_s", 1);
  Computed computed;
  const std::string head = "n_requests_for_halfwidth_";
  for (const auto& [key, value] : oracle.expected.items()) {
    const auto expected = value.get<double>();
    if (key == "wait_mean_s") {
      const auto station = stats::mmc({PerSecond::of(*rho / service_s), service_s});
      computed.findings.push_back(judge_certain(key, expected, station->means.wait_mean_s));
    } else if (key == "asymptotic_variance") {
      const double variance = stats::mm1_run_length(*rho, 0.01).asymptotic_variance;
      computed.findings.push_back(judge_certain(key, expected, variance * service_s * service_s));
    } else if (key.rfind(head, 0) == 0) {
      const double precision = percent_in(key, head) / 100;
      const double requests = stats::mm1_run_length(*rho, precision).requests;
      // Published with z = 1.96 for 1.959964.
      computed.findings.push_back(judge_certain(key, expected, requests, 1e-4));
    } else {
      return NotAttempted{"nothing is known about the value " + key};
    }
  }
  return computed;
}

/// How many of so many nominal intervals hold the truth: each from 32 replications, which are means
/// of eight exponentials and so a little skewed, as latencies are.
double coverage_of(std::size_t seeds, double nominal) {
  constexpr std::size_t replications = 32;
  constexpr int summands = 8;
  std::size_t covered = 0;
  for (std::size_t seed = 1; seed <= seeds; ++seed) {
    random::Stream stream{random::Seed{seed}, random::Replication{0}, "coverage"};
    std::vector<double> means(replications);
    for (double& mean : means) {
      for (int i = 0; i < summands; ++i) mean += random::unit_exponential(stream) / summands;
    }
    const stats::Estimate estimate = stats::estimate_of_mean(means, nominal);
    if (estimate.low() <= 1 && 1 <= estimate.high()) ++covered;
  }
  return static_cast<double>(covered) / static_cast<double>(seeds);
}

Attempt coverage_band(const Oracle& oracle) {
  const auto low = oracle.expected.find("accept_low");
  const auto high = oracle.expected.find("accept_high");
  const double seeds = oracle.number_or("seeds", 1000);
  if (low == oracle.expected.end() || high == oracle.expected.end() || seeds < 1 || seeds > 1e6) {
    return NotAttempted{"no band is given"};
  }
  const double nominal = oracle.number_or("nominal", 0.95);
  if (nominal < 0.01 || nominal > 0.9999) return NotAttempted{"no nominal coverage is given"};
  const double found = coverage_of(static_cast<std::size_t>(seeds), nominal);
  Finding above = judge_certain("accept_low", low->get<double>(), found);
  above.passed = found >= above.expected;
  above.why = above.passed ? "" : "fewer intervals hold the truth";
  Finding below = judge_certain("accept_high", high->get<double>(), found);
  below.passed = found <= below.expected;
  below.why = below.passed ? "" : "more intervals hold the truth";
  return Computed{{above, below}};
}

Attempt quantile_ranks(const Oracle& oracle) {
  const auto n = oracle.number("n");
  const auto p = oracle.number("p");
  const double level = oracle.number_or("confidence", 0.95);
  if (!n || !p || *n < 1 || *n > 1e15 || *p <= 0 || *p >= 1 || level <= 0 || level >= 1) {
    return NotAttempted{"no n and p are given"};
  }
  const auto ranks = stats::quantile_ranks(static_cast<std::size_t>(*n), *p, level);
  Computed computed;
  for (const auto& [key, value] : oracle.expected.items()) {
    const auto found = static_cast<double>(key == "rank_low" ? ranks.low : ranks.high);
    computed.findings.push_back(judge_certain(key, value.get<double>(), found));
  }
  return computed;
}

Attempt octave_law(const Oracle& oracle) {
  const auto digits = static_cast<int>(oracle.number_or("significant_digits", 2));
  if (digits < 1 || digits > 5) return NotAttempted{"1 to 5 significant digits are known"};
  const stats::OctaveLaw law = stats::octave_law(digits);
  Computed computed;
  for (const auto& [key, value] : oracle.expected.items()) {
    const double found =
        key == "sub_buckets" ? static_cast<double>(law.sub_buckets) : law.relative_error;
    computed.findings.push_back(judge_certain(key, value.get<double>(), found));
  }
  if (digits <= 2) {
    // The histogram in use keeps two digits: the worst bucket there is, over the range of an hour.
    const double bound = std::pow(10, -digits);
    Finding ours = judge_certain("the histogram in use", bound, stats::Histogram::relative_error);
    ours.passed = stats::Histogram::relative_error <= bound;
    ours.why = ours.passed ? "" : "beyond the bound";
    computed.findings.push_back(ours);
  }
  return computed;
}

Attempt geometric_law(const Oracle& oracle) {
  const auto alpha = oracle.number("alpha");
  if (!alpha || *alpha <= 0 || *alpha >= 1) return NotAttempted{"no alpha is given"};
  const auto law = stats::geometric_law(*alpha, Duration::nanoseconds(1), Duration::seconds(3600));
  Computed computed;
  for (const auto& [key, value] : oracle.expected.items()) {
    double found = law.gamma;
    if (key == "max_relative_error_any_quantile") found = (law.gamma - 1) / (law.gamma + 1);
    if (key == "buckets_1ns_to_1h") found = static_cast<double>(law.bucket_count);
    computed.findings.push_back(judge_certain(key, value.get<double>(), found));
  }
  return computed;
}

}  // namespace

std::optional<Attempt> attempt_statistics(const Oracle& oracle) {
  if (oracle.is("asymptotic variance")) return run_length(oracle);
  if (oracle.is("coverage of a nominal")) return coverage_band(oracle);
  if (oracle.is("order-statistic CI ranks")) return quantile_ranks(oracle);
  if (oracle.is("HdrHistogram")) return octave_law(oracle);
  if (oracle.is("DDSketch")) return geometric_law(oracle);
  return std::nullopt;
}

}  // namespace isthmus::oracle_check

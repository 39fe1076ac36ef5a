#include "tests/oracle_check/finding.hpp"

#include <cmath>
#include <cstdio>
#include <limits>

#include "sim/stats/quantile.hpp"

namespace isthmus::oracle_check {
namespace {

stats::Estimate estimate_of(const Evidence& evidence, double level) {
  if (evidence.is_mean) return stats::estimate_of_mean(evidence.replications, level);
  return stats::estimate_of_quantile(evidence.replications, evidence.pooled, evidence.resolution,
                                     level);
}

std::string percent(double share) {
  char text[32];
  std::snprintf(text, sizeof text, "%.3g %%", share * 100);
  return text;
}

Finding begun(const std::string& key, double expected, const Evidence& evidence) {
  Finding finding;
  finding.key = key;
  finding.expected = expected;
  finding.estimate = estimate_of(evidence, 0.95);
  if (evidence.replications.size() < 2) {
    finding.why = "nothing was measured";
    return finding;
  }
  const double t = stats::student_t_quantile(0.975, evidence.replications.size() - 1);
  const double error = finding.estimate.half_width.value_or(0) / t;
  if (error > 0) finding.z = (finding.estimate.mean - expected) / error;
  return finding;
}

/// Says that an interval is too wide, if it is.
bool too_wide(Finding& finding, double width_max, double scale) {
  const double half_width = finding.estimate.half_width.value_or(0);
  const double whole = scale > 0 ? scale : std::fabs(finding.estimate.mean);
  if (half_width <= width_max * whole) return false;
  finding.why = "too wide: the half-width is " + percent(half_width / whole) + ", " +
                percent(width_max) + " is allowed";
  finding.too_wide = true;
  return true;
}

}  // namespace

double relative_half_width(const Evidence& evidence) {
  if (evidence.replications.size() < 2) return std::numeric_limits<double>::infinity();
  const stats::Estimate estimate = estimate_of(evidence, 0.95);
  if (estimate.half_width.value_or(0) == 0) return 0;
  return *estimate.half_width / std::fabs(estimate.mean);
}

Finding judge_exact(const std::string& key, double expected, const Evidence& evidence,
                    Together together) {
  Finding finding = begun(key, expected, evidence);
  if (!finding.why.empty()) return finding;
  const double level = 1 - 0.05 / static_cast<double>(together.values);
  const double reach = estimate_of(evidence, level).half_width.value_or(0);
  const double digits = 1e-9 * std::fabs(expected);  // Expected values are printed with ten.
  // What was seen never, or hardly, in n trials may have a probability of up to 3/n.
  const double rare = evidence.trials > 0 ? 3 / evidence.trials : 0;
  const double beyond = std::fabs(finding.estimate.mean - expected) - reach - rare;
  if (beyond > digits) {
    finding.why = "outside the interval by " + percent(beyond / std::fabs(expected));
    return finding;
  }
  finding.passed = !too_wide(finding, evidence.width_max, evidence.scale);
  return finding;
}

Finding judge_upper_bound(const std::string& key, double bound, const Evidence& evidence) {
  Finding finding = begun(key, bound, evidence);
  if (!finding.why.empty()) return finding;
  if (finding.estimate.low() > bound) {
    finding.why = "above the bound";
    return finding;
  }
  finding.passed = !too_wide(finding, evidence.width_max, evidence.scale);
  return finding;
}

Finding judge_limit(const std::string& key, double limit, double tolerance_rel,
                    const Evidence& evidence) {
  Finding finding = begun(key, limit, evidence);
  if (!finding.why.empty()) return finding;
  if (std::fabs(finding.estimate.mean - limit) > tolerance_rel * std::fabs(limit)) {
    finding.why = "off by " + percent(std::fabs(finding.estimate.mean / limit - 1)) + ", " +
                  percent(tolerance_rel) + " is allowed";
    return finding;
  }
  finding.passed = !too_wide(finding, tolerance_rel / 2, 0);
  return finding;
}

Finding judge_certain(const std::string& key, double expected, double found, double slack_rel) {
  Finding finding;
  finding.key = key;
  finding.expected = expected;
  finding.estimate.mean = found;
  finding.estimate.half_width = 0;
  finding.passed = std::fabs(found - expected) <= slack_rel * std::fabs(expected);
  if (!finding.passed) finding.why = "not equal";
  return finding;
}

}  // namespace isthmus::oracle_check

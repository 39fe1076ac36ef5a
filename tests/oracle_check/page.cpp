#include "tests/oracle_check/page.hpp"

#include <algorithm>
#include <cstdio>

namespace isthmus::oracle_check {
namespace {

std::string formatted(const char* format, double a, double b = 0, double c = 0, double d = 0) {
  char text[160];
  std::snprintf(text, sizeof text, format, a, b, c, d);
  return text;
}

void write_finding(std::ostream& out, const Finding& finding, std::size_t width) {
  std::string key = finding.key;
  key.resize(std::max(width, key.size()), ' ');
  const char* verdict = finding.passed ? "ok    " : finding.unreached ? "rare  " : "MISS  ";
  out << "    " << verdict << key
      << formatted("  expected %-13.7g found %-13.7g ± %-10.3g z %+.2f", finding.expected,
                   finding.estimate.mean, finding.estimate.half_width.value_or(0), finding.z);
  if (!finding.passed) out << "  " << finding.why;
  out << '\n';
}

}  // namespace

Outcome write_entry(std::ostream& out, const Oracle& oracle, const Measured& measured,
                    double cpu_s) {
  const auto all = [&](auto holds) {
    return std::all_of(measured.findings.begin(), measured.findings.end(), holds);
  };
  Outcome outcome = Outcome::failed;
  if (!measured.refused.empty()) {
    outcome = Outcome::not_attempted;
  } else if (measured.trouble.empty() && !measured.findings.empty() &&
             all([](const Finding& finding) { return finding.passed || finding.unreached; })) {
    const bool whole = all([](const Finding& finding) { return finding.passed; });
    outcome = whole ? Outcome::passed : Outcome::not_attempted;
  }
  constexpr const char* words[] = {"pass  ", "FAIL  ", "not attempted  "};
  out << words[static_cast<std::size_t>(outcome)] << oracle.id;
  if (measured.requests > 0) {
    out << formatted("  (%.3g requests, %.1f s)", measured.requests, cpu_s);
  }
  if (!measured.refused.empty()) out << ": " << measured.refused;
  if (!measured.trouble.empty()) out << ": " << measured.trouble;
  if (outcome == Outcome::not_attempted && measured.refused.empty()) {
    out << ": beyond --budget: " << measured.beyond_budget;
  }
  out << '\n';
  std::size_t width = 0;
  for (const Finding& finding : measured.findings) width = std::max(width, finding.key.size());
  for (const Finding& finding : measured.findings) write_finding(out, finding, width);
  return outcome;
}

}  // namespace isthmus::oracle_check

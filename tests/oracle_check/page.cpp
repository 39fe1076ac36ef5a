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
  out << "    " << (finding.passed ? "ok    " : "MISS  ") << key
      << formatted("  expected %-13.7g found %-13.7g ± %-10.3g z %+.2f", finding.expected,
                   finding.estimate.mean, finding.estimate.half_width.value_or(0), finding.z);
  if (!finding.passed) out << "  " << finding.why;
  out << '\n';
}

}  // namespace

bool write_entry(std::ostream& out, const Oracle& oracle, const Measured& measured) {
  const bool passed = measured.trouble.empty() && !measured.findings.empty() &&
                      std::all_of(measured.findings.begin(), measured.findings.end(),
                                  [](const Finding& finding) { return finding.passed; });
  out << (passed ? "pass  " : "FAIL  ") << oracle.id;
  if (measured.requests > 0) out << formatted("  (%.3g requests)", measured.requests);
  if (!measured.trouble.empty()) out << ": " << measured.trouble;
  out << '\n';
  std::size_t width = 0;
  for (const Finding& finding : measured.findings) width = std::max(width, finding.key.size());
  for (const Finding& finding : measured.findings) write_finding(out, finding, width);
  return passed;
}

}  // namespace isthmus::oracle_check

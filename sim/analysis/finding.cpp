#include "sim/analysis/finding.hpp"

#include <algorithm>
#include <utility>

namespace isthmus::analysis {
namespace {

bool says_the_same(const Finding& a, const Finding& b) {
  return a.complaint.severity == b.complaint.severity && a.complaint.code == b.complaint.code &&
         a.complaint.at == b.complaint.at && a.complaint.problem == b.complaint.problem &&
         a.is_suppressed() == b.is_suppressed();
}

}  // namespace

bool has_errors(const Findings& findings) { return count_of(findings, Severity::error) > 0; }

std::size_t count_of(const Findings& findings, Severity severity) {
  return static_cast<std::size_t>(
      std::count_if(findings.begin(), findings.end(), [&](const Finding& one) {
        return one.complaint.severity == severity && !one.is_suppressed();
      }));
}

void sort_by_place(Findings& findings) {
  std::stable_sort(findings.begin(), findings.end(), [](const Finding& a, const Finding& b) {
    return a.complaint.at < b.complaint.at;
  });
}

void leave_out_repeats(Findings& findings) {
  Findings kept;
  for (Finding& finding : findings) {
    bool repeated = false;  // Repeats stand at one place, and so close together after sorting.
    for (std::size_t i = kept.size();
         i-- > 0 && kept[i].complaint.at == finding.complaint.at && !repeated;) {
      repeated = says_the_same(kept[i], finding);
    }
    if (!repeated) kept.push_back(std::move(finding));
  }
  findings = std::move(kept);
}

}  // namespace isthmus::analysis

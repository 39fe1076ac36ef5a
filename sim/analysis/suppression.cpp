#include "sim/analysis/suppression.hpp"

#include <algorithm>
#include <string>
#include <string_view>

namespace isthmus::analysis {
namespace {

/// `-` and `_` are the same in codes.
bool same_code(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return (x == '_' ? '-' : x) == (y == '_' ? '-' : y); });
}

bool is_end_of(std::string_view whole, std::string_view part) {
  if (!whole.ends_with(part)) return false;
  return whole.size() == part.size() || whole[whole.size() - part.size() - 1] == '/';
}

/// `mesh.yaml` and `mesh.yaml:12` are both the place `conf/mesh.yaml:12:5`.
bool is_in_place(const std::string& wanted, const Sources& sources, const SourceSpan& at) {
  if (wanted.empty()) return true;
  if (!at.is_written()) return false;
  const std::string& file = sources[at.source].name;
  return is_end_of(file, wanted) || is_end_of(file + ":" + std::to_string(at.line), wanted) ||
         is_end_of(sources.place(at), wanted);
}

bool speaks_of(const model::Suppression& suppression, const Sources& sources,
               const Finding& finding) {
  return same_code(suppression.code, finding.complaint.code) &&
         (!suppression.from || suppression.from == finding.from) &&
         (!suppression.to || suppression.to == finding.to) &&
         is_in_place(suppression.place, sources, finding.complaint.at);
}

}  // namespace

Findings suppress(const std::vector<model::Suppression>& suppressions, const Sources& sources,
                  Findings& findings) {
  std::vector<bool> used(suppressions.size(), false);
  for (Finding& finding : findings) {
    for (std::size_t i = 0; i < suppressions.size(); ++i) {
      if (!speaks_of(suppressions[i], sources, finding)) continue;
      used[i] = true;
      if (finding.is_suppressed()) continue;
      finding.accepted = suppressions[i].reason;
      finding.accepted_at = suppressions[i].at;
    }
  }
  Findings idle;
  for (std::size_t i = 0; i < suppressions.size(); ++i) {
    if (used[i]) continue;
    Finding finding;
    finding.complaint = {
        Severity::note, "suppression-unused", suppressions[i].at,
        "this suppresses \"" + suppressions[i].code + "\", and nothing of that kind is found here",
        "take it out"};
    idle.push_back(std::move(finding));
  }
  return idle;
}

}  // namespace isthmus::analysis

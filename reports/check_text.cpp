#include <algorithm>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "reports/figure_text.hpp"
#include "reports/patch_text.hpp"
#include "reports/texts.hpp"

namespace isthmus::reports {
namespace {

/// Findings shown in full; of a mesh with thousands of mistakes nobody reads more.
constexpr std::size_t shown_max = 50;

void write_piece(std::ostream& out, const std::string& heading, const std::string& piece,
                 const TextStyle& style) {
  out << "  = " << spelled(heading, style) << '\n';
  std::istringstream lines{piece};
  for (std::string line; std::getline(lines, line);)
    out << "      " << spelled(line, style) << '\n';
}

/// The pieces that were written: as texts, and the patches that they were made of.
struct Written {
  std::set<std::string> pieces{};
  std::vector<const session::Patch*> patches{};
};

/// A patch as a piece, unless it is there already: it may be an entry of a thousand services.
void write_patch(std::ostream& out, const session::Study& study, const session::Patch& patch,
                 const TextStyle& style, Written& written) {
  const auto known = std::find(written.patches.begin(), written.patches.end(), &patch);
  if (known == written.patches.end()) {
    written.patches.push_back(&patch);
    const std::string heading = heading_of(patch, study.sources);
    const std::string text = patch_text(patch);
    if (written.pieces.insert(heading + text).second) {
      return write_piece(out, heading, text, style);
    }
  }
  out << "  = fix: the same as above\n";
}

/// A remedy of several lines is a piece of configuration to be pasted: it stands below, as it is,
/// and once where it mends several things.
void write_one(std::ostream& out, const session::Study& study, const analysis::Finding& finding,
               const std::optional<session::Patch>& patch, const TextStyle& style,
               Written& written) {
  Diagnostic complaint = finding.complaint;
  std::string piece;
  if (complaint.remedy.find('\n') != std::string::npos) piece.swap(complaint.remedy);
  out << diagnostic_text(complaint, study.sources, style.colour);
  for (const analysis::Clue& clue : finding.evidence) {
    const std::string place = clue.at.is_written() ? "  " + study.sources.place(clue.at) : "";
    out << "  = " << spelled(clue.text, style) << painted(spelled(place, style), Ink::dim, style)
        << '\n';
  }
  if (patch) {
    write_patch(out, study, *patch, style, written);
  } else if (!piece.empty()) {
    write_piece(out, "fix:", piece, style);
  }
}

void write_suppressed(std::ostream& out, const session::Study& study,
                      const analysis::Finding& finding, const TextStyle& style) {
  const SourceSpan& at = finding.complaint.at;
  const std::string place = at.is_written() ? "  " + study.sources.place(at) : "";
  out << painted(spelled("suppressed[" + finding.complaint.code + "]: " + finding.accepted + place,
                         style),
                 Ink::dim, style)
      << '\n';
}

std::string sum_of(const analysis::Findings& findings, std::size_t suppressed) {
  const std::string sum = counted(count_of(findings, Severity::error), "error") + ", " +
                          counted(count_of(findings, Severity::warning), "warning") + ", " +
                          counted(count_of(findings, Severity::note), "note");
  return suppressed == 0 ? sum : sum + ", " + std::to_string(suppressed) + " suppressed";
}

}  // namespace

void write_check_text(std::ostream& out, const session::Study& study,
                      const session::Checked& checked, const TextStyle& style) {
  const analysis::Findings& findings = checked.findings;
  Written written;
  std::size_t shown = 0;
  std::size_t suppressed = 0;
  for (std::size_t i = 0; i < findings.size(); ++i) {
    if (findings[i].is_suppressed()) {
      ++suppressed;
    } else if (shown < shown_max) {
      write_one(out, study, findings[i], checked.patches[i], style, written);
      ++shown;
    }
  }
  if (shown + suppressed < findings.size()) {
    out << "and " << findings.size() - shown - suppressed << " more: -o json has them all\n";
  }
  for (const analysis::Finding& one : findings) {
    if (one.is_suppressed()) write_suppressed(out, study, one, style);
  }
  const std::string read = counted(study.files_read, "file") + ", " +
                           counted(study.model.partitions.size(), "partition") + ", " +
                           counted(study.model.services.size(), "service") + ", " +
                           counted(study.routes.upstreams(), "upstream");
  const bool wrong = has_errors(findings);
  const std::string verdict = (wrong ? "✗ " : "✓ ") + study.path + ": " +
                              (findings.empty() ? "nothing found" : sum_of(findings, suppressed));
  out << painted(spelled(verdict, style), wrong ? Ink::bad : Ink::good, style)
      << spelled(" in " + read, style) << '\n';
}

}  // namespace isthmus::reports

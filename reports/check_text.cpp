#include <algorithm>
#include <sstream>

#include "reports/figure_text.hpp"
#include "reports/texts.hpp"

namespace isthmus::reports {
namespace {

/// Diagnostics shown in full; of a mesh with thousands of mistakes nobody reads more.
constexpr std::size_t shown_max = 50;

/// A remedy of several lines is a piece of configuration to be pasted: it stands below, as it is.
void write_one(std::ostream& out, Diagnostic diagnostic, const Sources& sources,
               const TextStyle& style) {
  std::string piece;
  if (diagnostic.remedy.find('\n') != std::string::npos) piece.swap(diagnostic.remedy);
  out << diagnostic_text(diagnostic, sources, style.colour);
  std::istringstream lines{piece};
  std::string line;
  for (bool first = true; std::getline(lines, line); first = false) {
    out << (first ? "  = fix: " : "         ") << spelled(line, style) << '\n';
  }
}

std::string sum_of(const Diagnostics& diagnostics) {
  const auto count = [&](Severity severity) {
    return static_cast<std::size_t>(
        std::count_if(diagnostics.begin(), diagnostics.end(),
                      [&](const Diagnostic& one) { return one.severity == severity; }));
  };
  return counted(count(Severity::error), "error") + ", " +
         counted(count(Severity::warning), "warning") + ", " +
         counted(count(Severity::note), "note");
}

}  // namespace

void write_check_text(std::ostream& out, const session::Study& study,
                      const Diagnostics& diagnostics, const TextStyle& style) {
  const std::size_t shown = std::min(diagnostics.size(), shown_max);
  for (std::size_t i = 0; i < shown; ++i) write_one(out, diagnostics[i], study.sources, style);
  if (shown < diagnostics.size()) {
    out << "and " << diagnostics.size() - shown << " more: -o json has them all\n";
  }
  const std::string read = counted(study.files_read, "file") + ", " +
                           counted(study.model.partitions.size(), "partition") + ", " +
                           counted(study.model.services.size(), "service") + ", " +
                           counted(study.routes.upstreams(), "upstream");
  const bool wrong = has_errors(diagnostics);
  const std::string verdict = wrong                 ? "✗ " + study.path + ": "
                              : diagnostics.empty() ? "✓ " + study.path + ": nothing found"
                                                    : "✓ " + study.path + ": ";
  const std::string sum = verdict + (diagnostics.empty() ? "" : sum_of(diagnostics));
  out << painted(spelled(sum, style), wrong ? Ink::bad : Ink::good, style)
      << spelled(" in " + read, style) << '\n';
}

}  // namespace isthmus::reports

// What is wrong with an input: said in the user's words, with the place and what would be right.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "sim/base/source.hpp"

namespace isthmus {

enum class Severity { error, warning, note };

/// One complaint about an input.
struct Diagnostic {
  Severity severity = Severity::error;  ///< error stops the study; warning is carried into reports.
  std::string code;                     ///< Stable and searchable: "unknown-partition".
  SourceSpan at{};                      ///< Where the user wrote it.
  std::string problem;                  ///< What is wrong, in the user's words.
  std::string remedy{};                 ///< What would be right; may be empty.
};

/// Complaints in the order of their places.
using Diagnostics = std::vector<Diagnostic>;

inline Diagnostic error_at(SourceSpan at, std::string code, std::string problem,
                           std::string remedy = {}) {
  return {Severity::error, std::move(code), at, std::move(problem), std::move(remedy)};
}

inline Diagnostic warning_at(SourceSpan at, std::string code, std::string problem,
                             std::string remedy = {}) {
  return {Severity::warning, std::move(code), at, std::move(problem), std::move(remedy)};
}

bool has_errors(const Diagnostics& diagnostics);

/// Sorts by place (source, line, column), keeping the order of equals.
void sort_by_place(Diagnostics& diagnostics);

}  // namespace isthmus

// What a check finds: a complaint with all that a reader needs to believe and to mend it.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "sim/base/diagnostic.hpp"
#include "sim/mesh/edit.hpp"
#include "sim/mesh/names.hpp"

namespace isthmus::analysis {

/// One fact of the configuration that a finding rests on.
struct Clue {
  std::string text{};
  SourceSpan at{};  ///< Absent for what nobody wrote.
};

/// Shape  `complaint.remedy`: in words, where there is no edit.
struct Finding {
  Diagnostic complaint{};
  std::vector<Clue> evidence{};
  std::optional<mesh::Edit> edit{};
  std::optional<mesh::ServiceName> from{};  ///< Whose call it is about; none: nobody's alone.
  std::optional<mesh::ServiceName> to{};
  std::string accepted{};  ///< Why the scenario suppresses it; empty: it does not.
  SourceSpan accepted_at{};

  bool is_suppressed() const { return !accepted.empty(); }
};

using Findings = std::vector<Finding>;

/// Whether there is an error that nobody accepts.
bool has_errors(const Findings& findings);

/// How many that nobody accepts have that severity.
std::size_t count_of(const Findings& findings, Severity severity);

/// Sorts by place (source, line, column), keeping the order of equals.
void sort_by_place(Findings& findings);

/// Takes out what says the same twice: one setting often stands in the way of many upstreams, and
/// one complaint about it is enough. Shape  `findings`: sorted by place.
void leave_out_repeats(Findings& findings);

}  // namespace isthmus::analysis

// Answers as a person reads them on a terminal.
#pragma once

#include <ostream>
#include <vector>

#include "reports/documents.hpp"
#include "reports/text_style.hpp"

namespace isthmus::reports {

enum class Detail {
  all,
  brief,  ///< The verdicts only.
};

void write_run_text(std::ostream& out, const session::Study& study,
                    const session::RunResult& result, const RunHeading& heading, Detail detail,
                    const TextStyle& style);

void write_explain_text(std::ostream& out, const session::Study& study,
                        const analysis::Explanation& explanation, const TextStyle& style);

void write_reach_text(std::ostream& out, const session::Study& study,
                      const analysis::ReachMatrix& matrix, const TextStyle& style);

/// All pairs of partitions, or those of a large mesh between which something does not arrive.
void write_reach_summary_text(std::ostream& out, const session::Study& study,
                              const analysis::ReachSummary& summary, const TextStyle& style);

/// A line for each pair under a line of names.
///
/// Source  RFC 4180; lines end in a line feed alone.
void write_reach_csv(std::ostream& out, const session::Study& study,
                     const analysis::ReachMatrix& matrix);

/// Findings with their source lines, or one line that says that nothing was found, and in what.
void write_check_text(std::ostream& out, const session::Study& study,
                      const session::Checked& checked, const TextStyle& style);

void write_sni_text(std::ostream& out, const std::vector<session::Hello>& hellos,
                    const TextStyle& style);

}  // namespace isthmus::reports

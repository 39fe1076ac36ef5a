// What `check` found, for the programs that others read: code scanning, annotations of pull
// requests, test reports.
#pragma once

#include <ostream>
#include <string>
#include <string_view>

#include "reports/value.hpp"
#include "sim/session/questions.hpp"

namespace isthmus::reports {

/// What went into a check: its scenario by name, and the texts.
struct CheckInput {
  std::string scenario{};
  const Sources& sources;
};

/// A log of SARIF: one run, a rule with its help for every code that was found, columns in
/// characters, and suppressed findings with their reason.
///
/// Source  OASIS SARIF 2.1.0 (2020-03-27), sections 3.14 to 3.35.
Value sarif_document(const CheckInput& input, const session::Checked& checked);

/// Commands for the log of a GitHub workflow, which shows them beside the lines of a change.
/// Suppressed findings are left out.
///
/// Source  GitHub docs, "Workflow commands", setting a message; escapes as in actions/toolkit.
void write_github(std::ostream& out, const CheckInput& input, const session::Checked& checked);

/// A test case for every finding: errors fail, suppressed ones are skipped; one that passes where
/// nothing was found.
///
/// Source  the dialect that Jenkins, GitLab and GitHub's reporters read.
void write_junit(std::ostream& out, const CheckInput& input, const session::Checked& checked);

}  // namespace isthmus::reports

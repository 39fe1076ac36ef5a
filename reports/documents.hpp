// Answers as documents: the keys that programs rely on. docs/reference/json.md describes them.
//
// Base units with the unit in the key, names of services as partition/namespace/service, places as
// file:line:column (null where nobody wrote anything).
#pragma once

#include <string>
#include <vector>

#include "reports/value.hpp"
#include "sim/session/hellos.hpp"
#include "sim/session/questions.hpp"
#include "sim/session/run.hpp"

namespace isthmus::reports {

/// What is not the scenario's but the command's, for the line that says how to do it again.
struct RunHeading {
  std::string reproduce{};  ///< The whole command line.
};

Value run_document(const session::Study& study, const session::RunResult& result,
                   const RunHeading& heading = {});
Value explain_document(const session::Study& study, const analysis::Explanation& explanation);
Value reach_document(const session::Study& study, const analysis::ReachMatrix& matrix);
Value reach_summary_document(const session::Study& study, const analysis::ReachSummary& summary);
Value check_document(const Sources& sources, const session::Checked& checked);

/// A list with one object for each hello.
Value sni_document(const std::vector<session::Hello>& hellos);

/// Diagnostics as a list of objects: code, severity, at, problem, fix.
Value diagnostics_value(const Sources& sources, const Diagnostics& diagnostics);

}  // namespace isthmus::reports

// The questions that need no run, asked about a study.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sim/analysis/check.hpp"
#include "sim/analysis/explanation.hpp"
#include "sim/analysis/hello_report.hpp"
#include "sim/analysis/path_expectations.hpp"
#include "sim/analysis/reach.hpp"
#include "sim/analysis/reach_summary.hpp"
#include "sim/session/study.hpp"

namespace isthmus::session {

/// Everything that is wrong or worth knowing, by place: what reading found, then what the routes
/// and the promises about them say.
Diagnostics check(const Study& study);

/// What the mesh as a whole lacks to work at all, as errors: an edition, an agent, a token's
/// rights.
Diagnostics unmet_requirements(const Study& study);

/// A request as somebody asks about it: what is not said is as in `GET /`.
///
/// Shape    `headers`: "NAME=VALUE" each.
mesh::HttpRequest request_of(const std::optional<std::string>& method,
                             const std::optional<std::string>& path,
                             const std::vector<std::string>& headers);

/// The path, and as remarks what unmet_requirements() says: on paper a path can be whole all the
/// same.
analysis::Explanation explain(const Study& study, model::ServiceId from, model::ServiceId to,
                              const mesh::HttpRequest& request = {});

analysis::ReachMatrix reach(const Study& study,
                            analysis::ReachScope scope = analysis::ReachScope::every_pair);

analysis::ReachSummary reach_summary(const Study& study);

}  // namespace isthmus::session

// `explain` for names that are no service: what a resolver leads on from, or what does not exist.
#pragma once

#include <optional>
#include <string>

#include "sim/analysis/explanation.hpp"
#include "sim/session/study.hpp"

namespace isthmus::session {

/// Explains the upstream of `from` that names `destination`, which need not be a service.
///
/// Returns  nothing where there is no such upstream.
std::optional<analysis::Explanation> explain_upstream(const Study& study, model::ServiceId from,
                                                      const std::string& destination,
                                                      const mesh::HttpRequest& request);

}  // namespace isthmus::session

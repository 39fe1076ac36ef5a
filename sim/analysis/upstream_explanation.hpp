// "Why does a request over this upstream go where it goes?", also where it names no service.
#pragma once

#include <optional>

#include "sim/analysis/explanation.hpp"

namespace isthmus::analysis {

struct ExplainUpstreamQuestion {
  model::ServiceId from{};
  mesh::ServiceName destination{};  ///< As an upstream of `from` names it.
  mesh::HttpRequest request{};
};

/// Returns  nothing where `from` has no such upstream.
std::optional<Explanation> answer(const ExplainUpstreamQuestion& question,
                                  const Evidence& evidence);

}  // namespace isthmus::analysis

// What streams of traffic and calls of services have in common while they are built.
#pragma once

#include <string_view>

#include "sim/base/quantity.hpp"
#include "sim/scenario/build_draft.hpp"

namespace isthmus::scenario {

/// A size of `isthmus params`.
Bytes default_size(std::string_view name);

/// Sets the upstream by which `from` reaches `to`; false, after a complaint, if it has none.
bool find_upstream(Draft& draft, model::ServiceId from, const mesh::ServiceName& to, SourceSpan at,
                   model::TrafficSource& source);

/// What the caller does about requests that take too long or fail; complains about numbers that
/// make no sense.
model::Resilience resilience_of(Draft& draft, const ResilienceSection& written);

}  // namespace isthmus::scenario

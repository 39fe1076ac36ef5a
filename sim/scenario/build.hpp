// From what was written to what will be run: names resolved, defaults filled in, promises made
// checkable. Every complaint is collected; what one mistake would make wrong elsewhere is not.
#pragma once

#include <optional>
#include <string>

#include "sim/base/diagnostic.hpp"
#include "sim/model/model.hpp"
#include "sim/scenario/document.hpp"

namespace isthmus::scenario {

/// Whether everything that was written could be read: if not, a name that is not there may only be
/// unreadable, and is not complained about.
enum class Completeness { whole, partial };

/// Builds the model.
///
/// Shape    `name_otherwise`: what the scenario is called if it does not say.
/// Returns  nothing if there was an error, here or (as `diagnostics` tells) before.
std::optional<model::Model> build(const Document& document, const std::string& name_otherwise,
                                  Completeness completeness, Diagnostics& diagnostics);

}  // namespace isthmus::scenario

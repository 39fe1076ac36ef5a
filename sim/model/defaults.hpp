// Every number that a scenario may leave out, with where it comes from.
//
// One table of texts, as a scenario would write them: the scenario room reads the values with the
// same parser as a user's, `isthmus params` prints the table, and the reference is generated from
// it. Nothing else in the program holds a default number of a proxy or a service.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sim/base/parameter.hpp"

namespace isthmus::model {

/// The defaults of proxies, services, traffic and the run, in the order of the scenario's sections.
///
/// A name is the scenario path that overrides the value; two that differ by protocol end in
/// `[http]` and `[tcp]`.
std::span<const Parameter> default_parameters();

/// The value of one of them.
///
/// Errors   an unknown name is a programming error.
const std::string& default_text(std::string_view name);

/// All defaults of the program, those of the underlay too.
std::vector<Parameter> parameters();

}  // namespace isthmus::model

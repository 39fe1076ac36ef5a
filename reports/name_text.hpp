// Names, places and hashes as every report writes them.
#pragma once

#include <cstdint>
#include <string>

#include "reports/value.hpp"
#include "sim/base/source.hpp"
#include "sim/model/model.hpp"

namespace isthmus::reports {

/// What stands for the caller of requests that no service of the mesh sends.
inline constexpr const char* outside = "outside";

/// `partition/namespace/service`, or `outside`.
std::string from_text(const model::Model& model, model::ServiceId service);
/// The shortest unambiguous form of the same.
std::string short_from_text(const model::Model& model, model::ServiceId service);

/// `file:line:column`, or null for what nobody wrote.
Value place_value(const Sources& sources, const SourceSpan& at);

/// A field of a CSV file, in quotes where it has to be.
std::string csv_field(const std::string& text);

/// Sixteen digits.
std::string hexadecimal(std::uint64_t number);

}  // namespace isthmus::reports

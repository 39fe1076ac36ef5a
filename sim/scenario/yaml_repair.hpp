// What a YAML syntax error means in the words of the one who wrote it, and how to read on.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "sim/base/diagnostic.hpp"
#include "sim/scenario/yaml_places.hpp"
#include "sim/scenario/yaml_tree.hpp"

namespace isthmus::scenario {

/// Where the parser stopped, and its own words for why.
struct YamlFault {
  std::size_t offset;
  std::string message;
};

/// The complaint, and the text to read instead: mended, or without the lines that are broken.
struct YamlDiagnosis {
  Diagnostic diagnostic;
  std::optional<std::string> repaired{};  ///< Absent when what follows could only be guessed.
};

/// The text with every `name[0]` readable inside of brackets too, where YAML takes the bracket for
/// the beginning of a list; none if there is nothing of the kind.
std::optional<std::string> with_indices(std::string_view text);

/// Explains a fault by the text around it and by what had been read before it.
YamlDiagnosis diagnose(const YamlFault& fault, const YamlTree& tree, const YamlPlaces& places);

/// The fault of a document that goes on after its end.
inline constexpr const char* second_value = "a second value";

}  // namespace isthmus::scenario

// The two ways to write a document: JSON for programs, YAML for programs and patient people.
#pragma once

#include <ostream>

#include "reports/value.hpp"

namespace isthmus::reports {

enum class JsonStyle { indented, compact };

/// JSON and a line end. Numbers are the shortest that read back the same.
void write_json(std::ostream& out, const Value& document, JsonStyle style = JsonStyle::indented);

/// The same document as YAML 1.2 that a YAML 1.1 reader understands alike: texts that either could
/// take for something else are quoted, and a number with an exponent has a point.
void write_yaml(std::ostream& out, const Value& document);

}  // namespace isthmus::reports

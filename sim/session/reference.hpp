// What the program knows about itself: its defaults, its vocabulary, its diagnostics.
#pragma once

#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "sim/analysis/symptom_pages.hpp"
#include "sim/base/parameter.hpp"

namespace isthmus::session {

using analysis::symptom_pages;
using analysis::SymptomPage;

/// Every number that a scenario may leave out, with its source.
std::vector<Parameter> parameters();

/// The JSON Schema (draft-07) of a scenario, made from the parser's own tables.
void write_schema(std::ostream& out);

/// What one code of a diagnostic or of a reason means.
struct CodePage {
  std::string code;
  std::string meaning;
  std::string remedy;
};

/// Every code that the program can print, by name; each once.
std::vector<CodePage> code_pages();

/// Whether two codes are the same; `-` and `_` are.
bool same_code(std::string_view a, std::string_view b);

}  // namespace isthmus::session

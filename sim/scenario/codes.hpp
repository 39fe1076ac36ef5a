// Every code that a complaint about an input can have, with a paragraph about it.
#pragma once

#include <span>
#include <string_view>
#include <vector>

namespace isthmus::scenario {

struct Code {
  std::string_view code;
  std::string_view meaning;
  std::string_view remedy;
};

/// All that a scenario can have, by name.
std::span<const Code> codes();

/// The one of that name, those of imports included, or null; `-` and `_` are the same here.
const Code* find_code(std::string_view code);

/// The two parts of the table: what is wrong with a text, and what is wrong with what it says.
std::span<const Code> codes_of_texts();
std::span<const Code> codes_of_meanings();

/// What only an import says; not among `codes()`, because no scenario shows them.
std::span<const Code> codes_of_imports();

}  // namespace isthmus::scenario

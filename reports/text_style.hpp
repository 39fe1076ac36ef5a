// How text looks on the terminal in front of us: with colour or without, with our few signs or in
// ASCII. Colour never says anything that the words beside it do not.
#pragma once

#include <string>
#include <string_view>

#include "sim/base/diagnostic_text.hpp"

namespace isthmus::reports {

enum class Signs { unicode, ascii };

struct TextStyle {
  Colour colour = Colour::never;
  Signs signs = Signs::unicode;
};

/// What a piece of text is, so that a terminal with colours can show it.
enum class Ink { plain, strong, dim, good, bad, unsure };

/// `text` for this terminal: control characters are shown escaped, so that a name from an input
/// cannot drive the terminal; where there are no signs, ours (→ ✓ ✗ ± · … ▁ to █ ≤ ≥ µ) are spelled
/// in ASCII.
std::string spelled(std::string_view text, const TextStyle& style);

/// `text`, which must be spelled already, in the colour of `ink`.
std::string painted(std::string_view text, Ink ink, const TextStyle& style);

}  // namespace isthmus::reports

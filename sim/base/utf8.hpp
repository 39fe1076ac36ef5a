// UTF-8 as the readers and writers of text see it: one character at a time, never trusting the
// bytes.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace isthmus {

/// One character of a text, or one byte that is none.
struct Utf8Character {
  char32_t point;      ///< The code point; U+FFFD for a byte that is not UTF-8.
  std::size_t length;  ///< Bytes taken; 1 for a byte that is not UTF-8, 0 at the end of the text.
  bool valid;
};

/// The character at byte `at`. Overlong forms, surrogates and points above U+10FFFF are not UTF-8.
Utf8Character utf8_at(std::string_view text, std::size_t at);

/// Characters in `text`; a byte that is not UTF-8 counts as one, so that columns agree everywhere.
std::size_t utf8_length(std::string_view text);

/// Appends `point`, which must be a Unicode scalar value.
void append_utf8(std::string& text, char32_t point);

}  // namespace isthmus

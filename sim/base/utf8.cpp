#include "sim/base/utf8.hpp"

#include "sim/base/expects.hpp"

namespace isthmus {

Utf8Character utf8_at(std::string_view text, std::size_t at) {
  constexpr Utf8Character end{0, 0, true};
  constexpr Utf8Character bad{0xFFFD, 1, false};
  if (at >= text.size()) return end;
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };

  const unsigned char lead = byte(0);
  if (lead < 0x80) return {lead, 1, true};
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || at + length > text.size()) return bad;

  char32_t point = lead & (0x7Fu >> length);
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return bad;
    point = (point << 6) | (byte(i) & 0x3Fu);
  }
  constexpr char32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
  const bool surrogate = point >= 0xD800 && point <= 0xDFFF;
  if (point < smallest[length] || point > 0x10FFFF || surrogate) return bad;
  return {point, length, true};
}

std::size_t utf8_length(std::string_view text) {
  std::size_t characters = 0;
  for (std::size_t at = 0; at < text.size(); at += utf8_at(text, at).length) ++characters;
  return characters;
}

void append_utf8(std::string& text, char32_t point) {
  ISTHMUS_EXPECTS(point <= 0x10FFFF && (point < 0xD800 || point > 0xDFFF));
  const auto append = [&](char32_t byte) { text += static_cast<char>(byte); };
  if (point < 0x80) return append(point);
  if (point < 0x800) {
    append(0xC0 | (point >> 6));
  } else {
    if (point < 0x10000) {
      append(0xE0 | (point >> 12));
    } else {
      append(0xF0 | (point >> 18));
      append(0x80 | ((point >> 12) & 0x3F));
    }
    append(0x80 | ((point >> 6) & 0x3F));
  }
  append(0x80 | (point & 0x3F));
}

}  // namespace isthmus

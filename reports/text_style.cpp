#include "reports/text_style.hpp"

#include <optional>

#include "sim/base/utf8.hpp"

namespace isthmus::reports {
namespace {

std::optional<std::string_view> ascii_for(char32_t point) {
  switch (point) {
    case U'→':
      return "->";
    case U'✓':
      return "+";
    case U'✗':
      return "x";
    case U'±':
      return "+-";
    case U'·':
      return "-";
    case U'…':
      return "...";
    case U'█':
      return "#";
    case U'▁':
      return "1";
    case U'▂':
      return "2";
    case U'▃':
      return "3";
    case U'▄':
      return "4";
    case U'▅':
      return "5";
    case U'▆':
      return "6";
    case U'▇':
      return "7";
    case U'≤':
      return "<=";
    case U'≥':
      return ">=";
    case U'µ':
      return "u";
    case U'×':
      return "x";
    default:
      return std::nullopt;
  }
}

bool drives_a_terminal(char32_t point) {
  return point < 0x20 || (point >= 0x7F && point <= 0x9F) || (point >= 0x200B && point <= 0x200F) ||
         (point >= 0x2028 && point <= 0x202E) || (point >= 0x2060 && point <= 0x206F) ||
         point == 0xFEFF;
}

std::string escaped(char32_t point) {
  constexpr char hex[] = "0123456789abcdef";
  std::string digits;
  for (auto n = static_cast<unsigned>(point); n != 0 || digits.size() < 2; n >>= 4) {
    digits.insert(0, 1, hex[n & 0xF]);
  }
  return point < 0x80 ? "\\x" + digits : "\\u{" + digits + "}";
}

std::string_view colour_of(Ink ink) {
  switch (ink) {
    case Ink::plain:
      return {};
    case Ink::strong:
      return "\x1b[1m";
    case Ink::dim:
      return "\x1b[2m";
    case Ink::good:
      return "\x1b[32m";
    case Ink::bad:
      return "\x1b[31m";
    case Ink::unsure:
      return "\x1b[33m";
  }
  return {};
}

}  // namespace

std::string spelled(std::string_view text, const TextStyle& style) {
  std::string made;
  made.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const Utf8Character character = utf8_at(text, at);
    const auto ascii = style.signs == Signs::ascii ? ascii_for(character.point)
                                                   : std::optional<std::string_view>{};
    if (!character.valid || drives_a_terminal(character.point)) {
      made +=
          escaped(character.valid ? character.point
                                  : static_cast<char32_t>(static_cast<unsigned char>(text[at])));
    } else if (ascii) {
      made += *ascii;
    } else {
      made += text.substr(at, character.length);
    }
    at += character.length;
  }
  return made;
}

std::string painted(std::string_view text, Ink ink, const TextStyle& style) {
  if (style.colour == Colour::never || ink == Ink::plain || text.empty()) return std::string{text};
  return std::string{colour_of(ink)}.append(text).append("\x1b[0m");
}

}  // namespace isthmus::reports

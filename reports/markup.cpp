#include "reports/markup.hpp"

#include "sim/base/number_text.hpp"
#include "sim/base/utf8.hpp"

namespace isthmus::reports {

std::string markup_text(std::string_view text) {
  std::string escaped;
  for (std::size_t at = 0; at < text.size();) {
    const Utf8Character character = utf8_at(text, at);
    const std::string_view bytes = text.substr(at, character.length);
    at += character.length;
    const bool control =
        (character.point < 0x20 && character.point != '\n') || character.point == 0x7F;
    if (!character.valid || control || character.point >= 0xFFFE) {
      append_utf8(escaped, U'\uFFFD');  // XML has no way to write it.
    } else if (bytes == "&") {
      escaped += "&amp;";
    } else if (bytes == "<") {
      escaped += "&lt;";
    } else if (bytes == ">") {
      escaped += "&gt;";
    } else if (bytes == "\"") {
      escaped += "&quot;";
    } else {
      escaped += bytes;
    }
  }
  return escaped;
}

std::string pixels(double value) {
  std::string text = fixed_text(value, 1);
  if (text.size() > 2 && text.compare(text.size() - 2, 2, ".0") == 0) text.resize(text.size() - 2);
  return text == "-0" ? "0" : text;
}

double width_of(std::string_view text, double letter) {
  return static_cast<double>(utf8_length(text)) * letter;
}

std::string shortened(const std::string& text, std::size_t most) {
  if (utf8_length(text) <= most) return text;
  std::string kept;
  for (std::size_t at = 0, n = 0; n + 1 < most; ++n) {
    const std::size_t length = utf8_at(text, at).length;
    kept += text.substr(at, length);
    at += length;
  }
  return kept + "…";
}

}  // namespace isthmus::reports

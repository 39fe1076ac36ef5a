// A walk through a text that always knows its line and column. The HCL and JSON readers share it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "sim/base/source.hpp"
#include "sim/base/utf8.hpp"
#include "sim/scenario/legible_text.hpp"

namespace isthmus::scenario {

class TextCursor {
 public:
  /// `legible` must outlive the cursor.
  explicit TextCursor(const LegibleText& legible) : legible_{legible}, text_{legible.text} {}

  bool at_end() const { return at_ >= text_.size(); }
  /// The byte `ahead` of the cursor; 0, which no legible text holds, past the end.
  char peek(std::size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }
  std::string_view rest() const { return text_.substr(at_); }
  /// The text walked over since byte `begin`.
  std::string_view walked(std::size_t begin) const { return text_.substr(begin, at_ - begin); }
  std::size_t offset() const { return at_; }

  void advance(std::size_t bytes = 1) {
    for (; bytes > 0 && !at_end(); --bytes) {
      const char passed = text_[at_++];
      if (passed == '\n') {
        ++line_;
        column_ = 1;
      } else if ((static_cast<unsigned char>(passed) & 0xC0) != 0x80) {
        ++column_;
      }
    }
  }
  void advance_to_end() { advance(text_.size() - at_); }

  std::uint32_t column() const { return column_; }
  std::uint32_t line() const { return line_; }

  /// The place of the next character.
  SourceSpan here() const {
    return {legible_.source, line_, legible_.source_column(line_, column_), 1};
  }
  /// `begin` drawn out to the cursor, as far as it stays on its line.
  SourceSpan since(SourceSpan begin) const {
    const SourceSpan end = here();
    if (end.line == begin.line && end.column > begin.column) {
      begin.length = end.column - begin.column;
    }
    return begin;
  }

  /// Takes up to `digits` hexadecimal digits.
  ///
  /// Returns  nothing if there are fewer; those there are have been taken.
  std::optional<std::uint32_t> take_hexadecimal(int digits) {
    std::uint32_t value = 0;
    for (int i = 0; i < digits; ++i) {
      const char c = peek();
      const int digit = c >= '0' && c <= '9'   ? c - '0'
                        : c >= 'a' && c <= 'f' ? c - 'a' + 10
                        : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                               : -1;
      if (digit < 0) return std::nullopt;
      value = value * 16 + static_cast<std::uint32_t>(digit);
      advance();
    }
    return value;
  }

 private:
  const LegibleText& legible_;
  std::string_view text_;
  std::size_t at_ = 0;
  std::uint32_t line_ = 1;
  std::uint32_t column_ = 1;
};

}  // namespace isthmus::scenario

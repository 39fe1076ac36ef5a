// From the byte offsets that yaml-cpp reports to lines and to columns in characters.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "sim/scenario/legible_text.hpp"

namespace isthmus::scenario {

/// Finds lines and columns in a part of a legible text. Cheap at any offset, also in a line of many
/// megabytes.
class YamlPlaces {
 public:
  /// `part` begins line `first_line` of the source; both arguments must outlive this.
  YamlPlaces(const LegibleText& legible, std::string_view part, std::uint32_t first_line)
      : legible_{legible}, part_{part}, first_line_{first_line} {
    for (std::size_t end = part.find('\n'); end != std::string_view::npos;
         end = part.find('\n', end + 1)) {
      line_starts_.push_back(end + 1);
    }
    std::size_t characters = 0;
    for (std::size_t begin = 0; begin < part.size(); begin += block) {
      before_block_.push_back(characters);
      for (const char c : part.substr(begin, block)) characters += begins_character(c) ? 1 : 0;
    }
    before_block_.push_back(characters);
    is_ascii_ = characters == part.size();
  }

  /// The place of the `length` characters from byte `offset` on.
  SourceSpan at(std::size_t offset, std::size_t length = 1) const {
    offset = std::min(offset, part_.size());
    const std::size_t line = line_of(offset);
    const auto column = static_cast<std::uint32_t>(characters_before(offset) -
                                                   characters_before(line_starts_[line]) + 1);
    const auto number = static_cast<std::uint32_t>(line) + first_line_;
    return {legible_.source, number, legible_.source_column(number, column),
            static_cast<std::uint32_t>(length)};
  }

  /// Index of the line of byte `offset`, from 0.
  std::size_t line_of(std::size_t offset) const {
    // Whoever reads asks from the front to the back: mostly for the line of before, or one near.
    auto from = line_starts_.begin();
    auto to = line_starts_.end();
    if (line_starts_[last_line_] <= offset) {
      from += static_cast<std::ptrdiff_t>(last_line_);
      if (to - from > near_lines && from[near_lines] > offset) to = from + near_lines;
    }
    const auto after = std::upper_bound(from, to, offset);
    last_line_ = static_cast<std::size_t>(after - line_starts_.begin()) - 1;
    return last_line_;
  }
  std::size_t line_count() const { return line_starts_.size(); }
  std::size_t line_start(std::size_t line) const { return line_starts_[line]; }
  /// Line `line` without its ending.
  std::string_view line(std::size_t line) const {
    const std::string_view rest = part_.substr(line_starts_[line]);
    return rest.substr(0, rest.find('\n'));
  }

  std::string_view text() const { return part_; }

 private:
  static constexpr std::size_t block = 256;
  static constexpr std::ptrdiff_t near_lines = 4;

  static bool begins_character(char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }

  std::size_t characters_before(std::size_t offset) const {
    if (is_ascii_) return offset;
    const std::size_t from = offset / block * block;
    std::size_t characters = before_block_[offset / block];
    for (std::size_t i = from; i < offset; ++i) characters += begins_character(part_[i]) ? 1 : 0;
    return characters;
  }

  const LegibleText& legible_;
  std::string_view part_;
  std::uint32_t first_line_;
  std::vector<std::size_t> line_starts_{0};
  std::vector<std::size_t> before_block_;  // Characters before each block of 256 bytes.
  bool is_ascii_ = false;                  // Every byte is a character.
  mutable std::size_t last_line_ = 0;      // The answer of before, where the next search begins.
};

}  // namespace isthmus::scenario

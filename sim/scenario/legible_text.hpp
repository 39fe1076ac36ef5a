// The text that a reader works on: checked once, so that no reader meets bytes that are no text.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/base/diagnostic.hpp"
#include "sim/base/source.hpp"

namespace isthmus::scenario {

/// A source as UTF-8 without control characters, its lines ended by '\n' alone.
struct LegibleText {
  SourceId source{};
  std::string_view text{};  ///< The source's own bytes, as long as nobody had to change them.
  std::vector<std::uint32_t> shifts{};  ///< Characters taken off the front of each line, if any.
  std::unique_ptr<const std::string> rewritten{};  ///< Holds `text` where it is not the source's.

  /// Column in the source of column `column` of line `line` of `text`; both count from 1.
  std::uint32_t source_column(std::uint32_t line, std::uint32_t column) const {
    return line <= shifts.size() ? column + shifts[line - 1] : column;
  }
  void rewrite(std::string changed) {
    rewritten = std::make_unique<const std::string>(std::move(changed));
    text = *rewritten;
  }
};

/// The largest text that is read. A mesh of a million upstreams is about 100 MiB.
inline constexpr std::size_t text_bytes_max = std::size_t{256} << 20;

/// Complaints about one text before its reader gives up: past them, nothing new is said.
inline constexpr std::size_t complaints_max = 100;

/// `text` as a message repeats it: in quotes, and not at any length.
std::string echoed(std::string_view text);

/// Prepares a source for reading. A few bytes that are no text (at most five, and a quarter of the
/// text) are reported (`not-text`) and become U+FFFD; line numbers that a copied web page left on
/// every line ("1. ") are taken off with the warning `stripped_line_numbers`.
///
/// Shape    no source is added to `sources` while the text is in use.
/// Limits   text_bytes_max (`file-too-large`).
/// Returns  nothing, with the reason in `diagnostics`, for what is no text at all.
std::optional<LegibleText> legible_text(SourceId id, const Sources& sources,
                                        Diagnostics& diagnostics);

}  // namespace isthmus::scenario

#include "sim/scenario/relocated.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "sim/base/utf8.hpp"
#include "sim/scenario/hcl_reader.hpp"
#include "sim/scenario/json_reader.hpp"

namespace isthmus::scenario {
namespace {

std::size_t leading_spaces(std::string_view line) {
  return std::min(line.find_first_not_of(' '), line.size());
}

/// Where the lines of a YAML block stand, if `scalar` is one.
struct Block {
  bool found = false;
  std::uint32_t first_line = 0;
  std::uint32_t indent = 0;
};

/// The line after the one that `scalar` begins on, or below, that is the first of its text.
Block block_of(const Sources& sources, const Node& scalar) {
  const std::string_view text{scalar.text};
  std::size_t blank_lines = 0;  // Lines of the block before the first that says something.
  std::size_t begin = 0;
  while (begin < text.size() && text[begin] == '\n') {
    ++begin;
    ++blank_lines;
  }
  const std::string_view first = text.substr(begin, text.find('\n', begin) - begin);
  if (first.empty()) return {};
  // The place of a block is its `|` or its first line, depending on who says it.
  for (std::uint32_t below = 0; below <= 1; ++below) {
    const std::uint32_t line = scalar.at.line + below + static_cast<std::uint32_t>(blank_lines);
    const std::string_view written = sources.line_text(scalar.at.source, line);
    if (written.size() < first.size() || !written.ends_with(first)) continue;
    const std::size_t indent = written.size() - first.size();
    if (indent > leading_spaces(written)) continue;
    return {true, scalar.at.line + below, static_cast<std::uint32_t>(indent)};
  }
  return {};
}

}  // namespace

SourceSpan moved(SourceSpan place, SourceSpan outer) {
  if (!place.is_written()) return place;
  SourceSpan there = place;
  there.source = outer.source;
  there.line = place.line + outer.line - 1;
  if (place.line == 1) there.column = place.column + outer.column - 1;
  return there;
}

Read read_embedded(const Sources& sources, const Node& scalar) {
  Sources inner;
  const SourceId id = inner.add("", scalar.text);
  const std::size_t first = std::min(scalar.text.find_first_not_of(" \t\r\n"), scalar.text.size());
  const bool json =
      first < scalar.text.size() && (scalar.text[first] == '{' || scalar.text[first] == '[');
  Read read = json ? read_json(id, inner) : read_hcl(id, inner);

  const Block block = block_of(sources, scalar);
  const auto move = [&](SourceSpan place) {
    if (!place.is_written()) return place;
    if (!block.found) return scalar.at;
    place.source = scalar.at.source;
    place.line += block.first_line - 1;
    place.column += block.indent;
    return place;
  };
  move_places(read.root, move);
  for (Diagnostic& diagnostic : read.diagnostics) {
    diagnostic.at = move(diagnostic.at);
  }
  return read;
}

}  // namespace isthmus::scenario

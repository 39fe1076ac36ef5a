#include "sim/base/source.hpp"

#include <utility>

namespace isthmus {
namespace {

/// Lines between two milestones.
constexpr std::size_t stretch = 1024;

/// Of line n * stretch + 1, for each such line: a walk to any line begins near it.
std::vector<std::size_t> milestones_of(std::string_view text) {
  std::vector<std::size_t> milestones{0};
  std::size_t lines = 0;
  for (std::size_t end = text.find('\n'); end != std::string_view::npos;
       end = text.find('\n', end + 1)) {
    if (++lines % stretch == 0) milestones.push_back(end + 1);
  }
  return milestones;
}

}  // namespace

SourceId Sources::add(std::string name, std::string text) {
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  if (text.starts_with(byte_order_mark)) text.erase(0, byte_order_mark.size());
  std::vector<std::size_t> milestones = milestones_of(text);
  sources_.push_back({std::move(name), std::move(text), std::move(milestones)});
  return SourceId{sources_.size() - 1};
}

const Source& Sources::operator[](SourceId id) const {
  ISTHMUS_EXPECTS(id.is_some() && id.index() < sources_.size());
  return sources_[id.index()];
}

std::string_view Sources::line_text(SourceId id, std::uint32_t line) const {
  if (!id.is_some() || line == 0) return {};
  const Source& source = (*this)[id];
  const std::string_view text = source.text;
  const std::size_t milestone = (line - 1) / stretch;
  if (milestone >= source.milestones.size()) return {};
  std::size_t begin = source.milestones[milestone];
  for (std::size_t at = milestone * stretch + 1; at < line; ++at) {
    const std::size_t newline = text.find('\n', begin);
    if (newline == std::string_view::npos) return {};
    begin = newline + 1;
  }
  std::string_view found = text.substr(begin, text.find('\n', begin) - begin);
  if (!found.empty() && found.back() == '\r') found.remove_suffix(1);
  return found;
}

std::string Sources::place(const SourceSpan& at) const {
  if (!at.is_written()) return {};
  const std::string line_and_column = std::to_string(at.line) + ":" + std::to_string(at.column);
  return at.source.is_some() ? (*this)[at.source].name + ":" + line_and_column : line_and_column;
}

}  // namespace isthmus

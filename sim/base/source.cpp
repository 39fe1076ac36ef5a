#include "sim/base/source.hpp"

#include <utility>

namespace isthmus {

SourceId Sources::add(std::string name, std::string text) {
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  if (text.starts_with(byte_order_mark)) text.erase(0, byte_order_mark.size());
  sources_.push_back({std::move(name), std::move(text)});
  return SourceId{sources_.size() - 1};
}

const Source& Sources::operator[](SourceId id) const {
  ISTHMUS_EXPECTS(id.is_some() && id.index() < sources_.size());
  return sources_[id.index()];
}

std::string_view Sources::line_text(SourceId id, std::uint32_t line) const {
  if (!id.is_some() || line == 0) return {};
  const std::string_view text = (*this)[id].text;
  std::size_t begin = 0;
  for (std::uint32_t at = 1; at < line; ++at) {
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

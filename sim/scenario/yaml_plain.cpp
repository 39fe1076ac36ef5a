#include "sim/scenario/yaml_plain.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <string>

namespace isthmus::scenario {
namespace {

/// Longest key that is taken; YAML itself ends at 1024 characters.
constexpr std::size_t key_bytes_max = 512;

constexpr bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}
constexpr bool is_key_character(char c) { return is_word(c) || c == '-' || c == '.' || c == '/'; }
/// What a plain scalar may begin with; YAML allows more.
constexpr bool begins_plain(char c) { return is_word(c) || c == '.' || c == '/' || c == '<'; }
/// Control characters that are no end of a line, and the bytes with which the other line ends of
/// Unicode begin.
constexpr bool is_strange(char c) {
  return (c >= 0 && c < ' ' && c != '\n') || c == 0x7F || c == '\xC2' || c == '\xE2' || c == '\xEF';
}
constexpr bool ends_flow_scalar(char c) { return c == ',' || c == ']' || c == '}'; }
/// Characters that end a scalar inside of brackets, or mean something there.
constexpr bool is_doubtful_in_flow(char c) {
  return c == '[' || c == '{' || c == '#' || c == '?' || c == '&' || c == '*' || c == '!' ||
         c == '|' || c == '\'' || c == '"' || c == '`' || c == '\\';
}

bool is_null_word(std::string_view text) {
  return text == "~" || text == "null" || text == "Null" || text == "NULL";
}

class PlainReader {
 public:
  /// Reads the whole of it.
  PlainReader(std::string_view text, YamlTree& tree) : text_{text}, tree_{tree} {}
  /// Passes over what nobody wants.
  PlainReader(std::string_view text, std::span<const std::size_t> wanted, YamlTree& tree)
      : text_{text}, tree_{tree}, wanted_{wanted}, whole_{false} {}

  bool read() {
    if (!to_content()) return false;
    const std::size_t column = indent_;
    if (!block_node(column)) return false;
    return stopped() || pos_ == text_.size();
  }

 private:
  char at(std::size_t pos) const { return pos < text_.size() ? text_[pos] : '\n'; }
  char here() const { return at(pos_); }
  bool stopped() const { return tree_.gave_up(); }
  /// A blank or the end of the line.
  bool is_gap(std::size_t pos) const { return at(pos) == ' ' || at(pos) == '\n'; }

  void skip_blanks() {
    while (here() == ' ') ++pos_;
  }

  /// From the start of a line to the next line with anything but a comment; false at the end.
  bool to_content() {
    while (pos_ < text_.size()) {
      const std::size_t line = pos_;
      skip_blanks();
      if (pos_ == text_.size()) return false;
      if (here() == '#') {
        pos_ = std::min(text_.find('\n', pos_), text_.size());
      } else if (here() != '\n') {
        indent_ = pos_ - line;
        return true;
      }
      if (pos_ < text_.size()) ++pos_;
    }
    return false;
  }

  /// Past blanks and a comment, to the beginning of the next line. False where more follows.
  bool end_line() {
    const bool blank = here() == ' ';
    skip_blanks();
    if (here() == '#' && blank) pos_ = std::min(text_.find('\n', pos_), text_.size());
    if (here() != '\n') return false;
    if (pos_ < text_.size()) ++pos_;
    return true;
  }

  bool is_item() const { return here() == '-' && is_gap(pos_ + 1); }
  bool is_line_wanted() const;
  bool passes_over_block(std::size_t column);
  bool block_node(std::size_t column);
  bool block_mapping(std::size_t column);
  bool block_sequence(std::size_t column);
  bool value_after_key(std::size_t column);
  bool key_follows(std::size_t& colon) const;
  bool take_key(std::size_t colon);
  bool line_scalar();
  bool quoted();
  bool flow();
  bool flow_node();
  bool flow_mapping();
  bool flow_sequence();
  bool flow_scalar();
  void scalar(std::size_t begin, std::size_t end);

  std::string_view text_;
  YamlTree& tree_;
  std::size_t pos_ = 0;
  std::size_t indent_ = 0;  ///< Of the line of the present content.
  std::span<const std::size_t> wanted_{};
  bool whole_ = true;      ///< Nothing is passed over here.
  std::size_t depth_ = 0;  ///< Block mappings and sequences that are open.
};

/// Whether a wanted line is the one that the cursor is in.
bool PlainReader::is_line_wanted() const {
  const auto after = std::upper_bound(wanted_.begin(), wanted_.end(), pos_);
  return after != wanted_.begin() && text_.find('\n', *std::prev(after)) >= pos_;
}

/// Goes past the block that begins here, below a key in `column`, unless somebody wants a line of
/// it. Every scalar that this reader knows ends on its line, so blocks end where indentation does.
bool PlainReader::passes_over_block(std::size_t column) {
  if (whole_ || depth_ < 2) return false;
  const std::size_t begin = pos_;
  const std::size_t indent = indent_;
  do {
    pos_ = std::min(text_.find('\n', pos_), text_.size());
  } while (to_content() && (indent_ > column || (indent_ == column && is_item())));
  const std::size_t end = pos_ == text_.size() ? pos_ : pos_ - indent_;  // Where a line begins.
  const auto first = std::lower_bound(wanted_.begin(), wanted_.end(), begin - indent);
  if (first == wanted_.end() || *first >= end) {
    tree_.null({begin, "?", 0});
    return true;
  }
  pos_ = begin;
  indent_ = indent;
  return false;
}

/// Reports a plain scalar.
void PlainReader::scalar(std::size_t begin, std::size_t end) {
  const std::string_view value = text_.substr(begin, end - begin);
  if (is_null_word(value)) {
    tree_.null({begin, "?", 0});
  } else {
    tree_.scalar({begin, "?", 0}, std::string{value});
  }
}

/// The node that begins here; ends at the first content of a line that is not its own.
bool PlainReader::block_node(std::size_t column) {
  if (stopped()) return true;
  if (is_item()) return block_sequence(column);
  std::size_t colon = 0;
  if (key_follows(colon)) return block_mapping(column);
  if (!line_scalar()) return false;
  // A line further in would go on with the scalar; whoever called knows its own column only.
  return !to_content() || indent_ < column;
}

/// Whether `key:` stands here, and where the colon is.
bool PlainReader::key_follows(std::size_t& colon) const {
  std::size_t end = pos_;
  const char first = here();
  if (first == '"' || first == '\'') {
    end = text_.find(first, pos_ + 1);
    if (end == std::string_view::npos) return false;
    ++end;
  } else if (is_word(first)) {
    while (is_key_character(at(end))) ++end;
  }
  colon = end;
  return end > pos_ && at(end) == ':' && is_gap(end + 1);
}

/// Reports the key that ends before `colon` and goes past the colon.
bool PlainReader::take_key(std::size_t colon) {
  if (colon - pos_ > key_bytes_max) return false;
  if (here() == '"' || here() == '\'') {
    if (!quoted() || pos_ != colon) return false;
  } else {
    scalar(pos_, colon);
  }
  pos_ = colon + 1;
  return true;
}

bool PlainReader::block_mapping(std::size_t column) {
  tree_.begin_mapping({pos_, "?", 0}, YamlStyle::block);
  ++depth_;
  const bool whole_around = whole_;
  const bool whole_mapping = whole_ || is_line_wanted();
  while (!stopped()) {
    std::size_t colon = 0;
    whole_ = whole_mapping || is_line_wanted();
    if (!key_follows(colon) || !take_key(colon) || !value_after_key(column)) return false;
    if (pos_ == text_.size() || indent_ < column) break;
    if (indent_ > column) return false;
  }
  whole_ = whole_around;
  --depth_;
  if (!stopped()) tree_.end();
  return true;
}

/// The value of a key in `column`; leaves the cursor at the first content behind it.
bool PlainReader::value_after_key(std::size_t column) {
  if (stopped()) return true;
  skip_blanks();
  const std::size_t before = pos_;
  if (here() != '\n' && here() != '#') {
    if (!line_scalar()) return false;
    return !to_content() || indent_ <= column;
  }
  if (here() == '#' && at(before - 1) != ' ') return false;
  if (!end_line() || !to_content()) return false;  // No value at all is for the full parser.
  const bool list_below = indent_ == column && is_item();
  if (indent_ <= column && !list_below) return false;
  if (passes_over_block(column)) return true;
  return list_below ? block_sequence(column) : block_node(indent_);
}

bool PlainReader::block_sequence(std::size_t column) {
  tree_.begin_sequence({pos_, "?", 0}, YamlStyle::block);
  ++depth_;
  while (!stopped()) {
    ++pos_;
    const std::size_t dash = pos_ - 1;
    skip_blanks();
    if (here() == '\n' || here() == '#') {
      if (!end_line() || !to_content() || indent_ <= column) return false;
      if (!block_node(indent_)) return false;
    } else if (!block_node(column + (pos_ - dash))) {
      return false;
    }
    if (pos_ == text_.size() || indent_ < column) break;
    if (indent_ > column) return false;
    if (!is_item()) break;  // The next key of a mapping in this column.
  }
  --depth_;
  if (!stopped()) tree_.end();
  return true;
}

/// A value that fills the rest of its line, a comment aside.
bool PlainReader::line_scalar() {
  const char first = here();
  if (first == '{' || first == '[') return flow() && end_line();
  if (first == '"' || first == '\'') return quoted() && end_line();
  if (!begins_plain(first)) return false;
  const std::size_t begin = pos_;
  std::size_t last = begin;  // Behind the last character that is no blank.
  for (; here() != '\n'; ++pos_) {
    const char c = here();
    if (is_strange(c) || (c == ':' && is_gap(pos_ + 1))) return false;
    if (c == '#' && at(pos_ - 1) == ' ') break;
    if (c != ' ') last = pos_ + 1;
  }
  scalar(begin, last);
  pos_ = last;
  return end_line();
}

bool PlainReader::quoted() {
  const char quote = here();
  const std::size_t begin = pos_ + 1;
  std::size_t end = begin;
  for (; at(end) != quote; ++end) {
    if (at(end) == '\n' || at(end) == '\\' || is_strange(at(end))) return false;
  }
  if (at(end + 1) == quote) return false;  // Two single quotes are one.
  tree_.scalar({pos_, "!", 0}, std::string{text_.substr(begin, end - begin)});
  pos_ = end + 1;
  return true;
}

bool PlainReader::flow() { return here() == '{' ? flow_mapping() : flow_sequence(); }

bool PlainReader::flow_node() {
  if (stopped()) return true;
  const char first = here();
  if (first == '{' || first == '[') return flow();
  if (first != '"' && first != '\'') return flow_scalar();
  if (!quoted()) return false;
  skip_blanks();
  return ends_flow_scalar(here());
}

bool PlainReader::flow_mapping() {
  tree_.begin_mapping({pos_, "?", 0}, YamlStyle::flow);
  ++pos_;
  skip_blanks();
  while (here() != '}' && !stopped()) {
    std::size_t colon = 0;
    if (!key_follows(colon) || !take_key(colon)) return false;
    skip_blanks();
    if (!flow_node()) return false;
    skip_blanks();
    if (here() == '}') break;
    if (here() != ',') return false;
    ++pos_;
    skip_blanks();
    if (here() == '}') return false;
  }
  if (stopped()) return true;
  ++pos_;
  tree_.end();
  return true;
}

bool PlainReader::flow_sequence() {
  tree_.begin_sequence({pos_, "?", 0}, YamlStyle::flow);
  ++pos_;
  skip_blanks();
  while (here() != ']' && !stopped()) {
    if (!flow_node()) return false;
    skip_blanks();
    if (here() == ']') break;
    if (here() != ',') return false;
    ++pos_;
    skip_blanks();
    if (here() == ']') return false;
  }
  if (stopped()) return true;
  ++pos_;
  tree_.end();
  return true;
}

bool PlainReader::flow_scalar() {
  if (!begins_plain(here())) return false;
  const std::size_t begin = pos_;
  std::size_t last = begin;
  for (; !ends_flow_scalar(here()); ++pos_) {
    const char c = here();
    if (c == '\n' || is_strange(c) || is_doubtful_in_flow(c)) return false;
    if (c == ':' && (is_gap(pos_ + 1) || ends_flow_scalar(at(pos_ + 1)))) return false;
    if (c != ' ') last = pos_ + 1;
  }
  scalar(begin, last);
  return true;
}

}  // namespace

bool read_plain_yaml(std::string_view text, YamlTree& tree) {
  return PlainReader{text, tree}.read();
}

bool read_plain_yaml(std::string_view text, std::span<const std::size_t> wanted, YamlTree& tree) {
  return PlainReader{text, wanted, tree}.read();
}

}  // namespace isthmus::scenario

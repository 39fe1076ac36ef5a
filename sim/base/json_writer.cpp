#include "sim/base/json_writer.hpp"

#include <string>

#include "sim/base/expects.hpp"
#include "sim/base/number_text.hpp"
#include "sim/base/utf8.hpp"

namespace isthmus {
namespace {

void append_escaped(std::string& json, char32_t point) {
  constexpr char hex[] = "0123456789abcdef";
  switch (point) {
    case '"':
      json += "\\\"";
      return;
    case '\\':
      json += "\\\\";
      return;
    case '\b':
      json += "\\b";
      return;
    case '\f':
      json += "\\f";
      return;
    case '\n':
      json += "\\n";
      return;
    case '\r':
      json += "\\r";
      return;
    case '\t':
      json += "\\t";
      return;
    default:
      break;
  }
  if (point >= 0x20) return append_utf8(json, point);
  json += "\\u00";
  json += hex[point >> 4];
  json += hex[point & 0xF];
}

/// A JSON string. Bytes that are not UTF-8 leave as U+FFFD: what we write is always valid.
std::string quoted(std::string_view text) {
  std::string json;
  json.reserve(text.size() + 2);
  json += '"';
  for (std::size_t at = 0; at < text.size();) {
    const Utf8Character character = utf8_at(text, at);
    append_escaped(json, character.point);
    at += character.length;
  }
  json += '"';
  return json;
}

void write(std::ostream& out, std::string_view text) {
  out.write(text.data(), static_cast<std::streamsize>(text.size()));
}

}  // namespace

JsonWriter::JsonWriter(std::ostream& out, Style style) : out_{out}, style_{style} {}

JsonWriter& JsonWriter::key(std::string_view name) {
  ISTHMUS_EXPECTS(!levels_.empty() && levels_.back().kind == '{' && !after_key_);
  if (levels_.back().has_items) out_.put(',');
  levels_.back().has_items = true;
  new_line();
  write(out_, quoted(name));
  write(out_, style_ == Style::indented ? ": " : ":");
  after_key_ = true;
  return *this;
}

void JsonWriter::value(std::string_view text) {
  before_value();
  write(out_, quoted(text));
}

void JsonWriter::value(bool truth) {
  before_value();
  write(out_, truth ? "true" : "false");
}

void JsonWriter::value(double number) {
  before_value();
  write(out_, shortest_text(number));
}

void JsonWriter::null() {
  before_value();
  write(out_, "null");
}

void JsonWriter::integer(std::int64_t number) {
  before_value();
  write(out_, std::to_string(number));
}

void JsonWriter::natural(std::uint64_t number) {
  before_value();
  write(out_, std::to_string(number));
}

void JsonWriter::open(char bracket) {
  before_value();
  out_.put(bracket);
  levels_.push_back({bracket, false});
}

void JsonWriter::close(char bracket) {
  ISTHMUS_EXPECTS(!levels_.empty() && !after_key_);
  const bool had_items = levels_.back().has_items;
  levels_.pop_back();
  if (had_items) new_line();
  out_.put(bracket);
}

void JsonWriter::before_value() {
  if (after_key_) {
    after_key_ = false;
    return;
  }
  if (levels_.empty()) return;
  ISTHMUS_EXPECTS(levels_.back().kind == '[');
  if (levels_.back().has_items) out_.put(',');
  levels_.back().has_items = true;
  new_line();
}

void JsonWriter::new_line() {
  if (style_ == Style::compact) return;
  out_.put('\n');
  for (std::size_t i = 0; i < levels_.size(); ++i) write(out_, "  ");
}

}  // namespace isthmus

#include "sim/scenario/json_reader.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "sim/base/utf8.hpp"
#include "sim/scenario/mapping_builder.hpp"
#include "sim/scenario/text_cursor.hpp"

namespace isthmus::scenario {
namespace {

bool is_word_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '-' || c == '+' || c == '.' || static_cast<unsigned char>(c) >= 0x80;
}

/// Source  RFC 8259 section 6.
bool is_json_number(std::string_view word) {
  const auto digits = [&] {
    const std::size_t found = std::min(word.find_first_not_of("0123456789"), word.size());
    word.remove_prefix(found);
    return found;
  };
  if (word.starts_with('-')) word.remove_prefix(1);
  const bool zero = word.starts_with('0');
  const std::size_t whole = digits();
  if (whole == 0 || (zero && whole > 1)) return false;
  if (word.starts_with('.')) {
    word.remove_prefix(1);
    if (digits() == 0) return false;
  }
  if (word.starts_with('e') || word.starts_with('E')) {
    word.remove_prefix(1);
    if (word.starts_with('+') || word.starts_with('-')) word.remove_prefix(1);
    if (digits() == 0) return false;
  }
  return word.empty();
}

class JsonReader {
 public:
  JsonReader(const LegibleText& legible, Diagnostics& diagnostics)
      : cursor_{legible}, diagnostics_{diagnostics} {}

  Node document() {
    skip_blanks();
    if (cursor_.at_end()) {
      complain(cursor_.here(), "empty-file", "there is nothing in this file",
               "write a JSON object: {\"Kind\": ...}");
      return null_at(cursor_.here());
    }
    Node root = value(0);
    skip_blanks();
    if (!cursor_.at_end()) {
      complain(cursor_.here(), "trailing-text", "the document has ended, but the text goes on",
               "write one document per file, or take the rest out");
    }
    return root;
  }

 private:
  void complain(Diagnostic diagnostic) {
    if (diagnostics_.size() < complaints_max) {
      diagnostics_.push_back(std::move(diagnostic));
    } else {
      cursor_.advance_to_end();
    }
  }
  void complain(SourceSpan at, std::string code, std::string problem, std::string remedy) {
    complain(error_at(at, std::move(code), std::move(problem), std::move(remedy)));
  }

  void skip_blanks() {
    for (char c = cursor_.peek(); c == ' ' || c == '\t' || c == '\n' || c == '\r';
         c = cursor_.peek()) {
      cursor_.advance();
    }
  }

  Node value(std::size_t depth) {
    const SourceSpan at = cursor_.here();
    const char c = cursor_.peek();
    if (c == '{' || c == '[') {
      if (depth >= depth_max) return too_deep(at);
      return c == '{' ? object(depth + 1) : array(depth + 1);
    }
    if (c == '"' || c == '\'') {
      std::string text = string(c);
      return scalar_at(cursor_.since(at), ScalarForm::string, std::move(text));
    }
    if (is_word_character(c)) return word();
    complain(at, "missing-value", "a value is missing here", "write \"text\", 1, true or null");
    const bool ends_something = c == ',' || c == '}' || c == ']' || cursor_.at_end();
    if (!ends_something) skip_character();
    return null_at(at);
  }

  /// Every next level would say the same, so reading ends here.
  Node too_deep(SourceSpan at) {
    complain(at, "too-deep", "values are nested more than 200 deep", "flatten the document");
    cursor_.advance_to_end();
    gave_up_ = true;
    return null_at(at);
  }

  void skip_character() { cursor_.advance(utf8_at(cursor_.rest(), 0).length); }

  /// A number, true, false, null, or text that lacks its quotes.
  Node word() {
    const SourceSpan begin = cursor_.here();
    const std::size_t first = cursor_.offset();
    while (is_word_character(cursor_.peek())) cursor_.advance();
    const std::string text{cursor_.walked(first)};
    const SourceSpan at = cursor_.since(begin);
    if (text == "null") return null_at(at);
    if (text == "true" || text == "false") return scalar_at(at, ScalarForm::boolean, text);
    if (is_json_number(text)) return scalar_at(at, ScalarForm::number, text);
    complain(at, "unquoted-text", "text needs quotes in JSON", "write " + echoed(text));
    return scalar_at(at, ScalarForm::string, text);
  }

  Node object(std::size_t depth) {
    const SourceSpan opened = cursor_.here();
    MappingBuilder mapping{mapping_at(opened)};
    cursor_.advance();
    for (bool after_comma = false;;) {
      skip_blanks();
      const char c = cursor_.peek();
      if (c == '}') {
        if (after_comma) trailing_comma();
        cursor_.advance();
        break;
      }
      if (cursor_.at_end() || c == ']') {
        unclosed(opened, '}');
        break;
      }
      if (c == '"' || c == '\'' || is_word_character(c)) {
        member(mapping, depth);
        after_comma = separator('}');
      } else {
        complain(cursor_.here(), "missing-key", "a key in quotes is expected here",
                 "write \"key\": value");
        skip_character();
      }
    }
    return mapping.take();
  }

  void member(MappingBuilder& mapping, std::size_t depth) {
    const SourceSpan begin = cursor_.here();
    const char first_character = cursor_.peek();
    const bool quoted = first_character == '"' || first_character == '\'';
    std::string key = quoted ? string(first_character) : unquoted_key();
    const SourceSpan key_at = cursor_.since(begin);
    skip_blanks();
    if (cursor_.peek() == ':') {
      cursor_.advance();
      skip_blanks();
    } else {
      complain(key_at, "missing-colon", "the key " + echoed(key) + " is not followed by a colon",
               "write " + echoed(key) + ": value");
    }
    Node held = value(depth);
    if (const Member* first = mapping.find(key)) {
      complain(MappingBuilder::duplicate(key, key_at, first->key_at));
      return;
    }
    mapping.add({std::move(key), key_at, std::move(held)});
  }

  std::string unquoted_key() {
    const SourceSpan begin = cursor_.here();
    const std::size_t first = cursor_.offset();
    while (is_word_character(cursor_.peek())) cursor_.advance();
    std::string key{cursor_.walked(first)};
    complain(cursor_.since(begin), "unquoted-text", "a key needs quotes in JSON",
             "write " + echoed(key));
    return key;
  }

  Node array(std::size_t depth) {
    const SourceSpan opened = cursor_.here();
    Node sequence = sequence_at(opened);
    cursor_.advance();
    for (bool after_comma = false;;) {
      skip_blanks();
      const char c = cursor_.peek();
      if (c == ']') {
        if (after_comma) trailing_comma();
        cursor_.advance();
        break;
      }
      if (cursor_.at_end() || c == '}') {
        unclosed(opened, ']');
        break;
      }
      sequence.items.push_back(value(depth));
      after_comma = separator(']');
    }
    return sequence;
  }

  /// Takes the comma between two values, and complains if there is none.
  bool separator(char closing) {
    const SourceSpan end_of_value = cursor_.here();
    skip_blanks();
    const char c = cursor_.peek();
    if (c == ',') {
      comma_at_ = cursor_.here();
      cursor_.advance();
      return true;
    }
    if (c != closing && c != '}' && c != ']' && !cursor_.at_end()) {
      complain(end_of_value, "missing-comma", "a comma is missing here", "write , between values");
      // What cannot begin a value would be complained about for ever.
      if (c != '"' && c != '\'' && c != '{' && c != '[' && !is_word_character(c)) skip_character();
    }
    return false;
  }

  void trailing_comma() {
    complain(comma_at_, "trailing-comma", "JSON allows no comma after the last value",
             "take the comma out");
  }

  void unclosed(SourceSpan opened, char closing) {
    if (gave_up_) return;
    complain(opened, "missing-bracket",
             std::string{"the bracket opened here is never closed with "} + closing,
             std::string{"write "} + closing + " where it ends");
  }

  /// The string at the cursor, without quotes and with its escapes resolved.
  std::string string(char quote) {
    const SourceSpan opened = cursor_.here();
    const char stops[] = {quote, '\\', '\n', '\0'};
    cursor_.advance();
    std::string text;
    for (;;) {
      const std::size_t plain =
          std::min(cursor_.rest().find_first_of(stops), cursor_.rest().size());
      text += cursor_.rest().substr(0, plain);
      cursor_.advance(plain);
      if (cursor_.peek() == quote) {
        cursor_.advance();
        if (quote == '\'') {
          complain(cursor_.since(opened), "wrong-quotes", "JSON has double quotes only",
                   "write " + echoed(text));
        }
        return text;
      }
      if (cursor_.peek() != '\\') {
        complain(cursor_.since(opened), "unterminated-string", "this string has no closing quote",
                 "close it with \" on the same line");
        return text;
      }
      escape(text);
    }
  }

  void escape(std::string& text) {
    const SourceSpan begin = cursor_.here();
    cursor_.advance();
    constexpr std::string_view letters = "\"\\/bfnrt";
    constexpr std::string_view meanings = "\"\\/\b\f\n\r\t";
    const char letter = cursor_.peek();
    if (const std::size_t known = letters.find(letter); known != std::string_view::npos) {
      text += meanings[known];
      cursor_.advance();
    } else if (letter == 'u') {
      cursor_.advance();
      append_utf8(text, escaped_point(begin));
    } else {
      complain(begin, "bad-escape", "JSON has no such escape", "write \\\\ for a backslash");
      text += '\\';
    }
  }

  /// The character of \uXXXX, or of the two that make a surrogate pair; U+FFFD if it is neither.
  char32_t escaped_point(SourceSpan begin) {
    const auto first = cursor_.take_hexadecimal(4);
    const bool high = first && *first >= 0xD800 && *first < 0xDC00;
    const bool low = first && *first >= 0xDC00 && *first < 0xE000;
    if (first && !high && !low) return *first;
    if (high && cursor_.peek() == '\\' && cursor_.peek(1) == 'u') {
      cursor_.advance(2);
      const auto second = cursor_.take_hexadecimal(4);
      if (second && *second >= 0xDC00 && *second < 0xE000) {
        return 0x10000 + ((*first - 0xD800) << 10) + (*second - 0xDC00);
      }
    }
    complain(cursor_.since(begin), "bad-escape", "this is not the escape of a character",
             "write \\u and four hexadecimal digits; two halves make one surrogate pair");
    return 0xFFFD;
  }

  TextCursor cursor_;
  Diagnostics& diagnostics_;
  SourceSpan comma_at_{};
  bool gave_up_ = false;
};

}  // namespace

void read_json(const LegibleText& legible, Read& read) {
  JsonReader reader{legible, read.diagnostics};
  read.root = reader.document();
  sort_by_place(read.diagnostics);
}

Read read_json(SourceId id, const Sources& sources) {
  Read read;
  if (const auto legible = legible_text(id, sources, read.diagnostics)) read_json(*legible, read);
  return read;
}

}  // namespace isthmus::scenario

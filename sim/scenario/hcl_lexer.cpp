#include "sim/scenario/hcl_lexer.hpp"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/base/utf8.hpp"

namespace isthmus::scenario {
namespace {

constexpr std::string_view opening_typographic = "\u201C";
constexpr std::string_view closing_typographic = "\u201D";

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

bool is_identifier_character(char c) { return is_letter(c) || is_digit(c) || c == '-' || c == '.'; }

/// Digits, a point, an exponent, or 0x and hexadecimal digits, with an optional sign.
bool is_hcl_number(std::string_view word) {
  if (word.starts_with('-')) word.remove_prefix(1);
  const auto all = [](std::string_view digits, std::string_view allowed) {
    return !digits.empty() && digits.find_first_not_of(allowed) == std::string_view::npos;
  };
  if (word.starts_with("0x") || word.starts_with("0X")) {
    return all(word.substr(2), "0123456789abcdefABCDEF");
  }
  const std::size_t e = word.find_first_of("eE");
  if (e != std::string_view::npos) {
    std::string_view exponent = word.substr(e + 1);
    if (exponent.starts_with('-') || exponent.starts_with('+')) exponent.remove_prefix(1);
    if (!all(exponent, "0123456789")) return false;
    word = word.substr(0, e);
  }
  const std::size_t point = word.find('.');
  if (point != std::string_view::npos && !all(word.substr(point + 1), "0123456789")) return false;
  return all(word.substr(0, point), "0123456789");
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    lines.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return lines;
}

/// The lines of an indented heredoc without the closing marker's indentation, if all have it.
/// Source  hashicorp/hcl v1, hcl/token, unindentHeredoc.
std::string unindented(std::string_view text, std::string_view indentation) {
  const std::vector<std::string_view> lines = lines_of(text);
  const bool all_indented = std::all_of(lines.begin(), lines.end(), [&](std::string_view line) {
    return line.starts_with(indentation);
  });
  if (!all_indented) return std::string{text};
  std::string result;
  for (const std::string_view line : lines) {
    result.append(line.substr(indentation.size())).append("\n");
  }
  return result;
}

}  // namespace

void HclLexer::complain(Diagnostic diagnostic) {
  if (diagnostics_.size() < complaints_max) {
    diagnostics_.push_back(std::move(diagnostic));
  } else {
    give_up();
  }
}

HclLexeme HclLexer::next() {
  for (;;) {
    skip_blanks_and_comments();
    HclLexeme lexeme;
    lexeme.at = cursor_.here();
    lexeme.first_on_line = cursor_.line() != line_seen_;
    if (lexeme.first_on_line) indentation_ = cursor_.column() - 1;
    lexeme.indentation = indentation_;
    line_seen_ = cursor_.line();
    if (cursor_.at_end() || take_punctuation(lexeme)) return lexeme;

    const char c = cursor_.peek();
    if (c == '"') {
      lexeme.token = HclToken::string;
      lexeme.text = quoted('"');
    } else if (c == '\'' || cursor_.rest().starts_with(opening_typographic)) {
      lexeme.token = HclToken::string;
      lexeme.text = c == '\'' ? quoted('\'') : typographic();
      complain(error_at(cursor_.since(lexeme.at), "wrong-quotes",
                        "text stands in straight double quotes in HCL",
                        "write " + echoed(lexeme.text)));
    } else if (cursor_.rest().starts_with("<<")) {
      lexeme.token = HclToken::string;
      lexeme.text = heredoc();
    } else if (is_digit(c) || (c == '-' && is_digit(cursor_.peek(1)))) {
      number(lexeme);
    } else if (is_letter(c)) {
      lexeme.token = HclToken::identifier;
      const std::size_t begin = cursor_.offset();
      while (is_identifier_character(cursor_.peek())) cursor_.advance();
      lexeme.text = cursor_.walked(begin);
    } else {
      complain(error_at(lexeme.at, "unexpected-character",
                        std::string{"HCL has no use for "} + echoed({&c, 1}) + " here",
                        "take it out, or put the text in double quotes"));
      cursor_.advance();
      continue;
    }
    lexeme.at = cursor_.since(lexeme.at);
    return lexeme;
  }
}

bool HclLexer::take_punctuation(HclLexeme& lexeme) {
  switch (cursor_.peek()) {
    case '{':
      lexeme.token = HclToken::open_brace;
      break;
    case '}':
      lexeme.token = HclToken::close_brace;
      break;
    case '[':
      lexeme.token = HclToken::open_bracket;
      break;
    case ']':
      lexeme.token = HclToken::close_bracket;
      break;
    case ',':
      lexeme.token = HclToken::comma;
      break;
    case '=':
    case ':':
      lexeme.token = HclToken::assign;
      break;
    default:
      return false;
  }
  cursor_.advance();
  return true;
}

void HclLexer::skip_blanks_and_comments() {
  for (;;) {
    const char c = cursor_.peek();
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
      cursor_.advance();
    } else if (c == '#' || cursor_.rest().starts_with("//")) {
      cursor_.advance(std::min(cursor_.rest().find('\n'), cursor_.rest().size()));
    } else if (cursor_.rest().starts_with("/*")) {
      skip_comment_block();
    } else {
      return;
    }
  }
}

void HclLexer::skip_comment_block() {
  const SourceSpan opened = cursor_.here();
  const std::size_t end = cursor_.rest().find("*/", 2);
  if (end != std::string_view::npos) return cursor_.advance(end + 2);
  complain(error_at(opened, "unterminated-comment", "this comment is never closed",
                    "write */ where it ends"));
  cursor_.advance_to_end();
}

/// The text up to `quote`, which ends on its line; what has no end is reported and ends there.
std::string HclLexer::quoted(char quote) {
  const SourceSpan opened = cursor_.here();
  std::string text;
  cursor_.advance();
  for (;;) {
    const char c = cursor_.peek();
    if (c == quote) {
      cursor_.advance();
      return text;
    }
    if (cursor_.at_end() || c == '\n') {
      complain(error_at(cursor_.since(opened), "unterminated-string",
                        "this string has no closing quote", "close it with \" on the same line"));
      return text;
    }
    if (c == '\\') {
      escape(text);
    } else if (cursor_.rest().starts_with("${")) {
      text += interpolation();
    } else {
      text += c;
      cursor_.advance();
    }
  }
}

/// `${...}`, which may hold quotes; kept as it is. Ends with its line at the latest.
std::string HclLexer::interpolation() {
  const std::size_t begin = cursor_.offset();
  std::size_t depth = 0;
  while (!cursor_.at_end() && cursor_.peek() != '\n') {
    const char c = cursor_.peek();
    cursor_.advance();
    if (c == '{') ++depth;
    if (c == '}' && --depth == 0) break;
  }
  return std::string{cursor_.walked(begin)};
}

/// Text in the quotes that word processors write; like a string, it ends on its line.
std::string HclLexer::typographic() {
  cursor_.advance(opening_typographic.size());
  const std::string_view line = cursor_.rest().substr(0, cursor_.rest().find('\n'));
  const std::size_t end = std::min({line.find(closing_typographic), line.find('"'), line.size()});
  std::string text{line.substr(0, end)};
  cursor_.advance(end);
  if (line.substr(end).starts_with(closing_typographic)) {
    cursor_.advance(closing_typographic.size());
  } else if (line.substr(end).starts_with('"')) {
    cursor_.advance();
  }
  return text;
}

/// Source  hashicorp/hcl v1, hcl/strconv, unquoteChar.
void HclLexer::escape(std::string& text) {
  const SourceSpan begin = cursor_.here();
  cursor_.advance();
  constexpr std::string_view letters = "\"\\nrtabfv'";
  constexpr std::string_view meanings = "\"\\\n\r\t\a\b\f\v'";
  const char letter = cursor_.peek();
  if (const std::size_t known = letters.find(letter); known != std::string_view::npos) {
    text += meanings[known];
    cursor_.advance();
    return;
  }
  const int digits = letter == 'x' ? 2 : letter == 'u' ? 4 : letter == 'U' ? 8 : 0;
  if (digits > 0) {
    cursor_.advance();
    const std::optional<std::uint32_t> point = cursor_.take_hexadecimal(digits);
    const bool character = point && *point <= 0x10FFFF && (*point < 0xD800 || *point > 0xDFFF);
    if (character) return append_utf8(text, *point);
  } else {
    text += '\\';
  }
  complain(error_at(cursor_.since(begin), "bad-escape", "HCL has no such escape",
                    "write \\\\ for a backslash"));
}

/// `<<MARK` or `<<-MARK`, the lines up to one that holds only MARK, and that line.
std::string HclLexer::heredoc() {
  const SourceSpan opened = cursor_.here();
  cursor_.advance(2);
  const bool indented = cursor_.peek() == '-';
  if (indented) cursor_.advance();
  const std::size_t mark_begin = cursor_.offset();
  while (is_identifier_character(cursor_.peek())) cursor_.advance();
  const std::string mark{cursor_.walked(mark_begin)};
  if (mark.empty() || cursor_.peek() != '\n') {
    complain(error_at(cursor_.since(opened), "bad-heredoc", "a heredoc begins with <<MARK alone",
                      "write <<EOF, then the text on the next lines, then EOF"));
    return {};
  }
  cursor_.advance();

  const std::size_t text_begin = cursor_.offset();
  while (!cursor_.at_end()) {
    const std::size_t line_begin = cursor_.offset();
    const std::string_view line =
        cursor_.rest().substr(0, std::min(cursor_.rest().find('\n'), cursor_.rest().size()));
    const std::size_t blanks = std::min(line.find_first_not_of(" \t"), line.size());
    if (line.substr(blanks) == mark) {
      std::string text{cursor_.walked(text_begin).substr(0, line_begin - text_begin)};
      if (indented) text = unindented(text, line.substr(0, blanks));
      cursor_.advance(line.size());
      return text;
    }
    cursor_.advance(line.size() + 1);
  }
  complain(error_at(opened, "unterminated-heredoc", "this heredoc is never closed",
                    "write " + mark + " alone on the line after its text"));
  return std::string{cursor_.walked(text_begin)};
}

/// A number; or text such as 10ms, which HCL wants in quotes.
void HclLexer::number(HclLexeme& lexeme) {
  const std::size_t begin = cursor_.offset();
  cursor_.advance();
  for (char before = ' '; is_identifier_character(cursor_.peek()) ||
                          (cursor_.peek() == '+' && (before == 'e' || before == 'E'));) {
    before = cursor_.peek();
    cursor_.advance();
  }
  lexeme.text = cursor_.walked(begin);
  lexeme.token = HclToken::number;
  if (is_hcl_number(lexeme.text)) return;
  lexeme.token = HclToken::string;
  complain(error_at(cursor_.since(lexeme.at), "unquoted-text",
                    echoed(lexeme.text) + " is not a number, so it needs quotes",
                    "write " + echoed(lexeme.text)));
}

}  // namespace isthmus::scenario

// HCL text to tokens, as HCL 1 reads them (the version that Consul's configuration uses).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "sim/base/diagnostic.hpp"
#include "sim/base/source.hpp"
#include "sim/scenario/text_cursor.hpp"

namespace isthmus::scenario {

enum class HclToken {
  end,
  identifier,
  string,  ///< In quotes, or a heredoc.
  number,
  open_brace,
  close_brace,
  open_bracket,
  close_bracket,
  comma,
  assign,  ///< `=` or `:`.
};

/// A token, its place, and how far its line is indented (for guessing where a brace is missing).
struct HclLexeme {
  HclToken token = HclToken::end;
  SourceSpan at{};
  std::string text{};  ///< The meaning: quotes, escapes and indentation resolved.
  bool first_on_line = false;
  std::uint32_t indentation = 0;  ///< Characters before the first token of this line.
};

/// Takes tokens off a text. What is no token is reported and skipped, so the next one is always
/// something that the grammar knows.
class HclLexer {
 public:
  /// `legible` and `diagnostics` must outlive the lexer.
  HclLexer(const LegibleText& legible, Diagnostics& diagnostics)
      : cursor_{legible}, diagnostics_{diagnostics} {}

  HclLexeme next();

  /// Makes every further token the end of the text.
  void give_up() { cursor_.advance_to_end(); }

  /// Adds a complaint; gives up after `complaints_max`.
  void complain(Diagnostic diagnostic);

 private:
  void skip_blanks_and_comments();
  void skip_comment_block();
  bool take_punctuation(HclLexeme& lexeme);
  std::string quoted(char quote);
  std::string typographic();
  std::string interpolation();
  void escape(std::string& text);
  std::string heredoc();
  void number(HclLexeme& lexeme);

  TextCursor cursor_;
  Diagnostics& diagnostics_;
  std::uint32_t line_seen_ = 0;
  std::uint32_t indentation_ = 0;
};

}  // namespace isthmus::scenario

#include "sim/base/diagnostic_text.hpp"

#include <algorithm>
#include <cstdint>
#include <string_view>

#include "sim/base/utf8.hpp"

namespace isthmus {
namespace {

constexpr std::size_t line_characters_max = 160;
constexpr std::size_t beside_caret_max = 100;  // A longer remedy gets a line of its own.
constexpr std::string_view cut_mark = "…";

struct Paint {
  std::string_view strong, severity, frame, off;
};

Paint paint_for(Severity severity, Colour colour) {
  if (colour == Colour::never) return {};
  constexpr std::string_view red = "\x1b[1;31m", yellow = "\x1b[1;33m", cyan = "\x1b[1;36m";
  const std::string_view by_severity = severity == Severity::error     ? red
                                       : severity == Severity::warning ? yellow
                                                                       : cyan;
  return {"\x1b[1m", by_severity, "\x1b[1;34m", "\x1b[0m"};
}

struct Range {
  char32_t first, last;
};

bool in_any(char32_t point, const Range* begin, const Range* end) {
  return std::any_of(begin, end,
                     [&](const Range& r) { return point >= r.first && point <= r.last; });
}

/// Characters that would move the cursor, hide text or change its direction.
bool must_be_escaped(char32_t point) {
  constexpr Range hidden[] = {{0x00, 0x1F},     {0x7F, 0x9F},     {0x200B, 0x200F},
                              {0x2028, 0x202E}, {0x2060, 0x206F}, {0xFEFF, 0xFEFF},
                              {0xFFF9, 0xFFFB}};
  return in_any(point, std::begin(hidden), std::end(hidden));
}

/// Terminal cells of a printable character.
/// Source  Unicode 15 EastAsianWidth (W and F) and the combining blocks, as ranges.
std::size_t cells(char32_t point) {
  constexpr Range none[] = {{0x0300, 0x036F}, {0x1AB0, 0x1AFF}, {0x1DC0, 0x1DFF},
                            {0x20D0, 0x20FF}, {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F}};
  constexpr Range two[] = {{0x1100, 0x115F},   {0x2E80, 0x303E},   {0x3041, 0xA4CF},
                           {0xA960, 0xA97F},   {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},
                           {0xFE30, 0xFE6F},   {0xFF00, 0xFF60},   {0xFFE0, 0xFFE6},
                           {0x1F300, 0x1F64F}, {0x1F680, 0x1F6FF}, {0x1F900, 0x1F9FF},
                           {0x20000, 0x3FFFD}};
  if (point < 0x300) return 1;
  if (in_any(point, std::begin(none), std::end(none))) return 0;
  return in_any(point, std::begin(two), std::end(two)) ? 2 : 1;
}

std::string hexadecimal(std::uint32_t n) {
  std::string text;
  for (; n != 0 || text.size() < 2; n >>= 4) text.insert(0, 1, "0123456789abcdef"[n & 0xF]);
  return text;
}

/// One character as it is shown, and what stands below it where there is no caret.
struct Shown {
  std::string text;
  std::string blank;
};

Shown shown(std::string_view text, std::size_t at, const Utf8Character& character) {
  if (character.point == '\t') return {"\t", "\t"};
  std::string escaped;
  if (!character.valid) {
    escaped = "\\x" + hexadecimal(static_cast<unsigned char>(text[at]));
  } else if (character.point < 0x80 && must_be_escaped(character.point)) {
    escaped = "\\x" + hexadecimal(static_cast<std::uint32_t>(character.point));
  } else if (must_be_escaped(character.point)) {
    escaped = "\\u{" + hexadecimal(static_cast<std::uint32_t>(character.point)) + "}";
  } else {
    return {std::string{text.substr(at, character.length)},
            std::string(cells(character.point), ' ')};
  }
  return {escaped, std::string(escaped.size(), ' ')};
}

/// A message in one line, with nothing in it that could drive a terminal.
std::string harmless(std::string_view text) {
  std::string safe;
  for (std::size_t at = 0; at < text.size();) {
    const Utf8Character character = utf8_at(text, at);
    safe += character.point == '\t' ? "\\t" : shown(text, at, character).text;
    at += character.length;
  }
  return safe;
}

struct Excerpt {
  std::string line;
  std::string before_caret;  ///< Blanks, and tabs where the line has them.
  std::string carets;
};

/// The line around columns [`column`, `column` + `length`), at most `line_characters_max` of it.
Excerpt excerpt(std::string_view line, std::size_t column, std::size_t length) {
  // A cut line shows a third of its window before the caret, to keep the sense of the place.
  std::size_t first = 1;
  const std::size_t fits_from_start = line_characters_max * 2 / 3;
  const bool too_long =
      line.size() > line_characters_max && utf8_length(line) > line_characters_max;
  if (too_long && column > fits_from_start) first = column - line_characters_max / 3;

  Excerpt made;
  if (first > 1) made.line = made.before_caret = cut_mark;
  if (first > 1) made.before_caret = " ";
  std::size_t position = 1;
  for (std::size_t at = 0; at < line.size(); ++position) {
    const Utf8Character character = utf8_at(line, at);
    if (position >= first + line_characters_max) {
      made.line += cut_mark;
      break;
    }
    if (position >= first) {
      const Shown part = shown(line, at, character);
      made.line += part.text;
      if (position < column) made.before_caret += part.blank;
      if (position >= column && position < column + length) {
        made.carets.append(std::max<std::size_t>(part.blank.size(), 1), '^');
      }
    }
    at += character.length;
  }
  if (made.carets.empty()) made.carets = "^";
  return made;
}

void append_excerpt(std::string& text, const Diagnostic& diagnostic, const Sources& sources,
                    const Paint& paint) {
  const SourceSpan& at = diagnostic.at;
  const std::string number = std::to_string(at.line);
  const std::string margin(number.size(), ' ');
  const auto frame = [&](std::string_view drawn) {
    return std::string{paint.frame}.append(drawn).append(paint.off);
  };
  text += margin + frame("--> ") + harmless(sources.place(at)) + "\n";

  const std::string remedy = harmless(diagnostic.remedy);
  const bool has_line = at.source.is_some() && at.source.index() < sources.size();
  bool remedy_is_shown = remedy.empty();
  if (has_line) {
    const Excerpt shown_line =
        excerpt(sources.line_text(at.source, at.line), std::max<std::size_t>(at.column, 1),
                std::max<std::size_t>(at.length, 1));
    const std::size_t reach = shown_line.before_caret.size() + shown_line.carets.size();
    const bool beside = !remedy_is_shown && reach + utf8_length(remedy) < beside_caret_max;
    text += margin + frame(" |") + "\n";
    text += frame(number + " |") + (shown_line.line.empty() ? "" : " ") + shown_line.line + "\n";
    text += margin + frame(" |") + " " + shown_line.before_caret;
    text.append(paint.severity).append(shown_line.carets);
    text += (beside ? " " + remedy : "") + std::string{paint.off} + "\n";
    remedy_is_shown = remedy_is_shown || beside;
  }
  if (!remedy_is_shown) text += margin + frame(" = ") + remedy + "\n";
}

std::string counted(std::size_t n, std::string_view noun) {
  return std::to_string(n) + " " + std::string{noun} + (n == 1 ? "" : "s");
}

}  // namespace

std::string_view severity_text(Severity severity) {
  switch (severity) {
    case Severity::error:
      return "error";
    case Severity::warning:
      return "warning";
    case Severity::note:
      return "note";
  }
  return "error";
}

std::string diagnostic_text(const Diagnostic& diagnostic, const Sources& sources, Colour colour) {
  const Paint paint = paint_for(diagnostic.severity, colour);
  std::string text{paint.severity};
  text += severity_text(diagnostic.severity);
  if (!diagnostic.code.empty()) text.append("[").append(harmless(diagnostic.code)).append("]");
  text.append(paint.off).append(paint.strong).append(": ");
  text.append(harmless(diagnostic.problem)).append(paint.off).append("\n");

  if (diagnostic.at.is_written()) {
    append_excerpt(text, diagnostic, sources, paint);
  } else if (!diagnostic.remedy.empty()) {
    text.append("  ").append(paint.frame).append("= ").append(paint.off);
    text += harmless(diagnostic.remedy) + "\n";
  }
  return text;
}

std::string diagnostics_text(const Diagnostics& diagnostics, const Sources& sources, Colour colour,
                             std::size_t shown_max) {
  if (diagnostics.empty()) return {};
  std::string text;
  const std::size_t shown_count = std::min(shown_max, diagnostics.size());
  for (std::size_t i = 0; i < shown_count; ++i) {
    text += diagnostic_text(diagnostics[i], sources, colour);
  }
  if (shown_count < diagnostics.size()) {
    text += "and " + std::to_string(diagnostics.size() - shown_count) + " more\n";
  }

  std::string sum;
  for (const Severity severity : {Severity::error, Severity::warning, Severity::note}) {
    const auto n = std::count_if(diagnostics.begin(), diagnostics.end(),
                                 [&](const Diagnostic& d) { return d.severity == severity; });
    if (n == 0) continue;
    sum +=
        (sum.empty() ? "" : ", ") + counted(static_cast<std::size_t>(n), severity_text(severity));
  }
  return text + sum + "\n";
}

}  // namespace isthmus

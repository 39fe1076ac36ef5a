#include "sim/scenario/legible_text.hpp"

#include <algorithm>
#include <iterator>
#include <string_view>
#include <utility>

#include "sim/base/utf8.hpp"

namespace isthmus::scenario {
namespace {

constexpr std::size_t bad_bytes_reported_max = 5;

bool is_text(const Utf8Character& character) {
  const char32_t point = character.point;
  const bool control = point < 0x20 && point != '\t' && point != '\n' && point != '\r';
  return character.valid && !control && point != 0x7F;
}

std::string byte_name(char byte) {
  const auto value = static_cast<unsigned char>(byte);
  return {'0', 'x', "0123456789ABCDEF"[value >> 4], "0123456789ABCDEF"[value & 0xF]};
}

/// Whether a text with so many bad bytes is a text at all.
bool is_no_text(std::size_t bad_bytes, std::string_view raw) {
  return bad_bytes > bad_bytes_reported_max || bad_bytes * 4 > utf8_length(raw);
}

/// Whether `raw` is text that every reader can take as it is: by far the usual case.
bool is_plain_ascii(std::string_view raw) {
  constexpr std::size_t block = 4096;  // Inside of one there is no way out, so it is fast.
  for (std::size_t begin = 0; begin < raw.size(); begin += block) {
    bool plain = true;
    for (const char c : raw.substr(begin, block)) {
      plain = plain & ((c >= ' ' && c < 0x7F) | (c == '\n') | (c == '\t'));
    }
    if (!plain) return false;
  }
  return true;
}

/// The text of `raw` with each byte that is no text reported and replaced.
std::string replaced(SourceId id, std::string_view raw, Diagnostics& complaints) {
  std::string text;
  text.reserve(raw.size());
  SourceSpan at{id, 1, 1, 1};
  for (std::size_t i = 0; i < raw.size();) {
    const Utf8Character character = utf8_at(raw, i);
    const bool line_end = raw[i] == '\n';
    if (!is_text(character)) {
      complaints.push_back(error_at(at, "not-text",
                                    "the byte " + byte_name(raw[i]) + " is not UTF-8 text",
                                    "save the file as UTF-8, or take the byte out"));
      if (complaints.size() > bad_bytes_reported_max) return {};
      append_utf8(text, 0xFFFD);
    } else if (raw[i] != '\r' || raw.substr(i, 2) != "\r\n") {
      text.append(raw.substr(i, character.length));
    }
    i += character.length;
    at.column = line_end ? 1 : at.column + 1;
    if (line_end) ++at.line;
  }
  return text;
}

/// Characters of a leading "12. " if `line` has one with exactly this number; else 0. Blanks may
/// come before it, and the blank after it may be missing at the line's end.
std::uint32_t numbering(std::string_view line, std::uint32_t number) {
  const std::size_t begin = std::min(line.find_first_not_of(" \t"), line.size());
  const std::string expected = std::to_string(number) + ".";
  if (line.substr(begin, expected.size()) != expected) return 0;
  const std::size_t end = begin + expected.size();
  if (end == line.size()) return static_cast<std::uint32_t>(end);
  return line[end] == ' ' ? static_cast<std::uint32_t>(end + 1) : 0;
}

/// Takes the numbers off if every line that is not blank has its own, counted from 1.
void strip_line_numbers(LegibleText& legible, Diagnostics& diagnostics) {
  std::string stripped;
  std::vector<std::uint32_t> shifts;
  std::uint32_t numbered = 0;
  const std::string_view text = legible.text;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view line = text.substr(begin, end - begin);
    const bool blank = line.find_first_not_of(" \t") == std::string_view::npos;
    const std::uint32_t shift = blank ? 0 : numbering(line, numbered + 1);
    if (!blank && shift == 0) return;
    if (!blank) ++numbered;
    stripped.append(line.substr(shift)).append(end < text.size() ? "\n" : "");
    shifts.push_back(shift);
    begin = end + 1;
  }
  if (numbered < 2) return;  // One numbered line is not a pattern.
  legible.rewrite(std::move(stripped));
  legible.shifts = std::move(shifts);
  diagnostics.push_back(warning_at({legible.source, 1, 1, 0}, "stripped_line_numbers",
                                   "every line begins with its number; the numbers are ignored",
                                   "copy the text without the line numbers"));
}

}  // namespace

std::string echoed(std::string_view text) {
  constexpr std::size_t shown_max = 60;
  std::string quoted{'"'};
  std::size_t at = 0;
  while (at < text.size() && quoted.size() <= shown_max) {
    const std::size_t length = utf8_at(text, at).length;
    quoted += text.substr(at, length);
    at += length;
  }
  return quoted + (at < text.size() ? "...\"" : "\"");
}

std::optional<LegibleText> legible_text(SourceId id, const Sources& sources,
                                        Diagnostics& diagnostics) {
  const std::string& raw = sources[id].text;
  if (raw.size() > text_bytes_max) {
    diagnostics.push_back(error_at({id, 1, 1, 0}, "file-too-large",
                                   "the file is larger than 256 MiB",
                                   "split it into several files"));
    return std::nullopt;
  }
  LegibleText legible{id, raw, {}, {}};
  if (!is_plain_ascii(raw)) {
    Diagnostics complaints;
    legible.rewrite(replaced(id, raw, complaints));
    if (is_no_text(complaints.size(), raw)) {
      const bool utf16 = raw.starts_with("\xFF\xFE") || raw.starts_with("\xFE\xFF");
      diagnostics.push_back(error_at(complaints.front().at, "not-text",
                                     utf16 ? "this is UTF-16" : "this is not a UTF-8 text",
                                     "save it as UTF-8, or name the file that was meant"));
      return std::nullopt;
    }
    std::move(complaints.begin(), complaints.end(), std::back_inserter(diagnostics));
  }
  strip_line_numbers(legible, diagnostics);
  return legible;
}

}  // namespace isthmus::scenario

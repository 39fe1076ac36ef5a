#include "sim/scenario/yaml_repair.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include "sim/base/utf8.hpp"

namespace isthmus::scenario {
namespace {

constexpr std::string_view blanks = " \t";

std::string with(std::string_view text, std::size_t at, std::size_t erased,
                 std::string_view inserted) {
  std::string changed{text.substr(0, at)};
  return changed.append(inserted).append(text.substr(at + erased));
}

bool is_blank(std::string_view line) {
  return line.find_first_not_of(blanks) == std::string_view::npos;
}

std::size_t indentation(std::string_view line) {
  return std::min(line.find_first_not_of(' '), line.size());
}

/// The text without the line of `offset` and the deeper lines that belong to it.
std::optional<std::string> without_lines_at(std::size_t offset, const YamlPlaces& places) {
  const std::size_t first = places.line_of(offset);
  if (offset >= places.text().size() || is_blank(places.line(first))) return std::nullopt;
  const std::size_t level = indentation(places.line(first));
  std::size_t last = first;
  while (last + 1 < places.line_count()) {
    const std::string_view next = places.line(last + 1);
    if (!is_blank(next) && indentation(next) <= level) break;
    ++last;
  }
  const std::size_t begin = places.line_start(first);
  const std::size_t end = places.line_start(last) + places.line(last).size();
  std::string text{places.text()};
  std::replace_if(
      text.begin() + static_cast<std::ptrdiff_t>(begin),
      text.begin() + static_cast<std::ptrdiff_t>(end), [](char c) { return c != '\n'; }, ' ');
  return text;
}

YamlDiagnosis unterminated(std::size_t quote, const YamlPlaces& places) {
  const std::string_view text = places.text();
  const std::size_t line_end = std::min(text.find('\n', quote), text.size());
  return {error_at(places.at(quote), "unterminated-string", "this string has no closing quote",
                   std::string{"write "} + text[quote] + " where it ends"),
          with(text, line_end, 0, text.substr(quote, 1))};
}

YamlDiagnosis star(const YamlFault& fault, const YamlPlaces& places) {
  const std::string_view text = places.text();
  const std::size_t at = text.rfind('*', fault.offset);
  if (at == std::string_view::npos) {
    return {error_at(places.at(fault.offset), "yaml-syntax", fault.message)};
  }
  const std::size_t end = std::min(text.find_first_of(" \t\n,]}", at), text.size());
  const std::string name{text.substr(at + 1, end - at - 1)};
  std::string repaired = with(text, at, 1, star_stand_in);
  if (name.empty()) {
    return {warning_at(places.at(at), "unquoted_star",
                       "a star without quotes begins a YAML alias; read as \"*\"", "write \"*\""),
            std::move(repaired)};
  }
  return {error_at(places.at(at, 1 + utf8_length(name)), "unknown-anchor",
                   "no anchor " + echoed("&" + name) + " stands before this alias",
                   "if text is meant, write " + echoed("*" + name)),
          std::move(repaired)};
}

/// A bracket that is still open where a new line of another kind begins, or a comma too few.
YamlDiagnosis open_bracket(std::size_t bracket, const YamlFault& fault, const YamlPlaces& places) {
  const std::string_view text = places.text();
  const std::size_t bracket_line = places.line_of(bracket);
  const bool at_end = fault.offset >= text.size();
  std::size_t line = places.line_of(std::min(fault.offset, text.size()));
  if (!at_end && line == bracket_line) {
    return {error_at(places.at(fault.offset), "missing-comma", "a comma is missing before this",
                     "write , between the values in brackets"),
            without_lines_at(fault.offset, places)};
  }
  if (!at_end) --line;
  while (line > bracket_line && is_blank(places.line(line))) --line;
  const char closing = text[bracket] == '{' ? '}' : ']';
  return {error_at(places.at(bracket), "missing-bracket", "this bracket is never closed",
                   std::string{"write "} + closing + " where it ends"),
          with(text, places.line_start(line) + places.line(line).size(), 0, {&closing, 1})};
}

bool has_tab_in_indentation(std::string_view line) {
  const std::size_t end = std::min(line.find_first_not_of(blanks), line.size());
  return line.substr(0, end).find('\t') != std::string_view::npos;
}

/// Whether the text just before `offset` on its line is a closing quote.
bool follows_quote(std::string_view text, std::size_t offset) {
  const std::size_t before = text.substr(0, offset).find_last_not_of(blanks);
  return before != std::string_view::npos && (text[before] == '"' || text[before] == '\'');
}

Diagnostic by_message(const YamlFault& fault, const YamlPlaces& places) {
  const std::string_view text = places.text();
  const std::string& message = fault.message;
  const SourceSpan at = places.at(fault.offset);
  const auto says = [&](std::string_view part) { return message.find(part) != std::string::npos; };
  const std::string_view line = places.line(places.line_of(std::min(fault.offset, text.size())));
  const bool comma = text.substr(std::min(fault.offset, text.size())).starts_with(',');
  if (comma || (says("unknown token") && fault.offset < text.size())) {
    return error_at(at, "unquoted-text",
                    "text without quotes cannot begin with " + echoed(text.substr(fault.offset, 1)),
                    "put the text in quotes");
  }
  if (follows_quote(text, std::min(fault.offset, text.size()))) {
    return error_at(at, "text-after-quote", "the text goes on after its closing quote",
                    "put all of it in quotes; a quote inside is written \\\" or ''");
  }
  if (says("illegal map value")) {
    const bool two_values = line.find(": ") != line.rfind(": ");
    return error_at(at, "yaml-syntax", "a value cannot begin here",
                    two_values ? "put text that holds a colon and a blank in quotes"
                               : "write key: value on each line, and indent what belongs to it");
  }
  if (says("end of map not found") || says("end of sequence not found") || says(second_value)) {
    return error_at(at, "bad-indentation", "this line does not line up with those it belongs to",
                    "give keys of one mapping, and items of one list, the same indentation");
  }
  if (says("illegal block entry")) {
    return error_at(at, "yaml-syntax", "a list with dashes cannot begin on the line of its key",
                    "begin it on the next line, or write [a, b]");
  }
  if (says("unknown escape")) {
    return error_at(at, "bad-escape", "YAML has no such escape",
                    "write \\\\ for a backslash, or use single quotes");
  }
  return error_at(at, "yaml-syntax", "this is not YAML: " + message);
}

/// A value that "cannot begin" is often well-formed, and the line above it is the one that is not.
std::optional<YamlDiagnosis> line_above(std::size_t offset, const YamlPlaces& places) {
  const std::size_t line = places.line_of(offset);
  std::size_t above = line;
  while (above > 0 && (above == line || is_blank(places.line(above)))) --above;
  const std::string_view text = places.line(above);
  if (above == line || is_blank(text)) return std::nullopt;
  const std::size_t indented = indentation(text);
  const std::size_t deeper = indentation(places.line(line));
  const bool has_colon = text.find(": ", indented) != std::string_view::npos || text.back() == ':';
  const std::size_t begin = places.line_start(above) + indented;
  if (!has_colon && indented == deeper && text[indented] != '-' && text[indented] != '#') {
    return YamlDiagnosis{error_at(places.at(begin, utf8_length(text.substr(indented))),
                                  "missing-colon", "this line has no colon", "write key: value"),
                         without_lines_at(begin, places)};
  }
  if (has_colon && indented < deeper && text.back() != ':') {
    const std::size_t here = places.line_start(line) + deeper;
    return YamlDiagnosis{error_at(places.at(here), "bad-indentation",
                                  "this line is deeper than the one above, which has its value",
                                  "give keys of one mapping the same indentation"),
                         without_lines_at(here, places)};
  }
  return std::nullopt;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool ends_name(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
}

/// The length of `[0]` at `open`, behind a name and before the end of the value; 0 if it is not
/// one.
std::size_t index_length(std::string_view text, std::size_t open) {
  if (open == 0 || !ends_name(text[open - 1])) return 0;
  std::size_t end = open + 1;
  while (end < text.size() && is_digit(text[end])) ++end;
  if (end == open + 1 || text.substr(end, 1) != "]") return 0;
  ++end;
  const bool over =
      end == text.size() || std::string_view{" \t\n,}]"}.find(text[end]) != std::string_view::npos;
  return over ? end - open : 0;
}

}  // namespace

std::optional<std::string> with_indices(std::string_view text) {
  std::string changed;
  std::size_t done = 0;
  for (std::size_t open = text.find('['); open != std::string_view::npos;
       open = text.find('[', open + 1)) {
    const std::size_t length = index_length(text, open);
    if (length == 0) continue;
    changed.append(text.substr(done, open - done)).append(open_stand_in);
    changed.append(text.substr(open + 1, length - 2)).append(close_stand_in);
    done = open + length;
  }
  if (done == 0) return std::nullopt;
  return changed.append(text.substr(done));
}

YamlDiagnosis diagnose(const YamlFault& fault, const YamlTree& tree, const YamlPlaces& places) {
  const std::string_view text = places.text();
  const std::size_t offset = std::min(fault.offset, text.size());
  const auto says = [&](std::string_view part) {
    return fault.message.find(part) != std::string::npos;
  };

  if (const auto quote = tree.open_quote()) return unterminated(*quote, places);
  if (says("illegal EOF in scalar")) {
    const std::size_t quote = text.find_first_of("'\"", tree.last_end());
    if (quote != std::string_view::npos) return unterminated(quote, places);
  }
  if (says("alias not found") || says("anchor is not defined")) return star(fault, places);
  if (const auto bracket = tree.open_bracket(); bracket && says("flow not found")) {
    return open_bracket(*bracket, fault, places);
  }
  const auto quote = tree.last_quote_over_lines();
  if (quote && places.line_of(tree.last_end()) == places.line_of(offset)) {
    return unterminated(*quote, places);
  }
  const std::string_view line = places.line(places.line_of(offset));
  if (has_tab_in_indentation(line)) {
    const std::size_t tab = places.line_start(places.line_of(offset)) + line.find('\t');
    return {error_at(places.at(tab), "tab-indentation", "YAML does not allow tabs for indentation",
                     "indent with blanks")};
  }
  if (says("illegal flow end")) {
    return {error_at(places.at(offset), "unexpected-bracket", "this bracket closes nothing",
                     "take it out, or open it where it begins"),
            with(text, offset, 1, " ")};
  }
  if (says("illegal map value")) {
    if (auto above = line_above(offset, places)) return std::move(*above);
  }
  Diagnostic diagnostic = by_message(fault, places);
  if (says(second_value)) return {std::move(diagnostic)};
  return {std::move(diagnostic), without_lines_at(offset, places)};
}

}  // namespace isthmus::scenario

#include "sim/scenario/hcl_reader.hpp"

#include <string>
#include <utility>
#include <vector>

#include "sim/scenario/hcl_lexer.hpp"
#include "sim/scenario/json_reader.hpp"
#include "sim/scenario/mapping_builder.hpp"

namespace isthmus::scenario {
namespace {

/// Whether indentation may tell that a brace is missing. Believed only when the text ended with a
/// brace open: a text that is well-formed may be indented as it likes.
enum class Layout { ignored, believed };

class HclReader {
 public:
  HclReader(const LegibleText& legible, Diagnostics& diagnostics, Layout layout)
      : lexer_{legible, diagnostics}, layout_{layout}, now_{lexer_.next()}, then_{lexer_.next()} {}

  Node document() {
    const Bracket outermost{now_.at, 0, 0};
    MappingBuilder mapping{mapping_at({now_.at.source, 1, 1, 0})};
    members(mapping, outermost, 0);
    return mapping.take();
  }

  bool ended_inside_a_brace() const { return ended_inside_a_brace_; }

 private:
  struct Bracket {
    SourceSpan at;
    std::uint32_t line;
    std::uint32_t indentation;
  };

  bool at(HclToken token) const { return now_.token == token; }
  bool at_key() const { return at(HclToken::identifier) || at(HclToken::string); }

  HclLexeme take() {
    HclLexeme taken = std::exchange(now_, std::move(then_));
    then_ = lexer_.next();
    return taken;
  }

  void complain(SourceSpan place, const char* code, std::string problem, std::string remedy) {
    lexer_.complain(error_at(place, code, std::move(problem), std::move(remedy)));
  }

  void repaired(const Bracket& opened, char closing) {
    if (gave_up_) return;
    lexer_.complain(warning_at(opened.at, "repaired_missing_brace",
                               std::string{"this "} + (closing == '}' ? '{' : '[') +
                                   " is never closed; read as if it were",
                               std::string{"write "} + closing + " where it ends"));
  }

  void give_up(SourceSpan place) {
    complain(place, "too-deep", "values are nested more than 200 deep", "flatten the text");
    gave_up_ = true;
    lexer_.give_up();
    now_ = HclLexeme{};
    now_.at = place;
    then_ = now_;
  }

  /// Whether the layout says that the object opened at `opened` has ended before the next token.
  bool layout_ends(const Bracket& opened) const {
    if (layout_ == Layout::ignored || !now_.first_on_line || now_.at.line == opened.line) {
      return false;
    }
    if (at(HclToken::close_brace)) return now_.indentation < opened.indentation;
    return at_key() && now_.indentation <= opened.indentation;
  }

  /// Reads members up to the brace that closes them and takes it.
  void members(MappingBuilder& mapping, const Bracket& opened, std::size_t depth) {
    const bool outermost = depth == 0;
    for (;;) {
      if (at(HclToken::end)) {
        if (outermost) return;
        ended_inside_a_brace_ = true;
        return repaired(opened, '}');
      }
      if (!outermost && layout_ends(opened)) return repaired(opened, '}');
      if (at_key()) {
        member(mapping, depth);
        if (at(HclToken::comma)) take();
      } else if (at(HclToken::close_brace)) {
        const SourceSpan brace = take().at;
        if (!outermost) return;
        complain(brace, "unexpected-bracket", "this } closes nothing", "take it out");
      } else if (at(HclToken::close_bracket) && open_lists_ > 0) {
        return repaired(opened, '}');
      } else {
        stray(depth);
      }
    }
  }

  /// Something that begins no member: said once, and skipped with all that is inside it.
  void stray(std::size_t depth) {
    const SourceSpan place = now_.at;
    complain(place, "missing-key", "a key is expected here", "write key = value");
    if (at(HclToken::open_brace) || at(HclToken::open_bracket)) {
      value(depth);
    } else {
      take();
    }
  }

  /// `key = value`, `key { ... }` or `key "label" ... { ... }`.
  void member(MappingBuilder& mapping, std::size_t depth) {
    std::vector<HclLexeme> keys;
    keys.push_back(take());
    while (at_key() && !now_.first_on_line && depth + keys.size() < depth_max) {
      keys.push_back(take());
    }
    const std::size_t value_depth = depth + keys.size() - 1;
    if (at_key() && !now_.first_on_line) return give_up(now_.at);
    if (at(HclToken::assign)) {
      take();
      // A word more before `=` is a slip (`Name "web" = ...`); a block's labels are not.
      if (keys.size() > 1) {
        complain(keys[1].at, "unexpected-label", "only a block has labels",
                 "write key = value, or key \"label\" { ... }");
        keys.resize(1);
      }
      return add(mapping, std::move(keys), value(value_depth));
    }
    if (at(HclToken::open_brace)) {
      Node block = value(value_depth);
      block.origin = Origin::block;
      return add(mapping, std::move(keys), std::move(block));
    }
    const HclLexeme& last = keys.back();
    complain(last.at, "missing-value", echoed(last.text) + " has no value",
             keys.size() == 2 ? "write " + keys[0].text + " = " + echoed(last.text)
                              : "write " + last.text + " = ...");
  }

  void add(MappingBuilder& mapping, std::vector<HclLexeme> keys, Node value) {
    for (; keys.size() > 1; keys.pop_back()) {
      Node labelled = mapping_at(keys.back().at, value.origin);
      labelled.members.push_back({keys.back().text, keys.back().at, std::move(value)});
      value = std::move(labelled);
    }
    HclLexeme& key = keys.front();
    Member* first = mapping.find(key.text);
    if (first == nullptr) return mapping.add({std::move(key.text), key.at, std::move(value)});
    Node& held = first->value;
    const bool gathered = held.is_sequence() && held.origin == Origin::block;
    if (!value.is_mapping() || !(held.is_mapping() || gathered)) {
      return lexer_.complain(MappingBuilder::duplicate(key.text, key.at, first->key_at));
    }
    if (!gathered) {
      Node sequence = sequence_at(held.at);
      sequence.origin = Origin::block;
      sequence.items.push_back(std::move(held));
      held = std::move(sequence);
    }
    held.items.push_back(std::move(value));
  }

  Node value(std::size_t depth) {
    const SourceSpan place = now_.at;
    switch (now_.token) {
      case HclToken::string:
        return scalar_at(place, ScalarForm::string, take().text);
      case HclToken::number:
        return scalar_at(place, ScalarForm::number, take().text);
      case HclToken::identifier:
        return word();
      case HclToken::open_brace:
      case HclToken::open_bracket:
        break;
      default:
        complain(place, "missing-value", "a value is missing here",
                 "write \"text\", a number, true, false, [...] or {...}");
        return null_at(place);
    }
    if (depth >= depth_max) {
      give_up(place);
      return null_at(place);
    }
    const bool is_object = at(HclToken::open_brace);
    const Bracket opened{place, place.line, now_.indentation};
    take();
    if (!is_object) {
      ++open_lists_;
      Node read = list(opened, depth + 1);
      --open_lists_;
      return read;
    }
    MappingBuilder mapping{mapping_at(place)};
    members(mapping, opened, depth + 1);
    return mapping.take();
  }

  /// true, false, or text that lacks its quotes.
  Node word() {
    HclLexeme word = take();
    const bool boolean = word.text == "true" || word.text == "false";
    if (!boolean) {
      complain(word.at, "unquoted-text", "text needs quotes in HCL", "write " + echoed(word.text));
    }
    return scalar_at(word.at, boolean ? ScalarForm::boolean : ScalarForm::string,
                     std::move(word.text));
  }

  Node list(const Bracket& opened, std::size_t depth) {
    Node sequence = sequence_at(opened.at);
    for (;;) {
      if (at(HclToken::close_bracket)) {
        take();
        return sequence;
      }
      const bool next_member = now_.first_on_line && at_key() && then_.token == HclToken::assign;
      if (at(HclToken::end) || at(HclToken::close_brace) || next_member) {
        repaired(opened, ']');
        return sequence;
      }
      if (at(HclToken::comma) || at(HclToken::assign)) {
        complain(now_.at, "missing-value", "a value is missing before this", "take it out");
        take();
        continue;
      }
      sequence.items.push_back(value(depth));
      if (at(HclToken::comma)) {
        take();
      } else if (!at(HclToken::close_bracket) && !at(HclToken::close_brace) && !at(HclToken::end) &&
                 !(now_.first_on_line && then_.token == HclToken::assign)) {
        complain(now_.at, "missing-comma", "a comma is missing before this",
                 "write , between the values of a list");
      }
    }
  }

  HclLexer lexer_;
  Layout layout_;
  HclLexeme now_;
  HclLexeme then_;
  std::size_t open_lists_ = 0;  // A ] inside of any of them ends every object that it is in.
  bool ended_inside_a_brace_ = false;
  bool gave_up_ = false;
};

Read read_with(const LegibleText& legible, Layout layout, bool& ended_inside_a_brace) {
  Read read;
  HclReader reader{legible, read.diagnostics, layout};
  read.root = reader.document();
  ended_inside_a_brace = reader.ended_inside_a_brace();
  return read;
}

bool begins_with_brace(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  return first != std::string::npos && text[first] == '{';
}

}  // namespace

Read read_hcl(SourceId id, const Sources& sources) {
  Read read;
  const auto legible = legible_text(id, sources, read.diagnostics);
  if (!legible) return read;
  if (begins_with_brace(legible->text)) {
    read_json(*legible, read);
    return read;
  }
  bool ended_inside_a_brace = false;
  Read found = read_with(*legible, Layout::ignored, ended_inside_a_brace);
  if (ended_inside_a_brace) {
    Read by_layout = read_with(*legible, Layout::believed, ended_inside_a_brace);
    const bool better =
        !ended_inside_a_brace && by_layout.diagnostics.size() <= found.diagnostics.size();
    if (better) found = std::move(by_layout);
  }
  read.root = std::move(found.root);
  for (Diagnostic& diagnostic : found.diagnostics) {
    read.diagnostics.push_back(std::move(diagnostic));
  }
  sort_by_place(read.diagnostics);
  return read;
}

}  // namespace isthmus::scenario

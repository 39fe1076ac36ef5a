#include "sim/scenario/decoder.hpp"

#include <algorithm>
#include <utility>

#include "sim/base/suggest.hpp"

namespace isthmus::scenario {
namespace {

constexpr std::size_t echo_max = 60;

/// True for what says nothing: `{}`, `[]`, `""`, 0, false and null, as `consul config read` prints
/// fields that nobody set.
bool is_zero_value(const Node& node) {
  if (node.is_scalar()) return node.text.empty() || node.text == "0" || node.text == "false";
  return node.members.empty() && node.items.empty();
}

bool is_called(const TableInfo& table, std::string_view name, std::string_view key) {
  return table.spelling == Spelling::exact ? name == key : same_consul_key(name, key);
}

std::string place_phrase(const TableInfo& table) { return "`" + table.name + "`"; }

}  // namespace

void Decoder::error(SourceSpan at, std::string code, std::string problem, std::string remedy) {
  diagnostics_.push_back(error_at(at, std::move(code), std::move(problem), std::move(remedy)));
}

void Decoder::warning(SourceSpan at, std::string code, std::string problem, std::string remedy) {
  diagnostics_.push_back(warning_at(at, std::move(code), std::move(problem), std::move(remedy)));
}

void Decoder::wrong_type(const Node& node, std::string_view wanted) {
  if (lossy_ && node.is_null()) return;
  error(node.at, "wrong-type", "expected " + std::string{wanted} + ", not " + described(node));
}

void Decoder::drop_follow_ons(std::size_t from, const Diagnostics& mistakes) {
  const auto follows = [&](const Diagnostic& one) {
    return std::any_of(mistakes.begin(), mistakes.end(), [&](const Diagnostic& mistake) {
      return mistake.severity == Severity::error && mistake.at.source == one.at.source &&
             mistake.at.line == one.at.line;
    });
  };
  const auto first = diagnostics_.begin() + static_cast<std::ptrdiff_t>(from);
  diagnostics_.erase(std::remove_if(first, diagnostics_.end(), follows), diagnostics_.end());
}

const Node* Decoder::mapping_in(const TableInfo& table, const Node& node) {
  if (node.is_mapping() || node.is_null()) return &node;
  const bool may_be_list = table.spelling == Spelling::consul;
  if (may_be_list && node.is_sequence() && node.items.size() == 1 &&
      node.items.front().is_mapping()) {
    note_list_for_object(node);
    return &node.items.front();
  }
  if (may_be_list && node.is_sequence() && node.items.size() > 1) {
    error(node.items[1].at, "wrong-type",
          "a list of " + std::to_string(node.items.size()) + " stands where one object belongs",
          "keep one of them");
    return nullptr;
  }
  wrong_type(node, "a mapping with keys such as " + table.fields.front().name);
  hides_names_ = hides_names_ || !table.declaring.empty();
  return nullptr;
}

void Decoder::note_list_for_object(const Node& list) {
  const SourceId source = list.at.source;
  if (std::find(lists_noted_.begin(), lists_noted_.end(), source) != lists_noted_.end()) return;
  lists_noted_.push_back(source);
  warning(
      list.at, "list_for_object",
      "a list with one item stands where an object belongs; it is read as that object, here and "
      "below",
      "leave out the `- `");
}

std::vector<Matched> Decoder::matched_members(const TableInfo& table, const Node& mapping,
                                              SourceSpan at) {
  std::vector<Matched> matched;
  std::vector<const Member*> seen(table.fields.size(), nullptr);
  for (const Member& member : mapping.members) {
    const std::size_t i = field_index(table, member.key);
    if (i == table.fields.size()) {
      unknown_key(table, member);
    } else if (seen[i] != nullptr) {
      error(member.key_at, "duplicate-key",
            quoted(member.key) + " and " + quoted(seen[i]->key) + " are the same key",
            "keep one of them");
    } else {
      if (!is_called(table, table.fields[i].name, member.key)) {
        warning(member.key_at, "peer_name_alias",
                quoted(member.key) + " is the older name of " + quoted(table.fields[i].name),
                "write " + key_suggestions(table, member.key)[i]);
      }
      seen[i] = &member;
      matched.push_back({i, &member});
    }
  }
  for (std::size_t i = 0; i < table.fields.size(); ++i) {
    const FieldInfo& field = table.fields[i];
    if (lossy_ || field.need == Need::optional || seen[i] != nullptr) continue;
    error(at, "required-key", place_phrase(table) + " needs " + quoted(field.name),
          "add " + field.name + (field.shape.wanted == "a text" ? "" : ", " + field.shape.wanted));
  }
  return matched;
}

void Decoder::unknown_key(const TableInfo& table, const Member& member) {
  const auto is_key = [&](std::string_view name) {
    return table.spelling == Spelling::consul && same_consul_key(name, member.key);
  };
  if (std::any_of(table.ignored.begin(), table.ignored.end(), is_key)) return;
  for (const UnsupportedKey& unsupported : table.unsupported) {
    if (!is_key(unsupported.name)) continue;
    if (is_zero_value(member.value)) return;
    if (member.value.is_scalar() && member.value.text == unsupported.harmless) return;
    error(member.key_at, "unsupported-key", quoted(member.key) + " " + unsupported.why,
          "leave it out to simulate the rest");
    return;
  }
  if (table.opaque) {
    return warning(member.key_at, "opaque-key",
                   quoted(member.key) + " is for the proxy alone and has no effect here");
  }
  const std::vector<std::string> known = key_suggestions(table, member.key);
  error(member.key_at, "unknown-key",
        quoted(member.key) + " is not a key of " + place_phrase(table),
        suggestion(member.key, known));
  const auto meant = nearest(member.key, known);
  hides_names_ =
      hides_names_ || (meant && std::any_of(table.declaring.begin(), table.declaring.end(),
                                            [&](const std::string& name) {
                                              return same_consul_key(name, *meant);
                                            }));
}

std::vector<const Node*> Decoder::items_of(const Node& node, Spelling spelling) {
  std::vector<const Node*> items;
  if (node.is_sequence()) {
    for (const Node& item : node.items) items.push_back(&item);
  } else if (node.is_mapping() && spelling == Spelling::consul) {
    items.push_back(&node);
  } else if (!node.is_null()) {
    hides_names_ = true;
    error(node.at, "wrong-type", "expected a list, not " + described(node),
          "begin each item with `- `, or write [ ]");
  }
  return items;
}

const Node* Decoder::names_in(const Node& node) {
  if (node.is_mapping()) return &node;
  if (!node.is_null()) {
    hides_names_ = true;
    wrong_type(node, "a mapping from names");
  }
  return nullptr;
}

bool Decoder::is_given(const Member& member) {
  if (!member.value.is_null()) return true;
  if (lossy_) return false;
  error(member.key_at, "wrong-type", quoted(member.key) + " has no value",
        "write one or remove it");
  return false;
}

bool loses_text(const Diagnostics& mistakes) {
  return std::any_of(mistakes.begin(), mistakes.end(), [](const Diagnostic& mistake) {
    return mistake.severity == Severity::error && mistake.code != "duplicate-key";
  });
}

std::string described(const Node& node) {
  switch (node.kind) {
    case Node::Kind::null:
      return "nothing";
    case Node::Kind::sequence:
      return "a list";
    case Node::Kind::mapping:
      return "a mapping";
    case Node::Kind::scalar:
      break;
  }
  return quoted(node.text);
}

std::string quoted(std::string_view text) {
  if (text.size() <= echo_max) return "\"" + std::string{text} + "\"";
  std::size_t end = echo_max;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return "\"" + std::string{text.substr(0, end)} + "...\"";
}

}  // namespace isthmus::scenario

#include "sim/scenario/overrides.hpp"

#include <charconv>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/base/suggest.hpp"
#include "sim/base/utf8.hpp"
#include "sim/scenario/decoder.hpp"
#include "sim/scenario/files.hpp"
#include "sim/scenario/overlay.hpp"
#include "sim/scenario/relocated.hpp"
#include "sim/scenario/shape.hpp"
#include "sim/scenario/tables.hpp"
#include "sim/scenario/yaml_reader.hpp"

namespace isthmus::scenario {
namespace {

/// One step of a path.
struct Step {
  std::string name{};                  ///< A key, or the name of an item.
  std::optional<std::size_t> index{};  ///< `[0]`
  SourceSpan at{};
};

/// What the tables say stands at a place of the tree; empty where they say nothing.
struct Expected {
  const TableInfo* table = nullptr;  ///< A mapping with these keys.
  const Shape* shape = nullptr;      ///< Or this form.
};

class Override {
 public:
  Override(std::string_view text, Sources& sources, Diagnostics& diagnostics)
      : text_{text}, source_{sources.add("--set", std::string{text})}, diagnostics_{diagnostics} {}

  void apply(Node& root) {
    const std::size_t equals = text_.find('=');
    if (equals == std::string_view::npos || equals == 0) {
      return complain(0, text_.size(), "this is not path=value", "write --set run.seed=7");
    }
    std::vector<Step> steps;
    if (!cut(text_.substr(0, equals), steps)) return;
    auto value = read_value_of(equals + 1);
    if (!value) return;
    Node* place = walk(root, steps);
    if (place != nullptr) *place = std::move(*value);
  }

 private:
  SourceSpan span(std::size_t begin, std::size_t length) const {
    return {source_, 1, static_cast<std::uint32_t>(utf8_length(text_.substr(0, begin)) + 1),
            static_cast<std::uint32_t>(utf8_length(text_.substr(begin, length)))};
  }

  void complain(std::size_t begin, std::size_t length, std::string problem, std::string remedy) {
    complain(span(begin, length), std::move(problem), std::move(remedy));
  }
  void complain(SourceSpan at, std::string problem, std::string remedy) {
    diagnostics_.push_back(error_at(at, "invalid-override", std::move(problem), std::move(remedy)));
  }
  void complain_unknown(const Step& step, const std::vector<std::string>& known) {
    diagnostics_.push_back(error_at(step.at, "unknown-path",
                                    "there is no " + quoted(step.name) + " at this place",
                                    suggestion(step.name, known)));
  }

  bool cut(std::string_view path, std::vector<Step>& steps) {
    std::size_t begin = 0;
    while (begin <= path.size()) {
      const std::size_t end = std::min(path.find_first_of(".[", begin), path.size());
      if (end > begin) {
        steps.push_back(
            {std::string{path.substr(begin, end - begin)}, {}, span(begin, end - begin)});
      } else if (begin == 0 || end == path.size() || path[end] == '.') {
        complain(0, path.size(), "this path has an empty part", "write run.seed, traffic[0].rate");
        return false;
      }
      if (end == path.size()) return true;
      begin = end + 1;
      if (path[end] != '[') continue;
      const std::size_t close = std::min(path.find(']', begin), path.size());
      std::size_t index = 0;
      const auto [last, error] = std::from_chars(path.data() + begin, path.data() + close, index);
      if (error != std::errc{} || last != path.data() + close || close == path.size()) {
        complain(end, close - end + 1, "an index is a number in brackets", "write traffic[0].rate");
        return false;
      }
      steps.push_back({std::to_string(index), index, span(end, close - end + 1)});
      begin = close + 1;
      if (begin == path.size()) return true;
      if (path[begin] == '.') ++begin;
    }
    return true;
  }

  std::optional<Node> read_value_of(std::size_t begin) {
    const std::string_view written = text_.substr(begin);
    Sources inner;
    Read read = read_yaml(inner.add("--set", std::string{written}), inner);
    const SourceSpan outer = span(begin, written.size());
    const auto move = [&](SourceSpan place) { return moved(place, outer); };
    if (written.find_first_not_of(" \t") == std::string_view::npos) {
      complain(outer, "there is no value after =", "write --set run.seed=7");
      return std::nullopt;
    }
    for (Diagnostic& diagnostic : read.diagnostics) {
      diagnostic.at = move(diagnostic.at);
      diagnostics_.push_back(std::move(diagnostic));
    }
    if (has_errors(read.diagnostics)) return std::nullopt;
    move_places(read.root, move);
    return std::move(read.root);
  }

  /// The place that the steps lead to; keys that may stand there and do not are put in.
  Node* walk(Node& root, const std::vector<Step>& steps) {
    Node* node = &root;
    Expected expected{.table = &document_table()};
    for (const Step& step : steps) {
      node = step.index ? item_of(*node, step, expected) : child_of(*node, step, expected);
      if (node == nullptr) return nullptr;
    }
    return node;
  }

  Node* item_of(Node& node, const Step& step, Expected& expected) {
    if (!node.is_sequence() || *step.index >= node.items.size()) {
      complain(step.at,
               node.is_sequence() ? "there are only " + std::to_string(node.items.size()) + " items"
                                  : "there is no list at this place",
               "items count from 0");
      return nullptr;
    }
    expected = {.table = table_of(expected.shape)};
    return &node.items[*step.index];
  }

  Node* child_of(Node& node, const Step& step, Expected& expected) {
    if (node.is_sequence()) return named_item_of(node, step, expected);
    if (expected.shape != nullptr && expected.shape->kind == Shape::Kind::named) {
      const TableInfo* table = table_of(expected.shape);
      expected = {.table = table};
      return existing(node, step);
    }
    if (expected.table == nullptr) return existing(node, step);
    const TableInfo& table = *expected.table;
    const std::size_t i = field_index(table, step.name);
    if (i == table.fields.size()) {
      complain_unknown(step, key_suggestions(table, step.name));
      return nullptr;
    }
    const Shape& shape = table.fields[i].shape;
    expected = shape.kind == Shape::Kind::mapping ? Expected{.table = table_of(&shape)}
                                                  : Expected{.shape = &shape};
    for (Member& member : node.members) {
      if (field_index(table, member.key) == i) return &member.value;
    }
    if (!node.is_mapping() && !node.is_null()) {
      complain(step.at, "there is no mapping at this place", "");
      return nullptr;
    }
    if (node.is_null()) node = mapping_at(step.at);
    node.members.push_back({step.name, step.at, null_at(step.at)});
    return &node.members.back().value;
  }

  Node* existing(Node& node, const Step& step) {
    std::vector<std::string> known;
    for (Member& member : node.members) {
      if (member.key == step.name) return &member.value;
      known.push_back(member.key);
    }
    complain_unknown(step, known);
    return nullptr;
  }

  Node* named_item_of(Node& list, const Step& step, Expected& expected) {
    expected = {.table = table_of(expected.shape)};
    std::vector<std::string> known;
    for (Node& item : list.items) {
      const Node* name = item.find("name");
      if (name == nullptr) name = item.find("Name");
      if (name == nullptr || !name->is_scalar()) continue;
      if (name->text == step.name) return &item;
      known.push_back(name->text);
    }
    complain_unknown(step, known);
    return nullptr;
  }

  /// The table of a shape, if there is exactly one.
  static const TableInfo* table_of(const Shape* shape) {
    return shape == nullptr || shape->tables.size() != 1 ? nullptr : &shape->tables.front()();
  }

  std::string_view text_;
  SourceId source_;
  Diagnostics& diagnostics_;
};

/// `@patch.yaml`
void apply_file(const std::string& text, Node& root, Sources& sources, Diagnostics& diagnostics) {
  const std::string path = text.substr(1);
  FileText file = read_file(path);
  if (file.read) return apply_patch(path, std::move(file.text), root, sources, diagnostics);
  const SourceId source = sources.add("--set", text);
  diagnostics.push_back(error_at({source, 1, 1, static_cast<std::uint32_t>(utf8_length(text))},
                                 "unreadable-file", path + ": " + file.problem,
                                 "name a file of YAML after the @"));
}

}  // namespace

void apply_overrides(std::span<const std::string> overrides, Node& root, Sources& sources,
                     Diagnostics& diagnostics) {
  for (const std::string& text : overrides) {
    if (text.starts_with('@')) {
      apply_file(text, root, sources, diagnostics);
    } else {
      Override{text, sources, diagnostics}.apply(root);
    }
  }
}

void apply_patch(std::string name, std::string text, Node& root, Sources& sources,
                 Diagnostics& diagnostics) {
  const SourceId source = sources.add(std::move(name), std::move(text));
  Read read = read_yaml(source, sources);
  diagnostics.insert(diagnostics.end(), read.diagnostics.begin(), read.diagnostics.end());
  if (has_errors(read.diagnostics)) return;
  if (!read.root.is_mapping()) {
    diagnostics.push_back(error_at(read.root.at, "invalid-override",
                                   "a patch is a mapping, like the scenario that it changes",
                                   "begin with a key such as partitions: or traffic:"));
    return;
  }
  lay_over(root, std::move(read.root));
}

}  // namespace isthmus::scenario

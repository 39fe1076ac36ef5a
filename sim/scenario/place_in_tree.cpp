#include "sim/scenario/place_in_tree.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <string_view>
#include <tuple>
#include <utility>

#include "sim/scenario/crd_input.hpp"
#include "sim/scenario/files.hpp"
#include "sim/scenario/hcl_reader.hpp"
#include "sim/scenario/json_reader.hpp"
#include "sim/scenario/relocated.hpp"
#include "sim/scenario/yaml_reader.hpp"

namespace isthmus::scenario {
namespace {

bool is_after(const SourceSpan& at, const SourceSpan& place) {
  return std::tie(at.line, at.column) > std::tie(place.line, place.column);
}

/// Values before keys: a mapping begins where its first key does.
class Search {
 public:
  explicit Search(const SourceSpan& at) : at_{at} {}

  /// Goes straight down to where `at` has to be if everything stands in the order of the text, as
  /// it does but for what aliases and repeated blocks bring together.
  ///
  /// Cost  the depth of the tree, times the logarithm of its width.
  const Node* straight(const Node& node, bool is_item) {
    if (is_it(node, is_item)) return &node;
    const auto item = std::upper_bound(
        node.items.begin(), node.items.end(), at_,
        [](const SourceSpan& at, const Node& one) { return is_after(one.at, at); });
    if (item != node.items.begin()) {
      if (const Node* found = straight(*std::prev(item), true)) return found;
    }
    const auto member = std::upper_bound(
        node.members.begin(), node.members.end(), at_,
        [](const SourceSpan& at, const Member& one) { return is_after(one.key_at, at); });
    return member != node.members.begin() ? under(*std::prev(member), &Search::straight) : nullptr;
  }

  /// Looks everywhere.
  const Node* everywhere(const Node& node, bool is_item) {
    if (is_it(node, is_item)) return &node;
    for (const Node& item : node.items) {
      if (const Node* found = everywhere(item, true)) return found;
    }
    for (const Member& member : node.members) {
      if (const Node* found = under(member, &Search::everywhere)) return found;
    }
    return nullptr;
  }

  std::vector<std::string> path{};
  bool in_list = false;

 private:
  bool is_it(const Node& node, bool is_item) {
    if (!node.is_mapping() || node.at != at_) return false;
    in_list = is_item;
    return true;
  }

  const Node* under(const Member& member, const Node* (Search::*search)(const Node&, bool)) {
    path.push_back(member.key);
    if (const Node* found = (this->*search)(member.value, false)) return found;
    if (member.key_at == at_ && !member.value.is_scalar()) return &member.value;
    path.pop_back();
    return nullptr;
  }

  const SourceSpan& at_;
};

/// Texts in HCL or JSON that stand in a list of a scenario.
std::vector<Tree> embedded(const Sources& sources, const Node& root) {
  std::vector<Tree> trees;
  for (const char* key : {"config_entries", "registrations"}) {
    const Node* list = root.find(key);
    if (list == nullptr) continue;
    for (const Node& item : list->items) {
      if (!item.is_scalar()) continue;
      const std::size_t first = item.text.find_first_not_of(" \t\r\n");
      const bool json = first != std::string::npos && item.text[first] == '{';
      trees.push_back({json ? Form::json : Form::hcl, read_embedded(sources, item).root});
    }
  }
  return trees;
}

/// The trees of a text that is not YAML; none where it is.
std::vector<Tree> other_trees(const Sources& sources, SourceId id) {
  const std::string& name = sources[id].name;
  if (ends_in(name, "hcl")) return {{Form::hcl, read_hcl(id, sources).root}};
  if (ends_in(name, "json")) return {{Form::json, read_json(id, sources).root}};
  return {};
}

std::vector<Tree> yaml_trees(const Sources& sources, ReadDocuments documents) {
  std::vector<Tree> trees;
  for (Node& root : documents.roots) {
    const bool scenario = root.find("isthmus") != nullptr;
    std::vector<Tree> inner;
    if (scenario) inner = embedded(sources, root);
    trees.push_back({scenario            ? Form::scenario
                     : is_resource(root) ? Form::resource
                                         : Form::yaml,
                     std::move(root)});
    for (Tree& tree : inner) trees.push_back(std::move(tree));
  }
  return trees;
}

}  // namespace

std::vector<Tree> trees_of(const Sources& sources, SourceId id) {
  std::vector<Tree> other = other_trees(sources, id);
  return other.empty() ? yaml_trees(sources, read_yaml_documents(id, sources)) : other;
}

std::vector<Tree> trees_around(const Sources& sources, SourceId id,
                               std::span<const std::uint32_t> lines) {
  std::vector<Tree> other = other_trees(sources, id);
  return other.empty() ? yaml_trees(sources, read_yaml_around(id, sources, lines)) : other;
}

Node* node_at(Node& root, const SourceSpan& at) {
  const Node* found = Search{at}.straight(root, false);
  if (found == nullptr) found = Search{at}.everywhere(root, false);
  return const_cast<Node*>(found);  // It is a part of `root`.
}

std::optional<PlaceInTree> place_in(const std::vector<Tree>& trees, const SourceSpan& at) {
  if (!at.is_written()) return std::nullopt;
  for (const auto how : {&Search::straight, &Search::everywhere}) {
    for (const Tree& tree : trees) {
      if (tree.root.at.source != at.source) continue;
      Search search{at};
      const Node* node = (search.*how)(tree.root, false);
      if (node != nullptr) return PlaceInTree{tree.form, *node, search.path, search.in_list};
    }
  }
  return std::nullopt;
}

}  // namespace isthmus::scenario

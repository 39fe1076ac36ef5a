#include "sim/scenario/place_in_tree.hpp"

#include <cstddef>
#include <string_view>
#include <utility>

#include "sim/scenario/crd_input.hpp"
#include "sim/scenario/files.hpp"
#include "sim/scenario/hcl_reader.hpp"
#include "sim/scenario/json_reader.hpp"
#include "sim/scenario/relocated.hpp"
#include "sim/scenario/yaml_reader.hpp"

namespace isthmus::scenario {
namespace {

/// Values before keys: a mapping begins where its first key does.
struct Search {
  const SourceSpan& at;
  std::vector<std::string> path{};
  bool in_list = false;

  const Node* in(const Node& node, bool is_item) {
    if (node.is_mapping() && node.at == at) {
      in_list = is_item;
      return &node;
    }
    for (const Node& item : node.items) {
      if (const Node* found = in(item, true)) return found;
    }
    for (const Member& member : node.members) {
      path.push_back(member.key);
      if (const Node* found = in(member.value, false)) return found;
      if (member.key_at == at && !member.value.is_scalar()) return &member.value;
      path.pop_back();
    }
    return nullptr;
  }
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

}  // namespace

std::vector<Tree> trees_of(const Sources& sources, SourceId id) {
  const std::string& name = sources[id].name;
  if (ends_in(name, "hcl")) return {{Form::hcl, read_hcl(id, sources).root}};
  if (ends_in(name, "json")) return {{Form::json, read_json(id, sources).root}};
  std::vector<Tree> trees;
  for (Node& root : read_yaml_documents(id, sources).roots) {
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

Node* node_at(Node& root, const SourceSpan& at) {
  return const_cast<Node*>(Search{at}.in(root, false));  // It is a part of `root`.
}

std::optional<PlaceInTree> place_in(const std::vector<Tree>& trees, const SourceSpan& at) {
  if (!at.is_written()) return std::nullopt;
  for (const Tree& tree : trees) {
    Search search{at};
    const Node* node = search.in(tree.root, false);
    if (node != nullptr) return PlaceInTree{tree.form, *node, search.path, search.in_list};
  }
  return std::nullopt;
}

}  // namespace isthmus::scenario

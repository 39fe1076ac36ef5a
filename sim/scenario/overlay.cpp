#include "sim/scenario/overlay.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "sim/mesh/letter_case.hpp"

namespace isthmus::scenario {
namespace {

/// "MeshGateway" and "mesh_gateway" are one key.
std::string canonical(std::string_view key) {
  std::string plain = mesh::lower_text(std::string{key});
  std::erase(plain, '_');
  return plain;
}

constexpr std::array<std::string_view, 9> naming_keys = {"kind",
                                                         "name",
                                                         "partition",
                                                         "namespace",
                                                         "destinationname",
                                                         "destinationpartition",
                                                         "destinationnamespace",
                                                         "destinationpeer",
                                                         "datacenter"};

/// What tells an item of a list from others; empty where nothing does.
std::string identity_of(const Node& item) {
  std::string identity;
  bool named = false;
  for (const std::string_view key : naming_keys) {
    for (const Member& member : item.members) {
      if (canonical(member.key) != key || !member.value.is_scalar()) continue;
      identity += std::string{key} + "=" + member.value.text + "\n";
      named = named || key == "name" || key == "destinationname";
    }
  }
  if (named) return identity;
  const Node* ends = item.find("between");
  if (ends == nullptr || !ends->is_sequence()) return {};
  std::vector<std::string> names;
  for (const Node& end : ends->items) names.push_back(end.text);
  std::sort(names.begin(), names.end());
  identity = "between";
  for (const std::string& name : names) identity += " " + name;
  return identity;
}

void merge_items(Node& list, Node patch) {
  for (Node& item : patch.items) {
    const std::string identity = identity_of(item);
    const auto same = std::find_if(list.items.begin(), list.items.end(), [&](const Node& one) {
      return !identity.empty() && identity_of(one) == identity;
    });
    if (same == list.items.end()) {
      list.items.push_back(std::move(item));
    } else {
      lay_over(*same, std::move(item));
    }
  }
}

}  // namespace

void lay_over(Node& root, Node patch) {
  if (root.is_sequence() && patch.is_sequence()) return merge_items(root, std::move(patch));
  if (!root.is_mapping() || !patch.is_mapping()) {
    root = std::move(patch);
    return;
  }
  for (Member& member : patch.members) {
    const auto same = std::find_if(
        root.members.begin(), root.members.end(),
        [&](const Member& one) { return canonical(one.key) == canonical(member.key); });
    if (member.value.is_null()) {
      if (same != root.members.end()) root.members.erase(same);
    } else if (same == root.members.end()) {
      root.members.push_back(std::move(member));
    } else {
      lay_over(same->value, std::move(member.value));
    }
  }
}

}  // namespace isthmus::scenario

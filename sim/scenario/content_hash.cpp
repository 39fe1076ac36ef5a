#include "sim/scenario/content_hash.hpp"

#include <algorithm>
#include <array>

namespace isthmus::scenario {
namespace {

constexpr std::array<std::string_view, 5> other_sections = {"name", "description", "expect",
                                                            "sweep", "isthmus"};
constexpr std::array<std::string_view, 3> other_run_keys = {"seed", "replications", "duration"};

void add_whole(Fnv1a& hash, const Node& node) {
  switch (node.kind) {
    case Node::Kind::null:
      return hash.add("-");
    case Node::Kind::scalar:
      hash.add("=");
      return hash.add(node.text);
    case Node::Kind::sequence:
      hash.add("[");
      for (const Node& item : node.items) add_whole(hash, item);
      return hash.add("]");
    case Node::Kind::mapping:
      hash.add("{");
      for (const Member& member : node.members) {
        hash.add(member.key);
        add_whole(hash, member.value);
      }
      return hash.add("}");
  }
}

template <class Keys>
bool has(const Keys& keys, std::string_view key) {
  return std::find(keys.begin(), keys.end(), key) != keys.end();
}

}  // namespace

void Fnv1a::add(std::string_view text) {
  for (const char c : text) add_byte(static_cast<unsigned char>(c));
  for (int shift = 0; shift < 64; shift += 8) {
    add_byte(static_cast<unsigned char>(std::uint64_t{text.size()} >> shift));
  }
}

void add_content(Fnv1a& hash, const Node& scenario) {
  for (const Member& member : scenario.members) {
    if (has(other_sections, member.key)) continue;
    if (member.key != "run" || !member.value.is_mapping()) {
      hash.add(member.key);
      add_whole(hash, member.value);
      continue;
    }
    for (const Member& setting : member.value.members) {
      if (has(other_run_keys, setting.key)) continue;
      hash.add(setting.key);
      add_whole(hash, setting.value);
    }
  }
}

}  // namespace isthmus::scenario

// Builds a mapping and finds a key again quickly, so that a mapping of a hundred thousand keys is
// read in the time of its text.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "sim/scenario/legible_text.hpp"
#include "sim/scenario/node.hpp"

namespace isthmus::scenario {

class MappingBuilder {
 public:
  explicit MappingBuilder(Node mapping) : mapping_{std::move(mapping)} {}

  /// The member that is already there, or null. Valid until the next `add`.
  Member* find(const std::string& key) {
    std::vector<Member>& members = mapping_.members;
    if (members.size() <= walked_max) {
      for (Member& member : members) {
        if (member.key == key) return &member;
      }
      return nullptr;
    }
    for (; indexed_ < members.size(); ++indexed_) index_.emplace(members[indexed_].key, indexed_);
    const auto found = index_.find(key);
    return found == index_.end() ? nullptr : &members[found->second];
  }

  /// Adds a member whose key is not there yet.
  void add(Member member) { mapping_.members.push_back(std::move(member)); }

  /// Complains that `key` is already there; the first one stands.
  static Diagnostic duplicate(const std::string& key, SourceSpan second_at, SourceSpan first_at) {
    return error_at(
        second_at, "duplicate-key",
        "the key " + echoed(key) + " is already written on line " + std::to_string(first_at.line),
        "keep one of the two");
  }

  Node take() { return std::move(mapping_); }

 private:
  static constexpr std::size_t walked_max = 16;  // Up to here a walk is faster than an index.

  Node mapping_;
  std::map<std::string, std::size_t> index_;
  std::size_t indexed_ = 0;
};

}  // namespace isthmus::scenario

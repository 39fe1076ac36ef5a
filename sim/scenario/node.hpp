// What a reader makes of a text, whatever its syntax: one tree of values, each with its place.
//
// YAML, HCL and JSON all end here; what the values mean is for the decoder. Text stays text: `yes`,
// `0777` and `1e3` are kept as written, and the decoder, which knows what it wants, converts.
//
// HCL blocks become mappings, as Consul decodes them:
//
//   proxy { port = 1 }                     {proxy: {port: 1}}             a block is an object
//   service { a = 1 }  service { a = 2 }   {service: [{a: 1}, {a: 2}]}    repeated: a sequence
//   listener "http" "web" { port = 1 }     {listener: {http: {web: {port: 1}}}}   labels are keys
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/base/diagnostic.hpp"
#include "sim/base/source.hpp"

namespace isthmus::scenario {

/// Values within values that a reader follows; deeper nesting is refused with a diagnostic.
/// Assumed: Consul's deepest entry nests 9 levels; a bound keeps recursion off the stack's end.
inline constexpr std::size_t depth_max = 200;

/// How a scalar was written, as far as its syntax tells.
enum class ScalarForm : std::uint8_t {
  plain,    ///< YAML without quotes: text, number or boolean, as the decoder needs it.
  string,   ///< Quoted, or a heredoc or block of lines.
  number,   ///< A number of JSON or HCL, in its own digits.
  boolean,  ///< true or false of JSON or HCL.
};

/// Whether a value stood after `=` or `:`, or was an HCL block.
enum class Origin : std::uint8_t { value, block };

struct Member;

/// A value and its place.
struct Node {
  enum class Kind : std::uint8_t { null, scalar, sequence, mapping };

  Kind kind = Kind::null;
  ScalarForm form = ScalarForm::plain;  ///< Of a scalar.
  Origin origin = Origin::value;
  SourceSpan at{};              ///< A scalar as written; the first character of anything else.
  std::string text{};           ///< Of a scalar, with quotes and escapes resolved.
  std::vector<Node> items;      ///< Of a sequence.
  std::vector<Member> members;  ///< Of a mapping, in the order written; keys are distinct.

  bool is_null() const { return kind == Kind::null; }
  bool is_scalar() const { return kind == Kind::scalar; }
  bool is_sequence() const { return kind == Kind::sequence; }
  bool is_mapping() const { return kind == Kind::mapping; }
  bool is_quoted() const { return is_scalar() && form == ScalarForm::string; }

  /// The member named exactly `key`, or null.
  ///
  /// Cost    linear in the members.
  const Member* member(std::string_view key) const;
  /// The value of the member named exactly `key`, or null.
  const Node* find(std::string_view key) const;
};

/// A key, its place and its value.
struct Member {
  std::string key;
  SourceSpan key_at{};
  Node value{};
};

inline const Member* Node::member(std::string_view key) const {
  for (const Member& candidate : members) {
    if (candidate.key == key) return &candidate;
  }
  return nullptr;
}

inline const Node* Node::find(std::string_view key) const {
  const Member* found = member(key);
  return found == nullptr ? nullptr : &found->value;
}

inline Node null_at(SourceSpan at) {
  Node node;
  node.at = at;
  return node;
}

inline Node scalar_at(SourceSpan at, ScalarForm form, std::string text) {
  Node node = null_at(at);
  node.kind = Node::Kind::scalar;
  node.form = form;
  node.text = std::move(text);
  return node;
}

inline Node sequence_at(SourceSpan at) {
  Node node = null_at(at);
  node.kind = Node::Kind::sequence;
  return node;
}

inline Node mapping_at(SourceSpan at, Origin origin = Origin::value) {
  Node node = null_at(at);
  node.kind = Node::Kind::mapping;
  node.origin = origin;
  return node;
}

/// What a reader made of a text: as much of the tree as could be read, and every complaint.
struct Read {
  Node root{};
  Diagnostics diagnostics{};
};

}  // namespace isthmus::scenario

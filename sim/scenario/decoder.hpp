// Walks a tree of nodes along a field table and complains in the user's words. Knows no key: what
// there is to say comes from the tables.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "sim/base/diagnostic.hpp"
#include "sim/scenario/node.hpp"
#include "sim/scenario/shape.hpp"

namespace isthmus::scenario {

/// A member of a mapping and the field that it is.
struct Matched {
  std::size_t field;
  const Member* member;
};

/// True where a reader had to leave something out.
bool loses_text(const Diagnostics& mistakes);

class Decoder {
 public:
  Decoder(const Sources& sources, Diagnostics& diagnostics)
      : sources_{sources}, diagnostics_{diagnostics} {}

  const Sources& sources() const { return sources_; }
  Diagnostics& diagnostics() { return diagnostics_; }

  void error(SourceSpan at, std::string code, std::string problem, std::string remedy = {});
  void warning(SourceSpan at, std::string code, std::string problem, std::string remedy = {});
  void wrong_type(const Node& node, std::string_view wanted);

  /// The mapping that `node` is: itself, or the only item of a list where Consul accepts that.
  /// Nothing at all (`key:`) is an empty mapping. Null, with a complaint, for anything else.
  const Node* mapping_in(const TableInfo& table, const Node& node);

  /// The members of `mapping` that are fields of `table`; the others are complained about, and so
  /// are required ones that are missing (at `at`).
  std::vector<Matched> matched_members(const TableInfo& table, const Node& mapping, SourceSpan at);

  /// The items of a list; for Consul's, a single item may stand without its list.
  std::vector<const Node*> items_of(const Node& node, Spelling spelling);

  /// The mapping of names that `node` is; null, with a complaint unless it is empty.
  const Node* names_in(const Node& node);

  /// True once something was refused that may have declared a name: that a name is not known says
  /// nothing any more.
  bool hides_names() const { return hides_names_; }

  /// Reads with `body` what a reader made of a text in spite of `mistakes`. What only follows from
  /// them is not complained about: that something is missing, and anything on the line of one.
  template <class Body>
  void despite(const Diagnostics& mistakes, Body body) {
    const bool lossy_before = lossy_;
    const std::size_t before = diagnostics_.size();
    lossy_ = lossy_ || loses_text(mistakes);
    hides_names_ = hides_names_ || lossy_;
    body();
    drop_follow_ons(before, mistakes);
    lossy_ = lossy_before;
  }
  /// True while such a text is being decoded that is not all there.
  bool is_lossy() const { return lossy_; }

  /// False, with a complaint, where a key was written without a value.
  bool is_given(const Member& member);

 private:
  void unknown_key(const TableInfo& table, const Member& member);
  void note_list_for_object(const Node& list);
  void drop_follow_ons(std::size_t from, const Diagnostics& mistakes);

  const Sources& sources_;
  Diagnostics& diagnostics_;
  bool hides_names_ = false;
  bool lossy_ = false;
  std::vector<SourceId> lists_noted_{};  ///< Sources where one such list was already pointed out.
};

/// The first words of what a node is, for messages: "a list", "the text \"x\"".
std::string described(const Node& node);

/// `text` in quotes, cut where it is long.
std::string quoted(std::string_view text);

}  // namespace isthmus::scenario

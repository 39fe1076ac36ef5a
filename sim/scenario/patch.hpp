// An edit as it can be pasted: the part of the user's own text that changes, as it will be, in the
// syntax and spelling that the user chose.
//
// What stands in a file is read again from its text, changed as a tree, and handed over as a tree:
// comments are not kept, everything else is.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "sim/base/source.hpp"
#include "sim/mesh/edit.hpp"
#include "sim/scenario/node.hpp"
#include "sim/scenario/place_in_tree.hpp"

namespace isthmus::scenario {

struct Patch {
  Form form = Form::scenario;
  Node now{};             ///< What to paste.
  Node before{};          ///< What it takes the place of; null where it is added.
  SourceSpan replaces{};  ///< Where that stands; absent where it is added.
  bool is_item = false;   ///< It stands in a list.
  std::string key{};      ///< The key that it, or its list, stands under; empty at the top.
};

/// Turns edits into patches of the texts of one study.
class Patcher {
 public:
  /// Shape  `edits`: those that patch_of() will be asked about.
  /// Cost   reads every text once more, as far as the edits are about it.
  Patcher(const Sources& sources, std::span<const mesh::Edit> edits);

  /// The edit as a patch; nothing where what it changes cannot be found in the texts, as in that of
  /// an annotation. What is added has the form that most of the user's config entries have.
  std::optional<Patch> patch_of(const mesh::Edit& edit) const;

 private:
  std::optional<Patch> made(const mesh::Edit& edit) const;

  std::vector<Tree> trees_{};
  Form usual_ = Form::scenario;
};

/// Puts a patch into the tree of the text that it is for: in place of what it replaces, or, merged,
/// among the rest. False where the tree has no such place.
bool apply(const Patch& patch, Node& root);

}  // namespace isthmus::scenario

// From a place in a text back to the value that stands there.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "sim/base/source.hpp"
#include "sim/scenario/node.hpp"

namespace isthmus::scenario {

/// How a piece of configuration is written.
enum class Form {
  scenario,  ///< YAML of a scenario: a part of it, or an item of one of its lists.
  hcl,
  json,
  yaml,      ///< The YAML twin of HCL, which Consul does not read.
  resource,  ///< A custom resource of Kubernetes.
};

/// A mapping or list that begins at a place.
struct PlaceInTree {
  Form form = Form::scenario;
  Node node{};
  std::vector<std::string> path{};  ///< Keys from the top of its text; items of lists have none.
  bool in_list = false;             ///< It is an item of a list.
  std::string key() const { return path.empty() ? std::string{} : path.back(); }
};

/// A tree of a text, and its form.
struct Tree {
  Form form = Form::scenario;
  Node root{};
};

/// The trees of a text, read by what its name says it is: documents of YAML, and texts of HCL or
/// JSON inside a scenario, each for itself.
std::vector<Tree> trees_of(const Sources& sources, SourceId id);
/// The same for whoever looks for what begins on one of `lines`, which are in order, and for the
/// kinds of the entries: what else lies deep in a YAML text may have become null.
std::vector<Tree> trees_around(const Sources& sources, SourceId id,
                               std::span<const std::uint32_t> lines);

/// The mapping that stands at `at` in one of the trees, if any does.
///
/// Shape  `at`: of a mapping, or of the key that it stands under.
std::optional<PlaceInTree> place_in(const std::vector<Tree>& trees, const SourceSpan& at);

/// The same in one tree, to be changed; null where nothing stands there.
Node* node_at(Node& root, const SourceSpan& at);

}  // namespace isthmus::scenario

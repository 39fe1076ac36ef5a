// What of the picture changes while one looks at it: load and queues at a moment, what is selected,
// what is looked for, and the way that is explained.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "gui/picture.hpp"
#include "gui/workspace.hpp"

namespace isthmus::gui {

/// What one node does at a moment.
struct NodeState {
  std::optional<double> busy{};  ///< Mean share of its instances' servers.
  double queue = 0;              ///< Jobs waiting at all its instances together.
};

/// What goes along one edge at a moment.
struct EdgeState {
  double per_s = 0;
  double failed_per_s = 0;
  double p99_s = 0;  ///< The worst of the pairs that pass; 0 if nothing is known.
};

struct Shade {
  std::vector<NodeState> nodes{};  ///< As the picture's nodes.
  std::vector<EdgeState> edges{};
  double busiest_per_s = 0;  ///< Of all edges.
  bool measured = false;     ///< By a run; else as the scenario offers.

  std::vector<bool> dimmed_nodes{};  ///< Empty: none is.
  std::vector<bool> dimmed_edges{};

  std::optional<std::size_t> selected_node{};
  std::optional<std::size_t> selected_box{};
  std::vector<std::size_t> way{};        ///< The nodes of an explained way, in order.
  std::vector<std::size_t> way_edges{};  ///< Those of its steps that are drawn as edges.
  bool way_ends_badly = false;           ///< It does not arrive.
};

/// The state of every node and edge at `time_s` of the frames, or as offered where there are none.
void show_moment(Shade& shade, const Picture& picture, const Loaded& loaded,
                 const session::Frames* frames, double time_s);

/// Marks the way of a route (of its first path) on the picture.
void show_way(Shade& shade, const Picture& picture, const Loaded& loaded,
              const route::Route& route);

}  // namespace isthmus::gui

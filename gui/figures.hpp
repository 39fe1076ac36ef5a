// The few numbers by which a thing is known in lists and filters: of the whole run.
#pragma once

#include <map>
#include <optional>

#include "gui/thing.hpp"
#include "gui/workspace.hpp"

namespace isthmus::gui {

struct Figures {
  std::optional<double> busy{};   ///< Of its busiest instance.
  std::optional<double> p99_s{};  ///< The worst of the pairs that it answers or passes on.
  double queue = 0;               ///< Mean number waiting at all its instances.
  double per_s = 0;               ///< Requests to it, or through it.
  double failed_share = 0;        ///< Of those.
};

/// Of every partition, gateway and service that the run knows something about.
std::map<Thing, Figures> figures_of(const Ran& ran);

}  // namespace isthmus::gui

// "Which upstreams go another way in the second configuration?" Asked without any clock.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/analysis/evidence.hpp"

namespace isthmus::analysis {

enum class RouteChangeKind {
  lost,      ///< It arrived, and does not any more; or it is gone.
  gained,    ///< It did not arrive or did not exist, and arrives.
  rerouted,  ///< It arrives in both, through other gateways, with another mode or another target.
  refused,   ///< It arrives in neither, for another reason; or is new and does not arrive.
};

std::string_view text(RouteChangeKind kind);  ///< "lost", "gained", "rerouted", "refused"

struct RouteChange {
  RouteChangeKind kind = RouteChangeKind::rerouted;
  std::optional<std::size_t> before{};  ///< Index into the routes of the first; none: not there.
  std::optional<std::size_t> after{};
  bool decided_elsewhere = false;  ///< Another rung of the ladder decided the mode.
};

/// The ways that the requests of a route take, in a text that is equal where they are: mode,
/// gateways and target, and the share of each where they part.
std::string ways_text(const model::Model& model, const route::Route& route);

struct RouteDiffQuestion {};

struct RouteDiff {
  std::vector<RouteChange> changes{};  ///< By kind, then by (from, to).
  std::size_t unchanged = 0;
};

/// Upstreams are the same if their ends have the same names; of several with the same ends, the
/// first of one is compared with the first of the other, and so on.
RouteDiff answer(const RouteDiffQuestion& question, const Evidence& before, const Evidence& after);

}  // namespace isthmus::analysis

// "What if this were gone?", asked of every gateway, zone and link in turn.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sim/session/compare.hpp"
#include "sim/session/losses.hpp"

namespace isthmus::session {

/// The study without it, with its routes resolved anew. A service of which nothing is left sends
/// and gets no traffic.
Study without(const Study& study, const Loss& loss);

/// What a loss does.
struct LossOutcome {
  Loss loss{};
  std::vector<std::size_t> lost{};      ///< Upstreams that arrived: indices into the route table.
  std::vector<std::size_t> rerouted{};  ///< Upstreams that go another way.
  bool cuts_the_graph = false;  ///< An articulation point of the graph of ways, or of the zones.

  // After a simulation:
  std::optional<double> lost_share{};  ///< Of all requests, those that are not answered any more.
  double load_most = 0;                ///< The greatest load of any gateway that is left.
  std::string busiest{};               ///< Which one that is.
  std::optional<analysis::PairRunChange> worst{};  ///< The pair whose p99 grows most.
  std::string worst_pair{};
  std::string unstable_at{};  ///< The first station that cannot keep up; empty if none.
  // After a simulation of the moment itself:
  std::optional<stats::Estimate> lost_at_once{};  ///< Requests of a replication, from then on.
  std::optional<Duration> recovery{};  ///< Until requests are as before; none if they never are.

  bool is_single_point_of_failure() const { return !lost.empty(); }
};

struct Survival {
  std::vector<LossOutcome> outcomes{};  ///< In the order of losses_of().
  std::size_t upstreams = 0;            ///< That arrive when nothing is lost.
  bool simulated = false;
  bool interrupted = false;
  Diagnostics diagnostics{};  ///< An error: nothing was simulated.
};

enum class SurviveScope { routes_only, simulated };

/// How many things are lost at once.
enum class AtOnce { one, two };

/// Limits   every simulation runs with the same seed, replications, duration and warm-up, so that
///          differences are paired.
Survival survive(const Study& study, SurviveScope scope, const RunOptions& options = {},
                 AtOnce at_once = AtOnce::one);

}  // namespace isthmus::session

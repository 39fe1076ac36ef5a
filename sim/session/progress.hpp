// What a run says of itself while it goes on.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>

#include "sim/base/time.hpp"
#include "sim/stats/estimate.hpp"

namespace isthmus::session {

/// What is known of a latency while replications go on.
struct LatencySoFar {
  std::string pair{};     ///< The busiest one: "web → finance/billing"
  stats::Estimate p99{};  ///< In seconds.
};

/// How far a run has come.
struct Progress {
  std::size_t done = 0;  ///< Replications that have ended, those of the pilot included.
  std::size_t total = 0;
  std::optional<LatencySoFar> latency{};  ///< Once a replication that counts has ended.
  Duration simulated{};  ///< What all replications come to; less than planned is left if one ends.
  std::string run{};     ///< Where a question takes several runs: what this one is for.
  std::size_t runs_done = 0;
  std::size_t runs = 1;  ///< 0: nobody knows how many it will take.
};

using OnProgress = std::function<void(const Progress&)>;

/// Tells `all` of a run that is one of several; nothing where `all` is empty.
OnProgress part_of_many(const OnProgress& all, std::string name, std::size_t runs_done,
                        std::size_t runs);

/// The same where nobody knows how many there will be: each is called "trial 3".
OnProgress numbered(const OnProgress& all);

}  // namespace isthmus::session

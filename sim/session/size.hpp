// The smallest gateways for a load: the search of analysis with our simulator as its judge.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sim/analysis/size.hpp"
#include "sim/session/run.hpp"

namespace isthmus::session {

/// What is to be met, and at which load.
struct SizeTarget {
  double load = 1;                ///< Times every traffic source's rate, growth included.
  std::size_t lose = 1;           ///< Gateways that each partition may be without.
  std::optional<Duration> p99{};  ///< Of every pair; besides the scenario's own expectations.
  std::optional<std::size_t> workers{};  ///< Of each gateway, instead of the scenario's.
  std::size_t replicas_most = 64;
};

struct SizeResult {
  analysis::SizeAnswer answer{};
  analysis::GatewayReplicas before{};  ///< As the scenario has them.
  std::vector<std::size_t> workers{};  ///< Per partition, of each gateway.
  SizeTarget target{};
  bool interrupted = false;
  Diagnostics diagnostics{};  ///< An error: nothing was searched.
};

/// Every trial runs with the same seed, replications and warm-up. The scenario's own expectations
/// that need a run must pass, no station may be overloaded, and nothing may be undecided.
SizeResult size(const Study& study, const SizeTarget& target, const RunOptions& options = {});

}  // namespace isthmus::session

// The smallest gateways for a load: the search of analysis with our simulator as its judge.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sim/analysis/size_cpu.hpp"
#include "sim/session/run.hpp"

namespace isthmus::session {

/// What is to be met, and at which load.
struct SizeTarget {
  double load = 1;                ///< Times every traffic source's rate, growth included.
  std::size_t lose = 1;           ///< Gateways that each partition may be without.
  std::optional<Duration> p99{};  ///< Of every pair; besides the scenario's own expectations.
  std::optional<std::size_t> workers{};  ///< Of each gateway, instead of the scenario's.
  std::vector<std::int64_t>
      cpus{};  ///< Thousandths of cores that a gateway may have; empty: as is.
  std::size_t replicas_most = 64;
};

/// How much more load than was asked for the answer carries; factors on top of the target's.
struct SizeMargin {
  double holds = 1;                ///< The most that was tried and passes.
  std::optional<double> breaks{};  ///< The least that was tried and fails; none up to `load_most`.
  std::string why{};               ///< What gives way there.

  static constexpr double load_most = 8;
};

/// CPU of each gateway of a partition.
struct GatewayCpu {
  std::size_t workers = 0;      ///< 0 where there are no gateways.
  std::int64_t millicores = 0;  ///< What it may use; a core for each worker, or its limit.
  friend bool operator==(const GatewayCpu&, const GatewayCpu&) = default;
};

struct SizeResult {
  analysis::SizeAnswer answer{};
  analysis::GatewayReplicas before{};  ///< As the scenario has them.
  std::vector<GatewayCpu> cpu_before{};
  std::vector<GatewayCpu> cpu{};       ///< Of the answer; the same unless sizes were sought.
  std::optional<SizeMargin> margin{};  ///< Where something was found.
  SizeTarget target{};
  bool interrupted = false;
  Diagnostics diagnostics{};  ///< An error: nothing was searched.
};

/// Where the target has `cpus`, a gateway of so much CPU has a worker for each core begun, and a
/// limit where its CPU is no whole number of cores.
///
/// Every trial runs with the same seed, replications and warm-up. The scenario's own expectations
/// that need a run must pass, no station may be overloaded, and nothing may be undecided.
SizeResult size(const Study& study, const SizeTarget& target, const RunOptions& options = {});

}  // namespace isthmus::session

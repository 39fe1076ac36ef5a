// "How few gateways are enough?" A search that asks a simulator, which is a function argument: here
// is decided what to try next, and nothing is simulated.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "sim/analysis/summary.hpp"

namespace isthmus::analysis {

/// Gateway replicas of each partition, in the order of the model; 0 where there are none.
using GatewayReplicas = std::vector<std::size_t>;

/// What came of trying some numbers.
struct SizeJudgement {
  bool passes = false;
  std::string why{};           ///< Why it does not.
  std::vector<double> load{};  ///< Per partition, of its busiest gateway; what came over what could
                               ///< be done.
  double used = 0;             ///< The largest share of a limit that is used up; 1 is all of it.
  std::string closest{};       ///< Which promise that is.
};
using SizeJudge = std::function<SizeJudgement(const GatewayReplicas&)>;

struct SizeStep {
  GatewayReplicas replicas{};
  SizeJudgement judgement{};
  std::vector<std::int64_t> millicores{};  ///< Of each gateway by partition, where that was sought.
};

struct SizeQuestion {
  GatewayReplicas guess{};  ///< Where to begin.
  std::size_t replicas_most = 64;
};

struct SizeAnswer {
  std::optional<SizeStep> found{};  ///< None if nothing up to the limit passes; see `why_not`.
  std::string why_not{};
  bool idle = false;              ///< It is not the gateways: they idle, and it does not pass.
  std::vector<SizeStep> steps{};  ///< Everything that was tried, in order.
};

/// Numbers that pass and of which none can be one less, the others as they are. Upwards, the group
/// that is busiest gets more; downwards, the largest group is tried first. More replicas never hurt
/// a FIFO station under common random numbers, so each group's search is monotone.
SizeAnswer answer(const SizeQuestion& question, const SizeJudge& judge);

/// The work that arrives at each partition's gateways, in servers (erlangs).
struct GatewayWork {
  double erlangs = 0;
  std::size_t workers = 1;
};

/// The least replicas by theory: each gateway is an M/M/c of its workers, with a mean wait of at
/// most its mean service time. A first guess; a simulation has the last word.
///
/// Source   Erlang's C by stats::MMc.
GatewayReplicas guess_by_theory(const std::vector<GatewayWork>& work, std::size_t lose,
                                std::size_t replicas_most);

}  // namespace isthmus::analysis

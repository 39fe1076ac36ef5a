// A scenario that is run until what is read off it is known as precisely as asked.
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "sim/base/time.hpp"
#include "sim/results/record.hpp"
#include "tests/oracle_check/finding.hpp"
#include "tests/oracle_check/oracle.hpp"

namespace isthmus::oracle_check {

/// What one replication says; not a number where it says nothing.
using Figure = std::function<double(const results::RunRecord&)>;
/// The same for all of them seen as one sample.
using Records = std::span<const results::RunRecord>;
using Pooled = std::function<double(Records)>;

enum class Judgement { exact, upper_bound, limit, certain };

/// An expected value and how it is read off a run.
struct Reading {
  std::string key{};
  double expected = 0;
  Figure figure{};
  Pooled pooled{};        ///< Empty: a mean over replications.
  Pooled resolution{};    ///< How far `pooled` may be off, relative to it. Empty: not at all.
  bool observes = false;  ///< Whether it reads what only an observed station says.
  double width_max = 0.01;
  double scale = 0;  ///< As in Evidence.
  Judgement judgement = Judgement::exact;
  double tolerance_rel = 0;
};

struct Experiment {
  std::string scenario{};  ///< All but its `run:`.
  std::vector<Reading> readings{};
  double requests_per_s = 1;    ///< About; to choose a length.
  double settling_s = 0;        ///< About how long it takes until a start-up is a third of itself.
  double settled = 30;          ///< So many of them make a replication at least,
  double warm_up_share = 0.05;  ///< of which at most this share is warm-up.
  bool has_far_tail = false;    ///< Asks for p99.9, which needs 100 000 requests per replication.
  double visits = 1;            ///< Per request; to guess what a run costs.
  double length_s = 0;          ///< Of a replication where nothing is left to chance; 0: chosen.
};

/// How hard to try.
struct Effort {
  std::size_t jobs = 0;       ///< Threads; 0: one per core.
  double coarse = 1;          ///< Intervals may be so many times as wide.
  double visits_max = 2.5e9;  ///< No experiment is longer than about this.
};

struct Measured {
  std::vector<Finding> findings{};
  std::string trouble{};        ///< Why nothing was measured; empty if something was.
  std::string refused{};        ///< Why the scenario cannot be said; empty if it can.
  std::string beyond_budget{};  ///< Values that the budget does not allow; empty if none.
  double requests = 0;
};

/// A pilot tells how much the readings vary, and so how long a replication must be for about sixty
/// of them to do; then the run itself, with a seed of its own, and batches of replications until
/// the intervals are narrow enough. A reading that would need more than the budget allows is held
/// against what the others need, and the whole counts as not attempted.
Measured carry_out(const Experiment& experiment, Together together, const Effort& effort);

}  // namespace isthmus::oracle_check

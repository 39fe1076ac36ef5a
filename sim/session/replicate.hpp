// Many replications on many threads, with results that do not know how many.
#pragma once

#include <atomic>
#include <cstddef>
#include <functional>
#include <vector>

#include "sim/results/record.hpp"
#include "sim/session/run.hpp"

namespace isthmus::session {

/// How replications are carried out; nothing here may change a result.
struct Replicate {
  std::size_t jobs = 0;  ///< Threads; 0: one per core.
  std::function<void(const Progress&)> progress{};
  std::function<void(const results::RunRecord&)> recorded{};  ///< Before progress, as that is.
  bool keep_details = true;
  const std::atomic<bool>* cancel = nullptr;
  std::size_t done_before = 0;  ///< For progress: replications of an earlier stage.
  std::size_t total = 0;        ///< For progress.
};

/// `one(index)` for every index below `count`, on threads of which each takes the next index.
///
/// Returns  the records by index; after a cancel, the longest gapless beginning.
std::vector<results::RunRecord> replicate(
    std::size_t count, const Replicate& how,
    const std::function<results::RunRecord(std::size_t)>& one);

}  // namespace isthmus::session

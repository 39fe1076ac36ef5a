// A sweep on many ranks: rank 0 hands out units and writes the store, the others simulate.
#pragma once

#include <atomic>
#include <functional>

#include "sim/session/ranks.hpp"
#include "sim/session/sweep_board.hpp"
#include "sim/session/sweep_work.hpp"

namespace isthmus::session {

/// Of rank 0: until the board is done, or `stop` says so. A rank that is not heard of again costs
/// nothing but the unit that it had: the others are given that when nothing else is left.
///
/// Returns  a complaint where a rank reads another scenario than this one.
std::optional<Diagnostic> direct(Ranks& ranks, SweepBoard& board, const SweepWork& work,
                                 const std::function<bool()>& stop);

/// Of rank 0: sends the others away, where there is nothing to do for them.
void dismiss(Ranks& ranks);

/// Of the others: until rank 0 has no more to do.
void serve(Ranks& ranks, SweepWork& work);

/// Of the others, where the scenario could not be opened: says so to rank 0 and leaves.
void decline(Ranks& ranks);

}  // namespace isthmus::session

// A sweep on many ranks: rank 0 hands out units and writes the store, the others simulate.
#pragma once

#include <functional>
#include <optional>

#include "sim/session/sweep_board.hpp"
#include "sim/session/sweep_work.hpp"
#include "sim/session/team.hpp"

namespace isthmus::session {

/// Of rank 0: until the board is done, or `stop` says so. A rank that is not heard of again costs
/// nothing but the unit that it had: the others are given that when nothing else is left.
///
/// Returns  a complaint where a rank reads another scenario than this one.
std::optional<Diagnostic> direct(Team& team, SweepBoard& board, const SweepWork& work,
                                 const std::function<bool()>& stop);

/// Of the others: until rank 0 has no more to do.
void serve(Team& team, SweepWork& work);

}  // namespace isthmus::session

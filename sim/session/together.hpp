// Replications of one stage, carried out by a team of ranks: the counterpart of replicate.hpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "sim/session/replicate.hpp"
#include "sim/session/team.hpp"

namespace isthmus::session {

/// `one(index)` for every index below `count`, made by the other ranks, of which each gets the next
/// index when it is done. Every rank calls this with the same arguments, at the same point of the
/// same program, and every rank gets all records: so all of them know what comes next.
///
/// Shape    `content` tells whether two ranks mean the same by it; the threads of `how` do not
///          matter here.
/// Returns  what replicate() returns; to those who are sent home before its end, nothing.
std::vector<results::RunRecord> together(Team& team, std::uint64_t content, std::size_t count,
                                         const Replicate& how,
                                         const std::function<results::RunRecord(std::size_t)>& one);

}  // namespace isthmus::session

// No other ranks: MPI was not found, or not wanted.
#include "sim/session/ranks.hpp"

namespace isthmus::session {

std::unique_ptr<Ranks> join_ranks() { return nullptr; }

std::string_view built_in_mpi() { return {}; }

}  // namespace isthmus::session

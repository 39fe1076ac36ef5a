// "Are the promises kept that need no run to judge?"
#pragma once

#include <cstddef>
#include <vector>

#include "sim/analysis/evidence.hpp"
#include "sim/analysis/verdict.hpp"

namespace isthmus::analysis {

/// Every expectation that needs no run: reachable, via, hops.
struct PathExpectationsQuestion {};
std::vector<Verdict> answer(const PathExpectationsQuestion& question, const Evidence& evidence);

/// Holds one such expectation against the route that it speaks of.
Verdict verdict_on_path(const Evidence& evidence, std::size_t expectation);

}  // namespace isthmus::analysis

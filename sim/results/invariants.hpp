// What must hold in every record, whatever was simulated. A violation is a mistake of ours.
#pragma once

#include <string>
#include <vector>

#include "sim/results/record.hpp"

namespace isthmus::results {

/// A rule that a record breaks.
struct Violation {
  std::string rule;   ///< "ledger", "balance", "capacity", "little"
  std::string where;  ///< "traffic 3", "gateway finance[0]"
  std::string text;   ///< The two numbers that disagree.
};

/// Every rule that `record` breaks; empty if it is sound.
///
///   ledger    the parts of the delivered requests sum exactly to their latencies.
///   balance   every request has ended in exactly one way, and every delivered one has a latency.
///   capacity  servers are busy no longer than they exist, and only with work that arrived.
///   little    the integral of the number present is the time that jobs spent there: that of jobs
///             which arrived in the measured time, less what lies beyond it, plus what earlier ones
///             still spent in it.
std::vector<Violation> violations_of(const RunRecord& record);

}  // namespace isthmus::results

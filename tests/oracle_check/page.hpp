// How an oracle and what became of it are printed.
#pragma once

#include <iosfwd>

#include "tests/oracle_check/experiment.hpp"
#include "tests/oracle_check/oracle.hpp"

namespace isthmus::oracle_check {

enum class Outcome { passed, failed, not_attempted };

/// A line for the entry, with the CPU time that it took, and one for each of its values.
Outcome write_entry(std::ostream& out, const Oracle& oracle, const Measured& measured,
                    double cpu_s);

}  // namespace isthmus::oracle_check

// What the program prints about one entry.
#pragma once

#include <ostream>

#include "tests/oracle_check/experiment.hpp"
#include "tests/oracle_check/oracle.hpp"

namespace isthmus::oracle_check {

/// A line for the entry and one for each of its values.
///
/// Returns  whether all of them passed.
bool write_entry(std::ostream& out, const Oracle& oracle, const Measured& measured);

}  // namespace isthmus::oracle_check

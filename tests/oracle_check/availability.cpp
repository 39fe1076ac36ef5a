// Whether a path is there: every state of its parts is a scenario.
#include "tests/oracle_check/attempt.hpp"

namespace isthmus::oracle_check {

std::optional<Attempt> attempt_availability(const Oracle& oracle) {
  if (!oracle.is("availability of a path")) return std::nullopt;
  return NotAttempted{"parts that are down cannot be said yet"};
}

}  // namespace isthmus::oracle_check

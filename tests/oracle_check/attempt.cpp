#include "tests/oracle_check/attempt.hpp"

namespace isthmus::oracle_check {

Attempt attempt(const Oracle& oracle) {
  using Knower = std::optional<Attempt> (*)(const Oracle&);
  for (const Knower knower :
       {&attempt_rare, &attempt_statistics, &attempt_transient, &attempt_connection,
        &attempt_availability, &attempt_retries, &attempt_graph, &attempt_balance, &attempt_network,
        &attempt_station}) {
    if (auto answered = knower(oracle)) return std::move(*answered);
  }
  return NotAttempted{"the model \"" + oracle.model + "\" is not known"};
}

std::size_t values_of_chance(const Attempt& attempt) {
  if (const auto* procedure = std::get_if<Procedure>(&attempt)) return procedure->values;
  const auto* experiments = std::get_if<Experiments>(&attempt);
  if (experiments == nullptr) return 0;
  std::size_t values = 0;
  for (const Experiment& experiment : experiments->all) {
    for (const Reading& reading : experiment.readings) {
      if (reading.judgement == Judgement::exact) ++values;
    }
  }
  return values;
}

}  // namespace isthmus::oracle_check

#include "tests/oracle_check/attempt.hpp"

#include <algorithm>

namespace isthmus::oracle_check {

namespace {

Attempt by_whoever_knows(const Oracle& oracle) {
  using Knower = std::optional<Attempt> (*)(const Oracle&);
  for (const Knower knower :
       {&attempt_rare, &attempt_statistics, &attempt_transient, &attempt_connection,
        &attempt_availability, &attempt_retries, &attempt_graph, &attempt_balance, &attempt_network,
        &attempt_station}) {
    if (auto answered = knower(oracle)) return std::move(*answered);
  }
  return NotAttempted{"the model \"" + oracle.model + "\" is not known"};
}

/// "M/M/1/10" holds ten, whether or not a parameter says so.
bool hides_a_capacity(const Oracle& oracle) {
  const std::string model = oracle.model.substr(0, oracle.model.find(' '));
  return std::count(model.begin(), model.end(), '/') == 3 && !oracle.number("capacity_total") &&
         !oracle.is("//");
}

/// A limit is what its entry says it is, whoever reads its values.
std::string as_limits(const Oracle& oracle, Experiments& experiments) {
  if (oracle.kind != "limit" && oracle.kind != "approx") return {};
  if (oracle.tolerance_rel <= 0) return "a limit without a tolerance_rel says nothing";
  for (Experiment& experiment : experiments.all) {
    for (Reading& reading : experiment.readings) {
      if (reading.judgement != Judgement::exact) continue;
      reading.judgement = Judgement::limit;
      reading.tolerance_rel = oracle.tolerance_rel;
    }
  }
  return {};
}

Attempt whole_attempt(const Oracle& oracle) {
  if (oracle.expected.empty()) return NotAttempted{"nothing is expected"};
  if (hides_a_capacity(oracle)) return NotAttempted{"no capacity_total is given"};
  Attempt attempted = by_whoever_knows(oracle);
  if (std::holds_alternative<NotAttempted>(attempted)) return attempted;
  const std::vector<std::string> unread = oracle.unread();
  if (!unread.empty()) {
    return NotAttempted{"nothing is known about the parameter " + unread.front()};
  }
  if (auto* experiments = std::get_if<Experiments>(&attempted)) {
    const std::string trouble = as_limits(oracle, *experiments);
    if (!trouble.empty()) return NotAttempted{trouble};
  }
  return attempted;
}

}  // namespace

Attempt attempt(const Oracle& oracle) {
  try {
    return whole_attempt(oracle);
  } catch (const BadEntry& entry) {
    return NotAttempted{entry.what()};
  } catch (const Json::exception& why) {
    return NotAttempted{"the entry has not the form of its model (" + std::string{why.what()} +
                        ")"};
  }
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

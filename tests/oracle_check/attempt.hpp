// What is done about an oracle: a scenario to be run, something computed, or a reason why not.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "tests/oracle_check/experiment.hpp"
#include "tests/oracle_check/finding.hpp"
#include "tests/oracle_check/oracle.hpp"

namespace isthmus::oracle_check {

struct NotAttempted {
  std::string why{};
};
/// What was found without chance.
struct Computed {
  std::vector<Finding> findings{};
};
/// One after the other; an entry may name several service laws.
struct Experiments {
  std::vector<Experiment> all{};
};
/// Something that plans and judges itself, such as a transient from empty.
struct Procedure {
  std::size_t values = 0;  ///< How often it asks chance.
  std::function<Measured(Together, const Effort&)> carry_out{};
};

using Attempt = std::variant<NotAttempted, Computed, Experiments, Procedure>;

/// Each knows some models; nothing for those of others.
std::optional<Attempt> attempt_station(const Oracle& oracle);       // station_models.cpp
std::optional<Attempt> attempt_transient(const Oracle& oracle);     // transient.cpp
std::optional<Attempt> attempt_network(const Oracle& oracle);       // network_models.cpp
std::optional<Attempt> attempt_connection(const Oracle& oracle);    // connection_models.cpp
std::optional<Attempt> attempt_retries(const Oracle& oracle);       // retry_models.cpp
std::optional<Attempt> attempt_balance(const Oracle& oracle);       // balance_models.cpp
std::optional<Attempt> attempt_rare(const Oracle& oracle);          // rare_models.cpp
std::optional<Attempt> attempt_graph(const Oracle& oracle);         // graph_models.cpp
std::optional<Attempt> attempt_availability(const Oracle& oracle);  // availability.cpp
std::optional<Attempt> attempt_statistics(const Oracle& oracle);    // statistics.cpp

/// By whoever knows the model.
Attempt attempt(const Oracle& oracle);

/// How many expected values of `attempt` chance may miss.
std::size_t values_of_chance(const Attempt& attempt);

}  // namespace isthmus::oracle_check

// Reads what theory says about a station off the record of a run, by the key of an oracle.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "tests/oracle_check/experiment.hpp"

namespace isthmus::oracle_check {

/// Which requests count where times are asked for.
enum class Ends { answered, all };

/// Whose numbers are read: a group of equal stations, and the traffic that they serve.
struct Subject {
  std::string stations{};          ///< "service default/station": all of its instances.
  double utilisation = 0;          ///< Theory's, where known: it says how wide intervals may be.
  double service_mean_s = 0;       ///< For what is asked in terms of it.
  std::size_t first_stream = 0;    ///< Of those in the order of the scenario,
  std::size_t streams = SIZE_MAX;  ///< at most so many.
  Ends ends = Ends::answered;
};

/// The figure that `key` speaks of; none if nobody here knows it. `expected` is only looked at for
/// thresholds that follow from it.
std::optional<Reading> reading_of(const std::string& key, double expected, const Subject& subject);

/// The probability in "p99_9" or "sojourn_p99_9_s"; none if there is no such word.
std::optional<double> quantile_in(const std::string& key);

/// How wide an interval may be, relative to its value: by the rule for means, tails and the rest.
double width_for(const std::string& key, double utilisation);

/// Latency over the streams of a subject: its mean or quantile.
Reading latency_mean(const std::string& key, double expected, const Subject& subject = {});
Reading latency_quantile(const std::string& key, double expected, double p,
                         const Subject& subject = {});

}  // namespace isthmus::oracle_check

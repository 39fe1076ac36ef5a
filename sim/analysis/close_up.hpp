// "What did the requests of this pair do over time, and what made the slow ones slow?"
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "sim/analysis/summary.hpp"

namespace isthmus::analysis {

/// Pairs that a run watches closely, at most.
inline constexpr std::size_t close_ups_max = 6;

/// The pairs worth a close-up, as indices into RunSummary::pairs: those whose latency the scenario
/// makes a promise about, then those with the most network hops; in the order of the pairs.
std::vector<std::size_t> pairs_to_watch(const Evidence& evidence);

/// The traffic sources of those pairs, ascending.
std::vector<std::size_t> sources_to_watch(const Evidence& evidence);

/// One slice of the run, over all replications.
struct Moment {
  double from_s = 0;
  double to_s = 0;
  std::uint64_t requests = 0;  ///< Delivered ones that were meant to start in it.
  double p50_s = 0;            ///< Only if there are requests.
  double p90_s = 0;
  double p99_s = 0;
};

struct SpectrumPoint {
  double share = 0;  ///< Of the requests that took no longer.
  double seconds = 0;
};

/// The delivered requests whose latency is about the p99, and what it is made of.
struct Tail {
  std::uint64_t requests = 0;
  double from_share = 0;  ///< Of all delivered ones, where these begin and end.
  double to_share = 0;
  std::array<double, results::part_count> ledger_s{};  ///< Means; they sum to the mean of these.
};

struct CloseUpSummary {
  std::size_t pair = 0;                   ///< Index into RunSummary::pairs.
  std::vector<Moment> moments{};          ///< Equal slices from the start of the run.
  std::vector<SpectrumPoint> spectrum{};  ///< From the least latency to the greatest.
  std::optional<Tail> tail{};             ///< None for fewer than 1,000 requests.
};

struct CloseUpQuestion {
  const RunSummary& summary;  ///< The answer to SummaryQuestion about the same run.
};

/// One for each watched pair that delivered something, in the order of the pairs.
std::vector<CloseUpSummary> answer(const CloseUpQuestion& question, const RunEvidence& evidence);

}  // namespace isthmus::analysis

#include "sim/analysis/close_up.hpp"

#include <algorithm>
#include <cmath>

#include "sim/analysis/pair_summary.hpp"
#include "sim/analysis/seconds.hpp"
#include "sim/results/merge.hpp"

namespace isthmus::analysis {
namespace {

constexpr std::size_t sources_max = 24;  // More sources of one pair than that are not looked at.
constexpr std::uint64_t tail_requests_min = 1000;
constexpr std::uint64_t moment_requests_min = 100;
constexpr double tail_from = 0.985;  // The neighbourhood of the p99.
constexpr double tail_to = 0.995;

bool has_latency_promise(const Evidence& evidence, const PairSummary& pair) {
  return std::any_of(evidence.model.expectations.begin(), evidence.model.expectations.end(),
                     [&](const model::Expectation& one) {
                       return one.from == pair.from && one.destination == pair.destination &&
                              std::holds_alternative<model::ExpectLatency>(one.promise);
                     });
}

int hops_of(const Evidence& evidence, const PairSummary& pair) {
  return pair.route ? evidence.routes.facts[*pair.route].network_hops : 0;
}

/// How many slices make a moment: enough that there is something to take percentiles of.
std::size_t slices_together(const results::CloseUp& close_up) {
  std::uint64_t all = 0;
  for (const results::CoarseHistogram& slice : close_up.slices) all += slice.count();
  for (const std::size_t together : {1U, 2U, 5U}) {
    if (all * together >= moment_requests_min * close_up.slices.size()) return together;
  }
  return 10;
}

std::vector<Moment> moments_of(const results::CloseUp& close_up, const results::RunRecord& run) {
  const double whole = nearest_seconds(run.warmup + run.measured);
  const std::size_t all = close_up.slices.size();
  const std::size_t together = slices_together(close_up);
  const auto time_of = [&](std::size_t slice) {
    return whole * static_cast<double>(std::min(slice, all)) / static_cast<double>(all);
  };
  std::vector<Moment> moments;
  for (std::size_t first = 0; first < all; first += together) {
    results::CoarseHistogram latency;
    for (std::size_t i = first; i < std::min(first + together, all); ++i) {
      latency.merge(close_up.slices[i]);
    }
    Moment moment{time_of(first), time_of(first + together), latency.count(), 0, 0, 0};
    if (moment.requests > 0) {
      moment.p50_s = latency.quantile_seconds(0.5);
      moment.p90_s = latency.quantile_seconds(0.9);
      moment.p99_s = latency.quantile_seconds(0.99);
    }
    moments.push_back(moment);
  }
  return moments;
}

/// Four points each time that the rest shrinks by half, down to the last request.
std::vector<SpectrumPoint> spectrum_of(const stats::Histogram& latency) {
  std::vector<SpectrumPoint> points = {{0, nearest_seconds(latency.least())}};
  const double least_rest = 1.0 / static_cast<double>(latency.count());
  for (int step = 1; std::exp2(-step / 4.0) >= least_rest && step <= 96; ++step) {
    const double share = 1 - std::exp2(-step / 4.0);
    points.push_back({share, nearest_seconds(latency.quantile(share))});
  }
  return points;
}

std::optional<Tail> tail_of(const results::CloseUp& close_up) {
  std::uint64_t all = 0;
  for (const results::LatencyBand& band : close_up.bands) all += band.requests;
  if (all < tail_requests_min) return std::nullopt;
  Tail tail;
  results::Ledger sums{};
  std::uint64_t below = 0;
  for (const results::LatencyBand& band : close_up.bands) {
    const double from = static_cast<double>(below) / static_cast<double>(all);
    below += band.requests;
    const double to = static_cast<double>(below) / static_cast<double>(all);
    if (band.requests == 0 || to <= tail_from || from >= tail_to) continue;
    if (tail.requests == 0) tail.from_share = from;
    tail.to_share = to;
    tail.requests += band.requests;
    for (std::size_t k = 0; k < sums.size(); ++k) sums[k] += band.ledger[k];
  }
  for (std::size_t k = 0; k < sums.size(); ++k) {
    tail.ledger_s[k] = nearest_seconds(sums[k]) / static_cast<double>(tail.requests);
  }
  return tail;
}

}  // namespace

std::vector<std::size_t> pairs_to_watch(const Evidence& evidence) {
  const std::vector<PairSummary> pairs = pairs_with_traffic(evidence);
  std::vector<std::size_t> chosen;
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    if (pairs[i].sources.size() <= sources_max) chosen.push_back(i);
  }
  std::stable_sort(chosen.begin(), chosen.end(), [&](std::size_t a, std::size_t b) {
    const bool promised_a = has_latency_promise(evidence, pairs[a]);
    const bool promised_b = has_latency_promise(evidence, pairs[b]);
    if (promised_a != promised_b) return promised_a;
    return hops_of(evidence, pairs[a]) > hops_of(evidence, pairs[b]);
  });
  chosen.resize(std::min(chosen.size(), close_ups_max));
  std::sort(chosen.begin(), chosen.end());
  return chosen;
}

std::vector<std::size_t> sources_to_watch(const Evidence& evidence) {
  const std::vector<PairSummary> pairs = pairs_with_traffic(evidence);
  std::vector<std::size_t> sources;
  for (const std::size_t pair : pairs_to_watch(evidence)) {
    sources.insert(sources.end(), pairs[pair].sources.begin(), pairs[pair].sources.end());
  }
  std::sort(sources.begin(), sources.end());
  return sources;
}

std::vector<CloseUpSummary> answer(const CloseUpQuestion& question, const RunEvidence& evidence) {
  std::vector<CloseUpSummary> answers;
  for (std::size_t i = 0; i < question.summary.pairs.size(); ++i) {
    const PairSummary& pair = question.summary.pairs[i];
    if (!evidence.records.front().traffic[pair.sources.front()].close_up || !pair.latency) continue;
    results::TrafficRecord all;
    for (const results::RunRecord& record : evidence.records) {
      for (const std::size_t source : pair.sources) merge(all, record.traffic[source]);
    }
    CloseUpSummary& close_up = answers.emplace_back();
    close_up.pair = i;
    close_up.moments = moments_of(*all.close_up, evidence.records.front());
    close_up.spectrum = spectrum_of(all.latency);
    close_up.tail = tail_of(*all.close_up);
  }
  return answers;
}

}  // namespace isthmus::analysis

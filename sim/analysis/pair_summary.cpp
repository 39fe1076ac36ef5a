#include "sim/analysis/pair_summary.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "sim/analysis/seconds.hpp"
#include "sim/results/merge.hpp"

namespace isthmus::analysis {
namespace {

using results::RunRecord;
using results::TrafficRecord;

/// What the sources of a pair did together in one replication.
TrafficRecord merged(const RunRecord& record, const std::vector<std::size_t>& sources) {
  TrafficRecord all = record.traffic[sources.front()];
  for (std::size_t i = 1; i < sources.size(); ++i) merge(all, record.traffic[sources[i]]);
  return all;
}

std::uint64_t delivered(const TrafficRecord& record) {
  return record.ended[static_cast<std::size_t>(route::Disposition::delivered)];
}

double share_of(model::Statistic statistic) {
  switch (statistic) {
    case model::Statistic::mean:
      return 0;
    case model::Statistic::p50:
      return 0.5;
    case model::Statistic::p90:
      return 0.9;
    case model::Statistic::p95:
      return 0.95;
    case model::Statistic::p99:
      return 0.99;
    case model::Statistic::p999:
      return 0.999;
  }
  return 0;
}

/// 100 requests beyond the quantile in each replication.
constexpr std::uint64_t p999_requests_min = 100'000;

stats::Estimate estimate(const std::vector<TrafficRecord>& replications,
                         const stats::Histogram& pooled, model::Statistic statistic) {
  std::vector<double> figures;
  std::uint64_t fewest = UINT64_MAX;
  for (const TrafficRecord& record : replications) {
    fewest = std::min(fewest, record.latency.count());
    if (record.latency.empty()) continue;
    figures.push_back(statistic == model::Statistic::mean
                          ? record.latency.mean_seconds()
                          : nearest_seconds(record.latency.quantile(share_of(statistic))));
  }
  if (statistic == model::Statistic::mean) return stats::estimate_of_mean(figures);
  stats::Estimate quantile =
      stats::estimate_of_quantile(figures, nearest_seconds(pooled.quantile(share_of(statistic))),
                                  stats::Histogram::relative_error);
  if (statistic == model::Statistic::p999 && fewest < p999_requests_min) {
    quantile.note = "insufficient data: p99.9 needs 100 000 requests in each replication";
  }
  return quantile;
}

LatencySummary latency_of(const std::vector<TrafficRecord>& replications,
                          const stats::Histogram& pooled) {
  LatencySummary latency;
  for (std::size_t i = 0; i < statistic_count; ++i) {
    latency.estimates[i] = estimate(replications, pooled, static_cast<model::Statistic>(i));
  }
  return latency;
}

/// Shares per replication, unless nothing failed: then the bound of the rule of three.
stats::Estimate error_rate_of(const std::vector<TrafficRecord>& replications,
                              const PairSummary& summary) {
  if (summary.requests == 0) {
    stats::Estimate nothing;
    nothing.note = "no request was measured";
    return nothing;
  }
  if (summary.failed == 0 || summary.failed == summary.requests) {
    return stats::estimate_of_probability(summary.failed, summary.requests);
  }
  std::vector<double> shares;
  for (const TrafficRecord& record : replications) {
    if (record.requests == 0) continue;
    shares.push_back(static_cast<double>(record.requests - delivered(record)) /
                     static_cast<double>(record.requests));
  }
  return stats::estimate_of_mean(shares);
}

/// Weighted as the mean latency is, replication by replication: only so do the parts sum to it.
std::array<double, results::part_count> ledger_of(const std::vector<TrafficRecord>& replications) {
  std::array<double, results::part_count> parts{};
  std::size_t counted = 0;
  for (const TrafficRecord& record : replications) {
    if (record.latency.empty()) continue;
    ++counted;
    for (std::size_t k = 0; k < parts.size(); ++k) {
      parts[k] += nearest_seconds(record.ledger[k]) / static_cast<double>(record.latency.count());
    }
  }
  for (double& part : parts) part /= static_cast<double>(counted);
  return parts;
}

PairSummary summarise_pair(const RunEvidence& evidence, PairSummary summary) {
  std::vector<TrafficRecord> replications;
  std::vector<double> rates;
  for (const RunRecord& record : evidence.records) {
    replications.push_back(merged(record, summary.sources));
    rates.push_back(static_cast<double>(replications.back().requests) /
                    nearest_seconds(record.measured));
  }
  summary = summarise(replications, std::move(summary));
  summary.requests_per_s = stats::estimate_of_mean(rates);
  return summary;
}

}  // namespace

PairSummary summarise(const std::vector<TrafficRecord>& replications, PairSummary summary) {
  stats::Histogram pooled;
  for (const TrafficRecord& one : replications) {
    summary.requests += one.requests;
    summary.failed += one.requests - delivered(one);
    summary.connections += one.connections;
    summary.retries += one.retries;
    summary.ejections += one.ejections;
    for (std::size_t k = 0; k < summary.ended.size(); ++k) summary.ended[k] += one.ended[k];
    pooled.merge(one.latency);
  }
  summary.error_rate = error_rate_of(replications, summary);
  if (pooled.empty()) return summary;

  summary.latency = latency_of(replications, pooled);
  summary.ledger_s = ledger_of(replications);
  return summary;
}

bool believable(const stats::Estimate& estimate, model::Statistic statistic) {
  const bool is_mean = statistic == model::Statistic::mean;
  return estimate.note.empty() &&
         stats::converged(estimate, is_mean ? stats::Measure::mean : stats::Measure::quantile);
}

std::vector<PairSummary> pairs_with_traffic(const Evidence& evidence) {
  std::vector<PairSummary> pairs;
  std::map<std::pair<std::size_t, mesh::ServiceName>, std::size_t> known;
  for (std::size_t i = 0; i < evidence.model.traffic.size(); ++i) {
    const model::TrafficSource& source = evidence.model.traffic[i];
    PairSummary summary;
    summary.from = source.from;
    if (source.from.is_some()) {
      summary.route = evidence.routes.route_of(evidence.model, i);
      summary.destination = route::destination_of(
          evidence.model, evidence.model[source.from],
          evidence.model[source.from].registration.upstreams[source.upstream]);
    } else {
      summary.destination = evidence.model[source.to].name;
    }
    const std::size_t caller = source.from.is_some() ? source.from.index() + 1 : 0;
    const auto [at, is_new] = known.emplace(std::pair{caller, summary.destination}, pairs.size());
    if (is_new) pairs.push_back(std::move(summary));
    PairSummary& pair = pairs[at->second];
    pair.sources.push_back(i);
    const model::Loop loop = model::loop_of(source.arrivals);
    if (std::find(pair.loops.begin(), pair.loops.end(), loop) == pair.loops.end()) {
      pair.loops.push_back(loop);
    }
  }
  return pairs;
}

std::vector<PairSummary> summarise_pairs(const RunEvidence& evidence) {
  std::vector<PairSummary> summaries;
  for (PairSummary& pair : pairs_with_traffic(evidence.before_run())) {
    summaries.push_back(summarise_pair(evidence, std::move(pair)));
  }
  return summaries;
}

}  // namespace isthmus::analysis

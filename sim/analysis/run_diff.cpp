#include "sim/analysis/run_diff.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <string>

#include "sim/analysis/seconds.hpp"
#include "sim/results/merge.hpp"

namespace isthmus::analysis {
namespace {

using results::TrafficRecord;

std::vector<TrafficRecord> replications_of(const RunEvidence& evidence, const PairSummary& pair,
                                           std::size_t count) {
  std::vector<TrafficRecord> all;
  for (std::size_t i = 0; i < count; ++i) {
    TrafficRecord& merged = all.emplace_back();
    for (const std::size_t source : pair.sources)
      merge(merged, evidence.records[i].traffic[source]);
  }
  return all;
}

bool all_delivered_something(const std::vector<TrafficRecord>& records) {
  return std::none_of(records.begin(), records.end(),
                      [](const TrafficRecord& one) { return one.latency.empty(); });
}

template <class Figure>
std::vector<double> figures(const std::vector<TrafficRecord>& records, Figure figure) {
  std::vector<double> all;
  for (const TrafficRecord& record : records) all.push_back(figure(record));
  return all;
}

double failed_share(const TrafficRecord& record) {
  if (record.requests == 0) return 0;
  const auto delivered = record.ended[static_cast<std::size_t>(route::Disposition::delivered)];
  return static_cast<double>(record.requests - delivered) / static_cast<double>(record.requests);
}

std::string name_of(const RunEvidence& evidence, const PairSummary& pair) {
  return (pair.from.is_some() ? full_text(evidence.model[pair.from].name) : std::string{}) + " " +
         full_text(pair.destination);
}

class Comparison {
 public:
  Comparison(const RunEvidence& before, const PairSummary& a, const RunEvidence& after,
             const PairSummary& b)
      : count_{std::min(before.records.size(), after.records.size())},
        a_{replications_of(before, a, count_)},
        b_{replications_of(after, b, count_)},
        before_{a},
        after_{b} {}

  PairRunChange change() const {
    PairRunChange change;
    const auto errors_before = figures(a_, failed_share);
    const auto errors_after = figures(b_, failed_share);
    change.error_rate = {before_.error_rate, after_.error_rate,
                         stats::estimate_of_difference(errors_before, errors_after)};
    const bool grows = !before_.unstable_at.empty() || !after_.unstable_at.empty();
    if (grows || !all_delivered_something(a_) || !all_delivered_something(b_)) return change;
    change.mean = of(model::Statistic::mean,
                     [](const TrafficRecord& one) { return one.latency.mean_seconds(); });
    change.p50 = of(model::Statistic::p50, [](const TrafficRecord& one) {
      return nearest_seconds(one.latency.quantile(0.5));
    });
    change.p99 = of(model::Statistic::p99, [](const TrafficRecord& one) {
      return nearest_seconds(one.latency.quantile(0.99));
    });
    return change;
  }

 private:
  template <class Figure>
  MeasureChange of(model::Statistic statistic, Figure figure) const {
    const auto before = figures(a_, figure);
    const auto after = figures(b_, figure);
    return {before_.latency->of(statistic), after_.latency->of(statistic),
            stats::estimate_of_difference(before, after)};
  }

  std::size_t count_;  ///< Replications that both have.
  std::vector<TrafficRecord> a_;
  std::vector<TrafficRecord> b_;
  const PairSummary& before_;
  const PairSummary& after_;
};

}  // namespace

std::vector<PairRunChange> answer(const RunDiffQuestion& question, const RunEvidence& before,
                                  const RunEvidence& after) {
  std::map<std::string, std::size_t> second;
  for (std::size_t i = 0; i < question.after.pairs.size(); ++i) {
    second.emplace(name_of(after, question.after.pairs[i]), i);
  }
  std::vector<PairRunChange> changes;
  for (std::size_t i = 0; i < question.before.pairs.size(); ++i) {
    const PairSummary& a = question.before.pairs[i];
    const auto found = second.find(name_of(before, a));
    if (found == second.end()) continue;
    PairRunChange change =
        Comparison{before, a, after, question.after.pairs[found->second]}.change();
    change.before = i;
    change.after = found->second;
    changes.push_back(std::move(change));
  }
  const auto size = [](const PairRunChange& change) {
    return change.p99 ? std::fabs(change.p99->difference.mean) : 0.0;
  };
  std::stable_sort(changes.begin(), changes.end(),
                   [&](const PairRunChange& a, const PairRunChange& b) {
                     if (a.significant() != b.significant()) return a.significant();
                     return size(a) > size(b);
                   });
  return changes;
}

}  // namespace isthmus::analysis

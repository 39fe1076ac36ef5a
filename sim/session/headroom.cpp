#include "sim/session/headroom.hpp"

#include <algorithm>

namespace isthmus::session {
namespace {

constexpr double load_most = 64;
constexpr std::size_t replications_most = 8;  // A curve needs less than a figure.
constexpr int halvings = 3;

/// The limit that the scenario promises for the p99 of a pair.
std::optional<double> limit_of(const Study& study, const analysis::PairSummary& pair) {
  for (const model::Expectation& one : study.model.expectations) {
    const auto* latency = std::get_if<model::ExpectLatency>(&one.promise);
    if (latency == nullptr || latency->statistic != model::Statistic::p99) continue;
    const bool upper =
        latency->relation == model::Relation::less || latency->relation == model::Relation::at_most;
    if (upper && one.from == pair.from && one.destination == pair.destination) {
      return latency->limit.in_seconds();
    }
  }
  return std::nullopt;
}

/// The pair with a promise about its p99 that is closest to its limit; else the slowest.
std::optional<std::size_t> pair_of(const Study& study, const RunResult& base) {
  std::optional<std::size_t> chosen;
  double most = -1;
  for (std::size_t i = 0; i < base.summary.pairs.size(); ++i) {
    const analysis::PairSummary& pair = base.summary.pairs[i];
    if (!pair.latency) continue;
    const double p99 = pair.latency->of(model::Statistic::p99).mean;
    const auto limit = limit_of(study, pair);
    const double importance = limit ? 1e6 + p99 / *limit : p99;
    if (importance <= most) continue;
    most = importance;
    chosen = i;
  }
  return chosen;
}

class Sweep {
 public:
  Sweep(const Study& study, const RunResult& base, const RunOptions& options, Headroom& answer)
      : study_{study}, options_{options}, answer_{answer} {
    options_.seed = base.plan.seed;
    options_.replications = std::min(base.plan.replications, replications_most);
    options_.duration = base.plan.duration;
    options_.warmup = base.warm_up.cut;
  }

  void run() {
    for (const double load : {0.25, 0.5, 0.75, 1.0}) {
      if (!at(load)) return;
    }
    for (double load = 1.25; load <= load_most && !answer_.breaks; load *= load < 2 ? 1.2 : 1.5) {
      if (!at(load)) return;
    }
    for (int i = 0; i < halvings && answer_.breaks && answer_.holds; ++i) {
      if (!at((*answer_.breaks + *answer_.holds) / 2)) return;
    }
    std::stable_sort(
        answer_.points.begin(), answer_.points.end(),
        [](const HeadroomPoint& a, const HeadroomPoint& b) { return a.load < b.load; });
  }

 private:
  /// False if somebody interrupted.
  bool at(double load) {
    Study changed = study_;
    for (model::TrafficSource& source : changed.model.traffic) {
      source.rate = PerSecond::of(source.rate.in_per_second() * load);
    }
    const RunResult result = session::run(changed, options_);
    if (result.interrupted || result.records.empty()) {
      answer_.interrupted = true;
      return false;
    }
    HeadroomPoint point{load, std::nullopt, {}};
    const analysis::PairSummary& pair = result.summary.pairs[answer_.pair];
    for (const analysis::StationSummary& station : result.summary.stations) {
      if (station.unstable && point.unstable_at.empty()) point.unstable_at = station.name;
    }
    if (pair.latency && pair.unstable_at.empty())
      point.p99 = pair.latency->of(model::Statistic::p99);
    judge(point);
    answer_.points.push_back(std::move(point));
    return true;
  }

  void judge(const HeadroomPoint& point) {
    const bool over = point.p99 && answer_.limit_s && point.p99->mean >= *answer_.limit_s;
    if (point.unstable_at.empty() && !over) {
      if (!answer_.holds || point.load > *answer_.holds) answer_.holds = point.load;
      return;
    }
    if (answer_.breaks && point.load >= *answer_.breaks) return;
    answer_.breaks = point.load;
    answer_.breaks_at = point.unstable_at.empty() ? "the limit of the p99" : point.unstable_at;
  }

  const Study& study_;
  RunOptions options_;
  Headroom& answer_;
};

}  // namespace

std::optional<Headroom> headroom(const Study& study, const RunResult& base,
                                 const RunOptions& options) {
  const auto pair = pair_of(study, base);
  if (!pair) return std::nullopt;
  Headroom answer;
  answer.pair = *pair;
  answer.limit_s = limit_of(study, base.summary.pairs[*pair]);
  Sweep{study, base, options, answer}.run();
  return answer;
}

}  // namespace isthmus::session

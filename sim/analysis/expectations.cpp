#include "sim/analysis/expectations.hpp"

#include <algorithm>

#include "sim/analysis/path_expectations.hpp"
#include "sim/analysis/seconds.hpp"
#include "sim/analysis/timeline.hpp"

namespace isthmus::analysis {
namespace {

/// Three-valued comparison of an interval with a limit.
Status compare(const stats::Estimate& estimate, model::Relation relation, double limit) {
  const auto holds = [&](double value) {
    switch (relation) {
      case model::Relation::less:
        return value < limit;
      case model::Relation::at_most:
        return value <= limit;
      case model::Relation::greater:
        return value > limit;
      case model::Relation::at_least:
        return value >= limit;
    }
    return false;
  };
  const bool low = holds(estimate.low());
  const bool high = holds(estimate.high());
  if (low != high) return Status::unsure;
  return low ? Status::pass : Status::fail;
}

/// A wide interval says little about the value, but enough about a limit that is far from it: here
/// as far as an interval of twice the width reaches.
bool is_clear(stats::Estimate estimate, model::Relation relation, double limit) {
  if (!estimate.half_width) return false;
  estimate.half_width = 2 * *estimate.half_width;
  return compare(estimate, relation, limit) != Status::unsure;
}

const PairSummary* find_pair(const RunSummary& summary, const model::Expectation& expectation) {
  const auto found =
      std::find_if(summary.pairs.begin(), summary.pairs.end(), [&](const PairSummary& pair) {
        return pair.from == expectation.from && pair.destination == expectation.destination;
      });
  return found == summary.pairs.end() ? nullptr : &*found;
}

Verdict undecided(std::string why) {
  Verdict verdict;
  verdict.why = std::move(why);
  return verdict;
}

bool asks_for_little(model::Relation relation) {
  return relation == model::Relation::less || relation == model::Relation::at_most;
}

Verdict judge(const model::ExpectLatency& promise, const PairSummary& pair) {
  if (!pair.latency) return undecided("no request was delivered");
  const stats::Estimate& estimate = pair.latency->of(promise.statistic);
  Verdict verdict;
  verdict.found = estimate;
  if (!pair.unstable_at.empty()) {
    // A latency that grows for as long as the load lasts passes every limit in the end.
    verdict.status = asks_for_little(promise.relation) ? Status::fail : Status::unsure;
    verdict.why = pair.unstable_at + " cannot keep up, so the latency grows without end";
    return verdict;
  }
  verdict.status = compare(estimate, promise.relation, nearest_seconds(promise.limit));
  if (!estimate.note.empty()) {
    verdict.status = Status::unsure;
    verdict.why = estimate.note;
  } else if (!believable(estimate, promise.statistic) &&
             !is_clear(estimate, promise.relation, nearest_seconds(promise.limit))) {
    verdict.status = Status::unsure;
    verdict.why = "not converged: run longer";
  } else if (verdict.status == Status::unsure) {
    verdict.why = "the interval straddles the limit";
  }
  return verdict;
}

Verdict judge(const model::ExpectErrorRate& promise, const PairSummary& pair) {
  if (pair.requests == 0) return undecided("no request was measured");
  Verdict verdict;
  verdict.found = pair.error_rate;
  if (!pair.error_rate.half_width) {
    verdict.why = pair.error_rate.note;
    return verdict;
  }
  verdict.status = compare(pair.error_rate, promise.relation, promise.limit.share());
  if (verdict.status == Status::unsure) verdict.why = "the interval straddles the limit";
  return verdict;
}

struct RunJudge {
  const PairSummary& pair;

  Verdict operator()(const model::ExpectLatency& promise) const { return judge(promise, pair); }
  Verdict operator()(const model::ExpectErrorRate& promise) const { return judge(promise, pair); }
  template <class PathPromise>
  Verdict operator()(const PathPromise&) const {
    return undecided("a promise about a path needs no run");
  }
};

Fact limit_of(const model::Promise& promise) {
  if (const auto* latency = std::get_if<model::ExpectLatency>(&promise)) {
    return nearest_seconds(latency->limit);
  }
  if (const auto* rate = std::get_if<model::ExpectErrorRate>(&promise)) return rate->limit.share();
  return std::monostate{};
}

}  // namespace

std::string_view text(Status status) {
  switch (status) {
    case Status::pass:
      return "pass";
    case Status::fail:
      return "fail";
    case Status::unsure:
      return "unsure";
  }
  return "unsure";
}

namespace {

Verdict judged(const model::Expectation& expectation, const PairSummary& pair,
               const RunEvidence& evidence) {
  if (!expectation.is_about_events()) return std::visit(RunJudge{pair}, expectation.promise);
  const bool kept = std::all_of(evidence.records.begin(), evidence.records.end(),
                                [](const auto& record) { return record.timeline.has_value(); });
  if (!kept) return undecided("this run kept no timeline");
  const PairSummary part = restricted(evidence, pair, expectation.during, expectation.outside);
  return std::visit(RunJudge{part}, expectation.promise);
}

}  // namespace

std::vector<Verdict> answer(const ExpectationsQuestion& question, const RunEvidence& evidence) {
  std::vector<Verdict> verdicts;
  for (std::size_t i = 0; i < evidence.model.expectations.size(); ++i) {
    const model::Expectation& expectation = evidence.model.expectations[i];
    if (!expectation.needs_run()) {
      verdicts.push_back(verdict_on_path(evidence.before_run(), i));
      continue;
    }
    const PairSummary* pair = find_pair(question.summary, expectation);
    Verdict verdict = pair == nullptr ? undecided("no traffic runs between the two")
                                      : judged(expectation, *pair, evidence);
    verdict.expectation = i;
    verdict.limit = limit_of(expectation.promise);
    verdicts.push_back(std::move(verdict));
  }
  return verdicts;
}

}  // namespace isthmus::analysis

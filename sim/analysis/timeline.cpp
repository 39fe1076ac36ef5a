#include "sim/analysis/timeline.hpp"

#include <algorithm>
#include <functional>
#include <numeric>

#include "sim/analysis/pair_summary.hpp"
#include "sim/results/timeline.hpp"

namespace isthmus::analysis {
namespace {

using results::RunRecord;
using results::SpanRecord;
using results::TimelineScale;
using results::TrafficRecord;

// What counts as "not as before", beyond what windows differ by themselves.
constexpr double more_errors = 0.001;
constexpr double slower = 1.5;

Duration duration_of(const RunEvidence& evidence) {
  return evidence.records.front().warmup + evidence.records.front().measured;
}

/// Which spans of a run are meant.
using Spans = std::function<bool(std::size_t)>;

bool lasts(const results::Lasting& event, SimTime time) {
  return event.from <= time && time < event.to;
}

/// The requests of some sources in some spans of one replication.
TrafficRecord collected(const RunRecord& record, const std::vector<std::size_t>& sources,
                        const Spans& meant) {
  TrafficRecord all;
  for (const std::size_t source : sources) {
    const std::vector<SpanRecord>& spans = record.timeline->sources[source].spans;
    for (std::size_t i = 0; i < spans.size(); ++i) {
      if (!meant(i)) continue;
      all.requests += spans[i].requests;
      for (std::size_t d = 0; d < all.ended.size(); ++d) all.ended[d] += spans[i].ended[d];
      all.latency.merge(spans[i].latency);
    }
  }
  return all;
}

PairSummary summarised(const RunEvidence& evidence, PairSummary pair, const Spans& meant) {
  std::vector<TrafficRecord> replications;
  for (const RunRecord& record : evidence.records) {
    replications.push_back(collected(record, pair.sources, meant));
  }
  return summarise(replications, std::move(pair));
}

PhaseSummary phase_of(const RunEvidence& evidence, const std::vector<std::size_t>& sources,
                      const Spans& meant) {
  PairSummary everything;
  everything.sources = sources;
  const PairSummary found = summarised(evidence, everything, meant);
  return {found.requests, found.failed, found.ended, found.error_rate, found.latency};
}

EventEffect effect_of(const RunEvidence& evidence, const TimelineScale& scale, std::size_t event,
                      const std::vector<std::size_t>& sources) {
  const results::Lasting& own = scale.events[event];
  const auto quiet = [&](SimTime time) {
    return std::none_of(scale.events.begin(), scale.events.end(),
                        [&](const results::Lasting& one) { return lasts(one, time); });
  };
  EventEffect effect;
  std::vector<double> lost;
  for (const RunRecord& record : evidence.records) {
    std::uint64_t in_this = 0;
    for (const std::size_t source : sources)
      in_this += record.timeline->sources[source].lost[event];
    effect.lost += in_this;
    lost.push_back(static_cast<double>(in_this));
  }
  effect.lost_each = stats::estimate_of_mean(lost);
  const auto begin = [&](std::size_t span) { return scale.span_begin(span); };
  effect.before = phase_of(evidence, sources, [&](std::size_t span) {
    return begin(span) < own.from && quiet(begin(span));
  });
  effect.during =
      phase_of(evidence, sources, [&](std::size_t span) { return lasts(own, begin(span)); });
  effect.after = phase_of(evidence, sources, [&](std::size_t span) {
    return begin(span) >= own.to && quiet(begin(span));
  });
  return effect;
}

std::vector<WindowSummary> windows_of(const RunEvidence& evidence, const TimelineScale& scale) {
  std::vector<WindowSummary> windows(scale.windows);
  const Duration end = duration_of(evidence);
  for (std::size_t i = 0; i < windows.size(); ++i) {
    WindowSummary& window = windows[i];
    window.from = scale.window * static_cast<std::int64_t>(i);
    window.to = std::min(end, scale.window * static_cast<std::int64_t>(i + 1));
    results::CoarseHistogram latency;
    for (const RunRecord& record : evidence.records) {
      window.requests += record.timeline->windows[i].requests;
      latency.merge(record.timeline->windows[i].latency);
    }
    const std::uint64_t delivered = latency.count();
    window.failed = window.requests - std::min(window.requests, delivered);
    if (delivered == 0) continue;
    window.p50_s = latency.quantile_seconds(0.5);
    window.p99_s = latency.quantile_seconds(0.99);
  }
  return windows;
}

double error_share(const WindowSummary& window) {
  return window.requests == 0
             ? 0
             : static_cast<double>(window.failed) / static_cast<double>(window.requests);
}

/// From the beginning of an event to the end of the last window that is not as before, looked for
/// up to where another event begins.
std::optional<Duration> recovery_of(const std::vector<WindowSummary>& windows,
                                    const TimelineScale& scale, std::size_t event,
                                    const PhaseSummary& before) {
  const Duration begin = scale.events[event].from.since_start();
  Duration limit = windows.back().to;
  for (const results::Lasting& other : scale.events) {
    const Duration from = other.from.since_start();
    if (from > begin) limit = std::min(limit, from);
  }
  const double usual_errors = before.requests == 0 ? 0 : before.error_rate.mean;
  const bool known = before.latency.has_value();
  const double usual = known ? before.latency->of(model::Statistic::p50).mean : 0;
  const auto as_before = [&](const WindowSummary& window) {
    const bool slow = known && window.p50_s && *window.p50_s > slower * usual;
    return error_share(window) <= usual_errors + more_errors && !slow;
  };
  Duration recovered;
  bool at_end = false;
  for (const WindowSummary& window : windows) {
    if (window.to <= begin || window.from >= limit) continue;
    at_end = !as_before(window);
    if (at_end) recovered = window.to - begin;
  }
  if (at_end) return std::nullopt;
  return recovered;
}

}  // namespace

TimelineSummary answer(const TimelineQuestion&, const RunEvidence& evidence) {
  TimelineSummary summary;
  if (evidence.model.events.empty() || evidence.records.empty()) return summary;
  const TimelineScale scale = results::timeline_scale(evidence.model.events, duration_of(evidence));
  summary.window = scale.window;
  summary.windows = windows_of(evidence, scale);
  std::vector<std::size_t> sources(evidence.model.traffic.size());
  std::iota(sources.begin(), sources.end(), std::size_t{0});
  for (std::size_t i = 0; i < scale.events.size(); ++i) {
    EventSummary event;
    event.event = i;
    event.happened = scale.events[i].from.since_start() < duration_of(evidence);
    event.all = effect_of(evidence, scale, i, sources);
    if (event.happened) {
      event.recovery = recovery_of(summary.windows, scale, i, event.all.before);
    }
    summary.events.push_back(std::move(event));
  }
  return summary;
}

PairSummary restricted(const RunEvidence& evidence, const PairSummary& pair,
                       const std::vector<std::size_t>& during,
                       const std::vector<std::size_t>& outside) {
  const TimelineScale scale = results::timeline_scale(evidence.model.events, duration_of(evidence));
  const auto any = [&](const std::vector<std::size_t>& events, SimTime time) {
    return std::any_of(events.begin(), events.end(),
                       [&](std::size_t event) { return lasts(scale.events[event], time); });
  };
  PairSummary part;
  part.from = pair.from;
  part.destination = pair.destination;
  part.route = pair.route;
  part.sources = pair.sources;
  part.loops = pair.loops;
  return summarised(evidence, part, [&](std::size_t span) {
    const SimTime begin = scale.span_begin(span);
    return (during.empty() || any(during, begin)) && !any(outside, begin);
  });
}

}  // namespace isthmus::analysis

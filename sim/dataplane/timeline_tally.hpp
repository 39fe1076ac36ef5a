// Counts the requests of one site by the events that they fall into; only where there are events.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "sim/dataplane/measured.hpp"
#include "sim/results/timeline.hpp"

namespace isthmus::dataplane {

class TimelineTally {
 public:
  /// `scale` outlives it.
  TimelineTally(const results::TimelineScale& scale, const Measured& measured, std::size_t sources)
      : scale_{&scale}, measured_{measured} {
    timeline_.sources.resize(sources);
    for (results::SourceTimeline& source : timeline_.sources) {
      source.spans.resize(scale.spans());
      source.lost.resize(scale.events.size());
    }
    timeline_.windows.resize(scale.windows);
  }

  void started(std::size_t source, SimTime intended) {
    if (intended >= measured_.to) return;
    ++window_at(intended).requests;
    if (measured_.contains(intended)) ++span_at(source, intended).requests;
  }

  void ended(std::size_t source, SimTime intended, SimTime when, route::Disposition disposition) {
    if (intended >= measured_.to) return;
    const bool delivered = disposition == route::Disposition::delivered;
    if (delivered) window_at(intended).latency.record(when - intended);
    if (!measured_.contains(intended)) return;
    if (!delivered) return failed(source, intended, when, disposition);
    results::SpanRecord& span = span_at(source, intended);
    ++span.ended[static_cast<std::size_t>(disposition)];
    span.latency.record(when - intended);
  }

  /// What was counted; requests that have not ended by now have timed out, whatever lasted then.
  results::Timeline settled() const {
    results::Timeline timeline = timeline_;
    for (results::SourceTimeline& source : timeline.sources) {
      for (std::size_t i = 0; i < source.spans.size(); ++i) {
        const results::SpanRecord& span = source.spans[i];
        std::uint64_t open = span.requests;
        for (const std::uint64_t ended : span.ended) open -= ended;
        const SimTime begin = scale_->span_begin(i);
        for (std::size_t e = 0; e < source.lost.size(); ++e) {
          if (begin < scale_->events[e].to) source.lost[e] += open;
        }
        results::SpanRecord& blamed =
            source.spans[scale_->span_of(blamed_from(begin, SimTime::never()))];
        source.spans[i].requests -= open;
        blamed.requests += open;
        blamed.ended[static_cast<std::size_t>(route::Disposition::timed_out)] += open;
      }
    }
    return timeline;
  }

 private:
  void failed(std::size_t source, SimTime intended, SimTime when, route::Disposition disposition) {
    --span_at(source, intended).requests;
    results::SpanRecord& blamed = span_at(source, blamed_from(intended, when));
    ++blamed.requests;
    ++blamed.ended[static_cast<std::size_t>(disposition)];
    for (std::size_t i = 0; i < scale_->events.size(); ++i) {
      const results::Lasting& event = scale_->events[i];
      if (intended < event.to && when >= event.from) ++timeline_.sources[source].lost[i];
    }
  }

  /// Where the failure of a request belongs that was under way from `intended` to `when`: to the
  /// event that began meanwhile, if none lasted when it began.
  SimTime blamed_from(SimTime intended, SimTime when) const {
    SimTime first = SimTime::never();
    for (const results::Lasting& event : scale_->events) {
      if (event.from <= intended && intended < event.to) return intended;
      if (event.from > intended && event.from <= when && event.from < measured_.to) {
        first = std::min(first, event.from);
      }
    }
    return first == SimTime::never() ? intended : first;
  }

  results::WindowRecord& window_at(SimTime intended) {
    const std::int64_t window = scale_->window.in_nanoseconds();
    return timeline_
        .windows[static_cast<std::size_t>(intended.since_start().in_nanoseconds() / window)];
  }
  results::SpanRecord& span_at(std::size_t source, SimTime intended) {
    return timeline_.sources[source].spans[scale_->span_of(intended)];
  }

  const results::TimelineScale* scale_;
  Measured measured_;
  results::Timeline timeline_;
};

}  // namespace isthmus::dataplane

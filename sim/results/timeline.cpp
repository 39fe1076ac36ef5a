#include "sim/results/timeline.hpp"

#include <algorithm>

namespace isthmus::results {
namespace {

constexpr std::int64_t windows_most = 200;

/// The least of 1, 2, 5, 10, 20, ... ns of which `windows_most` last as long as the run.
Duration window_of(Duration duration) {
  std::int64_t power = 1;
  for (;; power *= 10) {
    for (const std::int64_t digit : {1, 2, 5}) {
      const Duration window = Duration::nanoseconds(digit * power);
      if (duration <= window * windows_most) return window;
    }
  }
}

}  // namespace

std::size_t TimelineScale::span_of(SimTime time) const {
  return static_cast<std::size_t>(std::upper_bound(cuts.begin(), cuts.end(), time) - cuts.begin());
}

TimelineScale timeline_scale(const std::vector<model::Event>& events, Duration duration) {
  TimelineScale scale;
  const SimTime end = SimTime::start() + duration;
  for (const model::Event& event : events) {
    scale.events.push_back({event.begin, event.end});
    for (const SimTime cut : {event.begin, event.end}) {
      if (cut > SimTime::start() && cut < end) scale.cuts.push_back(cut);
    }
  }
  std::sort(scale.cuts.begin(), scale.cuts.end());
  scale.cuts.erase(std::unique(scale.cuts.begin(), scale.cuts.end()), scale.cuts.end());
  scale.window = window_of(duration);
  const std::int64_t length = scale.window.in_nanoseconds();
  scale.windows = static_cast<std::size_t>((duration.in_nanoseconds() + length - 1) / length);
  return scale;
}

void SpanRecord::merge(const SpanRecord& other) {
  requests += other.requests;
  for (std::size_t i = 0; i < ended.size(); ++i) ended[i] += other.ended[i];
  latency.merge(other.latency);
}

}  // namespace isthmus::results

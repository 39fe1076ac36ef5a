#include "sim/dataplane/station_observer.hpp"

#include <algorithm>

#include "sim/base/expects.hpp"

namespace isthmus::dataplane {

void StationObserver::arrived(SimTime now) {
  follow(now);
  ++present_;
}

void StationObserver::stayed(SimTime arrival, SimTime start, SimTime departure, Duration work) {
  if (!measured_.contains(arrival)) return;
  const Duration sojourn = departure - arrival;
  detail_.waits.record(start - arrival);
  detail_.sojourns.record(sojourn);
  const std::size_t at = results::StationDetail::class_of(work);
  if (at >= detail_.by_work.size()) detail_.by_work.resize(at + 1);
  results::WorkClass& same = detail_.by_work[at];
  ++same.jobs;
  same.work_ns += work.in_nanoseconds();
  same.sojourn_ns += sojourn.in_nanoseconds();
  if (work == Duration::zero()) return;
  detail_.slowdowns +=
      static_cast<double>(sojourn.in_nanoseconds()) / static_cast<double>(work.in_nanoseconds());
  ++detail_.slowed;
}

results::StationDetail StationObserver::detail() const {
  StationObserver whole = *this;
  SimTime end = measured_.to;
  if (!probes_->empty()) end = std::max(end, probes_->back() + Duration::nanoseconds(1));
  if (end > whole.latest_) whole.follow(end);
  return whole.detail_;
}

/// Brings the number present up to `now`.
void StationObserver::follow(SimTime now) {
  while (!departures_.empty() && departures_.top() <= now) {
    ISTHMUS_EXPECTS(present_ > 0);
    pass(departures_.top());
    --present_;
    departures_.pop();
  }
  pass(now);
}

/// Nothing changes until `now`.
void StationObserver::pass(SimTime now) {
  std::vector<std::int64_t>& seen = detail_.at_probes;
  while (seen.size() < probes_->size() && (*probes_)[seen.size()] < now) {
    seen.push_back(static_cast<std::int64_t>(present_));
  }
  if (present_ >= detail_.at_number_ns.size()) detail_.at_number_ns.resize(present_ + 1);
  detail_.at_number_ns[present_] += measured_.overlap(latest_, now).in_nanoseconds();
  latest_ = now;
}

}  // namespace isthmus::dataplane

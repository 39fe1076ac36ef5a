#include "sim/dataplane/arrival_clock.hpp"

#include <algorithm>
#include <cmath>
#include <variant>

#include "sim/dataplane/station.hpp"

namespace isthmus::dataplane {
namespace {

SimTime later_by(SimTime time, Duration gap) {
  return gap < SimTime::never() - time ? time + gap : SimTime::never();
}

SimTime later_by(SimTime time, double seconds) {
  if (!(seconds < Station::closing.since_start().in_seconds())) return SimTime::never();
  return later_by(time, Duration::nearest_seconds(seconds));
}

/// How long a stage takes to bring `requests`: the root of a straight line's area.
double seconds_until(const model::RateStage& stage, double requests) {
  const double from = stage.from.in_per_second();
  const double slope =
      (stage.to.in_per_second() - from) / stage.length.in_seconds();  // Per second, twice.
  const double root = std::sqrt(std::max(from * from + 2 * slope * requests, 0.0));
  return 2 * requests / (from + root);
}

}  // namespace

ArrivalClock::ArrivalClock(const model::TrafficSource& traffic, const random::Stream& gaps,
                           const random::Stream& states)
    : traffic_{&traffic},
      gaps_{gaps},
      states_{states},
      steady_poisson_{std::holds_alternative<model::PoissonArrivals>(traffic.arrivals) &&
                      traffic.profile.stages.empty()} {
  if (const auto* renewal = std::get_if<model::RenewalArrivals>(&traffic.arrivals)) {
    renewal_ = random::Sampler{renewal->gap};
  }
  const auto* mmpp = std::get_if<model::MmppArrivals>(&traffic.arrivals);
  if (mmpp == nullptr) return;
  double all = 0;
  for (const auto& state : mmpp->states) all += state.stay.in_seconds();
  double drawn = states_.uniform() * all;
  while (state_ + 1 < mmpp->states.size() && drawn >= mmpp->states[state_].stay.in_seconds()) {
    drawn -= mmpp->states[state_++].stay.in_seconds();
  }
  begin_state(*mmpp, SimTime::start());
}

void ArrivalClock::begin_state(const model::MmppArrivals& mmpp, SimTime now) {
  const double mean = mmpp.states[state_].stay.in_seconds();
  state_ends_ = later_by(now, random::unit_exponential(states_) * mean);
}

void ArrivalClock::draw_gaps() {
  const double rate = traffic_->rate.in_per_second();
  for (std::size_t i = 0; i < gaps_ready_.size(); i += 2) {
    const random::TwoDoubles seconds = random::two_exponentials(gaps_) / rate;
    gaps_ready_[i] = Duration::nearest_seconds(seconds[0]);
    gaps_ready_[i + 1] = Duration::nearest_seconds(seconds[1]);
  }
  used_ = 0;
}

SimTime ArrivalClock::next_of_law(SimTime latest) {
  ++count_;
  if (std::holds_alternative<model::PoissonArrivals>(traffic_->arrivals)) {
    due_ += random::unit_exponential(gaps_);
    return when_due(due_);
  }
  if (std::holds_alternative<model::ConstantArrivals>(traffic_->arrivals)) {
    return when_due(static_cast<double>(count_));
  }
  if (const auto* batch = std::get_if<model::BatchArrivals>(&traffic_->arrivals)) {
    if ((count_ - 1) % batch->size != 0) return later_by(latest, batch->spacing);
    return std::max(latest, when_due(static_cast<double>(count_ - 1 + batch->size)));
  }
  if (const auto* mmpp = std::get_if<model::MmppArrivals>(&traffic_->arrivals)) {
    return next_of_states(*mmpp, latest);
  }
  if (std::holds_alternative<model::RenewalArrivals>(traffic_->arrivals)) {
    return latest + bounded(renewal_(gaps_));
  }
  const auto* trace = std::get_if<model::TraceArrivals>(&traffic_->arrivals);
  ISTHMUS_EXPECTS(trace != nullptr);  // Others do not come by the clock.
  if (count_ > trace->starts.size()) return SimTime::never();
  return SimTime::start() + trace->starts[count_ - 1];
}

SimTime ArrivalClock::next_of_states(const model::MmppArrivals& mmpp, SimTime latest) {
  double due = random::unit_exponential(gaps_);
  SimTime now = latest;
  for (;;) {
    const double rate = mmpp.states[state_].rate.in_per_second();
    const double left = (state_ends_ - now).in_seconds();
    if (due < rate * left) return later_by(now, due / rate);
    due -= rate * left;
    now = state_ends_;
    if (now >= Station::closing) return SimTime::never();
    state_ = (state_ + 1) % mmpp.states.size();
    begin_state(mmpp, now);
  }
}

SimTime ArrivalClock::when_due(double requests) {
  const model::RateProfile& profile = traffic_->profile;
  if (profile.stages.empty()) {
    return later_by(SimTime::start(), requests / traffic_->rate.in_per_second());
  }
  for (;;) {
    if (stage_ == profile.stages.size() && profile.repeats) stage_ = 0;
    const double left = requests - due_before_;
    if (stage_ == profile.stages.size()) {
      return later_by(stage_begins_, left / profile.stages.back().to.in_per_second());
    }
    const model::RateStage& stage = profile.stages[stage_];
    if (left < stage.requests()) return later_by(stage_begins_, seconds_until(stage, left));
    if (stage_begins_ >= Station::closing) return SimTime::never();
    due_before_ += stage.requests();
    stage_begins_ = stage_begins_ + stage.length;
    ++stage_;
  }
}

}  // namespace isthmus::dataplane

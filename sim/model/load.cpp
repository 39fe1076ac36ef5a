#include "sim/model/load.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "sim/base/expects.hpp"

namespace isthmus::model {
namespace {

constexpr std::size_t pieces = 48;

struct OwnRate {
  PerSecond operator()(const MmppArrivals& mmpp) const {
    double requests = 0;
    double seconds = 0;
    for (const MmppArrivals::State& state : mmpp.states) {
      requests += state.rate.in_per_second() * state.stay.in_seconds();
      seconds += state.stay.in_seconds();
    }
    return PerSecond::of(requests / seconds);
  }
  PerSecond operator()(const RenewalArrivals& renewal) const {
    return PerSecond::of(1 / random::mean_seconds(renewal.gap));
  }
  PerSecond operator()(const TraceArrivals& trace) const {
    if (trace.starts.empty()) return {};
    const double length = std::max(trace.starts.back().in_seconds(), 1e-9);
    return PerSecond::of(static_cast<double>(trace.starts.size()) / length);
  }
  PerSecond operator()(const Users& users) const {
    const double cycle = std::max(random::mean_seconds(users.think_time), 1e-3);
    return PerSecond::of(static_cast<double>(users.count) / cycle);
  }
  template <class GivenOne>
  PerSecond operator()(const GivenOne&) const {
    return {};
  }
};

/// Cosines of all multiples of 7.5 degrees, by half angles and turning: the same bits everywhere.
std::vector<double> cosines() {
  double cosine = std::sqrt(3.0) / 2;  // Of 30 degrees.
  for (int halving = 0; halving < 2; ++halving) cosine = std::sqrt((1 + cosine) / 2);
  const double sine = std::sqrt(1 - cosine * cosine);
  std::vector<double> all;
  double x = 1;
  double y = 0;
  for (std::size_t i = 0; i < pieces; ++i) {
    all.push_back(x);
    const double turned = x * cosine - y * sine;
    y = x * sine + y * cosine;
    x = turned;
  }
  return all;
}

/// The profile as seen from `offset` after its beginning.
RateProfile begun_at(const RateProfile& profile, Duration offset) {
  RateProfile turned{.repeats = true};
  std::size_t i = 0;
  for (; offset >= profile.stages[i].length; ++i) offset = offset - profile.stages[i].length;
  const RateStage& cut = profile.stages[i];
  const double share = offset.in_seconds() / cut.length.in_seconds();
  const double between = cut.from.in_per_second() * (1 - share) + cut.to.in_per_second() * share;
  turned.stages.push_back({cut.length - offset, PerSecond::of(between), cut.to});
  for (std::size_t k = 1; k < profile.stages.size(); ++k) {
    turned.stages.push_back(profile.stages[(i + k) % profile.stages.size()]);
  }
  if (offset > Duration::zero()) {
    turned.stages.push_back({offset, cut.from, PerSecond::of(between)});
  }
  return turned;
}

}  // namespace

Loop loop_of(const Arrivals& arrivals) {
  if (std::holds_alternative<Users>(arrivals)) return Loop::closed;
  return std::holds_alternative<ImpliedCalls>(arrivals) ? Loop::calls : Loop::open;
}

std::string_view text(Loop loop) {
  switch (loop) {
    case Loop::open:
      return "open";
    case Loop::closed:
      return "closed";
    case Loop::calls:
      return "calls";
  }
  ISTHMUS_EXPECTS(false);
}

PerSecond mean_rate(const RateProfile& profile) {
  double requests = 0;
  double seconds = 0;
  for (const RateStage& stage : profile.stages) {
    requests += stage.requests();
    seconds += stage.length.in_seconds();
  }
  ISTHMUS_EXPECTS(seconds > 0);
  return PerSecond::of(requests / seconds);
}

PerSecond own_rate(const Arrivals& arrivals) { return std::visit(OwnRate{}, arrivals); }

RateProfile diurnal(PerSecond mean, Ratio swing, Duration period, Duration peak) {
  const std::vector<double> waves = cosines();
  const auto rate = [&](std::size_t i) {
    const double factor = 1 + swing.share() * waves[i % pieces];
    return PerSecond::of(mean.in_per_second() * std::max(factor, 0.0));
  };
  // From top to top; lengths such that they add up to the period exactly.
  RateProfile wave;
  const std::int64_t total = period.in_nanoseconds();
  const auto count = static_cast<std::int64_t>(pieces);
  const auto until = [&](std::size_t i) {
    return total / count * static_cast<std::int64_t>(i) +
           total % count * static_cast<std::int64_t>(i) / count;
  };
  for (std::size_t i = 0; i < pieces; ++i) {
    wave.stages.push_back({Duration::nanoseconds(until(i + 1) - until(i)), rate(i), rate(i + 1)});
  }
  const std::int64_t since_top = (total - peak.in_nanoseconds() % total) % total;
  return begun_at(wave, Duration::nanoseconds(since_top));
}

}  // namespace isthmus::model

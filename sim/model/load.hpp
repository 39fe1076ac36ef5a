// When requests start: the laws of open loops, and closed loops.
//
// In an open loop requests come whether or not earlier ones were answered. In a closed loop a user
// waits for the answer and thinks before asking again; so a slow system is asked less, and hides
// it.
#pragma once

#include <cstdint>
#include <string_view>
#include <variant>
#include <vector>

#include "sim/base/quantity.hpp"
#include "sim/base/time.hpp"
#include "sim/random/distribution.hpp"

namespace isthmus::model {

/// Exponential gaps: many independent users.
struct PoissonArrivals {};

/// Equal gaps, the first request after one gap.
struct ConstantArrivals {};

/// So many together, in equal gaps: what the threads of a load generator without jitter do.
struct BatchArrivals {
  std::uint64_t size = 1;
  Duration spacing{};  ///< Between two of a batch; the next one waits for the end of the latest.
};

/// A Poisson process whose rate follows a state that changes at random. The states are passed in
/// turn; the first is drawn, each as likely as it takes time.
struct MmppArrivals {
  struct State {
    PerSecond rate{};
    Duration stay{};  ///< Mean of its exponential length; more than 0.
  };
  std::vector<State> states{};  ///< At least two, one with a rate above 0.
};

/// Independent gaps of any law.
struct RenewalArrivals {
  random::Distribution gap;
};

/// As recorded: starts from the beginning of the run, in order.
struct TraceArrivals {
  std::vector<Duration> starts{};
};

/// A closed loop: each user thinks, asks, waits for the end of the request, and thinks again.
struct Users {
  std::uint64_t count = 1;
  random::Distribution think_time;
};

/// Nobody's own: the calls that a service makes while it answers others.
struct ImpliedCalls {};

using Arrivals = std::variant<PoissonArrivals, ConstantArrivals, BatchArrivals, MmppArrivals,
                              RenewalArrivals, TraceArrivals, Users, ImpliedCalls>;

/// What the latency of a stream has to be read with.
enum class Loop {
  open,    ///< Requests come whatever happens to others.
  closed,  ///< Users wait for their answers.
  calls,   ///< Made by a service on behalf of others.
};
Loop loop_of(const Arrivals& arrivals);
std::string_view text(Loop loop);  ///< "open", "closed", "calls"

/// A stretch in which a rate goes from one value to another along a straight line.
struct RateStage {
  Duration length{};  ///< More than 0.
  PerSecond from{};
  PerSecond to{};

  double requests() const {
    return (from.in_per_second() + to.in_per_second()) / 2 * length.in_seconds();
  }
};

/// A rate that changes with time; without stages it does not. Behind the last stage its last rate
/// holds, or it all begins again.
struct RateProfile {
  std::vector<RateStage> stages{};
  bool repeats = false;
};

/// The mean of a profile over its stages.
///
/// Limits   it has stages.
PerSecond mean_rate(const RateProfile& profile);

/// The mean rate that a law of arrivals has by itself: of the states of an MMPP, of renewals, of a
/// trace over its length, and for users an upper bound (nothing but thinking, at least 1 ms).
///
/// Returns  0 for laws that are given a rate.
PerSecond own_rate(const Arrivals& arrivals);

/// A day: a cosine around `mean` with its top at `peak`, in 48 straight pieces, over and over.
///
/// Limits   `swing` at most 1; `period` more than 48 ns.
RateProfile diurnal(PerSecond mean, Ratio swing, Duration period, Duration peak);

}  // namespace isthmus::model

// Requests with attempts: time-outs, retries and hedges (docs/model/resilience.md).
#include <algorithm>
#include <utility>

#include "sim/base/expects.hpp"
#include "sim/dataplane/site.hpp"

namespace isthmus::dataplane {
namespace {

using kernel::Event;
using kernel::Phase;
using route::Disposition;

/// Envoy's: a fully jittered exponential back-off.
constexpr std::uint64_t backoff_intervals_max = 10;
/// Envoy's min_retry_concurrency.
constexpr double retries_min = 3;

std::int64_t& part(results::Ledger& ledger, results::Part which) {
  return ledger[static_cast<std::size_t>(which)];
}

}  // namespace

/// A request begins whose caller keeps an eye on it.
void Site::open_order(const Order& order, SimTime now, Scheduler& out) {
  Source& source = sources_[order.source];
  const model::Resilience& policy = source.traffic().resilience;
  const Call call = orders_.add(order);
  ++source.orders;
  orders_[call.index].intended = now;
  if (policy.timeout) {
    orders_[call.index].deadline = out.timer_at(now + bounded(*policy.timeout), Phase::timeout,
                                                Event::of(Kind::deadline, call.index));
  }
  begin_attempt(call.index, now, out);
}

void Site::begin_attempt(std::uint32_t order_index, SimTime now, Scheduler& out) {
  Order& order = orders_[order_index];
  const model::Resilience& policy = sources_[order.source].traffic().resilience;
  ++order.begun;
  ++order.open;
  if (order.begun > 1 && conditions_->measured.contains(order.intended)) {
    tallies_[order.source].tried_again();
  }
  const Call attempt = attempts_.add({.order = orders_.call_of(order_index), .began = now});
  if (policy.per_try_timeout) {
    attempts_[attempt.index].timeout =
        out.timer_at(now + bounded(*policy.per_try_timeout), Phase::timeout,
                     Event::of(Kind::try_timeout, attempt.index));
  }
  if (policy.hedge && order.begun < policy.hedge->attempts) {
    order.hedge = out.timer_at(now + bounded(policy.hedge->after), Phase::timeout,
                               Event::of(Kind::hedge, order_index));
  }
  Flight flight;
  flight.intended = now;
  flight.call = attempt;
  launch(flight, order.source, order.instance, now, out);
}

/// The answer of an attempt is there, and its connection is free, whether or not anybody waits.
void Site::answered_arrives(const Flight& flight, SimTime now, Scheduler& out) {
  const Call call = flight.call;  // Whoever hears of it may send others, and flights move.
  const Ending ending = ending_of(flight);
  Flight connection = flight;
  const std::uint32_t held = std::exchange(held_, nobody);
  give_back(connection, now, out);
  held_ = held;
  attempt_returns(call, ending, now, out);
}

/// Nobody waits for the end of an attempt that was given up, or whose order has ended without it.
void Site::attempt_returns(Call call, const Ending& ending, SimTime now, Scheduler& out) {
  if (!attempts_.holds(call)) return;
  const Attempt attempt = attempts_.remove(call.index);
  out.cancel(attempt.timeout);
  out.cancel(attempt.doom);
  if (!orders_.holds(attempt.order)) return;
  const std::uint32_t held = std::exchange(held_, nobody);  // Others may be sent from here.
  attempt_ended(attempt, ending, now, out);
  held_ = held;
}

void Site::attempt_ended(const Attempt& attempt, const Ending& ending, SimTime now,
                         Scheduler& out) {
  Order& order = orders_[attempt.order.index];
  --order.open;
  if (ending.disposition == Disposition::delivered) {
    Ending whole = ending;
    part(whole.ledger, results::Part::retry_wait) +=
        (attempt.began - order.intended).in_nanoseconds();
    return close_order(attempt.order.index, whole, now, out);
  }
  if (order.open > 0) return;  // Another one is still under way.
  if (try_again(attempt.order.index, now, out)) return;
  close_order(attempt.order.index, {.disposition = ending.disposition}, now, out);
}

/// Whether there will be another attempt, after a while.
bool Site::try_again(std::uint32_t order_index, SimTime now, Scheduler& out) {
  Order& order = orders_[order_index];
  Source& source = sources_[order.source];
  const model::RetryPolicy& policy = source.traffic().resilience.retry;
  if (order.begun >= policy.attempts || source.is_hopeless()) return false;
  if (policy.budget && !order.retrying) {
    const double most =
        std::max(retries_min, policy.budget->share() * static_cast<double>(source.orders));
    if (static_cast<double>(source.retries) + 1 > most) return false;
  }
  if (!order.retrying) ++source.retries;
  order.retrying = true;
  out.cancel(order.hedge);
  Duration wait;
  if (policy.backoff > Duration::zero()) {
    const std::uint64_t doubled = (std::uint64_t{1} << std::min(order.begun, 5U)) - 1;
    const auto intervals = static_cast<double>(std::min(doubled, backoff_intervals_max));
    wait = bounded(
        Duration::nearest_seconds(source.jitter() * intervals * policy.backoff.in_seconds()));
  }
  order.retry = out.timer_at(now + wait, Phase::timeout, Event::of(Kind::retry, order_index));
  return true;
}

void Site::try_times_out(std::uint32_t attempt_index, SimTime now, Scheduler& out) {
  const Attempt attempt = attempts_.remove(attempt_index);  // Its flight goes on for nobody.
  out.cancel(attempt.doom);
  if (!orders_.holds(attempt.order)) return;
  attempt_ended(attempt, {.disposition = Disposition::timed_out}, now, out);
}

/// An order has ended: for its stream, for a user, and for whoever made the call.
void Site::close_order(std::uint32_t order_index, const Ending& ending, SimTime now,
                       Scheduler& out) {
  const Order order = orders_.remove(order_index);
  out.cancel(order.deadline);
  out.cancel(order.hedge);
  out.cancel(order.retry);
  Source& source = sources_[order.source];
  --source.orders;
  if (order.retrying) --source.retries;
  close_request(source.flow(), order.intended, now, ending, out);
  if (!order.join.is_some()) return;
  results::Ledger spent = ending.ledger;
  const bool delivered = ending.disposition == Disposition::delivered;
  if (!delivered) {
    spent = {};
    part(spent, results::Part::retry_wait) = (now - order.intended).in_nanoseconds();
  }
  step_ended(order.join, delivered || order.ignores_errors, spent, now, out);
}

}  // namespace isthmus::dataplane

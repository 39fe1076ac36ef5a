// Requests with attempts: time-outs, retries and hedges (docs/model/resilience.md).
#include <algorithm>
#include <limits>
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

/// Whether a policy tries again after such an end.
bool is_retried(Disposition disposition, const model::RetryOn& on) {
  switch (disposition) {
    case Disposition::service_error:
      return on.service_errors;
    case Disposition::overloaded:
    case Disposition::no_healthy_endpoint:
      return on.refusals;
    case Disposition::timed_out:
    case Disposition::reset:
      return on.resets;
    case Disposition::denied_by_intention:
      return on.denials;
    default:
      return on.connect_failures;
  }
}

std::int64_t& part(results::Ledger& ledger, results::Part which) {
  return ledger[static_cast<std::size_t>(which)];
}

}  // namespace

/// A request begins whose caller keeps an eye on it.
void Site::open_order(const Order& order, SimTime now, Scheduler& out) {
  Source& source = sources_[order.source];
  const Call call = orders_.add(order);
  ++source.under_way(order.instance).orders;
  orders_[call.index].intended = now;
  if (const auto limit = source.limit()) {
    orders_[call.index].deadline =
        out.timer_at(now + bounded(*limit), Phase::timeout, Event::of(Kind::deadline, call.index));
  }
  begin_attempt(call.index, now, out);
}

void Site::begin_attempt(std::uint32_t order_index, SimTime now, Scheduler& out) {
  Order& order = orders_[order_index];
  const model::Resilience& policy = sources_[order.source].policy();
  ++order.begun;
  ++order.open;
  if (order.begun > 1 && conditions_->measured.contains(order.intended)) {
    tallies_[order.source].tried_again();
  }
  Attempt attempt;
  attempt.order = orders_.call_of(order_index);
  attempt.began = now;
  attempt.before = order.latest;
  const Call call = attempts_.add(attempt);
  order.latest = call;
  if (policy.per_try_timeout) {
    attempts_[call.index].timeout =
        out.timer_at(now + bounded(*policy.per_try_timeout), Phase::timeout,
                     Event::of(Kind::try_timeout, call.index));
  }
  if (policy.hedge && order.begun < policy.hedge->attempts) {
    order.hedge = out.timer_at(now + bounded(policy.hedge->after), Phase::timeout,
                               Event::of(Kind::hedge, order_index));
  }
  Flight flight;
  flight.intended = now;
  flight.call = call;
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

/// Takes an attempt out of its order.
Attempt Site::taken(std::uint32_t attempt_index, Scheduler& out) {
  const Attempt attempt = attempts_.remove(attempt_index);
  out.cancel(attempt.timeout);
  out.cancel(attempt.connecting);
  out.cancel(attempt.doom);
  Call* link = &orders_[attempt.order.index].latest;
  while (link->index != attempt_index) link = &attempts_[link->index].before;
  *link = attempt.before;
  return attempt;
}

/// Nobody waits for the end of an attempt that was given up, or whose order has ended without it.
void Site::attempt_returns(Call call, const Ending& ending, SimTime now, Scheduler& out) {
  if (!attempts_.holds(call)) return;
  const Attempt attempt = taken(call.index, out);
  const std::uint32_t held = std::exchange(held_, nobody);  // Others may be sent from here.
  note_outcome(attempt, ending.disposition, now);
  let_go(attempt, now, out);
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
  if (try_again(attempt.order.index, ending.disposition, now, out)) return;
  close_order(attempt.order.index, {.disposition = ending.disposition}, now, out);
}

/// Whether there will be another attempt, after a while.
bool Site::try_again(std::uint32_t order_index, Disposition disposition, SimTime now,
                     Scheduler& out) {
  Order& order = orders_[order_index];
  Source& source = sources_[order.source];
  const model::RetryPolicy& policy = source.policy().retry;
  if (order.begun >= policy.attempts || source.is_hopeless()) return false;
  if (!is_retried(disposition, policy.on)) return false;
  Source::UnderWay& all = source.under_way(order.instance);
  if (!order.retrying) {
    const double most =
        policy.budget
            ? std::max(retries_min, policy.budget->share() * static_cast<double>(all.orders))
        : policy.concurrent ? static_cast<double>(*policy.concurrent)
                            : std::numeric_limits<double>::infinity();
    if (static_cast<double>(all.retries) + 1 > most) return false;
    ++all.retries;
  }
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
  give_up(attempt_index, Disposition::timed_out, now, out);
}

/// The connection of an attempt should be there by now, with its handshake.
void Site::connecting_ends(std::uint32_t attempt_index, SimTime now, Scheduler& out) {
  give_up(attempt_index, Disposition::connect_timeout, now, out);
}

/// Nobody waits for an attempt any more; its flight goes on for nobody.
void Site::give_up(std::uint32_t attempt_index, Disposition disposition, SimTime now,
                   Scheduler& out) {
  const Attempt attempt = taken(attempt_index, out);
  note_outcome(attempt, disposition, now);
  let_go(attempt, now, out);
  attempt_ended(attempt, {.disposition = disposition}, now, out);
}

/// An order has ended: for its stream, for a user, and for whoever made the call.
void Site::close_order(std::uint32_t order_index, const Ending& ending, SimTime now,
                       Scheduler& out) {
  while (orders_[order_index].latest.is_some()) {
    const Attempt attempt = taken(orders_[order_index].latest.index, out);
    if (ending.disposition == Disposition::timed_out)
      note_outcome(attempt, ending.disposition, now);
    let_go(attempt, now, out);
  }
  const Order order = orders_.remove(order_index);
  out.cancel(order.deadline);
  out.cancel(order.hedge);
  out.cancel(order.retry);
  Source& source = sources_[order.source];
  Source::UnderWay& all = source.under_way(order.instance);
  --all.orders;
  if (order.retrying) --all.retries;
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

// Upstreams with limits: who gets a connection, who waits for one, and who is refused
// (docs/model/resilience.md). Requests towards them are always watched, so every end is an event.
#include <algorithm>
#include <utility>

#include "sim/base/expects.hpp"
#include "sim/dataplane/site.hpp"

namespace isthmus::dataplane {
namespace {

bool is_reached(const std::optional<std::uint64_t>& limit, std::uint64_t count) {
  return limit && count >= *limit;
}

}  // namespace

Breaker& Site::breaker_of(const Attempt& attempt) {
  const Flow& flow = plan_->flows[attempt.flow];
  return breakers_[flow.first_breaker + attempt.instance];
}

/// A request towards an upstream with limits takes a connection, dials one, waits, or is refused.
void Site::launch_limited(Flight& flight, std::uint32_t source, std::uint32_t instance,
                          std::uint32_t host, SimTime now, Scheduler& out) {
  const Flow& flow = plan_->flows[flight.flow];
  const mesh::UpstreamLimits& limits = *flow.limits;
  Breaker& breaker = breakers_[flow.first_breaker + instance];
  if (is_reached(limits.max_concurrent_requests, breaker.requests)) {
    return verdict(flight, now, route::Disposition::overloaded, out);
  }
  const std::size_t number = flow.first_pool + std::size_t{instance} * flow.hosts + host;
  Pool& pool = pools_[number];
  Attempt& attempt = attempts_[flight.call.index];
  if (flow.keeps_alive() && takes_idle(flow, pool, flight, now, out)) {
    if (flow.counts_requests()) ++pool.active;
    ++breaker.requests;
    attempt.held = Held::connection;
    attempt.host = next_instance_of(flight);
    if (flow.calls()) flight.path = copy_of(flight.path);
    if (flow.exposed) watch_path(flight);
    return message_arrives(flight, now, out);
  }
  // Envoy always allows one connection to a host that requests are sent to.
  const bool may_dial =
      (flow.http && pool.open == 0) || !is_reached(limits.max_connections, breaker.connections);
  const std::uint64_t pending = breaker.dialling + breaker.waiting.size();
  if (flow.http ? is_reached(limits.max_pending_requests, pending) : !may_dial) {
    return verdict(flight, now, route::Disposition::overloaded, out);
  }
  if (may_dial) return dial_limited(flight, source, instance, host, now, out);
  attempt.held = Held::place_in_line;
  breaker.waiting.push_back({flight, now, source, instance, host, number});
}

void Site::dial_limited(Flight& flight, std::uint32_t source, std::uint32_t instance,
                        std::uint32_t host, SimTime now, Scheduler& out) {
  const Flow& flow = plan_->flows[flight.flow];
  Breaker& breaker = breakers_[flow.first_breaker + instance];
  Pool& pool = pools_[flow.first_pool + std::size_t{instance} * flow.hosts + host];
  if (flow.counts_requests()) ++pool.active;
  ++pool.open;
  ++breaker.connections;
  ++breaker.requests;
  ++breaker.dialling;
  attempts_[flight.call.index].held = Held::dial;
  dial(flight, source, instance, host, now, out);
}

/// The connection of a request is there, as far as its dialler has to do with it.
void Site::dial_done(const Flight& flight, Scheduler& out) {
  if (!attempts_.holds(flight.call)) return;
  Attempt& attempt = attempts_[flight.call.index];
  out.cancel(attempt.connecting);
  if (attempt.held != Held::dial) return;
  attempt.held = Held::connection;
  --breaker_of(attempt).dialling;
}

/// A request is over and its connection is free: for whoever waits for one to this host.
///
/// Returns  whether somebody did.
bool Site::hand_over(const Flow& flow, const Flight& ended, std::size_t pool, Path* circuit,
                     SimTime now, Scheduler& out) {
  Attempt& attempt = attempts_[ended.call.index];
  Breaker& breaker = breaker_of(attempt);
  --breaker.requests;
  if (attempt.held == Held::dial) --breaker.dialling;  // With early data nobody says so before.
  attempt.held = Held::nothing;
  const auto next = std::find_if(breaker.waiting.begin(), breaker.waiting.end(),
                                 [pool](const Waiting& one) { return one.pool == pool; });
  if (next == breaker.waiting.end()) return false;
  Waiting one = *next;
  breaker.waiting.erase(next);
  const Flow& its = plan_->flows[one.flight.flow];
  one.flight.path = circuit + its.variant;
  one.flight.add(Spent::queue, now - one.since);
  if (its.rough) set_windows(one.flight, Duration::zero());
  if (flow.counts_requests()) ++pools_[pool].active;
  ++breaker.requests;
  Attempt& waited = attempts_[one.flight.call.index];
  waited.held = Held::connection;
  waited.host = next_instance_of(one.flight);
  if (its.calls()) one.flight.path = copy_of(one.flight.path);
  if (its.exposed) watch_path(one.flight);
  const std::uint32_t held = std::exchange(held_, nobody);
  message_arrives(one.flight, now, out);
  held_ = held;
  return true;
}

/// An attempt has ended or was given up with what it held: its place in line, or its connection,
/// which is closed.
void Site::let_go(const Attempt& attempt, SimTime now, Scheduler& out) {
  if (attempt.held == Held::nothing) return;
  const Flow& flow = plan_->flows[attempt.flow];
  Breaker& breaker = breaker_of(attempt);
  if (attempt.held == Held::place_in_line) {
    std::erase_if(breaker.waiting, [&](const Waiting& one) {
      return !attempts_.holds(one.flight.call);  // It was taken out of the slab before.
    });
    return;
  }
  --breaker.requests;
  if (attempt.held == Held::stream) return;
  if (attempt.held == Held::dial) --breaker.dialling;
  --breaker.connections;
  const std::size_t pool =
      flow.first_pool + std::size_t{attempt.instance} * flow.hosts + attempt.pool_host;
  --pools_[pool].open;
  const auto next = std::find_if(breaker.waiting.begin(), breaker.waiting.end(),
                                 [pool](const Waiting& one) { return one.pool == pool; });
  if (next == breaker.waiting.end()) return;
  Waiting one = *next;
  breaker.waiting.erase(next);
  one.flight.add(Spent::queue, now - one.since);
  const std::uint32_t held = std::exchange(held_, nobody);
  dial_limited(one.flight, one.source, one.instance, one.host, now, out);
  held_ = held;
}

}  // namespace isthmus::dataplane

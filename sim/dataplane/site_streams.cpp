// Connections that carry several requests at once (docs/model/connections.md).
#include <utility>

#include "sim/dataplane/site.hpp"

namespace isthmus::dataplane {

/// A request towards an upstream whose connections carry several at once.
///
/// Returns  whether the limits of the upstream let it pass.
bool Site::launch_stream(Waiting& one, SimTime now, Scheduler& out) {
  const Flow& flow = plan_->flows[one.flight.flow];
  if (flow.limits) [[unlikely]] {
    Breaker& breaker = breakers_[flow.first_breaker + one.instance];
    const StreamPool& pool = streams_[one.pool];
    const auto& most = flow.limits->max_concurrent_requests;
    const auto& pending = flow.limits->max_pending_requests;
    if (most && breaker.requests >= *most) return false;
    if (pending && pool.dialling > 0 && pool.dialling + pool.waiting.size() >= *pending) {
      return false;
    }
    ++breaker.requests;
    attempts_[one.flight.call.index].held = Held::stream;
  }
  if (flow.counts_requests()) ++pools_[one.pool].active;
  board(std::move(one), now, out);
  return true;
}

/// A request takes a stream of a connection, waits for one that is being dialled, or dials.
void Site::board(Waiting one, SimTime now, Scheduler& out) {
  Flight& flight = one.flight;
  const Flow& flow = plan_->flows[flight.flow];
  StreamPool& pool = streams_[one.pool];
  while (now.since_start() > flow.traffic->idle_timeout) {
    Path* circuit = pool.take_older(now - flow.traffic->idle_timeout);
    if (circuit == nullptr) break;
    close_idle(flow, circuit, now, out);
  }
  StreamPool::Connection* connection = pool.with_room(now, flow.streams_max);
  while (connection != nullptr && flow.exposed &&
         !is_whole(flow, connection->circuit[flow.variant], connection->ready, now)) {
    Path* circuit = connection->circuit;
    drop_stream(flow, pool, circuit, now, out);
    connection = pool.with_room(now, flow.streams_max);
  }
  if (connection != nullptr) {
    const Duration idle = connection->is_idle(now) ? now - connection->last : Duration::zero();
    ++connection->open;
    flight.path = connection->circuit + flow.variant;
    flight.add(Spent::queue, now - one.since);
    if (flow.rough) set_windows(flight, idle);
    if (attempts_.holds(flight.call)) attempts_[flight.call.index].host = next_instance_of(flight);
    if (flow.calls()) flight.path = copy_of(flight.path);
    if (flow.exposed) watch_path(flight);
    return message_arrives(flight, now, out);
  }
  // Every connection that is being dialled has room for its own request and others.
  const std::uint64_t wanted = pool.dialling + pool.waiting.size() + 1;
  if (pool.dialling > 0 && (wanted - 1) / flow.streams_max < pool.dialling) {
    pool.waiting.push_back(std::move(one));
    return;
  }
  ++pool.dialling;
  flight.add(Spent::queue, now - one.since);
  dial(flight, one.source, one.instance, one.host, now, out);
}

/// A dialled connection may be used from `when` on, with the request that dialled it under way or
/// over.
void Site::stream_secured(const Flight& flight, SimTime when, std::uint64_t open, Scheduler& out) {
  const Flow& flow = plan_->flows[flight.flow];
  const std::size_t pool = pool_of(flow, *flight.path);
  streams_[pool].add(circuit_of(flight), when, open);
  out.at(when, kernel::Phase::departure, kernel::Event::of(Kind::streams, pool));
}

/// Those who waited for a connection get their streams.
void Site::streams_ready(std::size_t number, SimTime now, Scheduler& out) {
  StreamPool& pool = streams_[number];
  if (pool.dialling > 0) --pool.dialling;
  std::deque<Waiting> waiting = std::exchange(pool.waiting, {});
  for (Waiting& one : waiting) {
    const Call call = one.flight.call;
    if (call.is_some() && !attempts_.holds(call)) {  // It was given up.
      if (plan_->flows[one.flight.flow].counts_requests()) --pools_[number].active;
      continue;
    }
    board(std::move(one), now, out);
  }
}

/// A connection that carries several requests is no more: once, whoever counts it hears of that.
void Site::drop_stream(const Flow& flow, StreamPool& pool, Path* of, SimTime now, Scheduler& out) {
  if (!pool.drop(of)) return;
  const std::uint32_t held = std::exchange(held_, nobody);
  close_idle(flow, of, now, out);
  held_ = held;
}

/// A request has lost its connection, or the hope of one.
void Site::stream_lost(const Flight& flight, SimTime now, Scheduler& out) {
  const Flow& flow = plan_->flows[flight.flow];
  if (flight.lost) {
    Path* original = flight.path->original;
    Path* shared = original != nullptr ? original : flight.path;
    Path* circuit = flight.dialled ? circuit_of(flight) : shared - flow.variant;
    drop_stream(flow, streams_[pool_of(flow, *flight.path)], circuit, now, out);
    // With early data a request is under way before anybody knows of the connection.
    if (!flight.dialled || !flow.early_data) return;
  }
  streams_failed(flight, now, out);
}

/// There will be no connection; nor for those who waited for it, unless another is on its way.
void Site::streams_failed(const Flight& flight, SimTime now, Scheduler& out) {
  const Flow& flow = plan_->flows[flight.flow];
  const std::size_t number = pool_of(flow, *flight.path);
  const auto disposition = route::Disposition{flight.verdict};
  StreamPool& pool = streams_[number];
  if (pool.dialling > 0) --pool.dialling;
  if (pool.dialling > 0) return;
  const std::deque<Waiting> waiting = std::exchange(pool.waiting, {});
  const std::uint32_t held = std::exchange(held_, nobody);
  for (const Waiting& one : waiting) {
    if (plan_->flows[one.flight.flow].counts_requests()) --pools_[number].active;
    verdict(one.flight, now, disposition, out);
  }
  held_ = held;
}

}  // namespace isthmus::dataplane

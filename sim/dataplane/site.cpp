#include "sim/dataplane/site.hpp"

#include <algorithm>
#include <utility>

#include "sim/base/expects.hpp"
#include "sim/dataplane/tracer.hpp"

namespace isthmus::dataplane {

void Site::begin(Scheduler& out) {
  begin_faults(out);
  for (std::size_t i = 0; i < sources_.size(); ++i) {
    Source& source = sources_[i];
    if (source.is_idle()) continue;
    for (std::uint64_t user = 0; user < source.users(); ++user) {
      request_at(source.next_of_user(SimTime::start()), i, out);
    }
    if (source.users() == 0) request_at(source.next(SimTime::start()), i, out);
  }
}

/// Schedules the start of a request; after the end of the load nobody asks.
void Site::request_at(SimTime start, std::size_t source, Scheduler& out) {
  if (start >= conditions_->measured.to) return;
  out.at(start, kernel::Phase::arrival, kernel::Event::of(Kind::request, source));
}

void Site::happen(kernel::Event event, SimTime now, Scheduler& out) {
  const auto kind = event.kind<Kind>();
  if (kind == Kind::flight) [[likely]] {
    const std::uint32_t place = event.index();
    held_ = place;
    arrive(flights_[place], now, out);
    if (held_ == place) free_.push_back(place);
    held_ = nobody;
    return;
  }
  switch (kind) {
    case Kind::request:
      return start_request(event.index(), now, out);
    case Kind::flight:
      return;
    case Kind::processor:
      return processor_turns(event.index(), now, out);
    case Kind::answered:
      --pools_[event.index()].active;
      return;
    case Kind::deadline:
      return close_order(event.index(), {.disposition = route::Disposition::timed_out}, now, out);
    case Kind::try_timeout:
      return try_times_out(event.index(), now, out);
    case Kind::hedge:
    case Kind::retry:
      return begin_attempt(event.index(), now, out);
    case Kind::connecting:
      return connecting_ends(event.index(), now, out);
    case Kind::streams:
      return streams_ready(event.index(), now, out);
    case Kind::death:
      return death(event.index(), now, out);
    case Kind::doom:
      return doom(event.index(), now, out);
  }
}

void Site::start_request(std::size_t source_index, SimTime now, Scheduler& out) {
  Source& source = sources_[source_index];
  if (source.users() == 0) request_at(source.next(now), source_index, out);

  note_start(source_index, now);
  if (source.is_watched()) {
    if (timeline_) timeline_->started(source_index, now);
    Order order;
    order.source = static_cast<std::uint32_t>(source_index);
    order.instance = present_instance(source, now);
    if (order.instance == nobody) {
      return close_request(source.flow(), now, now,
                           {.disposition = route::Disposition::no_healthy_endpoint}, out);
    }
    return open_order(order, now, out);
  }
  Flight flight;
  flight.intended = now;
  launch(flight, source_index, nobody, now, out);
}

/// Sends a request of a source from one of its caller's instances, or from that whose turn it is.
void Site::launch(Flight& flight, std::size_t source_index, std::uint32_t instance, SimTime now,
                  Scheduler& out) {
  Source& source = sources_[source_index];
  flight.flow = instance == nobody ? source.next_flow() : flow_for(source, instance, now);
  const Flow& flow = plan_->flows[flight.flow];
  flight.asks = flow.answering != nullptr;
  if (conditions_->replication.tracer != nullptr) [[unlikely]] {
    conditions_->replication.tracer->began(flight, flow.number,
                                           conditions_->measured.contains(now));
  }
  if (flow.ends_at_once()) return verdict(flight, now, flow.disposition, out);
  if (instance == nobody) instance = source.next_instance();
  if (flow.outside) {
    flight.path = source.outside + instance;
    if (flow.calls()) flight.path = copy_of(flight.path);
    if (flow.exposed) return from_outside(flight, now, out);
    return message_arrives(flight, now, out);
  }
  std::uint32_t host = 0;
  if (flow.chooses_by_request()) host = host_for_request(flow, source, instance, now);
  if (flow.http && flow.ejection) {  // A connection to a host that is left out is not used.
    const auto* hosts = candidates(flow, 0, instance, now);
    if (hosts != nullptr && hosts->empty()) host = nobody;
  }
  if (host == nobody) [[unlikely]] {
    return verdict(flight, now, route::Disposition::no_healthy_endpoint, out);
  }
  const std::size_t number = flow.first_pool + instance * flow.hosts + host;
  if (flight.call.is_some()) [[unlikely]] {
    Attempt& attempt = attempts_[flight.call.index];
    attempt.flow = flight.flow;
    attempt.instance = instance;
    attempt.pool_host = host;
  }
  const auto from = static_cast<std::uint32_t>(source_index);
  if (flow.streams) {
    Waiting one{flight, now, from, instance, host, number};
    if (!launch_stream(one, now, out)) {
      verdict(flight, now, route::Disposition::overloaded, out);
    }
    return;
  }
  if (flow.limits) [[unlikely]] {
    return launch_limited(flight, from, instance, host, now, out);
  }
  Pool& pool = pools_[number];
  if (flow.counts_requests()) ++pool.active;
  if (flow.keeps_alive() && takes_idle(flow, pool, flight, now, out)) {
    if (flight.call.is_some()) [[unlikely]] {
      attempts_[flight.call.index].host = next_instance_of(flight);
    }
    if (flow.calls()) flight.path = copy_of(flight.path);
    if (flow.exposed) watch_path(flight);
    return message_arrives(flight, now, out);
  }
  dial(flight, source_index, instance, host, now, out);
}

void Site::dial(Flight& flight, std::size_t source_index, std::uint32_t instance,
                std::uint32_t host, SimTime now, Scheduler& out) {
  Source& source = sources_[source_index];
  if (conditions_->measured.contains(now)) tallies_[source_index].dialled();
  begin_dial(flight, instance, source.nonce(), source.ports());
  flight.path->host = host;
  const Flow& flow = plan_->flows[flight.flow];
  if (attempts_.holds(flight.call) && !flow.early_data) [[unlikely]] {
    const Duration limit = flow.connect_timeout;
    attempts_[flight.call.index].connecting =
        out.timer_at(now + limit, kernel::Phase::timeout,
                     kernel::Event::of(Kind::connecting, flight.call.index));
  }
  dial_arrives(flight, now, out);
}

/// For a flight that adds to its path what calls on the way spent.
Path* Site::copy_of(Path* path) {
  Path* copy = paths_.new_draft();
  *copy = *path;
  copy->original = path;
  return copy;
}

void Site::arrive(Flight& flight, SimTime now, Scheduler& out) {
  switch (flight.step) {
    case Step::message:
      return message_arrives(flight, now, out);
    case Step::dial:
      return dial_arrives(flight, now, out);
    case Step::hello:
      return hello_arrives(flight, now, out);
    case Step::connected:
      return relay_arrives(flight, now, out);
    case Step::server_flight:
      return flight.stop > 0 ? relay_arrives(flight, now, out)
                             : server_flight_arrives(flight, now, out);
    case Step::refused:
      return refused_arrives(flight, now, out);
    case Step::closed:
      return closed_arrives(flight, now, out);
    case Step::farewell:
      return farewell_arrives(flight, now, out);
    case Step::link:
      return link_arrives(flight, now, out);
    case Step::calls:
      return calls_begin(flight, now, out);
    case Step::answered:
      return answered_arrives(flight, now, out);
    case Step::aside:
      break;
  }
}

/// The second half of a step: the station is done with it at `visit.departure`, which may lie
/// ahead.
void Site::left(Flight& flight, Visit visit, Scheduler& out) {
  switch (flight.step) {
    case Step::message:
      return message_left(flight, visit, out);
    case Step::dial:
      return dial_left(flight, visit, out);
    case Step::hello:
      return hello_left(flight, visit, out);
    case Step::connected:
      return send_hello(flight, visit.departure, out);
    case Step::server_flight:
      return flight.stop > 0 ? relay_back(flight, flight.stop, visit.departure, out)
                             : server_flight_left(flight, visit, out);
    case Step::link:
      return link_left(flight, visit, out);
    case Step::aside:
      return;
    case Step::refused:
    case Step::closed:
    case Step::farewell:
    case Step::calls:
    case Step::answered:
      break;  // They pass no station.
  }
  ISTHMUS_EXPECTS(false);
}

void Site::message_arrives(Flight& flight, SimTime now, Scheduler& out) {
  const Stop& stop = flight.path->stops[flight.stop];
  Room& room = rooms_[stop.station];
  const Duration work = room.message.next() + stop.byte_work;
  flight.add(room.part, work);
  serve(room, now, work, flight, out);
}

/// Puts a job of `work` through a station, after which `left` follows: at once where the departure
/// is known. The wait is the flight's; the work is its caller's to add.
void Site::serve(Room& room, SimTime now, Duration work, Flight& flight, Scheduler& out) {
  if (room.rules != nullptr) [[unlikely]] {
    return serve_by_rules(room, now, work, flight, out);
  }
  served(room, now, room.station.admit(now, work), flight, out);
}

/// Sends a flight on its way, to arrive at `when`. What would arrive after the end is not followed.
void Site::go(const Flight& flight, std::uint32_t site, SimTime when, Scheduler& out) {
  if (when > conditions_->horizon) return;
  if (site != number_) {
    out.send(kernel::ProcessId{site}, when, kernel::Phase::arrival, flight);
    return;
  }
  out.at(when, kernel::Phase::arrival, kernel::Event::of(Kind::flight, hold(flight)));
}

std::uint32_t Site::new_place(const Flight& flight) {
  if (free_.empty()) {
    flights_.push_back(flight);
    return static_cast<std::uint32_t>(flights_.size() - 1);
  }
  const std::uint32_t place = free_.back();
  free_.pop_back();
  flights_[place] = flight;
  return place;
}

/// The response is back where the request came from: at `departure` the app has it.
void Site::finish(Flight& flight, SimTime departure, Scheduler& out) {
  if (departure > conditions_->horizon) return;
  const Duration latency = departure - flight.intended;
  const Ending ending = ending_of(flight);
  std::int64_t sum = 0;
  for (const std::int64_t part : ending.ledger) sum += part;
  ISTHMUS_EXPECTS(sum == latency.in_nanoseconds());

  const Duration patience = plan_->flows[flight.flow].patience;
  const bool too_late = latency > patience && !flight.call.is_some();
  const bool delivered = ending.disposition == route::Disposition::delivered && !too_late;
  trace_end(flight, departure, too_late ? route::Disposition::timed_out : ending.disposition,
            delivered ? std::optional{ending.ledger} : std::nullopt);
  if (flight.call.is_some()) {  // Only then is it known whether anybody still waits for it.
    flight.step = Step::answered;
    return go(flight, number_, departure, out);
  }
  if (too_late) [[unlikely]] {
    close_request(flight.flow, flight.intended, flight.intended + patience,
                  {.disposition = route::Disposition::timed_out}, out);
  } else {
    close_request(flight.flow, flight.intended, departure, ending, out);
  }
  give_back(flight, departure, out);
}

/// What is known of a request whose answer is back.
Ending Site::ending_of(const Flight& flight) {
  Ending ending{.disposition = route::Disposition{flight.verdict}, .ledger = ledger_of(flight)};
  ending.dialled = flight.dialled;
  if (flight.dialled) {
    ending.connected = flight.path->connected;
    ending.secured = flight.path->secured;
  }
  return ending;
}

/// A request, whoever asked for it, has ended.
void Site::close_request(std::uint32_t flow, SimTime intended, SimTime when, const Ending& ending,
                         Scheduler& out) {
  const std::uint32_t source = plan_->flows[flow].source;
  const bool measured = conditions_->measured.contains(intended);
  TrafficTally& tally = tallies_[source];
  if (ending.disposition != route::Disposition::delivered) [[unlikely]] {
    if (measured) tally.failed(ending.disposition, when - intended);
    if (timeline_) timeline_->ended(source, intended, when, ending.disposition);
    const bool in_time = intended < conditions_->measured.to;
    if (tally.watched() && in_time) tally.look_at_failure(slice_of(intended));
  } else if (intended < conditions_->measured.to) {  // Calls go on after the end of the load.
    const Duration latency = when - intended;
    const std::size_t slice = slice_of(intended);
    ++slices_[slice].requests;
    slices_[slice].latency_ns += latency.in_nanoseconds();
    if (measured) tally.delivered(latency, ending.ledger);
    if (measured && ending.dialled) {
      tally.set_up(ending.connected - intended, ending.secured - ending.connected,
                   when - ending.secured);
    }
    if (tally.watched()) tally.look(slice, latency, ending.ledger, measured);
    if (timeline_) [[unlikely]]
      timeline_->ended(source, intended, when, ending.disposition);
  }
  fingerprint_.note_ahead(when, plan_->station_count + flow,
                          static_cast<std::uint32_t>(Transition::verdict) +
                              static_cast<std::uint32_t>(ending.disposition));
  next_of_user(source, intended, when, out);
}

/// The request of a flight is over at `when`, and its connection free for another or of no use: who
/// gives up an attempt closes its connection, unless it is one of several on it.
void Site::give_back(Flight& flight, SimTime when, Scheduler& out) {
  const Flow& flow = plan_->flows[flight.flow];
  Path* original = flight.path->original;
  if (flow.outside) {
    if (original != nullptr) paths_.draft_done(flight.path);
    return;
  }
  answered(flow, *flight.path, when, out);
  const bool wanted = !flight.call.is_some() || attempts_.holds(flight.call);
  const bool over = ends_connection(flow, flight, when);
  if (flow.keeps_alive() && (flow.streams || (wanted && !over))) {
    Path* shared = original != nullptr ? original : flight.path;
    Path* circuit = flight.dialled ? circuit_of(flight) : shared - flow.variant;
    Path* own = flight.dialled || original != nullptr ? flight.path : nullptr;
    const std::size_t pool = pool_of(flow, *flight.path);
    if (flow.streams) {
      // With early data nobody hears of the connection before the answer.
      if (flight.dialled && flow.early_data) stream_secured(flight, when, 1, out);
      streams_[pool].ended(circuit, when, flow.streams_max);
      if (over) drop_stream(flow, streams_[pool], circuit, when, out);
    } else if (!flow.limits || !hand_over(flow, flight, pool, circuit, when, out)) {
      pools_[pool].idle.put(when, circuit);
    }
    if (own != nullptr) paths_.draft_done(own);  // The flight itself may have moved by now.
    return;
  }
  if (flow.farewell) {
    flight.step = Step::farewell;
    flight.stop = 0;
    flight.verdict = 0;
    return go(flight, number_, when, out);
  }
  if (flight.dialled || original != nullptr) paths_.draft_done(flight.path);
}

/// A request, or an attempt at one, ends without an answer.
void Site::verdict(const Flight& flight, SimTime when, route::Disposition disposition,
                   Scheduler& out) {
  trace_end(flight, when, disposition, std::nullopt);
  const Ending ending{.disposition = disposition};
  if (flight.call.is_some()) return attempt_returns(flight.call, ending, when, out);
  close_request(flight.flow, flight.intended, when, ending, out);
}

/// In a closed loop the user whose request has ended at `when` begins to think.
void Site::next_of_user(std::uint32_t source_index, SimTime intended, SimTime when,
                        Scheduler& out) {
  Source& source = sources_[source_index];
  if (source.users() == 0) return;
  // Where neither thinking nor the answer takes time, time has to pass all the same.
  constexpr Duration cycle_min = Duration::microseconds(1);
  request_at(std::max(source.next_of_user(when), intended + cycle_min), source_index, out);
}

}  // namespace isthmus::dataplane

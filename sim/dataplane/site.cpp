#include "sim/dataplane/site.hpp"

#include <algorithm>
#include <utility>

#include "sim/base/expects.hpp"
#include "sim/dataplane/tracer.hpp"

namespace isthmus::dataplane {

void Site::begin(Scheduler& out) {
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
  switch (event.kind<Kind>()) {
    case Kind::request:
      start_request(event.index(), now, out);
      return;
    case Kind::flight: {
      const std::uint32_t place = event.index();
      held_ = place;
      arrive(flights_[place], now, out);
      if (held_ == place) free_.push_back(place);
      held_ = nobody;
      return;
    }
    case Kind::processor:
      return processor_turns(event.index(), now, out);
    case Kind::answered:
      --pools_[event.index()].active;
      return;
  }
}

void Site::start_request(std::size_t source_index, SimTime now, Scheduler& out) {
  Source& source = sources_[source_index];
  if (source.users() == 0) request_at(source.next(now), source_index, out);

  const std::uint32_t flow_index = source.next_flow();
  const Flow& flow = plan_->flows[flow_index];
  const bool measured = conditions_->measured.contains(now);
  Flight flight;
  flight.intended = now;
  flight.flow = flow_index;
  if (measured) tallies_[source_index].started();
  if (conditions_->replication.tracer != nullptr) [[unlikely]] {
    conditions_->replication.tracer->began(flight, flow.number, measured);
  }
  if (flow.ends_at_once()) return verdict(flight, now, flow.disposition, out);
  const std::uint32_t instance = source.next_instance();
  if (flow.outside) {
    flight.path = source.outside + instance;
    return message_arrives(flight, now, out);
  }
  std::uint32_t host = 0;
  if (flow.chooses_by_request()) host = host_for_request(flow, source, instance);
  Pool& pool = pools_[flow.first_pool + instance * flow.hosts + host];
  if (flow.counts_requests()) ++pool.active;
  if (flow.keeps_alive() && takes_idle(flow, pool, flight, now, out)) {
    return message_arrives(flight, now, out);
  }
  if (measured) tallies_[source_index].dialled();
  begin_dial(flight, instance, source.nonce(), source.ports());
  flight.path->host = host;
  dial_arrives(flight, now, out);
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

void Site::message_left(Flight& flight, Visit visit, Scheduler& out) {
  const Path& path = *flight.path;
  if (flight.stop + 1u == path.stop_count) return finish(flight, visit.departure, out);
  if (flight.rough) [[unlikely]] {
    return set_out(flight, visit.departure, out);
  }
  const Duration onward = path.stops[flight.stop].onward;
  ++flight.stop;
  go(flight, path.stops[flight.stop].site, visit.departure + onward, out);
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
  const results::Ledger ledger = ledger_of(flight);
  std::int64_t sum = 0;
  for (const std::int64_t part : ledger) sum += part;
  ISTHMUS_EXPECTS(sum == latency.in_nanoseconds());

  const Flow& flow = plan_->flows[flight.flow];
  const std::size_t slice = slice_of(flight.intended);
  ++slices_[slice].requests;
  slices_[slice].latency_ns += latency.in_nanoseconds();
  const bool measured = conditions_->measured.contains(flight.intended);
  TrafficTally& tally = tallies_[flow.source];
  if (measured) tally.delivered(latency, ledger);
  if (measured && flight.dialled) {
    const Path& draft = *flight.path;
    tally.set_up(draft.connected - flight.intended, draft.secured - draft.connected,
                 departure - draft.secured);
  }
  if (tally.watched()) tally.look(slice, latency, ledger, measured);
  trace_end(flight, departure, route::Disposition::delivered, ledger);
  fingerprint_.note_ahead(departure, plan_->station_count + flight.flow,
                          static_cast<std::uint32_t>(Transition::verdict));
  ended(flight, departure, out);
  if (!flow.outside) give_back(flight, departure, out);
}

/// The request of a flight is over at `when`, and its connection free for another or of no use.
void Site::give_back(Flight& flight, SimTime when, Scheduler& out) {
  const Flow& flow = plan_->flows[flight.flow];
  answered(flow, *flight.path, when, out);
  if (flow.keeps_alive()) {
    Path* circuit = flight.dialled ? circuit_of(flight) : flight.path - flow.variant;
    pools_[pool_of(flow, *flight.path)].idle.put(when, circuit);
  } else if (flow.farewell) {
    flight.step = Step::farewell;
    flight.stop = 0;
    flight.verdict = 0;
    return go(flight, number_, when, out);
  }
  if (flight.dialled) paths_.draft_done(flight.path);
}

/// A request ends without an answer.
void Site::verdict(const Flight& flight, SimTime when, route::Disposition disposition,
                   Scheduler& out) {
  if (conditions_->measured.contains(flight.intended)) {
    tallies_[plan_->flows[flight.flow].source].failed(disposition);
  }
  fingerprint_.note_ahead(
      when, plan_->station_count + flight.flow,
      static_cast<std::uint32_t>(Transition::verdict) + static_cast<std::uint32_t>(disposition));
  trace_end(flight, when, disposition, std::nullopt);
  ended(flight, when, out);
}

/// A request has ended at `when`; in a closed loop its user begins to think.
void Site::ended(const Flight& flight, SimTime when, Scheduler& out) {
  const std::uint32_t number = plan_->flows[flight.flow].source;
  Source& source = sources_[number];
  if (source.users() == 0) return;
  // Where neither thinking nor the answer takes time, time has to pass all the same.
  constexpr Duration cycle_min = Duration::microseconds(1);
  request_at(std::max(source.next_of_user(when), flight.intended + cycle_min), number, out);
}

}  // namespace isthmus::dataplane

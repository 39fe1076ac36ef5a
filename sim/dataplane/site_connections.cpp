// How a connection comes about, step by step (docs/model/connections.md).
#include "sim/base/expects.hpp"
#include "sim/dataplane/site.hpp"
#include "sim/wire/sni_sniffer.hpp"

namespace isthmus::dataplane {
namespace {

/// Feeds a hello to a sniffer in TCP segments, as a gateway receives it.
wire::SniAnswer sniffed(wire::SniSniffer& sniffer, std::span<const std::byte> hello) {
  for (std::size_t at = 0;; at += segment_bytes_max) {
    const std::size_t size = std::min(segment_bytes_max, hello.size() - at);
    wire::SniAnswer answer = sniffer.feed(hello.subspan(at, size));
    if (answer.is_final()) return answer;
    ISTHMUS_EXPECTS(at + size < hello.size());  // We built it whole.
  }
}

}  // namespace

/// The app's sidecar has no connection to use: it makes one, and the request waits for it.
void Site::begin_dial(Flight& flight, std::uint32_t instance, std::uint64_t nonce,
                      std::uint64_t ports) {
  const Flow& flow = plan_->flows[flight.flow];
  const Group& sidecars = plan_->groups[flow.places[0].group];
  flight.path = paths_.new_draft();
  flight.path->stop_count = flow.stop_count;
  flight.path->nonce = nonce;
  flight.path->ports = ports;
  flight.dialled = true;
  flight.step = Step::dial;
  flight.rough = flow.rough;
  flight.cold = 15;
  lay_place(*plan_, flow, 0, instance * sidecars.rooms_each + sidecars.random_worker(ports, 0),
            *flight.path);
  flight.path->reached[0] = flight.intended;
  accept(flight);
}

void Site::dial_arrives(Flight& flight, SimTime now, Scheduler& out) {
  Room& room = room_of(flight);
  Duration work = connection_work(room, flight);
  if (plan_->flows[flight.flow].early_data) {
    work += handshake_work(room, flight) + message_work(room, flight.path->stops[0], flight);
  }
  serve(room, now, work, flight, out);
}

void Site::dial_left(Flight& flight, Visit visit, Scheduler& out) {
  const Flow& flow = plan_->flows[flight.flow];
  std::uint32_t host = flight.path->host;
  if (!flow.chooses_by_request()) {
    const std::size_t pool = pool_of(flow, *flight.path);
    host = host_for_connection(flight, pools_[pool].dials, visit.departure);
    if (host == nobody) {
      return close(flight, route::Disposition::no_healthy_endpoint, visit.departure, out);
    }
  }
  if (attempts_.holds(flight.call)) [[unlikely]] {
    attempts_[flight.call.index].host = host;
  }
  connect(flight, host, visit.departure, out);
}

/// Connects to an instance of the next place; the hello follows once that is done.
void Site::connect(Flight& flight, std::size_t to_instance, SimTime departure, Scheduler& out) {
  if (to_instance == nobody) {
    return close(flight, route::Disposition::no_healthy_endpoint, departure, out);
  }
  const Flow& flow = plan_->flows[flight.flow];
  Path& path = *flight.path;
  const std::size_t place = flight.stop;
  const LegDelay& leg = flow.legs[place].between(instance_at(flow, place, path), to_instance);
  if (!leg.joined) return close(flight, route::Disposition::no_route, departure, out);

  const Group& next = plan_->groups[flow.places[place + 1].group];
  lay_leg(*plan_, flow, place, room_at(flow, place, path),
          to_instance * next.rooms_each + next.random_worker(path.ports, place + 1), path);
  SimTime connected = departure + leg.one_way * 2;
  if (leg.faults != LegDelay::smooth) {
    const Dialled result = dialled(flight, place, departure);
    if (result.disposition != route::Disposition::delivered) {
      return close(flight, result.disposition, result.when, out);
    }
    path.connecting += result.when - connected;
    connected = result.when;
  }
  if (flow.rough) connected = connected + connect_over(flight, place, leg);
  const Duration limit = connect_limit_of(flow, place);
  if (connected - departure > limit) {
    return close(flight, route::Disposition::connect_timeout, departure + limit, out);
  }
  if (place == 0) path.connected = path.secured = connected;
  if (!flow.places[place].loops) return send_hello(flight, connected, out);
  flight.step = Step::connected;
  go(flight, number_, connected, out);
}

/// How long a place waits for its TCP connection to the next.
Duration Site::connect_limit_of(const Flow& flow, std::size_t place) const {
  if (place == 0) return flow.connect_timeout;
  const Group& group = plan_->groups[flow.places[place].group];
  return (*plan_->model)[group.partition].mesh_gateway->connect_timeout;
}

/// The next segment is connected, and the hello goes over it.
void Site::send_hello(Flight& flight, SimTime connected, Scheduler& out) {
  const std::size_t place = flight.stop;
  const LegDelay& leg = leg_of(flight, place);
  const HelloTemplate& hello = plan_->flows[flight.flow].hello.front();
  const auto hello_segments = static_cast<std::int64_t>(
      (static_cast<std::size_t>(hello.size().count()) + segment_bytes_max - 1) / segment_bytes_max);
  Duration under_way = leg.one_way + leg.hello;
  flight.path->tls_setup += leg.hello;
  if (plan_->flows[flight.flow].early_data) {
    under_way += leg.request + added(flight, leg.request_wire);
  } else {
    flight.path->tls_setup += leg.one_way;
  }
  if (flight.rough) {
    const Hop hop{.from = place, .leg = place, .segments = hello_segments};
    under_way += handshake_over(flight, hop, connected);
  }
  flight.step = Step::hello;
  flight.stop = static_cast<std::uint8_t>(place + 1);
  go(flight, flight.path->stops[place + 1].site, connected + under_way, out);
}

void Site::hello_arrives(Flight& flight, SimTime now, Scheduler& out) {
  flight.path->reached[flight.stop] = now;
  accept(flight);
  const Flow& flow = plan_->flows[flight.flow];
  Room& room = room_of(flight);
  const bool at_gateway = flow.is_gateway(flight.stop, plan_->groups);
  const bool matched = !at_gateway || forwards(flight, now);
  // Where the route ends here, it knows why better than the gateway, which only misses a cluster.
  const route::Disposition verdict = flow.ends_at(flight.stop) ? flow.disposition
                                     : matched                 ? route::Disposition::delivered
                                                               : route::Disposition::no_sni_match;
  flight.verdict = static_cast<std::uint8_t>(verdict);
  Duration work = connection_work(room, flight);
  if (flow.places[flight.stop].loops) work += connection_work(room, flight);  // To accept.
  if (!at_gateway) work += handshake_work(room, flight);
  if (flow.early_data && matched) {
    work += message_work(room, flight.path->stops[flight.stop], flight);
  }
  serve(room, now, work, flight, out);
}

void Site::hello_left(Flight& flight, Visit visit, Scheduler& out) {
  const auto verdict = route::Disposition{flight.verdict};
  if (verdict != route::Disposition::delivered) return close(flight, verdict, visit.departure, out);
  const Flow& flow = plan_->flows[flight.flow];
  const std::size_t place = flight.stop;
  if (!flow.is_gateway(place, plan_->groups)) return answer_hello(flight, visit.departure, out);

  const Setup& setup = *room_of(flight).setup;
  std::uint32_t& turns = robins_[setup.first_robin + flow.places[place].cluster];
  connect(flight, host_for_connection(flight, turns, visit.departure), visit.departure, out);
}

/// What the gateway reads in the bytes of the hello, and what its table says to it.
bool Site::forwards(const Flight& flight, SimTime now) {
  const Flow& flow = plan_->flows[flight.flow];
  const Group& gateways = plan_->groups[flow.places[flight.stop].group];
  sniffer_.reset();
  const wire::SniAnswer answer =
      sniffed(sniffer_, flow.hello.front().with_random(flight.path->nonce, hello_room_));
  const std::size_t epoch = conditions_->timetable->epoch_of(
      flow.places[flight.stop].group, instance_at(flow, flight.stop, *flight.path), now);
  const route::GatewayMatch match =
      plan_->epochs[epoch].routes->gateways[gateways.partition.index()].match(answer.name());
  if (!match.forwards()) return false;
  if (!flow.ends_at(flight.stop)) {
    // What the bytes say and what was resolved before the run are one and the same, unless the
    // gateway and the caller have heard of different changes.
    const Group& next = plan_->groups[flow.places[flight.stop + 1u].group];
    const bool agrees = (!match.service.is_some() || match.service == next.service) &&
                        (!match.gateways_of.is_some() || match.gateways_of == next.partition);
    ISTHMUS_EXPECTS(agrees || plan_->epochs.size() > 1);
    return agrees;
  }
  return true;
}

/// The destination's sidecar has accepted: its messages go back, or the request is already there.
void Site::answer_hello(Flight& flight, SimTime departure, Scheduler& out) {
  const Flow& flow = plan_->flows[flight.flow];
  Path& path = *flight.path;
  const std::size_t place = flight.stop;
  lay_place(*plan_, flow, place + 1, instance_at(flow, place, path), path);  // Its own app.
  path.reached[place + 1] = path.reached[place];
  if (flow.early_data) {
    flight.step = Step::message;
    flight.stop = static_cast<std::uint8_t>(place + 1);
    return go(flight, number_, departure, out);
  }
  relay_back(flight, place, departure, out);
}

void Site::server_flight_arrives(Flight& flight, SimTime now, Scheduler& out) {
  if (plan_->flows[flight.flow].exposed) watch_path(flight);
  const Stop& stop = flight.path->stops[0];
  Room& room = rooms_[stop.station];
  Duration work = handshake_work(room, flight);
  if (!plan_->flows[flight.flow].second_round) work += message_work(room, stop, flight);
  serve(room, now, work, flight, out);
}

/// The dialling sidecar has finished the handshake, and the request goes right behind (TLS 1.3) or
/// after another round trip (TLS 1.2).
void Site::server_flight_left(Flight& flight, Visit visit, Scheduler& out) {
  Path& path = *flight.path;
  path.tls_setup += path.client_flight;
  SimTime when = visit.departure + path.client_flight;
  path.secured = when;
  if (flight.call.is_some()) [[unlikely]] {
    dial_done(flight, out);
  }
  if (plan_->flows[flight.flow].streams) stream_secured(flight, when, 1, out);
  flight.step = Step::message;
  if (plan_->flows[flight.flow].second_round) {
    path.tls_setup += path.one_way * 2;
    for (std::size_t leg = 0; flight.rough && leg < plan_->flows[flight.flow].legs.size(); ++leg) {
      when = when + handshake_over(flight, {.leg = leg}, when);
      when = when + handshake_over(flight, {.leg = leg, .there = false}, when);
    }
    path.secured = when + path.one_way * 2;
    return go(flight, number_, path.secured, out);
  }
  if (flight.rough) return set_out(flight, when, out);
  flight.stop = 1;
  go(flight, path.stops[1].site, when + path.stops[0].onward, out);
}

Duration Site::connection_work(Room& room, Flight& flight) {
  const Duration work = bounded(room.laws->connection(room.setup->connection));
  flight.add(Spent::proxy_cpu, work);
  return work;
}

Duration Site::handshake_work(Room& room, Flight& flight) {
  const auto& law =
      plan_->flows[flight.flow].resumed ? room.laws->resumed_handshake : room.laws->full_handshake;
  const Duration work = bounded(law(room.setup->handshake));
  flight.path->tls_setup += work;
  return work;
}

Duration Site::message_work(Room& room, const Stop& stop, Flight& flight) {
  const Duration work = room.message.next() + stop.byte_work;
  flight.add(Spent::proxy_cpu, work);
  return work;
}

/// The paths over the instances that this flight's draft passes, one per flow that shares the pool.
Path* Site::circuit_of(const Flight& flight) {
  const Flow& flow = plan_->flows[flight.flow];
  const Path& draft = *flight.path;
  Circuit circuit{};
  std::array<std::size_t, places_max> rooms{};
  for (std::size_t i = 0; i < flow.places.size(); ++i) {
    rooms[i] = room_at(flow, i, draft);
    circuit[i] = rooms[i];
  }
  circuit[places_max - 1] = flow.pool_block;
  Path*& paths = circuits_[circuit];
  if (paths != nullptr) return paths;

  const std::vector<std::uint32_t>& sharing = plan_->sites[number_].pools[flow.pool_block].flows;
  paths = paths_.keep(sharing.size());
  for (std::size_t v = 0; v < sharing.size(); ++v) {
    const Flow& other = plan_->flows[sharing[v]];
    const std::size_t server = other.legs.size();  // The last place behind a leg.
    paths[v].stop_count = other.stop_count;
    paths[v].host = draft.host;
    lay_place(*plan_, other, 0, rooms[0], paths[v]);
    for (std::size_t i = 0; i < server; ++i) {
      lay_leg(*plan_, other, i, rooms[i], rooms[i + 1], paths[v]);
    }
    lay_place(*plan_, other, server + 1, rooms.at(server + 1), paths[v]);
  }
  return paths;
}

}  // namespace isthmus::dataplane

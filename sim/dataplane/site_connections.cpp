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
void Site::dial(Flight& flight, std::uint32_t instance, SimTime now, Scheduler& out) {
  const Flow& flow = plan_->flows[flight.flow];
  flight.path = paths_.new_draft();
  flight.path->stop_count = flow.stop_count;
  flight.dialled = true;
  lay_place(*plan_, flow, 0, instance, *flight.path);

  const Stop& stop = flight.path->stops[0];
  Room& room = rooms_[stop.station];
  Duration work = connection_work(room, flight);
  if (flow.early_data) work += handshake_work(room, flight) + message_work(room, stop, flight);
  const Visit visit = serve(room, now, work, flight);

  Pool& pool = pools_[flow.first_pool + instance];
  const std::uint32_t choices = plan_->groups[flow.places[1].group].instances;
  const std::size_t chosen = (instance + pool.dials++) % choices;
  send_hello(flight, chosen, visit.departure, out);
}

/// Connects to an instance of the next place, and sends the hello there once that is done.
void Site::send_hello(Flight& flight, std::size_t to_instance, SimTime departure, Scheduler& out) {
  const Flow& flow = plan_->flows[flight.flow];
  Path& path = *flight.path;
  const std::size_t place = flight.stop;
  const std::size_t from_instance = instance_at(flow, place, path);
  const LegDelay& leg = flow.legs[place].between(from_instance, to_instance);
  if (!leg.joined) return close(flight, route::Disposition::no_route, departure, out);

  lay_leg(*plan_, flow, place, from_instance, to_instance, path);
  Duration under_way = leg.one_way * 3 + leg.hello;
  flight.add(Spent::tls_setup, leg.hello);
  if (flow.early_data) {
    under_way += leg.request;
  } else {
    flight.add(Spent::tls_setup, leg.one_way);
  }
  flight.step = Step::hello;
  flight.stop = static_cast<std::uint8_t>(place + 1);
  go(flight, path.stops[place + 1].site, departure + under_way, out);
}

void Site::hello_at(Flight& flight, SimTime now, Scheduler& out) {
  Room& room = rooms_[flight.path->stops[flight.stop].station];
  if (plan_->flows[flight.flow].is_gateway(flight.stop, plan_->groups)) {
    hello_at_gateway(flight, room, now, out);
  } else {
    hello_at_server(flight, room, now, out);
  }
}

void Site::hello_at_gateway(Flight& flight, Room& room, SimTime now, Scheduler& out) {
  const Flow& flow = plan_->flows[flight.flow];
  const std::size_t place = flight.stop;
  const bool matched = forwards(flight);
  Duration work = connection_work(room, flight);
  if (matched && flow.early_data) {
    work += message_work(room, flight.path->stops[place], flight);
  }
  const Visit visit = serve(room, now, work, flight);
  // Where the route ends here, it knows why better than the gateway, which only misses a cluster.
  if (flow.ends_at(place)) return close(flight, flow.disposition, visit.departure, out);
  if (!matched) return close(flight, route::Disposition::no_sni_match, visit.departure, out);

  const Setup& setup = *room.setup;
  std::uint32_t& dials = robins_[setup.first_robin + flow.places[place].cluster];
  const std::uint32_t choices = plan_->groups[flow.places[place + 1].group].instances;
  const std::size_t chosen = (setup.instance + dials++) % choices;
  send_hello(flight, chosen, visit.departure, out);
}

/// What the gateway reads in the bytes of the hello, and what its table says to it.
bool Site::forwards(const Flight& flight) {
  const Flow& flow = plan_->flows[flight.flow];
  const Group& gateways = plan_->groups[flow.places[flight.stop].group];
  sniffer_.reset();
  const wire::SniAnswer answer =
      sniffed(sniffer_, flow.hello.front().with_random(flight.nonce, hello_room_));
  const route::GatewayMatch match =
      plan_->routes->gateways[gateways.partition.index()].match(answer.name());
  if (!match.forwards()) return false;
  if (!flow.ends_at(flight.stop)) {
    // What the bytes say and what was resolved before the run are one and the same.
    const Group& next = plan_->groups[flow.places[flight.stop + 1u].group];
    ISTHMUS_EXPECTS(!match.service.is_some() || match.service == next.service);
    ISTHMUS_EXPECTS(!match.gateways_of.is_some() || match.gateways_of == next.partition);
  }
  return true;
}

void Site::hello_at_server(Flight& flight, Room& room, SimTime now, Scheduler& out) {
  const Flow& flow = plan_->flows[flight.flow];
  Path& path = *flight.path;
  const std::size_t place = flight.stop;
  Duration work = connection_work(room, flight) + handshake_work(room, flight);
  if (flow.early_data) work += message_work(room, path.stops[place], flight);
  const Visit visit = serve(room, now, work, flight);
  if (flow.ends_at(place)) return close(flight, flow.disposition, visit.departure, out);

  lay_place(*plan_, flow, place + 1, instance_at(flow, place, path), path);
  if (flow.early_data) {
    flight.step = Step::message;
    flight.stop = static_cast<std::uint8_t>(place + 1);
    return go(flight, number_, visit.departure, out);
  }
  const Duration back = path.one_way + path.server_flight;
  flight.add(Spent::tls_setup, back);
  flight.step = Step::server_flight;
  go(flight, path.stops[0].site, visit.departure + back, out);
}

/// The dialling sidecar has the server's messages: it finishes the handshake, and the request goes
/// right behind (TLS 1.3) or after another round trip (TLS 1.2).
void Site::server_flight_at(Flight& flight, SimTime now, Scheduler& out) {
  const Flow& flow = plan_->flows[flight.flow];
  const Path& path = *flight.path;
  const Stop& stop = path.stops[0];
  Room& room = rooms_[stop.station];
  Duration work = handshake_work(room, flight);
  if (!flow.second_round) work += message_work(room, stop, flight);
  const Visit visit = serve(room, now, work, flight);

  flight.add(Spent::tls_setup, path.client_flight);
  SimTime when = visit.departure + path.client_flight;
  flight.step = Step::message;
  if (flow.second_round) {
    flight.add(Spent::tls_setup, path.one_way * 2);
    flight.stop = 0;
    return go(flight, number_, when + path.one_way * 2, out);
  }
  flight.stop = 1;
  go(flight, path.stops[1].site, when + stop.onward, out);
}

/// Ends the attempt; the news travels back to the sidecar that dialled.
void Site::close(Flight& flight, route::Disposition disposition, SimTime when, Scheduler& out) {
  flight.step = Step::closed;
  flight.verdict = static_cast<std::uint8_t>(disposition);
  go(flight, flight.path->stops[0].site, when + flight.path->one_way, out);
}

void Site::closed_at(Flight& flight, SimTime now) {
  verdict(flight, now, route::Disposition{flight.verdict});
  paths_.draft_done(flight.path);
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
  flight.add(Spent::tls_setup, work);
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
  std::array<std::size_t, places_max> instances{};
  for (std::size_t i = 0; i < flow.places.size(); ++i) {
    instances[i] = instance_at(flow, i, draft);
    circuit[i] = instances[i];
  }
  circuit[0] = flow.first_pool + instances[0];
  Path*& paths = circuits_[circuit];
  if (paths != nullptr) return paths;

  const std::vector<std::uint32_t>& sharing = plan_->sites[number_].pools[flow.pool_block].flows;
  paths = paths_.keep(sharing.size());
  for (std::size_t v = 0; v < sharing.size(); ++v) {
    const Flow& other = plan_->flows[sharing[v]];
    const std::size_t server = other.legs.size();  // The last place behind a leg.
    paths[v].stop_count = other.stop_count;
    lay_place(*plan_, other, 0, instances[0], paths[v]);
    for (std::size_t i = 0; i < server; ++i) {
      lay_leg(*plan_, other, i, instances[i], instances[i + 1], paths[v]);
    }
    lay_place(*plan_, other, server + 1, instances.at(server), paths[v]);
  }
  return paths;
}

}  // namespace isthmus::dataplane

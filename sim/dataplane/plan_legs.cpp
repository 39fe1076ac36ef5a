#include "sim/dataplane/plan_legs.hpp"

#include <algorithm>
#include <utility>

#include "sim/base/expects.hpp"
#include "sim/dataplane/station.hpp"
#include "sim/dataplane/tcp_window.hpp"

namespace isthmus::dataplane {
namespace {

/// Bytes of the handshake messages behind the ClientHello, mutual TLS with EC P-256 leaves.
///
/// Source   measured with OpenSSL 3.0, one certificate each way: docs/model/connections.md.
struct HandshakeBytes {
  Bytes server;
  Bytes client;
};
constexpr HandshakeBytes full_handshake{Bytes::of(2204), Bytes::of(874)};
constexpr HandshakeBytes resumed_handshake{Bytes::of(806), Bytes::of(80)};

/// What the links of a way do to single messages; none where they do nothing.
std::uint32_t roughness_of(Plan& plan, const underlay::Path& path) {
  Roughness roughness{.round_trip = path.round_trip()};
  for (const std::size_t number : path.qualities) {
    const model::LinkQuality& quality = plan.model->link_qualities[number];
    if (quality.jitter) roughness.jitter.emplace_back(*quality.jitter);
    roughness.loss = 1 - (1 - roughness.loss) * (1 - quality.loss.share());
  }
  if (roughness.jitter.empty() && roughness.loss == 0) return LegDelay::smooth;
  plan.roughnesses.push_back(std::move(roughness));
  return static_cast<std::uint32_t>(plan.roughnesses.size() - 1);
}

/// The stations of the first link of a way that is shared.
void set_links(const Plan& plan, const underlay::Path& path, LegDelay& delay) {
  const auto shared =
      std::find_if(path.qualities.begin(), path.qualities.end(),
                   [&](std::size_t number) { return plan.links[number] != LegDelay::smooth; });
  if (shared == path.qualities.end()) return;
  const underlay::ZoneId from = path.zones.front();
  const underlay::ZoneId to = path.zones.back();
  const std::uint32_t up = plan.links[*shared];
  delay.link_there = from <= to ? up : up + 1;
  delay.link_back = to <= from ? up : up + 1;
}

LegDelay delay_between(Plan& plan, underlay::ZoneId from, underlay::ZoneId to, const Flow& flow) {
  LegDelay delay;
  const auto path = plan.model->network.path_between(from, to);
  if (!path) return delay;
  delay.joined = true;
  delay.one_way = bounded(path->one_way);
  delay.roughness = roughness_of(plan, *path);
  set_links(plan, *path, delay);
  const auto slow = [&](Bytes size) {
    return bounded(slow_start(size, delay.one_way * 2, path->bandwidth));
  };
  delay.request_cold = slow(flow.traffic->request_size);
  delay.response_cold = slow(flow.traffic->response_size);
  if (!path->bandwidth) return delay;
  const HandshakeBytes& handshake = flow.resumed ? resumed_handshake : full_handshake;
  const auto transmission = [&](Bytes size) { return bounded(wire_time(size, *path->bandwidth)); };
  const bool shared = delay.link_there != LegDelay::smooth;
  (shared ? delay.request_wire : delay.request) = transmission(flow.traffic->request_size);
  (shared ? delay.response_wire : delay.response) = transmission(flow.traffic->response_size);
  delay.hello = transmission(flow.hello.front().size());
  delay.server_flight = transmission(handshake.server);
  delay.client_flight = transmission(handshake.client);
  return delay;
}

/// What the events do to a leg: to the ways between its ends, or to places of theirs.
std::uint32_t faults_between(Plan& plan, const Group& from, underlay::ZoneId from_zone,
                             const Group& to, underlay::ZoneId to_zone) {
  if (plan.model->events.empty()) return LegDelay::smooth;
  LegFaults faults =
      faults_along(*plan.model, plan.underlays, {from_zone, to_zone, from.partition, to.partition});
  if (faults.empty() && !from.exposed && !to.exposed) return LegDelay::smooth;
  plan.leg_faults.push_back(std::move(faults));
  return static_cast<std::uint32_t>(plan.leg_faults.size() - 1);
}

void lay_stop(const Group& group, std::size_t room, Duration byte_work, Stop& stop) {
  stop.byte_work = byte_work;
  stop.station = group.first_room + static_cast<std::uint32_t>(room);
  stop.site = group.site;
}

}  // namespace

void add_legs(Plan& plan, Flow& flow) {
  for (std::size_t i = 0; i + 1 < flow.places.size(); ++i) {
    const Group& from = plan.groups[flow.places[i].group];
    const Group& to = plan.groups[flow.places[i + 1].group];
    if (to.kind == results::StationKind::service) break;  // Loopback to the app beside it.
    const auto& from_zones = plan.zones_of(from);
    const auto& to_zones = plan.zones_of(to);
    Leg& leg = flow.legs.emplace_back(from_zones.size(), to_zones.size());
    for (std::size_t a = 0; a < from_zones.size(); ++a) {
      for (std::size_t b = 0; b < to_zones.size(); ++b) {
        LegDelay& delay = leg.by_zone(a, b) = delay_between(plan, from_zones[a], to_zones[b], flow);
        delay.faults = faults_between(plan, from, from_zones[a], to, to_zones[b]);
      }
    }
    flow.rough |= leg.rough();
  }
}

void lay_place(const Plan& plan, const Flow& flow, std::size_t place, std::size_t room,
               Path& path) {
  const Place& at = flow.places[place];
  const Group& group = plan.groups[at.group];
  ISTHMUS_EXPECTS(room < group.rooms());
  lay_stop(group, room, at.request_work, path.stops[place]);
  lay_stop(group, room, at.response_work, path.stops[path.mirror(place)]);
}

void lay_leg(const Plan& plan, const Flow& flow, std::size_t place, std::size_t from_room,
             std::size_t to_room, Path& path) {
  const auto instance = [&](std::size_t at, std::size_t room) {
    return room / plan.groups[flow.places[at].group].rooms_each;
  };
  const LegDelay& leg =
      flow.legs[place].between(instance(place, from_room), instance(place + 1, to_room));
  lay_place(plan, flow, place + 1, to_room, path);
  path.stops[place].onward = leg.one_way + leg.request;
  path.stops[path.mirror(place + 1)].onward = leg.one_way + leg.response;
  ++path.legs;
  path.propagation += leg.one_way * 2;
  path.transmission += leg.request + leg.response;
  path.one_way += leg.one_way;
  path.connecting += leg.one_way * 2;
  path.server_flight += leg.server_flight;
  path.client_flight += leg.client_flight;
}

}  // namespace isthmus::dataplane

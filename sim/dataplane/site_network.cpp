// What links add to single messages: jitter, loss, and TCP windows that are not open yet
// (docs/model/network.md).
#include <cmath>

#include "sim/base/expects.hpp"
#include "sim/dataplane/site.hpp"
#include "sim/dataplane/tcp_window.hpp"
#include "sim/random/portable_math.hpp"

namespace isthmus::dataplane {
namespace {

// After so many losses of one segment nobody counts any more: the request has timed out elsewhere.
constexpr int retransmissions_max = 15;

Duration jitter_of(const Roughness& rough, random::Stream& stream) {
  Duration all;
  for (const random::Sampler& jitter : rough.jitter) all += bounded(jitter(stream));
  return all;
}

/// What losses add to a message of so many segments. The first that is lost decides: with three
/// behind it the receiver's repeated acknowledgements bring it back after a round trip, otherwise
/// only the sender's timeout does. What is sent again may be lost again, each time for twice as
/// long.
Duration loss_of(const Roughness& rough, std::int64_t segments, Duration timeout,
                 random::Stream& stream) {
  if (rough.loss == 0) return Duration::zero();
  // The number of segments before the first lost one is geometric.
  const double before = random::natural_log(stream.uniform()) / random::natural_log(1 - rough.loss);
  if (before >= static_cast<double>(segments)) return Duration::zero();
  const auto behind = segments - 1 - static_cast<std::int64_t>(before);
  const bool repeated = behind >= 3;
  Duration all = repeated ? rough.round_trip : timeout;
  if (!repeated) timeout = timeout * 2;
  for (int again = 0; again < retransmissions_max && stream.bernoulli(Ratio::of(rough.loss));
       ++again) {
    all += timeout;
    timeout = timeout * 2;
  }
  return all;
}

std::int64_t segments_of(Bytes size) {
  constexpr auto largest = static_cast<std::int64_t>(segment_bytes_max);
  return std::max<std::int64_t>(1, (size.count() + largest - 1) / largest);
}

}  // namespace

Duration Site::added(Flight& flight, Duration extra) {
  extra = bounded(extra);
  flight.add(Spent::network, extra);
  return extra;
}

Site::Crossing Site::crossing_of(const Flight& flight) const {
  const std::size_t server = plan_->flows[flight.flow].legs.size();
  Crossing crossing;
  crossing.request = flight.stop < server;
  crossing.place = crossing.request ? flight.stop : flight.path->mirror(flight.stop);
  if (crossing.place > server || (!crossing.request && flight.stop <= server)) return crossing;
  crossing.leg = crossing.request ? crossing.place : crossing.place - 1;
  crossing.delay = &leg_of(flight, crossing.leg);
  return crossing;
}

/// A request or a response leaves stop `flight.stop` at `when`, over links that may do something to
/// it; where one is shared, it queues there first.
void Site::set_out(Flight& flight, SimTime when, Scheduler& out) {
  if (flight.stop + 1u == flight.path->stop_count) {
    return finish(flight, held_back(flight, when), out);
  }
  const Crossing crossing = crossing_of(flight);
  if (crossing.delay != nullptr && crossing.delay->link_there != LegDelay::smooth) {
    flight.step = Step::link;
    return go(flight, number_, when, out);
  }
  when = when + flight.path->stops[flight.stop].onward + message_over(flight, crossing, when);
  ++flight.stop;
  go(flight, flight.path->stops[flight.stop].site, when, out);
}

void Site::link_arrives(Flight& flight, SimTime now, Scheduler& out) {
  const Crossing crossing = crossing_of(flight);
  const LegDelay& delay = *crossing.delay;
  const Group& link = plan_->groups[crossing.request ? delay.link_there : delay.link_back];
  const Duration work = crossing.request ? delay.request_wire : delay.response_wire;
  Room& room = rooms_[link.first_room];
  flight.add(room.part, work);
  serve(room, now, work, flight, out);
}

void Site::link_left(Flight& flight, Visit visit, Scheduler& out) {
  const Crossing crossing = crossing_of(flight);
  const SimTime when = visit.departure + flight.path->stops[flight.stop].onward +
                       message_over(flight, crossing, visit.departure);
  flight.step = Step::message;
  ++flight.stop;
  go(flight, flight.path->stops[flight.stop].site, when, out);
}

/// What a leg adds to the way of a request or a response.
Duration Site::message_over(Flight& flight, const Crossing& crossing, SimTime when) {
  if (crossing.delay == nullptr) return Duration::zero();
  const Flow& flow = plan_->flows[flight.flow];
  const LegDelay& leg = *crossing.delay;
  Duration extra;
  if ((flight.cold >> crossing.leg & 1) != 0) {
    extra += crossing.request ? leg.request_cold : leg.response_cold;
  }
  const Bytes size = crossing.request ? flow.traffic->request_size : flow.traffic->response_size;
  extra +=
      over_leg(flight, crossing.place, crossing.leg, crossing.request, segments_of(size), when);
  return added(flight, extra);
}

/// What a leg adds to a message of so many segments that leaves a place: faults, jitter and loss.
Duration Site::over_leg(const Flight& flight, std::size_t from, std::size_t leg, bool there,
                        std::int64_t segments, SimTime when) {
  const LegDelay& delay = leg_of(flight, leg);
  const Duration round_trip = delay.one_way * 2;
  const Duration timeout = retransmission_timeout(round_trip);
  const Obstacle obstacle = this->obstacle(flight, leg, there, when, timeout);
  if (delay.roughness == LegDelay::smooth && obstacle.loss == 0) return obstacle.extra;
  Roughness rough{.round_trip = round_trip};
  random::Stream& stream = network_streams_[plan_->flows[flight.flow].places[from].network_stream];
  const Roughness& usual =
      delay.roughness == LegDelay::smooth ? rough : plan_->roughnesses[delay.roughness];
  if (obstacle.loss == 0) {
    return obstacle.extra + jitter_of(usual, stream) +
           loss_of(usual, segments, retransmission_timeout(usual.round_trip), stream);
  }
  rough.loss = 1 - (1 - usual.loss) * (1 - obstacle.loss);
  return obstacle.extra + jitter_of(usual, stream) + loss_of(rough, segments, timeout, stream);
}

/// A TCP connect over a leg: there and back, and the SYN may be lost.
Duration Site::connect_over(Flight& flight, std::size_t place, const LegDelay& leg) {
  if (leg.roughness == LegDelay::smooth) return Duration::zero();
  const Roughness& rough = plan_->roughnesses[leg.roughness];
  random::Stream& stream = network_streams_[plan_->flows[flight.flow].places[place].network_stream];
  const Duration there = jitter_of(rough, stream);
  return added(flight, there + jitter_of(rough, stream) + loss_of(rough, 1, syn_timeout, stream));
}

/// A handshake message of so many segments over a leg, sent from place `from`.
Duration Site::handshake_over(Flight& flight, const Hop& hop, SimTime when) {
  return added(flight, over_leg(flight, hop.from, hop.leg, hop.there, hop.segments, when));
}

/// Which windows of a connection are small again after it was idle for so long.
void Site::set_windows(Flight& flight, Duration idle) const {
  flight.rough = true;
  for (std::size_t leg = 0; leg < plan_->flows[flight.flow].legs.size(); ++leg) {
    if (idle <= retransmission_timeout(leg_of(flight, leg).one_way * 2)) continue;
    flight.cold = (flight.cold | 1U << leg) & 15U;
  }
}

}  // namespace isthmus::dataplane

// What happens to the single segments of a connection: who accepts them, how gateways that are
// event loops take part in every step of a handshake, and how segments end
// (docs/model/connections.md).
#include <algorithm>
#include <utility>

#include "sim/base/expects.hpp"
#include "sim/dataplane/site.hpp"

namespace isthmus::dataplane {
namespace {

constexpr std::int64_t server_flight_segments = 2;  // 2204 bytes: plan_legs.cpp.

}  // namespace

const LegDelay& Site::leg_of(const Flight& flight, std::size_t place) const {
  const Flow& flow = plan_->flows[flight.flow];
  const Path& path = *flight.path;
  return flow.legs[place].between(instance_at(flow, place, path),
                                  instance_at(flow, place + 1, path));
}

/// A new connection has come to a proxy. Where its workers are kept in balance, the one with the
/// fewest gets it; where they are not, chance has chosen already.
void Site::accept(Flight& flight) {
  const Flow& flow = plan_->flows[flight.flow];
  const std::size_t place = flight.stop;
  const Group& group = plan_->groups[flow.places[place].group];
  if (group.proxy->worker_choice != model::WorkerChoice::exact_balance) return;
  const std::size_t first = instance_at(flow, place, *flight.path) * group.rooms_each;
  std::size_t fewest = first;
  const auto connections = [&](std::size_t room) -> std::uint32_t& {
    return rooms_[group.first_room + room].setup->connections;
  };
  for (std::size_t room = first; room < first + group.rooms_each; ++room) {
    if (connections(room) < connections(fewest)) fewest = room;
  }
  ++connections(fewest);
  lay_place(*plan_, flow, place, fewest, *flight.path);
}

/// One event of a gateway's loop that the flight has to wait for.
void Site::relay_arrives(Flight& flight, SimTime now, Scheduler& out) {
  Room& room = room_of(flight);
  const Duration work = room.message.next();
  flight.add(room.part, work);
  serve(room, now, work, flight, out);
}

/// The server's handshake messages go back from a place to the next that takes part.
void Site::relay_back(Flight& flight, std::size_t from, SimTime departure, Scheduler& out) {
  const Flow& flow = plan_->flows[flight.flow];
  std::size_t to = from;
  Duration way;
  Duration extra;
  do {
    --to;
    const LegDelay& leg = leg_of(flight, to);
    way += leg.one_way + leg.server_flight;
    if (flight.rough) {
      const Hop hop{from, to, false, server_flight_segments};
      extra += handshake_over(flight, hop, departure + way + extra);
    }
  } while (to > 0 && !flow.places[to].loops);
  flight.path->tls_setup += way;
  flight.step = Step::server_flight;
  flight.stop = static_cast<std::uint8_t>(to);
  go(flight, flight.path->stops[to].site, departure + way + extra, out);
}

/// Ends the attempt. The news travels back to the sidecar that dialled, place by place where
/// somebody on the way must hear it; then it starts at the last place that was reached.
void Site::close(Flight& flight, route::Disposition disposition, SimTime when, Scheduler& out) {
  const Flow& flow = plan_->flows[flight.flow];
  flight.lost = flight.step == Step::message;
  if (flight.lost) {
    const std::size_t place = std::min<std::size_t>(flight.stop, flight.path->mirror(flight.stop));
    flight.stop = static_cast<std::uint8_t>(std::min(place, flow.legs.size()));
  }
  const bool at_last = flight.step != Step::server_flight && flight.step != Step::message;
  flight.step = Step::closed;
  flight.verdict = static_cast<std::uint8_t>(disposition);
  if (!flow.farewell) {
    return go(flight, flight.path->stops[0].site, home_at(flight, when), out);
  }
  Duration way;
  while (!at_last && flight.stop < flow.legs.size()) way += leg_of(flight, flight.stop++).one_way;
  go(flight, flight.path->stops[flight.stop].site, when + way, out);
}

void Site::closed_arrives(Flight& arrived, SimTime now, Scheduler& out) {
  const bool farewell = plan_->flows[arrived.flow].farewell;
  // A connection that others share with it is closed on its own, and once.
  const Flow& flow = plan_->flows[arrived.flow];
  const bool shared = arrived.lost && flow.streams && !(arrived.dialled && flow.early_data);
  if (farewell && !shared) close_segment(arrived, now, out);
  Flight& flight = where_it_is(arrived);
  if (farewell) {
    if (flight.stop > 0) {
      const std::size_t to = --flight.stop;
      return go(flight, flight.path->stops[to].site, now + leg_of(flight, to).one_way, out);
    }
  }
  const Flight ended = flight;  // Whoever hears of it may send others, and these move.
  answered(plan_->flows[ended.flow], *ended.path, now, out);
  if (plan_->flows[ended.flow].streams) stream_lost(ended, now, out);
  if (ended.dialled || ended.path->original != nullptr) paths_.draft_done(ended.path);
  verdict(ended, now, route::Disposition{ended.verdict}, out);
}

/// The caller's side closes, the news goes down to the server's sidecar, whose own close comes
/// back.
void Site::farewell_arrives(Flight& arrived, SimTime now, Scheduler& out) {
  const Flow& flow = plan_->flows[arrived.flow];
  const bool returning = arrived.verdict != 0;
  if (!returning) {
    close_segment(arrived, now, out);
  } else if (flow.places[arrived.stop].loops) {
    work_aside(arrived, now, out);
  }
  Flight& flight = where_it_is(arrived);
  const std::size_t last = flow.legs.size();
  if (returning && flight.stop == 0) {
    if (flight.dialled || flight.path->original != nullptr) paths_.draft_done(flight.path);
    return;
  }
  if (flight.stop == last) flight.verdict = 1;
  const bool up = flight.verdict != 0;
  const Duration way = leg_of(flight, up ? flight.stop - 1u : flight.stop).one_way;
  flight.stop = static_cast<std::uint8_t>(up ? flight.stop - 1 : flight.stop + 1);
  go(flight, flight.path->stops[flight.stop].site, now + way, out);
}

/// A proxy learns that one of its connections is no more.
void Site::close_segment(const Flight& flight, SimTime now, Scheduler& out) {
  const Flow& flow = plan_->flows[flight.flow];
  const Place& place = flow.places[flight.stop];
  if (plan_->groups[place.group].proxy->worker_choice == model::WorkerChoice::exact_balance) {
    std::uint32_t& connections = room_of(flight).setup->connections;
    ISTHMUS_EXPECTS(connections > 0);
    --connections;
  }
  forget_connection(flight);
  if (place.loops) work_aside(flight, now, out);
}

/// One event of a proxy's loop that no request waits for. It may need a place among the flights of
/// this site, which moves them: `where_it_is` finds the caller's again.
void Site::work_aside(const Flight& flight, SimTime now, Scheduler& out) {
  Room& room = room_of(flight);
  Flight aside = flight;
  aside.step = Step::aside;
  const std::uint32_t held = std::exchange(held_, nobody);
  serve(room, now, room.message.next(), aside, out);
  held_ = held;
}

}  // namespace isthmus::dataplane

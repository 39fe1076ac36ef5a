// What becomes of flights when something goes wrong on their way (docs/model/faults.md).
#include <algorithm>
#include <utility>

#include "sim/base/expects.hpp"
#include "sim/dataplane/site.hpp"
#include "sim/dataplane/tcp_window.hpp"

namespace isthmus::dataplane {
namespace {

using route::Disposition;

// Linux: tcp_retries2, and TCP_RTO_MAX. After about a quarter of an hour TCP gives up.
constexpr int retransmissions_max = 15;
constexpr Duration retransmission_timeout_max = Duration::seconds(120);

/// What never gets through takes longer than any run lasts.
constexpr Duration never_through = Station::closing.since_start();

}  // namespace

/// A request that comes from outside: where its instance cannot be reached, its SYN comes again.
void Site::from_outside(Flight& flight, SimTime now, Scheduler& out) {
  flight.rough = true;
  const Fate* fate = fate_at(plan_->flows[flight.flow], 0, *flight.path);
  if (fate == nullptr || !fate->unreachable.covers(now)) return message_arrives(flight, now, out);
  SimTime sent = now;
  for (Duration timeout = syn_timeout; fate->unreachable.covers(sent); timeout = timeout * 2) {
    if (timeout > retransmission_timeout_max) return;
    sent = sent + timeout;
  }
  added(flight, sent - now);
  go(flight, number_, sent, out);
}

/// When an answer that is ready at `departure` gets out of an instance to the outside.
SimTime Site::held_back(Flight& flight, SimTime departure) {
  const Flow& flow = plan_->flows[flight.flow];
  const Fate* fate = flow.outside ? fate_at(flow, 0, *flight.path) : nullptr;
  if (fate == nullptr || !fate->unreachable.covers(departure)) return departure;
  SimTime sent = departure;
  Duration timeout = retransmission_timeout(Duration::zero());
  for (; fate->unreachable.covers(sent); timeout = timeout * 2) {
    if (timeout > retransmission_timeout_max) return SimTime::start() + never_through;
    sent = sent + timeout;
  }
  return departure + added(flight, sent - departure);
}

/// From now on the caller of a flight knows which way it takes, and hears when that ends.
void Site::watch_path(const Flight& flight) {
  if (!attempts_.holds(flight.call)) return;
  Attempt& attempt = attempts_[flight.call.index];
  attempt.path = flight.path;
  attempt.flow = flight.flow;
}

/// Whether the app closes the connection behind its answer, because it drains.
bool Site::ends_connection(const Flow& flow, const Flight& flight, SimTime when) const {
  if (!flow.exposed) return false;
  const Fate* fate = fate_at(flow, flow.places.size() - 1, *flight.path);
  return fate != nullptr && fate->leaving.covers(when);
}

/// Every site is told of every death, when it comes.
void Site::begin_faults(Scheduler& out) {
  const std::vector<Death>& deaths = conditions_->timetable->deaths();
  for (std::size_t i = 0; i < deaths.size(); ++i) {
    out.at(deaths[i].at, kernel::Phase::fault, kernel::Event::of(Kind::death, i));
  }
}

/// An instance dies: what is inside is gone, and its host resets the connections that it had.
void Site::death(std::uint32_t number, SimTime now, Scheduler& out) {
  const Death& death = conditions_->timetable->deaths()[number];
  const Group& group = plan_->groups[death.group];
  if (group.site == number_) {
    renew(death.group, death.instance, now, out);
    if (group.kind == results::StationKind::sidecar) {
      renew(plan_->apps_of(group.service), death.instance, now, out);
    }
  }
  attempts_.each([&](std::uint32_t index, Attempt& attempt) {
    if (attempt.path == nullptr || attempt.doom.is_some()) return;
    const Flow& flow = plan_->flows[attempt.flow];
    for (std::size_t place = 0; place < flow.places.size(); ++place) {
      const Fate* fate = fate_at(flow, place, *attempt.path);
      if (fate == nullptr || !fate->dead.begins(now - Duration::nanoseconds(1), now)) continue;
      attempt.doom = out.timer_at(now + way_home(flow, place, *attempt.path),
                                  kernel::Phase::timeout, kernel::Event::of(Kind::doom, index));
      return;
    }
  });
}

/// The reset is back before the answer: nobody waits for that any more.
void Site::doom(std::uint32_t attempt_index, SimTime now, Scheduler& out) {
  give_up(attempt_index, Disposition::reset, now, out);
}

/// Whether the connection that a flight came by has ended with the process that it was made to.
bool Site::is_gone(const Fate& fate, const Flight& flight, SimTime now) const {
  if (fate.dead.empty()) return false;
  if (fate.dead.covers(now)) return true;
  const std::size_t place = std::min<std::size_t>(flight.stop, flight.path->mirror(flight.stop));
  const SimTime since = flight.dialled ? flight.path->reached[place] : flight.intended;
  return fate.dead.begins(since, now).has_value();
}

/// A visit that ends with the death of the station.
void Site::cut_short(Room& room, SimTime now, Visit visit, SimTime death, Flight& flight,
                     Scheduler& out) {
  visit = {std::min(visit.start, death), death};
  room.tally.arrived(now, conditions_->measured);
  room.tally.add(now, visit, conditions_->measured);
  if (room.observer != nullptr) {
    room.observer->arrived(now);
    room.observer->departs(death);
    room.observer->stayed(now, visit.start, death, death - visit.start);
  }
  note(room, now, visit);
  lose(flight, death, out);
}

/// What a flight carries is gone at `when`, and its connection with it: the caller gets a reset.
void Site::lose(Flight& flight, SimTime when, Scheduler& out) {
  if (flight.step == Step::aside) return;
  const Flow& flow = plan_->flows[flight.flow];
  const bool never_there = flow.outside && when == flight.intended;
  close(flight, never_there ? Disposition::connect_refused : Disposition::reset, when, out);
}

/// Propagation from a place back to the sidecar that dials.
Duration Site::way_home(const Flow& flow, std::size_t place, const Path& path) const {
  Duration home;
  for (std::size_t leg = 0; leg < place && leg < flow.legs.size(); ++leg) {
    home += flow.legs[leg]
                .between(instance_at(flow, leg, path), instance_at(flow, leg + 1, path))
                .one_way;
  }
  return home;
}

/// When news that leave at `when` are back at the sidecar that dials.
SimTime Site::home_at(const Flight& flight, SimTime when) const {
  const Flow& flow = plan_->flows[flight.flow];
  if (!flow.exposed) return when + distance_home(flight);
  const std::size_t place = std::min<std::size_t>(flight.stop, flight.path->mirror(flight.stop));
  for (std::size_t leg = std::min(place, flow.legs.size()); leg-- > 0;) {
    const LegDelay& delay = leg_of(flight, leg);
    const Obstacle met =
        obstacle(flight, leg, false, when, retransmission_timeout(delay.one_way * 2));
    if (met.extra >= never_through) return SimTime::start() + never_through + Duration::seconds(1);
    when = when + delay.one_way + met.extra;
  }
  return when;
}

bool Site::is_open(const Flight& flight, std::size_t leg, bool there, SimTime when) const {
  const LegDelay& delay = leg_of(flight, leg);
  if (delay.faults == LegDelay::smooth) return true;
  const LegFaults& faults = plan_->leg_faults[delay.faults];
  if ((there ? faults.there : faults.back).cut.covers(when)) return false;
  const Flow& flow = plan_->flows[flight.flow];
  for (const std::size_t place : {leg, leg + 1}) {
    const Fate* fate = fate_at(flow, place, *flight.path);
    if (fate != nullptr && fate->unreachable.covers(when)) return false;
  }
  return true;
}

/// What leaves at `when` is sent again and again until it gets through, or its sender is gone.
Site::Obstacle Site::obstacle(const Flight& flight, std::size_t leg, bool there, SimTime when,
                              Duration timeout) const {
  const LegDelay& delay = leg_of(flight, leg);
  if (delay.faults == LegDelay::smooth) return {};
  SimTime sent = when;
  for (int again = 0; !is_open(flight, leg, there, sent); ++again) {
    if (again == retransmissions_max) return {.extra = never_through};
    sent = sent + timeout;
    timeout = std::min(timeout * 2, retransmission_timeout_max);
  }
  const Fate* sender = fate_at(plan_->flows[flight.flow], there ? leg : leg + 1, *flight.path);
  if (sender != nullptr && sender->dead.begins(when, sent)) return {.extra = never_through};

  Obstacle obstacle{.extra = sent - when};
  const LegFaults& faults = plan_->leg_faults[delay.faults];
  for (const WayFaults::Trouble& trouble : (there ? faults.there : faults.back).troubles) {
    if (sent < trouble.when.from || sent >= trouble.when.to) continue;
    obstacle.extra += trouble.extra;
    obstacle.loss = 1 - (1 - obstacle.loss) * (1 - trouble.loss.share());
  }
  return obstacle;
}

/// What comes of dialling the next place, whose leg has been laid: SYNs after 0, 1, 3, 7 ...
/// seconds until one is answered, or until it has taken too long.
Site::Dialled Site::dialled(const Flight& flight, std::size_t place, SimTime departure) const {
  const Flow& flow = plan_->flows[flight.flow];
  const Group& from = plan_->groups[flow.places[place].group];
  const LegDelay& leg = leg_of(flight, place);
  const LegFaults& faults = plan_->leg_faults[leg.faults];
  const Duration patience = place == 0
                                ? flow.connect_timeout
                                : (*plan_->model)[from.partition].mesh_gateway->connect_timeout;
  const SimTime deadline = departure + bounded(patience);
  const Fate* to = fate_at(flow, place + 1, *flight.path);
  const auto extra = [](const WayFaults& way, SimTime when) {
    Duration all;
    for (const WayFaults::Trouble& trouble : way.troubles) {
      if (trouble.when.from <= when && when < trouble.when.to) all += trouble.extra;
    }
    return all;
  };
  Duration timeout = syn_timeout;
  for (SimTime sent = departure; sent <= deadline; sent = sent + timeout, timeout = timeout * 2) {
    if (!is_open(flight, place, true, sent)) continue;
    const SimTime there = sent + leg.one_way + extra(faults.there, sent);
    if (!is_open(flight, place, false, there)) continue;
    const SimTime answered = there + leg.one_way + extra(faults.back, there);
    if (answered > deadline) break;
    const bool refused = to != nullptr && to->dead.covers(there);
    return {refused ? Disposition::connect_refused : Disposition::delivered, answered};
  }
  return {Disposition::connect_timeout, deadline};
}

/// Whether an idle connection is still one, as far as its caller can know: the news of an end takes
/// its way. An app that drains closes what is idle.
bool Site::is_whole(const Flow& flow, const Path& path, SimTime idle_from, SimTime now) const {
  for (std::size_t place = 0; place < flow.places.size(); ++place) {
    const Fate* fate = fate_at(flow, place, path);
    if (fate == nullptr) continue;
    const Duration way = way_home(flow, place, path);
    if (fate->dead.begins(idle_from - way, now - way)) return false;
    const bool ends_it = place >= flow.legs.size();
    if (ends_it && fate->leaving.begins(idle_from - way, now - way)) return false;
  }
  return true;
}

}  // namespace isthmus::dataplane

// Visits to stations that are more than a plain FIFO queue (docs/model/stations.md).
#include <utility>

#include "sim/base/expects.hpp"
#include "sim/dataplane/site.hpp"

namespace isthmus::dataplane {

/// The other half of serve(), for stations with rules of their own.
void Site::serve_by_rules(Room& room, SimTime now, Duration work, Flight& flight, Scheduler& out) {
  Rules& rules = *room.rules;
  if (rules.fate != nullptr && is_gone(*rules.fate, flight, now)) return lose(flight, now, out);
  if (rules.live) return park(room, now, work, flight, out);
  if (rules.waiting) {
    const SimTime start = rules.loop ? rules.loop->start_at(now) : room.station.start_at(now);
    if (!rules.waiting->admits(now, start)) return refuse(flight, now, out);
    rules.waiting->enter(now, start);
  }
  Visit visit;
  if (rules.endless) {
    visit = EndlessStation{}.admit(now, work);
  } else if (rules.loop) {
    visit = rules.loop->admit(now, work);
    flight.add(room.part, visit.departure - visit.start - work);
  } else {
    visit = room.station.admit(now, work);
  }
  if (rules.fate != nullptr) {
    const auto death = rules.fate->dead.begins(now, visit.departure);
    if (death) return cut_short(room, now, visit, *death, flight, out);
  }
  served(room, now, visit, flight, out);
}

/// Hands the job to a live station; its flight waits here until the station is done with it.
void Site::park(Room& room, SimTime now, Duration work, Flight& flight, Scheduler& out) {
  Rules& rules = *room.rules;
  if (rules.live->present() >= rules.present_max) return refuse(flight, now, out);
  Processor& processor = processors_[rules.processor];
  advance(processor, now);
  room.tally.arrived(now, conditions_->measured);
  if (room.observer != nullptr) [[unlikely]]
    room.observer->arrived(now);
  const std::uint32_t place = hold(flight);
  const Duration whole = rules.live->arrive(processor.clock.reading(),
                                            {.arrived = now, .work = work, .flight = place});
  flights_[place].add(room.part, whole - work);
  rearm(rules.processor, out);
}

/// Something was to happen on a processor: whoever is done goes on.
void Site::processor_turns(std::uint32_t index, SimTime now, Scheduler& out) {
  Processor& processor = processors_[index];
  processor.timer = {};
  advance(processor, now);
  for (const std::uint32_t number : processor.rooms) {
    Room& room = rooms_[number];
    LiveStation& live = *room.rules->live;
    while (live.next() <= processor.clock.reading()) {
      leave(room, live.leave(processor.clock.reading()), now, out);
    }
  }
  rearm(index, out);
}

/// One job leaves a live station. What it did not work it waited, at the front of its visit as it
/// were.
void Site::leave(Room& room, const Job& job, SimTime now, Scheduler& out) {
  const Visit visit{now - job.work, now};
  room.tally.add_live(job.arrived, visit, conditions_->measured);
  if (room.observer != nullptr) [[unlikely]] {
    room.observer->departs(now);
    room.observer->stayed(job.arrived, visit.start, now, job.work);
    trace_visit(flights_[job.flight], room, job.arrived, visit);
  }
  held_ = job.flight;
  Flight& flight = flights_[job.flight];
  flight.add(Spent::queue, visit.start - job.arrived);
  note(room, job.arrived, visit);
  left(flight, visit, out);
  if (held_ == job.flight) free_.push_back(job.flight);
  held_ = nobody;
}

/// Lets time pass on a processor, and its stations know what they were busy with.
void Site::advance(Processor& processor, SimTime now) {
  std::size_t running = 0;
  for (const std::uint32_t number : processor.rooms) running += rooms_[number].rules->live->busy();
  processor.clock.advance(now, running, [&](SimTime from, SimTime to) {
    const Duration measured = conditions_->measured.overlap(from, to);
    for (const std::uint32_t number : processor.rooms) {
      Room& room = rooms_[number];
      room.tally.busy(measured * static_cast<std::int64_t>(room.rules->live->busy()));
    }
  });
}

/// Schedules what comes next on a processor, in place of what was scheduled before.
void Site::rearm(std::uint32_t index, Scheduler& out) {
  Processor& processor = processors_[index];
  SimTime reading = SimTime::never();
  std::size_t running = 0;
  for (const std::uint32_t number : processor.rooms) {
    const LiveStation& live = *rooms_[number].rules->live;
    reading = std::min(reading, live.next());
    running += live.busy();
  }
  if (processor.timer.is_some()) out.cancel(processor.timer);
  processor.timer = {};
  const SimTime when = processor.clock.time_of(reading, running);
  if (when > conditions_->horizon) return;
  processor.timer =
      out.timer_at(when, kernel::Phase::departure, kernel::Event::of(Kind::processor, index));
}

/// The run is over: what live stations still hold is accounted for up to its end.
void Site::settle() {
  for (Processor& processor : processors_) {
    advance(processor, conditions_->horizon);
    for (const std::uint32_t number : processor.rooms) {
      Room& room = rooms_[number];
      room.rules->live->each([&](const Job& job) {
        const SimTime end = conditions_->horizon;
        const SimTime start = end - std::min(job.work, end - job.arrived);
        room.tally.add_live(job.arrived, {start, end}, conditions_->measured);
      });
    }
  }
}

/// A station has no room for a flight: the news travels back to the app's sidecar.
void Site::refuse(Flight& flight, SimTime now, Scheduler& out) {
  if (flight.step == Step::aside) return;
  if (flight.step != Step::message) {
    return close(flight, route::Disposition::overloaded, now, out);
  }
  if (plan_->flows[flight.flow].outside) {
    const Flight ended = flight;
    give_back(flight, now, out);
    return verdict(ended, now, route::Disposition::overloaded, out);
  }
  flight.verdict = static_cast<std::uint8_t>(route::Disposition::overloaded);
  flight.step = Step::refused;
  go(flight, flight.path->stops[0].site, now + distance_home(flight), out);
}

void Site::refused_arrives(Flight& flight, SimTime now, Scheduler& out) {
  const Flight ended = flight;  // Whoever hears of it may send others, and these move.
  Flight connection = flight;
  const std::uint32_t held = std::exchange(held_, nobody);
  give_back(connection, now, out);
  held_ = held;
  verdict(ended, now, route::Disposition{ended.verdict}, out);
}

/// Propagation from where a flight is to its caller's sidecar.
Duration Site::distance_home(const Flight& flight) const {
  const std::size_t place = std::min<std::size_t>(flight.stop, flight.path->mirror(flight.stop));
  Duration home;
  for (std::size_t leg = 0; leg < place && leg < plan_->flows[flight.flow].legs.size(); ++leg) {
    home += leg_of(flight, leg).one_way;
  }
  return home;
}

}  // namespace isthmus::dataplane

// A logical process: a partition (or several that are close together) with its stations, its
// traffic sources and their connections. Requests come and go between sites as messages.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sim/dataplane/breaker.hpp"
#include "sim/dataplane/conditions.hpp"
#include "sim/dataplane/connection_pool.hpp"
#include "sim/dataplane/flight.hpp"
#include "sim/dataplane/host_health.hpp"
#include "sim/dataplane/order.hpp"
#include "sim/dataplane/path_arena.hpp"
#include "sim/dataplane/plan.hpp"
#include "sim/dataplane/processor.hpp"
#include "sim/dataplane/room.hpp"
#include "sim/dataplane/slab.hpp"
#include "sim/dataplane/source.hpp"
#include "sim/dataplane/stream_pool.hpp"
#include "sim/dataplane/timeline_tally.hpp"
#include "sim/dataplane/timetable.hpp"
#include "sim/dataplane/traffic_tally.hpp"
#include "sim/kernel/fingerprint.hpp"
#include "sim/kernel/scheduler.hpp"
#include "sim/wire/sni_sniffer.hpp"

namespace isthmus::dataplane {

class Site {
 public:
  using Message = Flight;
  using Scheduler = kernel::Scheduler<Flight>;

  /// `plan` and `conditions` outlive the site.
  Site(const Plan& plan, std::size_t number, const Conditions& conditions);

  /// Schedules the first request of every traffic source.
  void begin(Scheduler& out);

  void happen(kernel::Event event, SimTime now, Scheduler& out);
  void receive(Flight& flight, SimTime now, Scheduler& out) { arrive(flight, now, out); }

  /// The run is over; the last thing before write().
  void settle();
  /// Hands over what happened here to the record of the run.
  void write(results::RunRecord& record);
  std::uint64_t fingerprint() const { return fingerprint_.value(); }

 private:
  static constexpr std::uint32_t nobody = UINT32_MAX;
  enum class Kind : std::uint8_t {
    request,
    flight,
    processor,
    answered,     ///< A request over a counted connection.
    deadline,     ///< Of an order.
    try_timeout,  ///< Of an attempt.
    hedge,        ///< Of an order: time to ask again.
    retry,        ///< Of an order: the back-off is over.
    connecting,   ///< Of an attempt: its connection should be there by now.
    streams,      ///< Of a pool: a connection is there, and those who wait may use it.
    death,        ///< Of an instance.
    doom          ///< Of an attempt: the news that its connection is gone.
  };
  enum class Transition : std::uint32_t { arrival, start, departure, verdict };

  /// Connections of one dialler to one upstream.
  struct Pool {
    ConnectionPool<Path*> idle{};  ///< The first of the paths of its circuit.
    std::uint32_t dials = 0;       ///< Choices made so far; of several hosts, in the first.
    std::uint32_t active = 0;      ///< Requests under way; counted where somebody chooses by it.
    std::uint32_t open = 0;        ///< Connections, where there are limits.
  };
  /// A pool, and the rooms that its connection passes: one circuit, one path per flow.
  using Circuit = std::array<std::uint64_t, places_max>;

  // Furnishing (site_furnish.cpp).
  void write_timeline(results::Timeline& timeline) const;
  void furnish(std::uint32_t group_index);
  Room& add_room(const Group& group, const Laws& laws, std::uint32_t instance,
                 std::uint32_t worker);
  void add_processor(const Group& group, std::uint32_t instance,
                     const std::optional<model::CpuLimit>& cpu);

  // Requests (site.cpp). What arrives brings work to a station; what has left it goes on.
  void request_at(SimTime start, std::size_t source, Scheduler& out);
  void start_request(std::size_t source_index, SimTime now, Scheduler& out);
  void launch(Flight& flight, std::size_t source_index, std::uint32_t instance, SimTime now,
              Scheduler& out);
  void arrive(Flight& flight, SimTime now, Scheduler& out);
  void left(Flight& flight, Visit visit, Scheduler& out);
  void serve(Room& room, SimTime now, Duration work, Flight& flight, Scheduler& out);
  /// Writes down a visit whose departure is known, and goes on. Every visit of a plain queue passes
  /// here, so it stands where the compiler sees it.
  void served(Room& room, SimTime now, Visit visit, Flight& flight, Scheduler& out) {
    room.tally.arrived(now, conditions_->measured);
    room.tally.add(now, visit, conditions_->measured);
    if (room.observer != nullptr) [[unlikely]] {
      room.observer->arrived(now);
      room.observer->departs(visit.departure);
      room.observer->stayed(now, visit.start, visit.departure, visit.departure - visit.start);
      trace_visit(flight, room, now, visit);
    }
    flight.add(Spent::queue, visit.start - now);
    note(room, now, visit);
    if (flight.step == Step::message) [[likely]] {
      message_left(flight, visit, out);
    } else {
      left(flight, visit, out);
    }
  }
  void note(const Room& room, SimTime arrival, Visit visit) {
    const std::uint64_t place = room.station_number;
    fingerprint_.note_ahead(arrival, place, static_cast<std::uint32_t>(Transition::arrival));
    fingerprint_.note_ahead(visit.start, place, static_cast<std::uint32_t>(Transition::start));
    fingerprint_.note_ahead(visit.departure, place,
                            static_cast<std::uint32_t>(Transition::departure));
  }
  void message_arrives(Flight& flight, SimTime now, Scheduler& out);
  void message_left(Flight& flight, Visit visit, Scheduler& out) {
    if (flight.asks) [[unlikely]] {
      return asked_left(flight, visit, out);
    }
    message_onward(flight, visit.departure, out);
  }
  void message_onward(Flight& flight, SimTime departure, Scheduler& out) {
    const Path& path = *flight.path;
    if (flight.rough) [[unlikely]] {
      return set_out(flight, departure, out);
    }
    if (flight.stop + 1u == path.stop_count) return finish(flight, departure, out);
    const Duration onward = path.stops[flight.stop].onward;
    ++flight.stop;
    go(flight, path.stops[flight.stop].site, departure + onward, out);
  }
  void dial(Flight& flight, std::size_t source, std::uint32_t instance, std::uint32_t host,
            SimTime now, Scheduler& out);
  void finish(Flight& flight, SimTime departure, Scheduler& out);
  void give_back(Flight& flight, SimTime when, Scheduler& out);
  Path* copy_of(Path* path);
  static Ending ending_of(const Flight& flight);
  void close_request(std::uint32_t flow, SimTime intended, SimTime when, const Ending& ending,
                     Scheduler& out);
  void go(const Flight& flight, std::uint32_t site, SimTime when, Scheduler& out);
  /// A place for a flight among those of this site: its own, if it has one.
  std::uint32_t hold(const Flight& flight) {
    return held_ != nobody ? std::exchange(held_, nobody) : new_place(flight);
  }
  std::uint32_t new_place(const Flight& flight);
  /// The flight that is being looked at, after others may have been put beside it.
  Flight& where_it_is(Flight& flight) { return held_ == nobody ? flight : flights_[held_]; }
  void note_start(std::size_t source, SimTime now);
  void next_of_user(std::uint32_t source, SimTime intended, SimTime when, Scheduler& out);
  void verdict(const Flight& flight, SimTime when, route::Disposition disposition, Scheduler& out);
  std::size_t slice_of(SimTime intended) const {
    return static_cast<std::size_t>(intended.since_start().in_nanoseconds() /
                                    conditions_->slice.in_nanoseconds());
  }

  // Pools and the choice of hosts (site_balance.cpp).
  void discard(const Flow& flow, Pool& pool, Path* circuit, SimTime now, Scheduler& out);
  void close_idle(const Flow& flow, Path* circuit, SimTime now, Scheduler& out);
  bool takes_idle(const Flow& flow, Pool& pool, Flight& flight, SimTime now, Scheduler& out);
  void expire(const Flow& flow, Pool& pool, SimTime now, Scheduler& out);
  const std::vector<std::uint32_t>* candidates(const Flow& flow, std::size_t place,
                                               std::uint32_t instance, SimTime now);
  std::uint32_t host_for_request(const Flow& flow, Source& source, std::uint32_t instance,
                                 SimTime now);
  std::uint32_t host_for_connection(const Flight& flight, std::uint32_t& turns, SimTime now);
  /// The instance of the next place that the connection of a flight leads to.
  std::uint32_t next_instance_of(const Flight& flight) const {
    return static_cast<std::uint32_t>(instance_at(plan_->flows[flight.flow], 1, *flight.path));
  }
  std::vector<std::uint32_t>& open_from(const Flight& flight, std::size_t choices);
  void forget_connection(const Flight& flight);
  std::size_t pool_of(const Flow& flow, const Path& path) const {
    return flow.first_pool + instance_at(flow, 0, path) * flow.hosts + path.host;
  }
  void answered(const Flow& flow, const Path& path, SimTime when, Scheduler& out);
  // Requests with attempts (site_orders.cpp).
  void open_order(const Order& order, SimTime now, Scheduler& out);
  void begin_attempt(std::uint32_t order_index, SimTime now, Scheduler& out);
  void answered_arrives(const Flight& flight, SimTime now, Scheduler& out);
  void attempt_returns(Call call, const Ending& ending, SimTime now, Scheduler& out);
  void attempt_ended(const Attempt& attempt, const Ending& ending, SimTime now, Scheduler& out);
  bool try_again(std::uint32_t order_index, route::Disposition disposition, SimTime now,
                 Scheduler& out);
  Attempt taken(std::uint32_t attempt_index, Scheduler& out);
  void try_times_out(std::uint32_t attempt_index, SimTime now, Scheduler& out);
  void close_order(std::uint32_t order_index, const Ending& ending, SimTime now, Scheduler& out);

  void give_up(std::uint32_t attempt_index, route::Disposition disposition, SimTime now,
               Scheduler& out);
  void connecting_ends(std::uint32_t attempt_index, SimTime now, Scheduler& out);

  // Upstreams with limits (site_limits.cpp) and hosts that are left out (site_ejection.cpp).
  Breaker& breaker_of(const Attempt& attempt);
  void launch_limited(Flight& flight, std::uint32_t source, std::uint32_t instance,
                      std::uint32_t host, SimTime now, Scheduler& out);
  void dial_limited(Flight& flight, std::uint32_t source, std::uint32_t instance,
                    std::uint32_t host, SimTime now, Scheduler& out);
  void dial_done(const Flight& flight, Scheduler& out);
  bool hand_over(const Flow& flow, const Flight& ended, std::size_t pool, Path* circuit,
                 SimTime now, Scheduler& out);
  void let_go(const Attempt& attempt, SimTime now, Scheduler& out);
  bool is_left_out(const Flow& flow, std::uint32_t instance, std::uint32_t host, SimTime now) const;
  std::uint32_t left_out(const Flow& flow, std::uint32_t instance, SimTime now) const;
  void note_outcome(const Attempt& attempt, route::Disposition disposition, SimTime now);

  // Connections that carry several requests at once (site_streams.cpp).
  bool launch_stream(Waiting& one, SimTime now, Scheduler& out);
  void board(Waiting one, SimTime now, Scheduler& out);
  void stream_secured(const Flight& flight, SimTime when, std::uint64_t open, Scheduler& out);
  void streams_ready(std::size_t pool, SimTime now, Scheduler& out);
  void drop_stream(const Flow& flow, StreamPool& pool, Path* of, SimTime now, Scheduler& out);
  void stream_lost(const Flight& flight, SimTime now, Scheduler& out);
  void streams_failed(const Flight& flight, SimTime now, Scheduler& out);

  // The calls of a service (site_calls.cpp).
  void add_deciders(const Group& group, const std::string& place);
  void asked_left(Flight& flight, Visit visit, Scheduler& out);
  void calls_begin(const Flight& flight, SimTime now, Scheduler& out);
  void open_join(Join join, SimTime now, Scheduler& out);
  void begin_step(const Join& within, std::uint32_t node_index, Call around, SimTime now,
                  Scheduler& out);
  void step_ended(Call around, bool kept, const results::Ledger& ledger, SimTime now,
                  Scheduler& out);
  void end_step(const StepEnd& end, SimTime now, Scheduler& out);
  void calls_ended(const Join& done, SimTime now, Scheduler& out);

  // Requests that are followed (site_traces.cpp); each does nothing without a tracer.
  void trace_visit(const Flight& flight, const Room& room, SimTime arrival, Visit visit) const;
  void trace_calls(const Flight& flight, std::uint32_t room, SimTime now,
                   const results::Ledger& ledger) const;
  void trace_end(const Flight& flight, SimTime when, route::Disposition disposition,
                 const std::optional<results::Ledger>& ledger) const;
  Duration crossed_by(const Flight& flight) const;

  // Stations that are more than a plain queue (site_stations.cpp).
  void serve_by_rules(Room& room, SimTime now, Duration work, Flight& flight, Scheduler& out);
  void park(Room& room, SimTime now, Duration work, Flight& flight, Scheduler& out);
  void processor_turns(std::uint32_t index, SimTime now, Scheduler& out);
  void leave(Room& room, const Job& job, SimTime now, Scheduler& out);
  void advance(Processor& processor, SimTime now);
  void rearm(std::uint32_t index, Scheduler& out);
  void refuse(Flight& flight, SimTime now, Scheduler& out);
  void refused_arrives(Flight& flight, SimTime now, Scheduler& out);
  Duration distance_home(const Flight& flight) const;

  // Connections (site_connections.cpp).
  void begin_dial(Flight& flight, std::uint32_t instance, std::uint64_t nonce, std::uint64_t ports);
  void dial_arrives(Flight& flight, SimTime now, Scheduler& out);
  void dial_left(Flight& flight, Visit visit, Scheduler& out);
  void hello_arrives(Flight& flight, SimTime now, Scheduler& out);
  void hello_left(Flight& flight, Visit visit, Scheduler& out);
  void server_flight_arrives(Flight& flight, SimTime now, Scheduler& out);
  void server_flight_left(Flight& flight, Visit visit, Scheduler& out);
  void connect(Flight& flight, std::size_t to_instance, SimTime departure, Scheduler& out);
  Duration connect_limit_of(const Flow& flow, std::size_t place) const;
  void send_hello(Flight& flight, SimTime connected, Scheduler& out);
  void answer_hello(Flight& flight, SimTime departure, Scheduler& out);
  void close(Flight& flight, route::Disposition disposition, SimTime when, Scheduler& out);

  // Gateways that take part in every step, and the end of connections (site_segments.cpp).
  void relay_arrives(Flight& flight, SimTime now, Scheduler& out);
  void relay_back(Flight& flight, std::size_t from, SimTime departure, Scheduler& out);
  void closed_arrives(Flight& flight, SimTime now, Scheduler& out);
  void farewell_arrives(Flight& flight, SimTime now, Scheduler& out);
  void accept(Flight& flight);
  void close_segment(const Flight& flight, SimTime now, Scheduler& out);
  void work_aside(const Flight& flight, SimTime now, Scheduler& out);

  // Links that take longer than their delay (site_network.cpp).
  /// The leg that a message takes from where it is.
  struct Crossing {
    bool request = true;
    std::size_t place = 0;  ///< Where it leaves.
    std::size_t leg = 0;
    const LegDelay* delay = nullptr;  ///< None between a sidecar and its app.
  };
  Crossing crossing_of(const Flight& flight) const;
  void set_out(Flight& flight, SimTime when, Scheduler& out);
  void link_arrives(Flight& flight, SimTime now, Scheduler& out);
  void link_left(Flight& flight, Visit visit, Scheduler& out);
  /// A message of a handshake: from place `from`, over the legs between it and `to`.
  struct Hop {
    std::size_t from = 0;
    std::size_t leg = 0;
    bool there = true;
    std::int64_t segments = 1;
  };
  Duration message_over(Flight& flight, const Crossing& crossing, SimTime when);
  Duration over_leg(const Flight& flight, std::size_t from, std::size_t leg, bool there,
                    std::int64_t segments, SimTime when);
  Duration connect_over(Flight& flight, std::size_t place, const LegDelay& leg);
  Duration handshake_over(Flight& flight, const Hop& hop, SimTime when);
  Duration added(Flight& flight, Duration extra);
  void set_windows(Flight& flight, Duration idle) const;
  const LegDelay& leg_of(const Flight& flight, std::size_t place) const;

  // What goes wrong (site_faults.cpp), and what is believed of it (site_health.cpp).
  /// What comes of dialling.
  struct Dialled {
    route::Disposition disposition = route::Disposition::delivered;
    SimTime when;
  };
  /// Why and how long a message is held up on a leg.
  struct Obstacle {
    Duration extra;   ///< Until it gets through, and what that takes longer.
    double loss = 0;  ///< Of each segment, beyond what the link loses by itself.
  };
  void from_outside(Flight& flight, SimTime now, Scheduler& out);
  void watch_path(const Flight& flight);
  bool ends_connection(const Flow& flow, const Flight& flight, SimTime when) const;
  SimTime held_back(Flight& flight, SimTime departure);
  SimTime home_at(const Flight& flight, SimTime when) const;
  void begin_faults(Scheduler& out);
  void death(std::uint32_t number, SimTime now, Scheduler& out);
  void renew(std::uint32_t group_index, std::uint32_t instance, SimTime now, Scheduler& out);
  void doom(std::uint32_t attempt_index, SimTime now, Scheduler& out);
  bool is_gone(const Fate& fate, const Flight& flight, SimTime now) const;
  void cut_short(Room& room, SimTime now, Visit visit, SimTime death, Flight& flight,
                 Scheduler& out);
  void lose(Flight& flight, SimTime when, Scheduler& out);
  const Fate* fate_at(const Flow& flow, std::size_t place, const Path& path) const {
    return conditions_->timetable->fate_of(flow.places[place].group,
                                           instance_at(flow, place, path));
  }
  Duration way_home(const Flow& flow, std::size_t place, const Path& path) const;
  bool is_open(const Flight& flight, std::size_t leg, bool there, SimTime when) const;
  Obstacle obstacle(const Flight& flight, std::size_t leg, bool there, SimTime when,
                    Duration timeout) const;
  Dialled dialled(const Flight& flight, std::size_t place, SimTime departure) const;
  bool is_whole(const Flow& flow, const Path& path, SimTime idle_from, SimTime now) const;
  std::uint32_t flow_for(Source& source, std::uint32_t instance, SimTime now);
  std::uint32_t present_instance(Source& source, SimTime now);
  /// The instances of the next place that a dialler believes in; null: all of them.
  const std::vector<std::uint32_t>* believed_in(const Flow& flow, std::size_t place,
                                                std::size_t instance, SimTime now);
  bool is_believed(const Flow& flow, std::size_t instance, SimTime now) const;

  bool forwards(const Flight& flight, SimTime now);
  Duration connection_work(Room& room, Flight& flight);
  Duration handshake_work(Room& room, Flight& flight);
  Duration message_work(Room& room, const Stop& stop, Flight& flight);
  Path* circuit_of(const Flight& flight);
  Room& room_of(const Flight& flight) { return rooms_[flight.path->stops[flight.stop].station]; }
  std::size_t room_at(const Flow& flow, std::size_t place, const Path& path) const {
    return path.stops[place].station - plan_->groups[flow.places[place].group].first_room;
  }
  std::size_t instance_at(const Flow& flow, std::size_t place, const Path& path) const {
    return room_at(flow, place, path) / plan_->groups[flow.places[place].group].rooms_each;
  }

  const Plan* plan_;
  const Conditions* conditions_;
  std::uint32_t number_;

  std::vector<std::unique_ptr<StationObserver>> observers_;  ///< By instance; mostly none.
  std::vector<Room> rooms_;
  std::vector<Processor> processors_;
  std::vector<Source> sources_;
  std::optional<TimelineTally> timeline_;
  std::vector<TrafficTally> tallies_;  ///< By source.
  std::vector<Flight> flights_;        ///< Those that an event of this site points to.
  std::vector<std::uint32_t> free_;    ///< Places in it.
  std::uint32_t held_ = nobody;        ///< The place of the flight that is being looked at.
  Slab<Order> orders_;
  Slab<Attempt> attempts_;
  Slab<Join> joins_;
  std::vector<StepEnd> step_ends_;  ///< Still to be told to the steps around them.
  bool telling_ = false;
  std::map<std::uint32_t, Deciders> deciders_;  ///< By room, of the apps that need them.
  std::vector<Pool> pools_;
  std::vector<StreamPool> streams_;  ///< By pool, as far as any has streams.
  std::vector<Breaker> breakers_;
  std::vector<HostHealth> health_;
  std::vector<std::uint32_t> robins_;  ///< Of the gateways, cluster by cluster.
  std::map<Circuit, Path*> circuits_;
  /// By room and next group, the connections to each host, where they decide.
  std::map<std::array<std::uint32_t, 2>, std::vector<std::uint32_t>> open_;
  std::vector<std::uint32_t> believed_in_;  ///< What believed_in() found last.
  std::vector<random::Stream> network_streams_;
  PathArena paths_;
  std::vector<Laws> laws_;  ///< By group of this site.
  std::vector<results::Slice> slices_;
  std::vector<std::byte> hello_room_;  ///< Where a hello is put together to be looked at.
  wire::SniSniffer sniffer_;           ///< Reads one hello after the other, with one buffer.
  kernel::Fingerprint fingerprint_;
};

}  // namespace isthmus::dataplane

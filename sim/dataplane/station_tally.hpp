// What a station did inside the measured time, summed exactly while it happens.
//
// The integrals over time need no observer: a job adds to the number waiting from its arrival to
// its start and to the number served from its start to its departure, so its share of an integral
// is the part of that stretch which lies inside the measured time.
#pragma once

#include <algorithm>
#include <cstdint>

#include "sim/dataplane/measured.hpp"
#include "sim/dataplane/station.hpp"
#include "sim/results/record.hpp"

namespace isthmus::dataplane {

class StationTally {
 public:
  /// A job arrives, for the law of the gaps; arrivals never go back in time.
  void arrived(SimTime now, const Measured& measured) {
    if (measured.contains(now)) {
      const double gap = static_cast<double>((now - latest_).in_nanoseconds());
      gap_squares_ += gap * gap;
      gaps_ += now - latest_;
      ++gap_count_;
    }
    latest_ = now;
  }

  /// Adds one visit. Nearly all lie wholly inside the measured time and take the short way.
  void add(SimTime arrival, Visit visit, const Measured& measured) {
    if (arrival >= measured.from && visit.departure <= measured.to) [[likely]] {
      ++arrivals_;
      wait_ += visit.start - arrival;
      service_ += visit.departure - visit.start;
      square(visit);
    } else {
      add_at_edge(arrival, visit, measured);
    }
  }

  /// Adds one visit to a live station. When it was worked on nobody can say, only how much: that
  /// stretch is put at its end, and when servers were busy is told to busy().
  void add_live(SimTime arrival, Visit visit, const Measured& measured) {
    const Duration busy_so_far = service_ + service_at_edges_;
    add(arrival, visit, measured);
    const Duration more = service_ + service_at_edges_ - busy_so_far;
    service_at_edges_ -= more;
    wait_at_edges_ += more;
  }

  /// Servers of a live station worked for `time` in all, inside the measured time.
  void busy(Duration time) {
    service_at_edges_ += time;
    wait_at_edges_ -= time;
  }

  /// Adds the sums to the record, of which this may be one queue of several; name, kind and servers
  /// are the caller's.
  void write(results::StationRecord& record) const {
    record.arrivals += arrivals_;
    record.wait_ns += wait_.in_nanoseconds();
    record.service_ns += service_.in_nanoseconds();
    record.busiest_ns = std::max(record.busiest_ns, service_.in_nanoseconds());
    record.queue_area_ns += (wait_ + wait_at_edges_).in_nanoseconds();
    record.busy_ns += (service_ + service_at_edges_).in_nanoseconds();
    record.number_area_ns = record.queue_area_ns + record.busy_ns;
    record.service_squares_ns2 += service_squares_;
    record.gap_squares_ns2 += gap_squares_;
    record.gaps_ns += gaps_.in_nanoseconds();
    record.gap_count += gap_count_;
    record.carried_in_ns += carried_in_.in_nanoseconds();
    record.carried_out_ns += carried_out_.in_nanoseconds();
  }

 private:
  void square(Visit visit) {
    const auto service = static_cast<double>((visit.departure - visit.start).in_nanoseconds());
    service_squares_ += service * service;
  }

  void add_at_edge(SimTime arrival, Visit visit, const Measured& measured) {
    const Duration waited_inside = measured.overlap(arrival, visit.start);
    const Duration served_inside = measured.overlap(visit.start, visit.departure);
    wait_at_edges_ += waited_inside;
    service_at_edges_ += served_inside;
    if (measured.contains(arrival)) {
      const Duration wait = visit.start - arrival;
      const Duration service = visit.departure - visit.start;
      ++arrivals_;
      wait_ += wait;
      service_ += service;
      square(visit);
      wait_at_edges_ -= wait;
      service_at_edges_ -= service;
      carried_out_ += visit.departure - measured.to;
    } else {
      carried_in_ += waited_inside + served_inside;
    }
  }

  std::uint64_t arrivals_ = 0;
  double service_squares_ = 0;  ///< Of the same jobs; summed in the order of their arrivals.
  double gap_squares_ = 0;      ///< Between arrivals inside the measured time and those before.
  Duration gaps_;
  std::uint64_t gap_count_ = 0;
  SimTime latest_ = SimTime::start();
  Duration wait_;              ///< Of jobs that arrived inside, to their end.
  Duration service_;           ///< The same.
  Duration wait_at_edges_;     ///< What to add to make an integral of it; may be negative.
  Duration service_at_edges_;  ///< The same.
  Duration carried_in_;
  Duration carried_out_;
};

}  // namespace isthmus::dataplane

// Watches one station closely: how many are present for how long, and each job's wait and stay.
//
// Departures may be told ahead of time, as first come, first served knows them: they are kept until
// the clock has passed them. Nothing in a run depends on whether anybody watches.
#pragma once

#include <functional>
#include <queue>
#include <vector>

#include "sim/dataplane/measured.hpp"
#include "sim/results/station_detail.hpp"

namespace isthmus::dataplane {

class StationObserver {
 public:
  /// `probes` ascend and outlive the observer.
  StationObserver(const Measured& measured, const std::vector<SimTime>& probes)
      : measured_{measured}, probes_{&probes} {}

  /// One more is present. Arrivals never go back in time.
  void arrived(SimTime now);

  /// One present now will have left at `when`, which is not before the latest arrival.
  void departs(SimTime when) { departures_.push(when); }

  /// A job that arrived at `arrival`, whose first service began at `start` and which leaves at
  /// `departure` after `work`.
  void stayed(SimTime arrival, SimTime start, SimTime departure, Duration work);

  /// What was seen, followed to the end of the measured time and of the probes.
  results::StationDetail detail() const;

 private:
  void follow(SimTime now);
  void pass(SimTime now);

  Measured measured_;
  const std::vector<SimTime>* probes_;
  std::priority_queue<SimTime, std::vector<SimTime>, std::greater<>> departures_;
  SimTime latest_ = SimTime::start();
  std::size_t present_ = 0;
  results::StationDetail detail_;
};

}  // namespace isthmus::dataplane

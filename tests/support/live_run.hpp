// Runs a live station on its clock through given arrivals, as a site would, and says when each job
// left.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "sim/dataplane/cpu_clock.hpp"
#include "sim/dataplane/live_station.hpp"

namespace isthmus::support {

struct GivenJob {
  SimTime arrival;
  Duration work;
};

inline std::vector<SimTime> departures(dataplane::LiveStation station, dataplane::CpuClock clock,
                                       const std::vector<GivenJob>& jobs) {
  std::vector<SimTime> left(jobs.size(), SimTime::never());
  std::size_t coming = 0;
  const auto advance = [&](SimTime to) {
    clock.advance(to, station.busy(), [](SimTime, SimTime) {});
  };
  for (;;) {
    const SimTime turn = clock.time_of(station.next(), station.busy());
    const SimTime arrival = coming < jobs.size() ? jobs[coming].arrival : SimTime::never();
    if (turn == SimTime::never() && arrival == SimTime::never()) return left;
    advance(std::min(turn, arrival));
    if (turn <= arrival) {
      while (station.next() <= clock.reading()) {
        left[station.leave(clock.reading()).flight] = turn;
      }
    } else {
      station.arrive(clock.reading(), {.arrived = arrival,
                                       .work = jobs[coming].work,
                                       .flight = static_cast<std::uint32_t>(coming)});
      ++coming;
    }
  }
}

}  // namespace isthmus::support

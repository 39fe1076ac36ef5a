// How a run is conducted, for everyone who takes part in it.
#pragma once

#include "sim/base/time.hpp"
#include "sim/dataplane/measured.hpp"
#include "sim/dataplane/simulate.hpp"
#include "sim/dataplane/timetable.hpp"
#include "sim/results/timeline.hpp"

namespace isthmus::dataplane {

/// What all sites of a run have in common.
struct Conditions {
  Replication replication{};
  Measured measured{};
  SimTime horizon;                       ///< What would happen later is not followed.
  Duration slice;                        ///< Length of one of the run's slices.
  results::TimelineScale scale{};        ///< By what requests are counted where there are events.
  const Timetable* timetable = nullptr;  ///< What goes wrong; outlives the sites.
};

}  // namespace isthmus::dataplane

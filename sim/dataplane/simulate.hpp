// One replication: executes the routes on the kernel with real hellos, and records what happened.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "sim/base/time.hpp"
#include "sim/model/model.hpp"
#include "sim/results/record.hpp"
#include "sim/route/route.hpp"

namespace isthmus::dataplane {

class Tracer;

/// How far runs have come, for whoever watches a screen; nothing that is kept comes from it.
struct Vitals {
  std::atomic<std::int64_t> simulated_ns{0};  ///< Of all runs that were given it, summed.
  std::atomic<std::uint64_t> events{0};
};

/// Which replication to run, and how long.
struct Replication {
  std::size_t index = 0;
  std::uint64_t seed = 1;
  Duration duration{};
  Duration warmup{};  ///< Cut off the front; requests intended to start in it are not recorded.
  const std::atomic<bool>* cancel =
      nullptr;                         ///< Once true, the run ends soon; its record is not whole.
  std::size_t slices = 100;            ///< For `RunRecord::slices`.
  std::vector<std::size_t> watched{};  ///< Traffic sources, ascending, that get a close-up.
  bool observe_stations = false;       ///< Fills `RunRecord::details`, at some cost in time.
  std::vector<SimTime> probes{};       ///< Ascending: when to count who is present at the stations.
  Tracer* tracer = nullptr;            ///< Told of every request; only on one thread.
  Vitals* vitals = nullptr;            ///< Counted up while the run goes on.
};

/// Runs one replication. Independent of every other, so many may run at once on threads.
///
/// Returns  the same record for the same arguments, on any machine and any number of threads.
results::RunRecord simulate(const model::Model& model, const route::RouteTable& routes,
                            const Replication& replication);

}  // namespace isthmus::dataplane

// The same run on another engine: for tests, and for one run on several threads.
#pragma once

#include <cstddef>

#include "sim/base/time.hpp"
#include "sim/dataplane/simulate.hpp"

namespace isthmus::dataplane {

/// How a run is executed. No choice changes the record.
struct Engine {
  enum class Kind {
    windowed,  ///< The one for use.
    sorted,    ///< Its slow twin: one sorted map of everything.
  };
  Kind kind = Kind::windowed;
  std::size_t threads = 1;
  Duration window = Duration::longest();  ///< For tests: shorter windows than the delays allow.
  std::size_t least_events = 0;  ///< Per thread and window; where fewer are expected, one thread.
};

/// So many are some ten microseconds of work: several times what it takes threads to meet.
inline constexpr std::size_t events_that_pay = 500;

results::RunRecord simulate_on(const Engine& engine, const model::Model& model,
                               const route::RouteTable& routes, const Replication& replication);

}  // namespace isthmus::dataplane

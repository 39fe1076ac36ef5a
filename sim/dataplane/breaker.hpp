// What one instance of a caller has under way towards an upstream with limits: a circuit breaker.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>

#include "sim/base/time.hpp"
#include "sim/dataplane/flight.hpp"

namespace isthmus::dataplane {

/// A request that has no connection yet and does not dial one.
struct Waiting {
  Flight flight{};
  SimTime since;
  std::uint32_t source = 0;  ///< Of its site.
  std::uint32_t instance = 0;
  std::uint32_t host = 0;
  std::size_t pool = 0;  ///< Of its site.
};

struct Breaker {
  std::uint64_t connections = 0;
  std::uint64_t requests = 0;  ///< That have a connection, or dial one.
  std::uint64_t dialling = 0;  ///< Of them, those that dial.
  std::deque<Waiting> waiting{};
};

}  // namespace isthmus::dataplane

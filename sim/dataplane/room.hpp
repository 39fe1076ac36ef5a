// A station with all that a visit to it needs, in one block of memory.
#pragma once

#include <cstdint>
#include <memory>

#include "sim/dataplane/flight.hpp"
#include "sim/dataplane/station.hpp"
#include "sim/dataplane/station_tally.hpp"
#include "sim/random/distribution.hpp"
#include "sim/random/stream.hpp"

namespace isthmus::dataplane {

/// The laws by which the stations of one group draw their work; shared by its instances.
struct Laws {
  random::Sampler message;  ///< A request or a response; for an app, its service time.
  random::Sampler connection{random::Constant{}};
  random::Sampler full_handshake{random::Constant{}};
  random::Sampler resumed_handshake{random::Constant{}};
};

/// What only a proxy has, and needs once per connection.
struct Setup {
  random::Stream connection;
  random::Stream handshake;
  std::uint32_t first_robin = 0;  ///< For gateways: its round robins among those of the site.
  std::uint32_t instance = 0;
};

struct Room {
  Station station;
  StationTally tally{};
  const Laws* laws = nullptr;
  random::Stream message;  ///< Where `laws->message` draws from.
  Spent part = Spent::app;
  std::uint32_t station_number = 0;  ///< Among all stations of the run.
  std::unique_ptr<Setup> setup{};    ///< None for apps.
};

}  // namespace isthmus::dataplane

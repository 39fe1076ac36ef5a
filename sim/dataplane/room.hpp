// A station with all that a visit to it needs, in one block of memory.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>

#include "sim/dataplane/flight.hpp"
#include "sim/dataplane/live_station.hpp"
#include "sim/dataplane/loop_station.hpp"
#include "sim/dataplane/station.hpp"
#include "sim/dataplane/station_observer.hpp"
#include "sim/dataplane/station_tally.hpp"
#include "sim/dataplane/waiting_room.hpp"
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

/// A law that is drawn from at every visit, a few draws at a time.
class Draws {
 public:
  /// `law` outlives it; nobody else draws from `stream`.
  Draws(const random::Sampler& law, const random::Stream& stream) : law_{&law}, stream_{stream} {}

  Duration next() {
    if (used_ == ready_.size()) {
      law_->fill(ready_, stream_);
      for (Duration& draw : ready_) draw = bounded(draw);
      used_ = 0;
    }
    return ready_[used_++];
  }

 private:
  std::array<Duration, 16> ready_{};
  std::size_t used_ = 16;
  const random::Sampler* law_;
  random::Stream stream_;
};

/// What only a proxy has, and needs once per connection.
struct Setup {
  random::Stream connection;
  random::Stream handshake;
  std::uint32_t first_robin = 0;  ///< For gateways: its round robins among those of the site.
  std::uint32_t number = 0;       ///< Among the rooms of its group.
  std::uint32_t connections = 0;  ///< Pinned to it; only counted where somebody chooses by it.
};

struct Fate;

/// What makes a station another thing than one queue without limit before its servers.
struct Rules {
  bool endless = false;                  ///< As many servers as jobs.
  std::optional<LoopStation> loop{};     ///< In place of the plain station.
  std::optional<WaitingRoom> waiting{};  ///< Before the plain station or the loop.
  std::optional<LiveStation> live{};     ///< In place of all that.
  std::size_t present_max = SIZE_MAX;    ///< Jobs at once in the live station.
  std::uint32_t processor = 0;           ///< What the live station runs on.
  const Fate* fate = nullptr;            ///< What happens to its instance; null: nothing does.
};

struct Room {
  Station station;
  StationTally tally{};
  Draws message;  ///< The work of a request or a response; for an app, its service time.
  const Laws* laws = nullptr;
  Spent part = Spent::app;
  std::uint32_t station_number = 0;     ///< Among all stations of the run.
  std::unique_ptr<Rules> rules{};       ///< None for most.
  std::unique_ptr<Setup> setup{};       ///< None for apps.
  StationObserver* observer = nullptr;  ///< That of its instance; none unless the run observes.
};

}  // namespace isthmus::dataplane

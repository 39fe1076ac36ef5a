// The connections of one dialler to one upstream that carry several requests at once (HTTP/2).
//
// The end of a request is known before it comes: until then its stream is open.
#pragma once

#include <algorithm>
#include <cstdint>
#include <deque>
#include <vector>

#include "sim/base/time.hpp"
#include "sim/dataplane/breaker.hpp"
#include "sim/dataplane/path.hpp"

namespace isthmus::dataplane {

class StreamPool {
 public:
  struct Connection {
    Path* circuit = nullptr;
    SimTime ready;                ///< From when on it may be used.
    SimTime last;                 ///< When its last request so far ends.
    std::uint64_t open = 0;       ///< Requests whose end is not known.
    std::vector<SimTime> ends{};  ///< Of those whose end lies ahead, where anybody counts.

    bool is_idle(SimTime now) const { return open == 0 && last <= now; }
  };

  /// The first connection with room for one more; none otherwise.
  Connection* with_room(SimTime now, std::uint64_t most) {
    for (Connection& connection : connections_) {
      if (connection.ready > now) continue;
      if (most == UINT64_MAX) return &connection;
      std::erase_if(connection.ends, [now](SimTime end) { return end <= now; });
      if (connection.open + connection.ends.size() < most) return &connection;
    }
    return nullptr;
  }

  void add(Path* circuit, SimTime ready, std::uint64_t open) {
    connections_.push_back({circuit, ready, ready, open, {}});
  }

  /// A request over a connection of that circuit is over at `when`, which may lie ahead.
  void ended(const Path* circuit, SimTime when, std::uint64_t most) {
    for (Connection& connection : connections_) {
      if (connection.circuit != circuit || connection.open == 0) continue;
      --connection.open;
      connection.last = std::max(connection.last, when);
      if (most != UINT64_MAX) connection.ends.push_back(when);
      return;
    }
  }

  /// A connection of that circuit, the oldest, is no more.
  ///
  /// Returns  whether there was one.
  bool drop(const Path* circuit) {
    const auto at =
        std::find_if(connections_.begin(), connections_.end(),
                     [circuit](const Connection& one) { return one.circuit == circuit; });
    if (at == connections_.end()) return false;
    connections_.erase(at);
    return true;
  }

  /// Takes a connection that nobody has used since before `then`; null if there is none.
  Path* take_older(SimTime then) {
    const auto old =
        std::find_if(connections_.begin(), connections_.end(),
                     [then](const Connection& one) { return one.open == 0 && one.last < then; });
    if (old == connections_.end()) return nullptr;
    Path* circuit = old->circuit;
    connections_.erase(old);
    return circuit;
  }

  std::uint64_t dialling = 0;
  std::deque<Waiting> waiting{};  ///< For one that is being dialled.

 private:
  std::vector<Connection> connections_;  ///< In the order of dialling.
};

}  // namespace isthmus::dataplane

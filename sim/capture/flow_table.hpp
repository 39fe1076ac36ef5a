// Sorts TCP segments into flows and puts each client's bytes in order. Private to this room.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "sim/capture/captured_flow.hpp"
#include "sim/capture/packet.hpp"

namespace isthmus::capture {

class FlowTable {
 public:
  explicit FlowTable(std::size_t first_bytes_max) : first_bytes_max_{first_bytes_max} {}

  void add(const TcpSegment& segment, Duration at);

  /// Every flow in which somebody was a client, in the order of their first packets.
  std::vector<CapturedFlow> flows() const;

 private:
  struct Piece {
    std::uint32_t sequence;
    std::vector<std::byte> bytes;
    std::size_t sent_bytes;
  };

  /// One connection as seen so far. Without a SYN, whoever spoke first is taken for the client.
  struct Flow {
    Endpoint client;
    Endpoint server;
    Duration first_seen;
    std::uint32_t first_sequence = 0;
    bool has_start = false;
    std::size_t kept_bytes = 0;
    std::vector<Piece> pieces;  ///< In the order of arrival.
  };

  using Pair = std::pair<Endpoint, Endpoint>;  ///< The smaller endpoint first.

  static Pair pair_of(const TcpSegment& segment);
  Flow& start_flow(const Pair& pair, Endpoint client, Endpoint server, Duration at);
  void keep(Flow& flow, const TcpSegment& segment);
  CapturedFlow in_order(const Flow& flow) const;

  std::size_t first_bytes_max_;
  std::vector<Flow> flows_;
  std::map<Pair, std::size_t> current_;  ///< The latest flow between two endpoints.
};

}  // namespace isthmus::capture

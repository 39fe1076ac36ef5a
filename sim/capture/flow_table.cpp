#include "sim/capture/flow_table.hpp"

#include <algorithm>

namespace isthmus::capture {
namespace {

/// How far `sequence` lies behind `first`: sequence numbers wrap, so the nearer way round counts.
std::int64_t distance(std::uint32_t first, std::uint32_t sequence) {
  return static_cast<std::int32_t>(sequence - first);
}

}  // namespace

FlowTable::Pair FlowTable::pair_of(const TcpSegment& segment) {
  return segment.from < segment.to ? Pair{segment.from, segment.to}
                                   : Pair{segment.to, segment.from};
}

FlowTable::Flow& FlowTable::start_flow(const Pair& pair, Endpoint client, Endpoint server,
                                       Duration at) {
  current_[pair] = flows_.size();
  flows_.push_back({std::move(client), std::move(server), at, 0, false, 0, {}});
  return flows_.back();
}

void FlowTable::add(const TcpSegment& segment, Duration at) {
  const Pair pair = pair_of(segment);
  const auto found = current_.find(pair);
  Flow* flow = found == current_.end() ? nullptr : &flows_[found->second];

  if (segment.syn && !segment.ack) {
    const std::uint32_t first = segment.sequence + 1;  // The SYN takes a number of its own.
    const bool is_repeated = flow != nullptr && flow->has_start && flow->first_sequence == first &&
                             flow->client == segment.from;
    if (!is_repeated) flow = &start_flow(pair, segment.from, segment.to, at);
    flow->has_start = true;
    flow->first_sequence = first;
    TcpSegment data = segment;  // TCP Fast Open: data may ride on the SYN.
    data.sequence = first;
    return keep(*flow, data);
  }
  if (flow == nullptr && segment.syn) {  // A SYN-ACK: the other side is the client.
    start_flow(pair, segment.to, segment.from, at);
    return;
  }
  if (segment.payload_bytes == 0 || segment.rst) return;
  if (flow == nullptr) {
    flow = &start_flow(pair, segment.from, segment.to, at);
    flow->first_sequence = segment.sequence;
  }
  if (flow->client == segment.from) keep(*flow, segment);
}

void FlowTable::keep(Flow& flow, const TcpSegment& segment) {
  constexpr std::size_t copies_max = 4;  // Retransmissions must not fill the memory.
  if (segment.payload_bytes == 0) return;
  if (flow.pieces.empty() && !flow.has_start) flow.first_sequence = segment.sequence;
  const std::int64_t at = distance(flow.first_sequence, segment.sequence);
  const auto window = static_cast<std::int64_t>(first_bytes_max_);
  if (at >= window || at < -window) return;
  if (flow.kept_bytes + segment.payload.size() > copies_max * first_bytes_max_) return;
  flow.kept_bytes += segment.payload.size();
  flow.pieces.push_back(
      {segment.sequence, {segment.payload.begin(), segment.payload.end()}, segment.payload_bytes});
}

std::vector<CapturedFlow> FlowTable::flows() const {
  std::vector<CapturedFlow> all;
  all.reserve(flows_.size());
  for (const Flow& flow : flows_) all.push_back(in_order(flow));
  return all;
}

CapturedFlow FlowTable::in_order(const Flow& flow) const {
  CapturedFlow out{flow.client, flow.server, flow.first_seen, {}, {}, flow.has_start, false};
  std::int64_t start = 0;  // Without the SYN, the stream starts with the earliest byte seen.
  for (const Piece& piece : flow.pieces) {
    if (!flow.has_start) start = std::min(start, distance(flow.first_sequence, piece.sequence));
    out.segments.push_back(piece.sent_bytes);
  }
  std::vector<std::byte> bytes;
  std::vector<bool> is_there;
  for (const Piece& piece : flow.pieces) {
    const std::int64_t at = distance(flow.first_sequence, piece.sequence) - start;
    for (std::size_t i = 0; i < piece.bytes.size(); ++i) {
      const std::int64_t place = at + static_cast<std::int64_t>(i);
      if (place < 0 || place >= static_cast<std::int64_t>(first_bytes_max_)) continue;
      const auto index = static_cast<std::size_t>(place);
      if (index >= bytes.size()) {
        bytes.resize(index + 1);
        is_there.resize(index + 1, false);
      }
      if (!is_there[index]) bytes[index] = piece.bytes[i];  // The first copy of a byte wins.
      is_there[index] = true;
    }
  }
  const auto hole = std::find(is_there.begin(), is_there.end(), false);
  out.has_gap = hole != is_there.end();
  bytes.resize(static_cast<std::size_t>(hole - is_there.begin()));
  out.first_bytes = std::move(bytes);
  return out;
}

}  // namespace isthmus::capture

#include "sim/results/merge.hpp"

#include "sim/base/expects.hpp"

namespace isthmus::results {

void merge(TrafficRecord& into, const TrafficRecord& other) {
  into.requests += other.requests;
  into.connections += other.connections;
  into.setup.requests += other.setup.requests;
  into.setup.connect_ns += other.setup.connect_ns;
  into.setup.handshake_ns += other.setup.handshake_ns;
  into.setup.exchange_ns += other.setup.exchange_ns;
  into.retries += other.retries;
  into.ejections += other.ejections;
  into.failed.merge(other.failed);
  for (std::size_t i = 0; i < into.ended.size(); ++i) into.ended[i] += other.ended[i];
  for (std::size_t i = 0; i < into.ledger.size(); ++i) into.ledger[i] += other.ledger[i];
  into.latency.merge(other.latency);
  if (!other.close_up) return;
  if (!into.close_up) into.close_up.emplace();
  into.close_up->merge(*other.close_up);
}

void merge(StationRecord& into, const StationRecord& other) {
  ISTHMUS_EXPECTS(into.name == other.name && into.kind == other.kind &&
                  into.servers == other.servers);
  into.arrivals += other.arrivals;
  into.busy_ns += other.busy_ns;
  into.wait_ns += other.wait_ns;
  into.service_ns += other.service_ns;
  into.service_squares_ns2 += other.service_squares_ns2;
  into.gaps_ns += other.gaps_ns;
  into.gap_squares_ns2 += other.gap_squares_ns2;
  into.gap_count += other.gap_count;
  into.queue_area_ns += other.queue_area_ns;
  into.number_area_ns += other.number_area_ns;
  into.carried_in_ns += other.carried_in_ns;
  into.carried_out_ns += other.carried_out_ns;
}

}  // namespace isthmus::results

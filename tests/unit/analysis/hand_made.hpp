// Records written by hand: what a run would leave behind, with every number visible in the test.
#pragma once

#include <string>
#include <vector>

#include "sim/analysis/summary.hpp"
#include "tests/support/mesh_builder.hpp"

namespace isthmus::analysis {

inline Duration ms(std::int64_t n) { return Duration::milliseconds(n); }

/// web calls finance/billing through the gateway of finance.
inline support::World web_to_billing() {
  return support::MeshBuilder{}
      .zone("z")
      .partition("default", {"z"})
      .partition("finance", {"z"}, support::free_gateway())
      .service({.name = "web"})
      .service({.name = "finance/billing"})
      .traffic({.from = "web", .to = "finance/billing", .mode = mesh::GatewayMode::remote})
      .build();
}

/// A traffic record of delivered requests with these latencies, all of it the app's own time.
inline results::TrafficRecord delivered(const std::vector<Duration>& latencies) {
  results::TrafficRecord record;
  record.requests = latencies.size();
  record.ended[0] = latencies.size();
  for (const Duration latency : latencies) {
    record.latency.record(latency);
    record.ledger[0] += latency.in_nanoseconds();
  }
  return record;
}

/// One replication of ten measured seconds with one traffic source.
inline results::RunRecord replication(std::size_t index, results::TrafficRecord traffic) {
  results::RunRecord record;
  record.replication = index;
  record.fingerprint = index + 1;
  record.events = 100;
  record.measured = Duration::seconds(10);
  record.traffic.push_back(std::move(traffic));
  return record;
}

inline RunSummary summary_of(const support::World& world,
                             const std::vector<results::RunRecord>& records) {
  return answer(SummaryQuestion{}, RunEvidence{*world.model, world.routes, records});
}

}  // namespace isthmus::analysis

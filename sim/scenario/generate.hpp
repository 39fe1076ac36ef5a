// Synthetic meshes: valid scenarios of any size, for benchmarks, for capacity questions about a
// mesh that does not exist yet, and for trying things out.
//
// Who calls whom is drawn per service from a stream of its own, so the text is written in one pass
// with next to nothing held in memory, and the same specification gives the same bytes everywhere.
#pragma once

#include <cstddef>
#include <optional>
#include <ostream>
#include <string>

#include "sim/base/quantity.hpp"
#include "sim/mesh/gateway_mode.hpp"
#include "sim/random/stream.hpp"

namespace isthmus::scenario {

/// What the mesh shall look like.
struct GenerateSpec {
  std::size_t partitions = 3;
  std::size_t services = 8;  ///< In each partition.

  /// Distinct upstreams of each service; empty: drawn per service from the published fan-out. Fewer
  /// where there are not that many other services.
  std::optional<std::size_t> upstreams{};

  Ratio cross_partition = Ratio::percent(20);  ///< Share of upstreams that leave the partition.
  Ratio broken{};  ///< Share of the exports that upstreams need and that are left out.
  mesh::GatewayMode mode = mesh::GatewayMode::local;  ///< Set by the proxy-defaults everywhere.
  std::optional<PerSecond> rate{};  ///< Of every upstream; empty: the scenario has no `traffic:`.
  random::Seed seed{};
};

inline constexpr std::size_t generated_partitions_max = 1'000;
inline constexpr std::size_t generated_services_max = 10'000;
/// Every upstream of a sidecar has a port of its own, from 10000 up.
inline constexpr std::size_t generated_upstreams_max = 50'000;

/// What is wrong with a specification, in a user's words; nothing if a scenario can be made of it.
std::optional<std::string> fault_in(const GenerateSpec& spec);

/// Writes the scenario. Every upstream is delivered, except for those whose export was left out.
///
/// Limits   `spec` has no fault.
/// Cost     linear in upstreams; memory: 8 bytes for each upstream that leaves its partition.
/// Source   fan-out: distinct downstream services per service of 18 571 services at Meta,
///          service-characteristics.csv, 2022-12-21 (median 4, p75 7, p90 13, p95 21, p99 93).
///          Assumed: straight lines between those points, at least one, and none above the last.
void generate(const GenerateSpec& spec, std::ostream& out);

}  // namespace isthmus::scenario

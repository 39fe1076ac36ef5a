// "How many bytes cross which boundary, and what do the clouds charge for them?"
//
// The load is open and the sizes are stated, so nothing has to be simulated: the expected bytes are
// exact. Whoever dials takes the instances of the next place in turns, so each zone of that place
// gets its share of them.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "sim/analysis/evidence.hpp"

namespace isthmus::analysis {

/// What a sender's cloud charges for 10^9 bytes over a boundary; an empty cloud is any.
struct PriceRate {
  std::string cloud{};
  underlay::Boundary crosses = underlay::Boundary::none;
  double usd_per_gb = 0;
};

/// Prices that stand in for the built-in ones. Those that a scenario's links state outrank both.
struct PriceBook {
  std::string as_of{};
  std::vector<PriceRate> rates{};

  /// Returns  0 where the book says nothing.
  double usd_per_gb(const underlay::Zone& from, const underlay::Zone& to) const;
};

/// 730 hours, as the clouds' own calculators have it.
inline constexpr double month_s = 730.0 * 3600;

struct CostQuestion {
  const PriceBook* prices = nullptr;  ///< Null: the built-in ones.
};

/// What goes from one zone to another.
struct BoundaryCost {
  underlay::ZoneId from{};
  underlay::ZoneId to{};
  underlay::Boundary crosses = underlay::Boundary::none;
  double bytes_per_s = 0;
  double usd_per_month = 0;

  double gb_per_month() const { return bytes_per_s * month_s * 1e-9; }
};

/// What the requests of one pair cost, as they go and as they would with another mode.
struct PairCost {
  model::ServiceId from{};
  mesh::ServiceName destination{};
  std::size_t route = 0;  ///< Index into RouteTable::routes.
  double requests_per_s = 0;
  double bytes_per_s = 0;           ///< Over all network hops together.
  double crossing_bytes_per_s = 0;  ///< Of that, between zones.
  double usd_per_month = 0;
  /// By mesh::GatewayMode; none where the mode is impossible (there is no gateway) or means
  /// nothing.
  std::array<std::optional<double>, 3> usd_per_month_in{};

  double crossing_gb_per_month() const { return crossing_bytes_per_s * month_s * 1e-9; }
};

struct CostAnswer {
  std::vector<BoundaryCost> boundaries{};  ///< By (from, to); only where something passes.
  std::vector<PairCost> pairs{};           ///< In the order of the traffic sources.
  double usd_per_month = 0;
};

/// Requests that are not delivered cost nothing here; those from outside come past every proxy and
/// cross no link.
CostAnswer answer(const CostQuestion& question, const Evidence& evidence);

}  // namespace isthmus::analysis

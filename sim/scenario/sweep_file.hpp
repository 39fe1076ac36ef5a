// What to vary: a small file beside a scenario, so that one scenario can be swept in many ways and
// none of them changes what it is.
//
//   scenario: mesh.yaml
//   matrix:
//     traffic.users.rate: [100/s, 200/s, 400/s]
//     partitions.finance.mesh_gateway.replicas: [1, 2]
//   replications: 16
//   until: p99 within 5%
#pragma once

#include <cstddef>
#include <istream>
#include <optional>
#include <string>
#include <vector>

#include "sim/base/diagnostic.hpp"
#include "sim/base/quantity.hpp"
#include "sim/base/source.hpp"
#include "sim/model/expectation.hpp"

namespace isthmus::scenario {

/// Something that a scenario says, and what it says instead, in turn.
struct SweepAxis {
  std::string path{};
  std::vector<std::string> values{};
};

/// `p99 within 5%`: the interval of every pair's latency is that share of the value either way, at
/// most.
struct Precision {
  model::Statistic statistic = model::Statistic::p99;
  Ratio share{};
};

/// Every choice of one value of each axis is a point.
struct SweepPlan {
  std::string scenario{};                     ///< The path of the scenario.
  std::vector<SweepAxis> axes{};              ///< The last one changes first.
  std::optional<std::size_t> replications{};  ///< Of each point; none: as many as a run has.
  std::optional<Precision> until{};           ///< If given, more of them where it takes more.
  std::size_t replications_max = 256;         ///< Of a point whose precision is not reached.

  /// Choices; one more than `sweep_points_max` where there are more.
  std::size_t points() const;
};

/// Points of one sweep, at most.
inline constexpr std::size_t sweep_points_max = 10'000;

/// What came of reading a sweep: a plan, unless a diagnostic is an error.
struct SweepFile {
  SweepPlan plan{};
  Sources sources{};
  Diagnostics diagnostics{};
};

/// Reads what `path` names: a sweep, which has a `matrix`, or a scenario, which is then swept over
/// nothing by itself.
SweepFile read_sweep(const std::string& path);

/// `p99 within 5%`, or what is wrong with it as a diagnostic at no place.
std::optional<Precision> precision_from(const std::string& text, Diagnostics& diagnostics);

}  // namespace isthmus::scenario

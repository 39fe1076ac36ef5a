// "How few gateways are enough, and of which size?" A group of gateways costs its replicas times
// their CPU; what is sought costs least in all, and of what costs the same has the fewest replicas.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "sim/analysis/size.hpp"

namespace isthmus::analysis {

/// CPU of each gateway by partition, in thousandths of a core.
using GatewayMillicores = std::vector<std::int64_t>;

struct SizeCpuQuestion {
  std::vector<std::int64_t> choices{};  ///< What a gateway may have; at least one.
  /// Where to begin when the gateways are of these sizes.
  std::function<GatewayReplicas(const GatewayMillicores&)> guess{};
  std::size_t partitions = 0;
  std::size_t replicas_most = 64;
};
using SizeCpuJudge = std::function<SizeJudgement(const GatewayReplicas&, const GatewayMillicores&)>;

/// First one size for all partitions, each choice in turn; the cheapest of these is then improved
/// partition by partition, as long as another size makes one of them cheaper. So no partition alone
/// can do with less, be it by replicas or by size.
///
/// Returns  steps with their millicores.
SizeAnswer answer(const SizeCpuQuestion& question, const SizeCpuJudge& judge);

/// Thousandths of cores of all gateways together.
std::int64_t total_millicores(const GatewayReplicas& replicas, const GatewayMillicores& each);

}  // namespace isthmus::analysis

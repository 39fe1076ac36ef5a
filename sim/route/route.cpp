#include "sim/route/route.hpp"

#include <algorithm>

#include "sim/base/expects.hpp"

namespace isthmus::route {
namespace {

bool is_gateway(const Hop& hop) {
  return hop.kind == HopKind::local_gateway || hop.kind == HopKind::remote_gateway;
}

}  // namespace

std::string_view text(HopKind kind) {
  switch (kind) {
    case HopKind::app:
      return "app";
    case HopKind::source_sidecar:
      return "source_sidecar";
    case HopKind::local_gateway:
      return "local_gateway";
    case HopKind::remote_gateway:
      return "remote_gateway";
    case HopKind::destination_sidecar:
      return "destination_sidecar";
    case HopKind::service:
      return "service";
  }
  ISTHMUS_EXPECTS(false);
}

int Route::network_hops() const {
  if (hops.empty() || hops.back().kind != HopKind::service) return 0;
  return static_cast<int>(gateways().size()) + 1;
}

double Route::delivered_share() const {
  if (branches.empty()) return delivered() ? 1 : 0;
  double share = 0;
  for (const Branch& branch : branches) share += branch.route.delivered() ? branch.share : 0;
  return share;
}

std::vector<model::PartitionId> Route::gateways() const {
  std::vector<model::PartitionId> passed;
  for (const Hop& hop : hops) {
    if (is_gateway(hop)) passed.push_back(hop.partition);
  }
  return passed;
}

RouteFacts facts_of(const Route& route) {
  RouteFacts facts;
  facts.from = route.from;
  facts.to = route.to;
  facts.disposition = route.disposition;
  facts.mode = route.mode.mode;
  facts.network_hops = static_cast<std::uint8_t>(route.network_hops());
  facts.crosses_partition = route.crosses_partition;
  for_each_path(route, [&](const Route& path) {
    facts.dials_remote_gateway |=
        std::any_of(path.hops.begin(), path.hops.end(),
                    [](const Hop& hop) { return hop.kind == HopKind::remote_gateway; });
  });
  facts.mode_is_written = route.mode.decided_by.scope != mesh::Scope::built_in;
  facts.parts = !route.branches.empty();
  facts.has_remarks = !route.remarks.empty();
  return facts;
}

}  // namespace isthmus::route

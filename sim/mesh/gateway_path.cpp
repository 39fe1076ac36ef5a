#include "sim/mesh/gateway_path.hpp"

#include "sim/base/expects.hpp"

namespace isthmus::mesh {
namespace {

/// Datacenters are joined at their default partitions only.
bool is_supported(const PathEnds& ends) {
  if (!ends.peer.empty() || ends.source.datacenter == ends.target.datacenter) return true;
  return ends.source.partition == default_name && ends.target.partition == default_name;
}

ModeUse mode_use(const PathEnds& ends) {
  if (ends.type == DestinationType::prepared_query) return ModeUse::ignored_prepared_query;
  if (ends.external_sni) return ModeUse::bypassed_external_sni;
  return ModeUse::applies;
}

/// A peer's own configuration is not visible here, so its two rungs are never asked.
std::vector<Rung> asked_rungs(const PathEnds& ends, std::span<const Rung> ladder) {
  std::vector<Rung> asked;
  asked.reserve(ladder.size());
  for (const Rung& rung : ladder) {
    if (ends.peer.empty() || !is_of_target(rung.scope)) asked.push_back(rung);
  }
  return asked;
}

std::vector<GatewayStep> gateways_of_peer(const PathEnds& ends, GatewayMode mode) {
  std::vector<GatewayStep> steps;
  if (mode == GatewayMode::local) steps.push_back({GatewayRole::local, ends.source, {}});
  steps.push_back({GatewayRole::peer, {}, ends.peer});
  return steps;
}

std::vector<GatewayStep> gateways_of_mode(const PathEnds& ends, GatewayMode mode) {
  std::vector<GatewayStep> steps;
  if (mode == GatewayMode::none) return steps;
  if (mode == GatewayMode::local) steps.push_back({GatewayRole::local, ends.source, {}});
  steps.push_back({GatewayRole::remote, ends.target, {}});
  return steps;
}

}  // namespace

std::string_view text(AddressScope scope) {
  switch (scope) {
    case AddressScope::lan:
      return "lan";
    case AddressScope::wan:
      return "wan";
  }
  ISTHMUS_EXPECTS(false);
}

AddressScope address_scope(const GatewayKey& dialler, const GatewayKey& endpoint) {
  return dialler == endpoint ? AddressScope::lan : AddressScope::wan;
}

GatewayPath gateway_path(const PathEnds& ends, std::span<const Rung> ladder) {
  GatewayPath path;
  path.use = mode_use(ends);
  path.supported = is_supported(ends);
  path.crosses = !ends.peer.empty() || ends.source != ends.target;
  path.first_hop = address_scope(ends.source, ends.target);
  if (path.use != ModeUse::applies) {
    path.mode.ladder.assign(ladder.begin(), ladder.end());  // For the record: nobody asked them.
    return path;
  }

  path.mode = resolve_mode(asked_rungs(ends, ladder));
  if (!path.crosses || !path.supported) return path;
  path.gateways = ends.peer.empty() ? gateways_of_mode(ends, path.mode.mode)
                                    : gateways_of_peer(ends, path.mode.mode);
  // One's own gateway is a neighbour; everything else beyond a boundary is not.
  const bool own_gateway_first =
      !path.gateways.empty() && path.gateways.front().role == GatewayRole::local;
  path.first_hop = own_gateway_first ? AddressScope::lan : AddressScope::wan;
  return path;
}

std::optional<GatewayKey> watched_gateways(std::optional<GatewayMode> mode,
                                           const GatewayKey& source, const GatewayKey& target) {
  if (source == target || !mode) return std::nullopt;
  switch (*mode) {
    case GatewayMode::none:
      return std::nullopt;
    case GatewayMode::local:
      return source;
    case GatewayMode::remote:
      return target;
  }
  ISTHMUS_EXPECTS(false);
}

}  // namespace isthmus::mesh

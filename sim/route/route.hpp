// The path that one upstream takes, and why: an answer that carries its whole defence.
//
// A Route is found once, before any clock runs. `explain` prints it, `check` collects its reasons
// and the simulation executes it; nothing is worked out a second time.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "sim/base/source.hpp"
#include "sim/base/time.hpp"
#include "sim/mesh/discovery_chain.hpp"
#include "sim/mesh/gateway_mode.hpp"
#include "sim/mesh/gateway_path.hpp"
#include "sim/model/model.hpp"
#include "sim/route/disposition.hpp"
#include "sim/route/gateway_table.hpp"

namespace isthmus::route {

using mesh::AddressScope;

/// Why a request ends where it does, or what a reader should know about it.
struct Reason {
  std::string code;     ///< Stable and searchable: "not-exported".
  SourceSpan at{};      ///< The setting to look at; absent where it is one that nobody wrote.
  std::string problem;  ///< In the user's words.
  std::string fix{};    ///< The smallest edit that would mend it; may be empty.
};

enum class HopKind {
  app,
  source_sidecar,
  local_gateway,
  remote_gateway,
  destination_sidecar,
  service
};

std::string_view text(HopKind kind);

/// One place that a connection passes.
struct Hop {
  HopKind kind = HopKind::app;
  model::PartitionId partition{};
  model::ServiceId service{};         ///< For sidecars, apps and services; none for gateways.
  MatchKind match = MatchKind::none;  ///< For gateways: how the server name was matched.
  std::string pattern{};              ///< For gateways: the entry that matched.
  std::string cluster{};              ///< The cluster dialled from here; empty at the end.
  std::string dials{};  ///< What is dialled next, for people: "gateway finance (WAN address)".
  SourceSpan at{};      ///< Where this place is declared.
};

/// Somebody who may decide about a caller: an intention, or the policy where none speaks.
struct Voice {
  std::string text{};  ///< "deny web → finance/billing"; empty: nobody wrote anything.
  int precedence = 0;  ///< 9 to 1; 0 for the policy.
  SourceSpan at{};
};

/// What the destination's sidecar says to this caller, and on whose word.
struct Permit {
  bool allowed = true;
  Voice decided_by{};
  std::vector<Voice> overruled{};  ///< Other intentions that speak of both ends, in their order.
};

/// A place where the discovery chain may send a call.
struct Target {
  std::string text{};  ///< "finance/billing, subset v2"
  std::string sni{};
  bool used = false;
  std::string why_not{};  ///< Where it is passed over: what stands in the way.
};

/// The path of one upstream of one service.
struct Route {
  model::ServiceId from{};
  std::size_t upstream = 0;         ///< Index into the registration of `from`.
  mesh::ServiceName destination{};  ///< That of the upstream, also where no such service exists.
  model::ServiceId to{};            ///< Who answers, after redirects and failover; may be none.
  mesh::ResolvedMode mode{};
  bool crosses_partition = false;
  std::string sni{};
  std::vector<mesh::ChainStep> chain{};  ///< The entries that changed where the call goes.
  std::vector<Target> targets{};  ///< In the order of trying; one, where there is no failover.
  Duration connect_timeout{};     ///< Of the target that is used.
  Permit permit{};
  std::vector<Hop> hops{};  ///< From the app to the service, or to where it ends.
  Disposition disposition = Disposition::delivered;
  std::vector<Reason>
      reasons{};  ///< All that block it, in the order of the path; empty if delivered.
  std::vector<Reason> remarks{};  ///< Assumptions and warnings that do not block.
  SourceSpan at{};                ///< The upstream's entry.

  bool delivered() const { return disposition == Disposition::delivered; }
  /// Connections in series over the network: 1 direct, 2 through one gateway, 3 through two. 0 if
  /// none.
  int network_hops() const;
  /// The partitions whose gateways are passed, in order.
  std::vector<model::PartitionId> gateways() const;
};

/// The routes of every upstream, and the tables of every gateway.
struct RouteTable {
  std::vector<Route> routes{};  ///< By (from, upstream).
  std::vector<std::size_t>
      first_route{};  ///< Per service, index of its first route; one more at the end.
  std::vector<GatewayTable> gateways{};  ///< Per partition; empty tables where there is no gateway.
  std::vector<std::size_t> zone_groups{};  ///< Per zone; equal where the underlay joins two.
  mesh::ChainEntries entries{};            ///< What chains are compiled from.

  const Route& of(model::ServiceId from, std::size_t upstream) const {
    return routes[first_route[from.index()] + upstream];
  }
};

/// The service that an upstream names, wherever its chain leads; none where there is no such
/// service, and for peers and prepared queries.
model::ServiceId named_service(const model::Model& model, const model::Service& from,
                               const mesh::Upstream& upstream);

/// Resolves every upstream of the model.
///
/// Cost     linear in upstreams, times the logarithm of the entries looked up.
RouteTable resolve(const model::Model& model);

/// The path from one service to another as `explain` shows it; where the caller has no upstream for
/// the destination the route ends in `no_upstream` with everything else that would also be in the
/// way.
Route route_between(const model::Model& model, const RouteTable& table, model::ServiceId from,
                    model::ServiceId to);

}  // namespace isthmus::route

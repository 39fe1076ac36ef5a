// The path that one upstream takes, and why: an answer that carries its whole defence.
//
// All routes are found before any clock runs, and of each a few bytes are kept: its facts. The
// Route itself is found again, by the same function, wherever somebody wants to read or execute it:
// a mesh has a million of them, and hardly any is ever looked at (decision 0091).
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/base/source.hpp"
#include "sim/base/time.hpp"
#include "sim/mesh/discovery_chain.hpp"
#include "sim/mesh/edit.hpp"
#include "sim/mesh/export_index.hpp"
#include "sim/mesh/gateway_mode.hpp"
#include "sim/mesh/gateway_path.hpp"
#include "sim/model/model.hpp"
#include "sim/model/service_index.hpp"
#include "sim/route/disposition.hpp"
#include "sim/route/gateway_table.hpp"

namespace isthmus::route {

using mesh::AddressScope;

/// Why a request ends where it does, or what a reader should know about it.
struct Reason {
  std::string code;     ///< Stable and searchable: "not-exported".
  SourceSpan at{};      ///< The setting to look at; absent where it is one that nobody wrote.
  std::string problem;  ///< In the user's words.
  std::string fix{};    ///< What would mend it, in words, where no edit does; may be empty.
  std::optional<mesh::Edit> edit{};  ///< The smallest edit that would mend it.
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

struct Branch;

/// The path of one upstream of one service. Where a router or a splitter parts its requests there
/// are several: each is a branch, and the route itself is that of the branch that fares worst.
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
  std::optional<Duration> request_timeout{};  ///< Of the router's rule, else of the target.
  std::optional<Duration> idle_timeout{};     ///< Of the router's rule.
  mesh::RouteRetries retries{};               ///< The same.
  mesh::LoadBalancer load_balancer{};
  Permit permit{};
  std::vector<Hop> hops{};  ///< From the app to the service, or to where it ends.
  Disposition disposition = Disposition::delivered;
  std::vector<Reason>
      reasons{};  ///< All that block it, in the order of the path; empty if delivered.
  std::vector<Reason> remarks{};  ///< Assumptions and warnings that do not block.
  SourceSpan at{};                ///< The upstream's entry.
  /// Paths to the targets behind the one that is used, in the order of trying; only of routes that
  /// were followed as a whole.
  std::vector<Route> stand_ins;
  std::vector<Branch> branches;  ///< By rule of the router; empty where nothing parts them.

  /// Every request in question arrives.
  bool delivered() const { return disposition == Disposition::delivered; }
  /// The share of the requests in question that arrives.
  double delivered_share() const;
  /// Connections in series over the network: 1 direct, 2 through one gateway, 3 through two. 0 if
  /// none.
  int network_hops() const;
  /// The partitions whose gateways are passed, in order.
  std::vector<model::PartitionId> gateways() const;
};

/// Where a router or a splitter sends some of the requests.
struct Branch {
  std::size_t rule = 0;  ///< Of the router; the last rule is that for all other requests.
  std::string when{};    ///< "path prefix /admin"; empty where there is no router.
  SourceSpan when_at{};
  double weight = 100;  ///< Percent of what the rule picks.
  double share = 1;     ///< Of the requests in question; 0 where another rule picks them.
  Route route{};        ///< The path to its target; has no branches itself.
};

/// The paths that the requests of an upstream may take, whatever they look like.
template <class Visit>
void for_each_path(const Route& route, Visit visit) {
  if (route.branches.empty()) return visit(route);
  for (const Branch& branch : route.branches) visit(branch.route);
}

/// What is kept of a route: enough to count, and to know which ones to ask for.
struct RouteFacts {
  model::ServiceId from{};
  model::ServiceId to{};  ///< As in Route.
  Disposition disposition = Disposition::delivered;
  mesh::GatewayMode mode = mesh::GatewayMode::none;
  std::uint8_t network_hops = 0;
  bool crosses_partition = false;
  bool dials_remote_gateway = false;  ///< On any of its paths.
  bool mode_is_written = false;       ///< Some rung chose the mode.
  bool parts = false;                 ///< It has branches.
  bool has_remarks = false;

  friend bool operator==(const RouteFacts&, const RouteFacts&) = default;
  bool delivered() const { return disposition == Disposition::delivered; }
};

RouteFacts facts_of(const Route& route);

/// The facts of every upstream's route, and the tables of every gateway.
struct RouteTable {
  std::vector<RouteFacts> facts{};  ///< By (from, upstream), then those of requests.
  std::vector<std::size_t>
      first_route{};  ///< Per service, index of its first route; one more at the end.
  std::vector<GatewayTable> gateways{};  ///< Per partition; empty tables where there is no gateway.
  std::vector<std::size_t> zone_groups{};    ///< Per zone; equal where the underlay joins two.
  mesh::ChainEntries entries{};              ///< What chains are compiled from.
  model::ServiceIndex services{};            ///< The services of the model by name.
  std::vector<mesh::ExportIndex> exports{};  ///< Of the model's exported-services, in their order.
  /// By number of the traffic source, for those that say what their requests look like: index of
  /// its route, behind those of the upstreams.
  std::map<std::size_t, std::size_t> route_of_requests{};
  /// Of the facts behind those of the upstreams: number of the traffic source.
  std::vector<std::size_t> sources_of_requests{};

  std::size_t index_of(model::ServiceId from, std::size_t upstream) const {
    return first_route[from.index()] + upstream;
  }
  /// Index of the route of a traffic source that has a caller.
  std::size_t route_of(const model::Model& model, std::size_t traffic) const {
    const auto own = route_of_requests.find(traffic);
    if (own != route_of_requests.end()) return own->second;
    return index_of(model.traffic[traffic].from, model.traffic[traffic].upstream);
  }
  std::vector<RouteTable> later;  ///< Of the model's changes, in their order.
  /// One route per upstream, for requests that are `GET /`: so many are in front.
  std::size_t upstreams() const { return first_route.back(); }
};

/// What an upstream names, with the place where that is.
mesh::ServiceName destination_of(const model::Model& model, const model::Service& from,
                                 const mesh::Upstream& upstream);

/// The service that an upstream names, wherever its chain leads; none where there is no such
/// service or prepared query.
model::ServiceId named_service(const model::Model& model, const model::Service& from,
                               const mesh::Upstream& upstream);

/// Resolves every upstream of the model, for requests that are `GET /` unless a traffic source says
/// otherwise.
///
/// Cost     linear in upstreams, times the logarithm of the entries looked up.
RouteTable resolve(const model::Model& model);

/// The whole route of which `table.facts[index]` are the facts.
///
/// Cost     that of finding it: some microseconds.
Route route_of(const model::Model& model, const RouteTable& table, std::size_t index);
Route route_of(const model::Model& model, const RouteTable& table, model::ServiceId from,
               std::size_t upstream);

/// All of them, in the order of the table: some kilobytes for each upstream.
std::vector<Route> all_routes(const model::Model& model, const RouteTable& table);

/// Calls `visit` with the whole route of every upstream, in the order of the table.
template <class Visit>
void for_each_upstream(const model::Model& model, const RouteTable& table, Visit visit) {
  for (std::size_t i = 0; i < table.upstreams(); ++i) visit(route_of(model, table, i));
}

/// The path from one service to another as `explain` shows it; where the caller has no upstream for
/// the destination the route ends in `no_upstream` with everything else that would also be in the
/// way.
Route route_between(const model::Model& model, const RouteTable& table, model::ServiceId from,
                    model::ServiceId to);
/// The same for another request than `GET /`.
Route route_between(const model::Model& model, const RouteTable& table, model::ServiceId from,
                    model::ServiceId to, const mesh::HttpRequest& request);

}  // namespace isthmus::route

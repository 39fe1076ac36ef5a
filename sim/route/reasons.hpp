// The sentences: each reason for which a connection does not arrive, and the smallest edit that
// would mend it, written so that it can be pasted into a scenario.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "sim/mesh/discovery_chain.hpp"
#include "sim/model/model.hpp"
#include "sim/route/aims.hpp"
#include "sim/route/permit.hpp"
#include "sim/route/route.hpp"

namespace isthmus::route {

/// The two ends of a route, as far as they are known.
struct Ends {
  const model::Model& model;
  const model::Service& from;
  const mesh::Upstream& upstream;
  model::PartitionId target_partition{};  ///< None: no such partition.
  model::ServiceId to{};                  ///< None: no such service.
};

Reason no_upstream(const model::Model& model, const model::Service& from, const model::Service& to);
Reason datacenter_and_partition(const Ends& ends);
Reason peer_not_in_scenario(const Ends& ends);
Reason query_not_in_scenario(const Ends& ends);
Reason unknown_destination(const Ends& ends);
/// The caller names no datacenter, and only another one has the service; nothing otherwise.
std::optional<Reason> service_only_elsewhere(const Ends& ends);
/// A listener of an ingress gateway names a service that does not exist.
Reason ingress_without_resolver(const Ends& ends);
/// A resolver leads to a service that does not exist.
Reason unknown_target(const Ends& ends, const Aim& aim);
Reason discovery_chain_fault(const model::Model& model, const mesh::Upstream& upstream,
                             const mesh::ChainFault& fault);
Reason denied(const Ends& ends, const Decision& decision);
Reason not_exported(const Ends& ends);
/// Why a peer shows the service to nobody here: it does not export it, or it is a peer of another
/// partition; nothing where it does show it.
std::optional<Reason> peering_fault(const Ends& ends, const model::Peer& peer);
/// The caller's token may not read what is called, or is not known where that is.
Reason backend_health_unreadable(const Ends& ends);
Reason token_not_global(const Ends& ends, const std::string& datacenter);
/// Of one of the ends.
Reason service_without_sidecar(const Ends& ends, const model::Service& service);
/// The certificates over there are of another authority.
Reason trust_mismatch(const Ends& ends);
Reason connect_disabled(const Ends& ends);
Reason no_instances(const Ends& ends);
Reason proxy_cannot_dial_gateway(const Ends& ends, const mesh::ResolvedMode& mode);
/// `partition`: whose gateway is missing; `name`: its name, also where there is no such partition.
Reason no_gateway(const Ends& ends, model::PartitionId partition, std::string_view name,
                  const mesh::ResolvedMode& mode);
/// The own gateway (`local`) or sidecar (`remote`) cannot find theirs, for want of an export.
Reason gateway_not_exported(const Ends& ends, const mesh::ResolvedMode& mode);
/// `from`, `to`: places by name; `zone_*`: one zone of each.
Reason no_link(std::string_view from, std::string_view to, std::string_view zone_from,
               std::string_view zone_to);
Reason no_sni_match(const Ends& ends, std::string_view gateway_partition, std::string_view sni);

// Remarks: they do not block.
Reason partial_link(std::string_view from, std::string_view to, std::string_view zone_from,
                    std::string_view zone_to);
Reason direct_across_partitions(const Ends& ends, const mesh::ResolvedMode& mode);
Reason upper_case_name(const Ends& ends);
/// A prepared query that finds instances elsewhere.
Reason query_crosses_boundary(const Ends& ends, const mesh::Upstream& query);
Reason peer_gateway_ends_tls(const Ends& ends);
Reason decided_by_request(const Decision& decision);
Reason failed_over(const Aims& aims, const Route& route);
/// Requests that another rule of the router picks would not arrive.
Reason other_requests_end(const Branch& branch);

}  // namespace isthmus::route

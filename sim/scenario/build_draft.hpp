// The model while it is being made: what the steps of `build` hand to each other.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "sim/base/diagnostic.hpp"
#include "sim/model/model.hpp"
#include "sim/scenario/build.hpp"
#include "sim/scenario/document.hpp"

namespace isthmus::scenario {

/// A service that somebody declared, in the scenario or by a registration.
struct DraftService {
  SourceSpan at{};
  const ServiceSection* section = nullptr;  ///< Null: only registered.
  const ProxySection* proxy = nullptr;      ///< The registration of its sidecars, if any.
  SourceSpan proxy_at{};
  const IngressGatewaySection* ingress = nullptr;  ///< Null: no ingress gateway.
};

/// A partition that somebody declared, or `default` where something belongs to it.
struct DraftPartition {
  SourceSpan at{};
  const PartitionSection* section = nullptr;
  std::vector<const RegistrationSection*> gateways{};  ///< Registered as kind mesh-gateway.
};

/// Another datacenter or a cluster peer; the key is its name.
struct DraftPlace {
  DraftPartition partition{};                     ///< Its default partition.
  const PeerSection* peer = nullptr;              ///< Null for a datacenter.
  const DatacenterSection* datacenter = nullptr;  ///< Null for a peer.
};

/// Two services by name, caller first.
using Pair = std::pair<mesh::ServiceName, mesh::ServiceName>;

struct Draft {
  const Document& document;
  Completeness completeness;
  Diagnostics& diagnostics;
  model::Model model{};
  std::map<std::string, DraftPartition> partitions{};
  std::map<std::string, DraftPlace> places{};  ///< Beyond our own datacenter.
  std::map<mesh::ServiceName, DraftService> services{};
  std::set<Pair> expected_unreachable{};  ///< `expect: {reachable: false}` names them.

  void error(SourceSpan at, std::string code, std::string problem, std::string remedy = {}) {
    diagnostics.push_back(error_at(at, std::move(code), std::move(problem), std::move(remedy)));
  }
  void warning(SourceSpan at, std::string code, std::string problem, std::string remedy = {}) {
    diagnostics.push_back(warning_at(at, std::move(code), std::move(problem), std::move(remedy)));
  }

  /// The partition `default` is always there.
  bool knows_partition(const std::string& name) const {
    return name == mesh::default_name || partitions.contains(name);
  }
  bool knows_service(const mesh::ServiceName& name) const { return services.contains(name); }
  /// Calls to that name go somewhere, though it need be no service: an entry says where.
  bool is_resolved(const mesh::ServiceName& name) const {
    if (model.service_splitter_of(name) != nullptr || model.service_router_of(name) != nullptr) {
      return true;
    }
    const mesh::ServiceResolver* entry = model.service_resolver_of(name);
    return entry != nullptr && (entry->redirect || !entry->failover.empty());
  }
  /// Another datacenter has a service of that name, which the own one has not.
  bool is_only_elsewhere(const mesh::ServiceName& name) const {
    if (name.partition != mesh::default_name || !name.away.empty()) return false;
    mesh::ServiceName there = name;
    for (const auto& [datacenter, place] : places) {
      there.away = datacenter;
      if (place.peer == nullptr && services.contains(there)) return true;
    }
    return false;
  }
  model::PartitionId partition_id(const std::string& name) const {
    return model.find_partition(model.consul.datacenter, name);
  }
  bool knows_peer(const std::string& name) const {
    const auto at = places.find(name);
    return at != places.end() && at->second.peer != nullptr;
  }
  bool knows_datacenter(const std::string& name) const {
    const auto at = places.find(name);
    return name == model.consul.datacenter || (at != places.end() && at->second.peer == nullptr);
  }
  model::ServiceId service_id(const mesh::ServiceName& name) const {
    return model.find_service(name);
  }
};

/// The steps, in this order.
void build_consul_settings(Draft& draft);
void build_network(Draft& draft);
void declare_partitions_and_services(Draft& draft);
void declare_places(Draft& draft);
void build_groups(Draft& draft);
void build_config_entries(Draft& draft);
void build_intentions(Draft& draft);
void build_resolvers(Draft& draft);
void build_routers(Draft& draft);
void build_partitions(Draft& draft);
void build_services(Draft& draft);
void build_peers(Draft& draft);
void build_prepared_queries(Draft& draft);
/// After all resolvers: the groups that stand in for every service without one.
void add_default_failover(Draft& draft);

/// The members of a group, for a service of `partition`; complains at `at` where there is none of
/// that name.
std::vector<mesh::GroupMember> members_of(Draft& draft, SourceSpan at, const std::string& partition,
                                          const std::string& group);
void build_registrations(Draft& draft);
/// The upstreams of an ingress gateway: what stands behind its listeners.
mesh::SidecarRegistration ingress_registration(Draft& draft, const mesh::ServiceName& gateway,
                                               const IngressGatewaySection& written);
void build_traffic(Draft& draft);
void build_calls(Draft& draft);
/// After everything that an event can hit.
void build_events(Draft& draft);
void build_expectations(Draft& draft);
void build_suppressions(Draft& draft);
/// All of them.
void take_steps(Draft& draft);
/// Last, of a model without mistakes: what it is after each change of the configuration.
void build_changes(Draft& draft);
void build_run_plan(Draft& draft);

/// Says that there is no such partition, with what there is.
void complain_unknown_partition(Draft& draft, SourceSpan at, const std::string& name);
/// Says that there is no such peer, or no such datacenter.
void complain_unknown_peer(Draft& draft, SourceSpan at, const std::string& name);
void complain_unknown_place(Draft& draft, SourceSpan at, const std::string& name);
/// Declares the services that ingress-gateway entries are about.
void declare_ingress_gateways(Draft& draft);
/// Declares the services of one partition; `away`: as in their names.
void declare_services(Draft& draft, const std::vector<Named<ServiceSection>>& services,
                      const std::string& partition, const std::string& away);
/// The name of a place is fit for a server name; complains where it is not.
bool check_name(Draft& draft, SourceSpan at, std::string_view name);

/// What an upstream of `owner` names, with the place where that is.
mesh::ServiceName destination_of(const Draft& draft, const mesh::ServiceName& owner,
                                 const mesh::Upstream& upstream);

/// Says that there is no such service, with what there is and where the name exists otherwise.
void complain_unknown_service(Draft& draft, SourceSpan at, const mesh::ServiceName& name);

/// The service that a text of `traffic:` or `expect:` names, where it can be read as a name.
std::optional<mesh::ServiceName> named_service(Draft& draft, const Reference& reference);

/// Pairs that `expect:` promises to be unreachable; read before upstreams are checked.
std::set<Pair> pairs_expected_unreachable(const Document& document);

}  // namespace isthmus::scenario

// Registrations of sidecars: their upstreams, held against Consul's own rules and against what the
// scenario has.
//
// Source   Consul agent/structs: NodeService.ValidateForAgent, Upstream.Validate.
#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "sim/model/service_index.hpp"
#include "sim/scenario/build_draft.hpp"
#include "sim/scenario/build_entry.hpp"
#include "sim/scenario/decoder.hpp"

namespace isthmus::scenario {
namespace {

std::string text_or(const Written<std::string>& written, std::string otherwise) {
  return written && !written->empty() ? *written : otherwise;
}

SourceSpan first_written(SourceSpan wanted, SourceSpan otherwise) {
  return wanted.is_written() ? wanted : otherwise;
}

/// True where the destination is something that the scenario does not describe.
bool leads_outside(const Draft& draft, const mesh::Upstream& upstream) {
  if (upstream.type == mesh::DestinationType::prepared_query) {
    return draft.model.prepared_query_of(upstream.destination.name) == nullptr;
  }
  if (!upstream.peer.empty()) return !draft.knows_peer(upstream.peer);
  return !upstream.datacenter.empty() && !draft.knows_datacenter(upstream.datacenter);
}

mesh::Upstream upstream_of(const UpstreamSection& written, const mesh::ServiceName& owner) {
  mesh::Upstream upstream;
  upstream.type = written.destination_type.value_or(mesh::DestinationType::service);
  upstream.destination = {text_or(written.destination_partition, owner.partition),
                          text_or(written.destination_namespace, owner.namespace_),
                          text_or(written.destination_name, "")};
  upstream.datacenter = text_or(written.datacenter, "");
  upstream.peer = text_or(written.destination_peer, "");
  upstream.local_bind_address = text_or(written.local_bind_address, "127.0.0.1");
  upstream.local_bind_port = static_cast<std::uint16_t>(written.local_bind_port.value_or(0));
  upstream.local_bind_socket_path = text_or(written.local_bind_socket_path, "");
  upstream.mode = written.mesh_gateway.mode;
  if (written.config) {
    upstream.policy = policy_of(written.config->limits, written.config->passive_health_check);
  }
  upstream.at = written.at;
  upstream.destination_at = first_written(written.destination_name.at, written.at);
  upstream.partition_at = written.destination_partition.at;
  return upstream;
}

/// What Consul says about one upstream by itself.
void check_alone(Draft& draft, const UpstreamSection& written, const mesh::ServiceName& owner,
                 const mesh::Upstream& upstream) {
  const auto refuse = [&](SourceSpan at, std::string problem, std::string remedy) {
    draft.error(first_written(at, written.at), "invalid-upstream", std::move(problem),
                std::move(remedy));
  };
  if (upstream.destination.name.empty()) {
    refuse(written.destination_name.at, "upstream destination name cannot be empty",
           "add destination_name");
  } else if (upstream.destination.name == "*") {
    refuse(written.destination_name.at, "upstream destination name cannot be a wildcard",
           "name the service");
  }
  const bool has_port = written.local_bind_port.value_or(0) != 0;
  const bool has_socket = !upstream.local_bind_socket_path.empty();
  // A port that was written but not understood has been complained about.
  const bool port_unread = written.local_bind_port.at.is_written() && !written.local_bind_port;
  if (!has_port && !has_socket && !port_unread) {
    refuse(written.local_bind_port.at,
           "upstream local bind port or local socket path must be defined and nonzero",
           "add local_bind_port: 10000");
  } else if (has_port && has_socket) {
    refuse(written.local_bind_socket_path.at,
           "only one of upstream local bind port or local socket path can be defined and nonzero",
           "keep one of them");
  }
  if (!upstream.peer.empty() && !upstream.datacenter.empty()) {
    refuse(written.datacenter.at, "upstream cannot specify both destination peer and datacenter",
           "keep one of them");
  } else if (!upstream.peer.empty() && upstream.destination.partition != owner.partition) {
    refuse(written.destination_partition.at,
           "upstreams must target peers in the same partition as the service",
           "leave destination_partition out");
  } else if (!upstream.datacenter.empty() &&
             (owner.partition != mesh::default_name ||
              upstream.destination.partition != mesh::default_name)) {
    refuse(written.datacenter.at,
           "upstreams cannot target another datacenter in non default partition",
           "leave datacenter out: partitions are reached inside one datacenter");
  }
}

/// What Consul says about several upstreams of one sidecar. Those that were checked stay where they
/// are.
class Distinct {
 public:
  void check(Draft& draft, const UpstreamSection& written, const mesh::Upstream& upstream) {
    const auto [same, is_new] = destinations_.insert(&upstream);
    if (!is_new && !upstream.destination.name.empty()) {
      draft.error(upstream.destination_at, "duplicate-upstream",
                  "upstreams cannot contain duplicates of " +
                      quoted(mesh::short_text(upstream.destination)),
                  "it is already on line " + std::to_string((*same)->at.line));
    }
    const bool socket = !upstream.local_bind_socket_path.empty();
    if (!socket && upstream.local_bind_port == 0) return;
    const auto [other, is_free] = bound_.insert(&upstream);
    if (is_free) return;
    const std::string bound =
        socket ? upstream.local_bind_socket_path
               : upstream.local_bind_address + ":" + std::to_string(upstream.local_bind_port);
    draft.error(
        first_written(socket ? written.local_bind_socket_path.at : written.local_bind_port.at,
                      upstream.at),
        "duplicate-bind",
        "upstreams cannot contain duplicates by local bind address and port or unix path: " + bound,
        "it is already taken on line " + std::to_string((*other)->at.line));
  }

 private:
  struct ByDestination {
    bool operator()(const mesh::Upstream* a, const mesh::Upstream* b) const {
      return std::tie(a->destination, a->peer, a->datacenter, a->type) <
             std::tie(b->destination, b->peer, b->datacenter, b->type);
    }
  };
  /// A socket is bound by its path alone, and what has no socket by address and port.
  struct ByBinding {
    static auto key(const mesh::Upstream& one) {
      const bool socket = !one.local_bind_socket_path.empty();
      const std::string_view address = socket ? std::string_view{} : one.local_bind_address;
      const int port = socket ? 0 : one.local_bind_port;
      return std::tuple{std::string_view{one.local_bind_socket_path}, address, port};
    }
    bool operator()(const mesh::Upstream* a, const mesh::Upstream* b) const {
      return key(*a) < key(*b);
    }
  };

  std::set<const mesh::Upstream*, ByDestination> destinations_;
  std::set<const mesh::Upstream*, ByBinding> bound_;
};

bool crosses(const Written<mesh::GatewayMode>& mode) {
  return mode && *mode != mesh::GatewayMode::none;
}

/// True where an upstream says nothing of leaving its partition, datacenter or mesh.
bool stays(const UpstreamSection& written) {
  return text_or(written.destination_partition, "").empty() &&
         text_or(written.destination_peer, "").empty() && text_or(written.datacenter, "").empty() &&
         written.destination_type.value_or(mesh::DestinationType::service) ==
             mesh::DestinationType::service;
}

/// What was probably forgotten: settings that make sense only with one that is not there.
class Forgotten {
 public:
  explicit Forgotten(const ProxySection& proxy) : proxy_{proxy} {
    for (const UpstreamSection& one : proxy.upstreams) {
      if (!stays(one)) some_leave_ = true;
      if (!text_or(one.destination_namespace, "").empty()) some_name_namespace_ = true;
    }
  }

  /// A mode is written for an upstream that stays in its partition, where no mode matters.
  bool partition(const UpstreamSection& written) const {
    return stays(written) && (crosses(written.mesh_gateway.mode) ||
                              (crosses(proxy_.mesh_gateway.mode) && !some_leave_));
  }

  /// Its neighbours name their namespace, and it leads into another partition without one.
  bool namespace_of(const UpstreamSection& written) const {
    return some_name_namespace_ && text_or(written.destination_namespace, "").empty() &&
           !text_or(written.destination_partition, "").empty();
  }

 private:
  const ProxySection& proxy_;
  bool some_leave_ = false;
  bool some_name_namespace_ = false;
};

/// What one upstream is held against.
struct Company {
  const mesh::ServiceName& owner;
  const Forgotten& forgotten;
  const model::ServiceIndex& services;
};

void check_destination(Draft& draft, const UpstreamSection& written, const mesh::Upstream& upstream,
                       const Company& company) {
  const auto& [owner, forgotten, services] = company;
  const mesh::ServiceName& destination = upstream.destination;
  if (destination.name.empty() || destination.name == "*") return;
  if (!draft.knows_partition(destination.partition)) {
    return complain_unknown_partition(draft, first_written(upstream.partition_at, upstream.at),
                                      destination.partition);
  }
  if (leads_outside(draft, upstream)) {
    return draft.warning(upstream.destination_at, "destination-outside",
                         quoted(destination.name) +
                             " is reached through a peer, another datacenter or a query that this "
                             "scenario does not describe: requests to it find no instance",
                         upstream.type == mesh::DestinationType::prepared_query
                             ? "add the query under prepared_queries:"
                         : upstream.peer.empty() ? "add the datacenter under datacenters:"
                                                 : "add the peer under peers:");
  }
  if (upstream.type == mesh::DestinationType::prepared_query) return;  // Known, as it seems.
  const bool forgot_partition = forgotten.partition(written);
  if (forgot_partition) {
    draft.warning(upstream.destination_at, "upstream_partition_missing",
                  "a mesh gateway mode is set, but the upstream " + quoted(destination.name) +
                      " names no partition: it stays in " + quoted(owner.partition) +
                      ", where no gateway is used",
                  "add destination_partition if another partition is meant");
  }
  if (forgotten.namespace_of(written)) {
    draft.warning(upstream.destination_at, "upstream_namespace_missing",
                  "the other upstreams name their namespace, this one does not: it is " +
                      quoted(destination.namespace_) + ", the service's own",
                  "add destination_namespace");
  }
  const mesh::ServiceName placed = destination_of(draft, owner, upstream);
  if (services.find(draft.model, placed).is_some()) return;
  const bool resolved = upstream.peer.empty() && draft.is_resolved(destination);
  const bool excused = forgot_partition || resolved || draft.is_only_elsewhere(placed) ||
                       draft.expected_unreachable.contains({owner, placed});
  if (!excused) {
    complain_unknown_service(draft, upstream.destination_at, placed);
  }
}

mesh::SidecarRegistration registration_of(Draft& draft, const mesh::ServiceName& owner,
                                          const DraftService& declared, mesh::ProxyKind kind,
                                          const model::ServiceIndex& services) {
  mesh::SidecarRegistration registration;
  registration.kind = kind;
  registration.at = declared.proxy_at;
  if (declared.proxy == nullptr) return registration;
  const ProxySection& proxy = *declared.proxy;
  registration.mode = proxy.mesh_gateway.mode;
  registration.transparent =
      proxy.mode.value_or(mesh::ProxyReach::direct) == mesh::ProxyReach::transparent;

  Distinct distinct;
  const Forgotten forgotten{proxy};
  registration.upstreams.reserve(proxy.upstreams.size());
  for (const UpstreamSection& written : proxy.upstreams) {
    const mesh::Upstream& upstream =
        registration.upstreams.emplace_back(upstream_of(written, owner));
    check_alone(draft, written, owner, upstream);
    distinct.check(draft, written, upstream);
    check_destination(draft, written, upstream, {owner, forgotten, services});
  }
  return registration;
}

}  // namespace

void build_registrations(Draft& draft) {
  const model::ServiceIndex services{draft.model};
  for (model::Service& service : draft.model.services) {
    const DraftService& declared = draft.services.at(service.name);
    if (declared.ingress != nullptr) {
      service.registration = ingress_registration(draft, service.name, *declared.ingress);
      continue;
    }
    service.registration =
        registration_of(draft, service.name, declared, service.sidecar.kind, services);
  }
}

}  // namespace isthmus::scenario

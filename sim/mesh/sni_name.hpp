// Server names: what a sidecar writes into its ClientHello, built and read.
//
// A gateway never reads a name in this sense, it only compares it (route/gateway_table.hpp). The
// reader here is for people: explanations and lint. Parts are joined with single dots and nothing
// is escaped, so a name that holds a dot reads back as something else.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "sim/mesh/names.hpp"
#include "sim/mesh/registration.hpp"

namespace isthmus::mesh {

/// `[subset.]service.namespace.datacenter.internal.TD`, or with the partition before the datacenter
/// and the marker `internal-v1` outside the default partition.
struct ServiceSni {
  std::string subset{};  ///< Empty: the whole service.
  ServiceName service{};
  std::string datacenter{};

  friend bool operator==(const ServiceSni&, const ServiceSni&) = default;
};

/// `service.namespace.partition.peer.external.TD`: all parts are the exporter's.
struct PeeredSni {
  ServiceName service{};
  std::string peer{};  ///< What the exporter calls the importer.

  friend bool operator==(const PeeredSni&, const PeeredSni&) = default;
};

/// `query.default.datacenter.query.TD`
struct QuerySni {
  std::string query{};
  std::string datacenter{};

  friend bool operator==(const QuerySni&, const QuerySni&) = default;
};

/// `server.datacenter.peering.TD`: the servers of a peering's control plane.
struct PeeringServerSni {
  std::string datacenter{};

  friend bool operator==(const PeeringServerSni&, const PeeringServerSni&) = default;
};

/// The names, as text. Empty namespaces and partitions mean `default`.
///
/// Source   Consul agent/connect/sni.go; tlsutil/config.go for servers.
std::string service_sni(const ServiceSni& parts, std::string_view trust_domain);
std::string gateway_sni(const GatewayKey& key, std::string_view trust_domain);
std::string peered_sni(const PeeredSni& parts, std::string_view trust_domain);
std::string query_sni(const QuerySni& parts, std::string_view trust_domain);
std::string peering_server_sni(const PeeringServerSni& parts, std::string_view trust_domain);

/// A server behind gateways that join datacenters: `[node.]server.datacenter.DOMAIN`.
///
/// Shape    `node` empty or `*`: any server. A trailing dot of `domain` is dropped.
std::string server_sni(std::string_view datacenter, std::string_view node, std::string_view domain);

/// The name for an upstream: a service's or a prepared query's, in the upstream's datacenter or the
/// local one.
std::string upstream_sni(const Upstream& upstream, std::string_view subset,
                         std::string_view local_datacenter, std::string_view trust_domain);

/// A name that was read; lower-case throughout.
struct SniName {
  std::variant<ServiceSni, GatewayKey, PeeredSni, QuerySni, PeeringServerSni> what{};
  std::string trust_domain{};
};

/// Why a name is none of Consul's.
enum class SniFault { empty, trust_domain_mismatch, no_marker, empty_label, bad_label_count };
std::string_view text(SniFault fault);  ///< "empty", "trust_domain_mismatch", ...

/// Reads a server name strictly: the label before the trust domain says which kind it is, and the
/// number of labels must fit the kind.
///
/// Shape    `trust_domain`: empty if not known; then the last two labels are taken for it.
/// Returns  for `my.web.…` subset `my` of service `web`: a service called `my.web` looks the same.
std::variant<SniName, SniFault> parse_sni(std::string_view sni, std::string_view trust_domain);

}  // namespace isthmus::mesh

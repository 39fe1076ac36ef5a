#include "sim/route/gateway_listeners.hpp"

#include <algorithm>
#include <utility>

#include "sim/base/expects.hpp"
#include "sim/mesh/labels.hpp"
#include "sim/mesh/sni_name.hpp"
#include "sim/route/gateway_clusters.hpp"

namespace isthmus::route {
namespace {

std::string peered_stat(const GatewaySnapshot& snapshot, const mesh::ServiceName& service) {
  return "mesh_gateway_local_peered." + mesh::joined({service.name, service.namespace_,
                                                      service.partition, snapshot.key.datacenter});
}

void add_export_chains(const GatewaySnapshot& snapshot, std::vector<FilterChain>& chains) {
  std::vector<const PeerExport*> sorted;
  for (const PeerExport& one : snapshot.exports) sorted.push_back(&one);
  std::sort(sorted.begin(), sorted.end(),
            [](const PeerExport* a, const PeerExport* b) { return a->service < b->service; });
  for (const PeerExport* one : sorted) {
    if (one->peers.empty() || one->chain.targets.empty()) continue;
    FilterChain chain;
    for (const std::string& peer : one->peers) {
      chain.server_names.push_back(mesh::peered_sni({one->service, peer}, snapshot.trust_domain));
    }
    chain.stat_prefix = peered_stat(snapshot, one->service);
    if (mesh::is_http_like(one->chain.protocol)) {
      chain.action = ChainAction::http_terminate;
    } else {
      chain.cluster = exported_cluster(one->chain.targets.front());
    }
    chains.push_back(std::move(chain));
  }
}

/// Other places, ordered by datacenter and then by partition.
std::vector<mesh::GatewayKey> other_keys(const GatewaySnapshot& snapshot) {
  std::vector<mesh::GatewayKey> keys;
  for (const RemoteGateways& one : snapshot.remote) {
    if (one.key != snapshot.key) keys.push_back(one.key);
  }
  std::sort(keys.begin(), keys.end(), [](const mesh::GatewayKey& a, const mesh::GatewayKey& b) {
    return a.datacenter != b.datacenter ? a.datacenter < b.datacenter : a.partition < b.partition;
  });
  return keys;
}

FilterChain forward(std::string server_name, std::string cluster, std::string stat_prefix) {
  return {{std::move(server_name)},
          ChainAction::tcp_forward,
          std::move(cluster),
          std::move(stat_prefix)};
}

void add_server_chains(const GatewaySnapshot& snapshot, const std::string& listener,
                       std::vector<FilterChain>& chains) {
  for (const mesh::GatewayKey& key : other_keys(snapshot)) {
    if (!snapshot.joins_datacenters || key.datacenter == snapshot.key.datacenter) continue;
    const std::string cluster = mesh::server_sni(key.datacenter, {}, snapshot.domain);
    chains.push_back(forward("*." + cluster, cluster,
                             "mesh_gateway_remote." + listener + "." + mesh::text(key)));
  }
  for (const NamedServers& one : snapshot.own_servers) {
    chains.push_back(
        forward(one.server_name, one.server_name,
                "mesh_gateway_local_server." + listener + "." + snapshot.key.datacenter));
  }
}

void add_peering_chains(const GatewaySnapshot& snapshot, const std::string& listener,
                        std::vector<FilterChain>& chains) {
  if (snapshot.peering_servers) {
    const std::string name =
        mesh::peering_server_sni({snapshot.key.datacenter}, snapshot.trust_domain);
    chains.push_back(
        forward(name, name,
                "mesh_gateway_local_peering_server." + listener + "." + snapshot.key.datacenter));
  }
  for (const NamedServers& one : snapshot.dialled_peer_servers) {
    chains.push_back(forward(one.server_name, one.server_name,
                             "mesh_gateway_remote_peering_servers." + one.server_name));
  }
}

}  // namespace

std::string_view text(ChainAction action) {
  switch (action) {
    case ChainAction::tcp_forward:
      return "tcp_forward";
    case ChainAction::http_terminate:
      return "http_terminate";
    case ChainAction::sni_passthrough:
      return "sni_passthrough";
  }
  ISTHMUS_EXPECTS(false);
}

std::vector<BindAddress> gateway_listeners(const GatewaySnapshot& snapshot) {
  std::vector<BindAddress> wanted;
  if (snapshot.default_bind) wanted.push_back({"default", snapshot.address});
  if (snapshot.bind_tagged && snapshot.tagged_lan) wanted.push_back({"lan", *snapshot.tagged_lan});
  if (snapshot.bind_tagged && snapshot.tagged_wan) wanted.push_back({"wan", *snapshot.tagged_wan});
  wanted.insert(wanted.end(), snapshot.bind.begin(), snapshot.bind.end());
  std::stable_sort(wanted.begin(), wanted.end(),
                   [](const BindAddress& a, const BindAddress& b) { return a.name < b.name; });
  std::vector<BindAddress> listeners;
  for (BindAddress& one : wanted) {
    const bool taken = std::any_of(listeners.begin(), listeners.end(),
                                   [&](const auto& other) { return other.address == one.address; });
    if (!taken) listeners.push_back(std::move(one));
  }
  return listeners;
}

std::vector<FilterChain> filter_chains(const GatewaySnapshot& snapshot, std::string_view listener) {
  const std::string name{listener};
  std::vector<FilterChain> chains;
  add_export_chains(snapshot, chains);
  for (const mesh::GatewayKey& key : other_keys(snapshot)) {
    const std::string cluster = mesh::gateway_sni(key, snapshot.trust_domain);
    chains.push_back(
        forward("*." + cluster, cluster, "mesh_gateway_remote." + name + "." + mesh::text(key)));
  }
  add_server_chains(snapshot, name, chains);
  add_peering_chains(snapshot, name, chains);
  chains.push_back({{}, ChainAction::sni_passthrough, {}, "mesh_gateway_local." + name});
  return chains;
}

ServerNameTable server_name_table(const std::vector<FilterChain>& chains,
                                  const std::vector<ProxyCluster>& clusters) {
  ServerNameTable table;
  for (const ProxyCluster& one : clusters) table.add_cluster(one.name);
  for (const FilterChain& chain : chains) {
    for (const std::string& name : chain.server_names) table.add_chain(name, chain.cluster);
  }
  table.seal();
  return table;
}

}  // namespace isthmus::route

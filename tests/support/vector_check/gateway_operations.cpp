// gateway_routes.json: listeners, clusters and endpoints of gateways and sidecars, and where a
// server name leads.
#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "sim/base/number_text.hpp"
#include "sim/mesh/sni_name.hpp"
#include "sim/route/gateway_clusters.hpp"
#include "sim/route/gateway_listeners.hpp"
#include "tests/support/vector_check/fixtures.hpp"
#include "tests/support/vector_check/operations.hpp"

namespace isthmus::vector_check {
namespace {

using route::Discovery;
using route::ServerNameTable;

Json endpoint_facts(const mesh::Endpoint& endpoint) {
  return {{"address", endpoint.address.host},
          {"port", endpoint.address.port},
          {"health", std::string{mesh::text(endpoint.health)}},
          {"weight", endpoint.weight},
          {"priority", endpoint.priority}};
}

Json endpoints_facts(const route::ProxyCluster& cluster) {
  Json facts = Json::array();
  for (const mesh::Endpoint& one : cluster.endpoints) facts.push_back(endpoint_facts(one));
  return facts;
}

Json cluster_facts(const route::ProxyCluster& cluster) {
  Json facts{{"name", cluster.name},
             {"discovery", std::string{route::text(cluster.discovery)}},
             {"connect_timeout", exact_text(cluster.connect_timeout)},
             {"lb_policy", std::string{route::balance_text(cluster)}},
             {"outlier_detection", nullptr},
             {"panic_threshold_zero", cluster.panic_threshold_zero}};
  if (cluster.outlier_detection) facts["outlier_detection"] = Json::object();
  if (cluster.ejection_percent_max) {
    facts["outlier_detection"]["maxEjectionPercent"] = *cluster.ejection_percent_max;
  }
  if (cluster.load_balancer.choice_count != 0) {
    facts["least_request"] = {{"choiceCount", cluster.load_balancer.choice_count}};
  }
  if (!cluster.originates_tls_sni.empty()) {
    facts["originates_tls_sni"] = cluster.originates_tls_sni;
  }
  if (cluster.keepalive) {
    facts["tcp_keepalive"] = {{"keepaliveProbes", cluster.keepalive->probes},
                              {"keepaliveTime", cluster.keepalive->time_s},
                              {"keepaliveInterval", cluster.keepalive->interval_s}};
  }
  const bool inlined =
      cluster.discovery == Discovery::logical_dns || cluster.discovery == Discovery::strict_dns;
  if (inlined) facts["inline_endpoints"] = endpoints_facts(cluster);
  if (!cluster.aggregate_of.empty()) facts["aggregate_of"] = cluster.aggregate_of;
  return facts;
}

Json chain_facts(const route::FilterChain& chain) {
  return {{"server_names", chain.server_names},
          {"kind", std::string{route::text(chain.action)}},
          {"cluster", chain.cluster.empty() ? Json() : Json(chain.cluster)},
          {"stat_prefix", chain.stat_prefix},
          {"tls_terminated", chain.action == route::ChainAction::http_terminate}};
}

Json chains_facts(const std::vector<route::FilterChain>& chains) {
  Json facts = Json::array();
  for (const route::FilterChain& one : chains) facts.push_back(chain_facts(one));
  return facts;
}

Json listener_filter_chains(const Json& input) {
  const route::GatewaySnapshot snapshot = gateway_fixture(input);
  const std::string wanted = text_of(input, "listener");
  for (const route::BindAddress& listener : route::gateway_listeners(snapshot)) {
    const std::string full =
        listener.name + ":" + listener.address.host + ":" + std::to_string(listener.address.port);
    if (full == wanted) return chains_facts(route::filter_chains(snapshot, listener.name));
  }
  return {{"error", "no listener " + wanted}};
}

Json cluster_or_error(const std::vector<route::ProxyCluster>& clusters, const std::string& name,
                      Json (*facts)(const route::ProxyCluster&)) {
  const route::ProxyCluster* cluster = route::find_cluster(clusters, name);
  if (cluster == nullptr) return {{"error", "no cluster " + name}};
  return facts(*cluster);
}

Json gateway_cluster(const Json& input) {
  return cluster_or_error(route::gateway_clusters(gateway_fixture(input)),
                          text_of(input, "cluster"), cluster_facts);
}

Json gateway_endpoints(const Json& input) {
  return cluster_or_error(route::gateway_clusters(gateway_fixture(input)),
                          text_of(input, "cluster"), endpoints_facts);
}

Json sidecar_cluster(const Json& input) {
  return cluster_or_error(route::sidecar_clusters(sidecar_fixture(input)),
                          text_of(input, "cluster"), cluster_facts);
}

Json sidecar_endpoints(const Json& input) {
  return cluster_or_error(route::sidecar_clusters(sidecar_fixture(input)),
                          text_of(input, "cluster"), endpoints_facts);
}

/// The chain that holds a server name.
const route::FilterChain& chain_with(const std::vector<route::FilterChain>& chains,
                                     const std::string& name) {
  return *std::find_if(chains.begin(), chains.end(), [&](const route::FilterChain& chain) {
    return std::find(chain.server_names.begin(), chain.server_names.end(), name) !=
           chain.server_names.end();
  });
}

Json route_sni(const Json& input) {
  const std::string sni = text_of(input, "sni");
  if (sni.empty()) return {{"action", "close"}, {"reason", "no SNI"}};
  const route::GatewaySnapshot snapshot = gateway_fixture(input);
  const std::vector<route::FilterChain> chains =
      route::filter_chains(snapshot, route::gateway_listeners(snapshot).front().name);
  const std::vector<route::ProxyCluster> clusters = route::gateway_clusters(snapshot);
  const ServerNameTable table = route::server_name_table(chains, clusters);
  const ServerNameTable::Match match = table.match(sni);
  Json matched = "catch-all";
  if (match.pattern != ServerNameTable::none) {
    const route::FilterChain& chain = chain_with(chains, table.patterns()[match.pattern]);
    matched = chain.server_names;
    if (chain.action == route::ChainAction::http_terminate) {
      return {{"action", "terminate_tls_and_route_http"}, {"matched", matched}};
    }
  }
  if (match.cluster == ServerNameTable::none) {
    return {{"action", "close"}, {"reason", "no cluster for SNI"}, {"matched", matched}};
  }
  const route::ProxyCluster& cluster = clusters[match.cluster];
  return {{"action", "forward"},
          {"cluster", cluster.name},
          {"matched", matched},
          {"endpoints", endpoints_facts(cluster)}};
}

/// A gateway of one partition among others: services and subsets, and the gateways it knows.
route::GatewaySnapshot partition_fixture(const Json& input) {
  const Json& gateway = input.at("gateway");
  route::GatewaySnapshot snapshot;
  snapshot.key = {text_of(gateway, "partition"), text_of(gateway, "datacenter")};
  snapshot.trust_domain = text_of(gateway, "trust_domain");
  for (const Json& written : input.at("local_services")) {
    const mesh::ServiceName name{snapshot.key.partition, text_of(written, "namespace"),
                                 text_of(written, "service")};
    const std::string subset = text_of(written, "subset");
    if (subset.empty()) {
      snapshot.services.push_back({name, usual_instances(snapshot.key)});
      continue;
    }
    mesh::ServiceResolver resolver;
    resolver.service = name;
    resolver.subsets[subset] = {};
    snapshot.resolvers.push_back(resolver);
  }
  for (const Json& key : input.at("known_gateways")) {
    const mesh::GatewayKey place{text_of(key, "partition"), text_of(key, "datacenter")};
    snapshot.remote.push_back({place, usual_instances(place)});
  }
  return snapshot;
}

bool is_of_other_gateways(const route::GatewaySnapshot& snapshot, const std::string& cluster) {
  return std::any_of(snapshot.remote.begin(), snapshot.remote.end(), [&](const auto& one) {
    return one.key != snapshot.key && mesh::gateway_sni(one.key, snapshot.trust_domain) == cluster;
  });
}

Json gateway_table(const Json& input) {
  const route::GatewaySnapshot snapshot = partition_fixture(input);
  Json local = Json::array();
  for (const route::ProxyCluster& one : route::gateway_clusters(snapshot)) {
    if (!is_of_other_gateways(snapshot, one.name)) local.push_back(one.name);
  }
  return {{"filter_chains", chains_facts(route::filter_chains(snapshot, "default"))},
          {"local_clusters", local}};
}

Json route_sni_partition(const Json& input) {
  const route::GatewaySnapshot snapshot = partition_fixture(input);
  const ServerNameTable table = route::server_name_table(route::filter_chains(snapshot, "default"),
                                                         route::gateway_clusters(snapshot));
  const std::string sni = text_of(input, "sni");
  const ServerNameTable::Match match = table.match(sni);
  if (match.cluster == ServerNameTable::none) {
    return {{"action", "close"}, {"reason", sni.empty() ? "no SNI" : "no cluster for SNI"}};
  }
  const std::string& cluster = table.clusters()[match.cluster];
  return {{"action", is_of_other_gateways(snapshot, cluster) ? "forward_to_gateway"
                                                             : "forward_to_local_sidecars"},
          {"cluster", cluster}};
}

}  // namespace

std::span<const Operation> gateway_operations() {
  static constexpr std::array operations{
      Operation{"listener_filter_chains", listener_filter_chains},
      Operation{"gateway_cluster", gateway_cluster},
      Operation{"gateway_endpoints", gateway_endpoints},
      Operation{"sidecar_cluster", sidecar_cluster},
      Operation{"sidecar_endpoints", sidecar_endpoints},
      Operation{"route_sni", route_sni},
      Operation{"gateway_table", gateway_table},
      Operation{"route_sni_partition", route_sni_partition},
  };
  return operations;
}

}  // namespace isthmus::vector_check

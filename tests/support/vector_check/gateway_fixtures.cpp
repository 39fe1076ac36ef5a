// Mesh gateways in words.
#include <charconv>
#include <map>
#include <regex>
#include <utility>
#include <variant>

#include "sim/base/quantity_text.hpp"
#include "sim/mesh/sni_name.hpp"
#include "tests/support/vector_check/chain_input.hpp"
#include "tests/support/vector_check/fixtures.hpp"

namespace isthmus::vector_check {
namespace {

/// Versions with which the instances are registered.
/// Source   Consul agent/proxycfg/testing.go, TestGatewayServiceGroup*.
std::string version_of_instance(const std::string& host) {
  static const std::map<std::string, std::string> versions{
      {"172.16.1.3", "1"}, {"172.16.1.4", "1"}, {"172.16.1.5", "2"}, {"172.16.1.9", "2"},
      {"172.16.1.6", "1"}, {"172.16.1.7", "1"}, {"172.16.1.8", "2"}};
  const auto at = versions.find(host);
  return at == versions.end() ? std::string{} : at->second;
}

/// Peer servers that are dialled: domain by datacenter, and where they are.
/// Source   Consul agent/proxycfg/testing_mesh_gateway.go, peer-through-mesh-gateway-enabled.
struct PeerServers {
  const char* datacenter;
  const char* domain;
  std::vector<mesh::Address> addresses;
};
std::vector<PeerServers> known_peer_servers() {
  return {{"dc2",
           "6d942ff2-6a78-46f4-a52f-915e26c48797",
           {{"13.14.15.16", 5200}, {"9.10.11.12", 5200}}},
          {"dc3",
           "f622dc37-7238-4485-ab58-0f53864a9ae5",
           {{"my-load-balancer-1234567890abcdef.elb.us-east-2.amazonaws.com", 8080}}}};
}

bool says(const std::string& words, const char* what) {
  return words.find(what) != std::string::npos;
}

/// "172.16.1.9:2222 (has a warning check)"
mesh::Instance local_instance(const mesh::GatewayKey& place, const std::string& words) {
  mesh::Instance instance = instance_at(place, address_in(words.substr(0, words.find(' '))));
  const std::string version = version_of_instance(instance.addresses.service.host);
  if (!version.empty()) instance.meta["Version"] = version;
  if (says(words, "warning check")) instance.checks = {mesh::CheckStatus::warning};
  if (says(words, "critical check")) instance.checks = {mesh::CheckStatus::critical};
  return instance;
}

void add_services(const Json& input, route::GatewaySnapshot& snapshot) {
  for (const auto& [name, listed] : part_of(input, "local_services").items()) {
    route::LocalService service;
    service.name = {snapshot.key.partition, mesh::default_name, name};
    for (const Json& words : listed) {
      service.instances.push_back(local_instance(snapshot.key, words.get<std::string>()));
    }
    if (listed.empty()) service.instances = usual_instances(snapshot.key);
    snapshot.services.push_back(std::move(service));
  }
  for (const auto& [name, written] : part_of(input, "service_resolvers").items()) {
    snapshot.resolvers.push_back(
        resolver_of({snapshot.key.partition, mesh::default_name, name}, written));
  }
}

std::vector<mesh::Instance> gateways_at(const mesh::GatewayKey& place, const std::string& words) {
  std::vector<mesh::Instance> gateways;
  for (const mesh::Address& wan : addresses_in(words)) {
    mesh::Instance gateway = instance_at(place, wan);
    gateway.addresses.tagged_wan = wan;
    if (says(words, "all unhealthy")) gateway.checks = {mesh::CheckStatus::critical};
    gateways.push_back(std::move(gateway));
  }
  return gateways;
}

/// The note of a fixture says which of two lists of gateways in dc2 is newer.
void add_remote(const Json& input, route::GatewaySnapshot& snapshot) {
  constexpr std::uint64_t live_index = 10;
  const std::string note = text_of(input, "note");
  for (const auto& [datacenter, words] : part_of(input, "remote_gateways").items()) {
    const mesh::GatewayKey place{mesh::default_name, datacenter};
    route::GatewayList live{gateways_at(place, words.get<std::string>()), live_index};
    route::GatewayList replicated;
    if (says(note, datacenter.c_str()) && says(note, "higher raft index")) {
      replicated = {gateways_at(place, note), live_index + 1};
    } else if (says(note, datacenter.c_str()) && says(note, "returned nothing")) {
      std::swap(live, replicated);
      live.instances.clear();
    } else if (says(note, datacenter.c_str()) && says(note, "is older")) {
      replicated = {gateways_at(place, "198.18.1.3:443"), live_index - 1};
    }
    snapshot.remote.push_back({place, route::newer_list(live, replicated)});
  }
  snapshot.joins_datacenters = text_of(input, "wan_federation_meta") == "1";
}

/// "db: one path goes to alt"
void add_router(const std::string& words, const Home& home, mesh::ChainEntries& entries) {
  const std::size_t colon = words.find(':');
  const std::size_t target = words.rfind(' ');
  if (colon == std::string::npos) return;
  add_entry(entries,
            {{"kind", "service-router"},
             {"name", words.substr(0, colon)},
             {"routes", {{{"destination", {{"service", words.substr(target + 1)}}}}}}},
            home);
  // Source: Consul agent/proxycfg/testing_mesh_gateway.go, chain-and-l7-stuff.
  add_entry(
      entries,
      {{"kind", "service-resolver"}, {"name", words.substr(0, colon)}, {"connect_timeout", "33s"}},
      home);
}

void add_exports(const Json& input, route::GatewaySnapshot& snapshot) {
  const Home home{snapshot.key.partition, mesh::default_name};
  mesh::ChainEntries entries;
  const std::string protocol = text_of(input, "protocol");
  add_entry(entries, {{"kind", "proxy-defaults"}, {"name", "global"}, {"protocol", protocol}},
            home);
  add_router(text_of(input, "router"), home, entries);
  entries.sort();
  for (const auto& [name, peers] : part_of(input, "exported_to_peers").items()) {
    route::PeerExport exported;
    exported.service = {snapshot.key.partition, mesh::default_name, name};
    exported.peers = peers.get<std::vector<std::string>>();
    mesh::ChainRequest request;
    request.service = exported.service;
    request.datacenter = snapshot.key.datacenter;
    request.trust_domain = snapshot.trust_domain;
    const auto compiled = mesh::compile_chain(entries, request);
    if (const auto* chain = std::get_if<mesh::DiscoveryChain>(&compiled)) exported.chain = *chain;
    snapshot.exports.push_back(std::move(exported));
  }
}

/// "db (10.40.1.1:8080, 10.40.1.2:8080)", "alt (one instance has a hostname address, ...)"
void add_imports(const Json& input, route::GatewaySnapshot& snapshot) {
  for (const auto& [peer, services] : part_of(input, "imported").items()) {
    for (const Json& one : services) {
      const std::string words = one.get<std::string>();
      const std::string name = words.substr(0, words.find(' '));
      route::PeerImport import;
      import.sni = mesh::peered_sni({{mesh::default_name, mesh::default_name, name}, peer},
                                    peer_trust_domain);
      std::vector<mesh::Address> addresses = addresses_in(words);
      // Source: Consul agent/proxycfg/testing_mesh_gateway.go, imported-services.
      if (says(words, "hostname")) addresses.push_back({name + ".us-east-1.elb.notaws.com", 8443});
      for (const mesh::Address& address : addresses) {
        mesh::Instance gateway = instance_at({mesh::default_name, peer}, address);
        gateway.addresses.tagged_wan = address;
        import.instances.push_back(std::move(gateway));
      }
      snapshot.imports.push_back(std::move(import));
    }
  }
}

void add_servers(const Json& input, route::GatewaySnapshot& snapshot) {
  const std::string local = text_of(input, "local_servers");
  if (!local.empty() && flag_of(part_of(input, "mesh_config"), "peer_through_mesh_gateways")) {
    snapshot.peering_servers = addresses_in(local);
  }
  for (const Json& one : part_of(input, "dialed_peer_servers")) {
    std::string name = one.get<std::string>();
    for (const PeerServers& known : known_peer_servers()) {
      if (!says(name, (std::string{"."} + known.datacenter + ".").c_str())) continue;
      const std::size_t mark = name.find("<td>");
      if (mark != std::string::npos) name.replace(mark, 4, known.domain);
      snapshot.dialled_peer_servers.push_back({name, known.addresses});
    }
  }
}

void add_proxy_config(const Json& config, route::GatewaySnapshot& snapshot) {
  snapshot.default_bind = !flag_of(config, "envoy_gateway_no_default_bind");
  snapshot.bind_tagged = flag_of(config, "envoy_gateway_bind_tagged_addresses");
  for (const auto& [name, address] : part_of(config, "envoy_gateway_bind_addresses").items()) {
    snapshot.bind.push_back({name, address_in(address.get<std::string>())});
  }
  if (flag_of(config, "envoy_gateway_remote_tcp_enable_keepalive")) {
    snapshot.remote_keepalive =
        route::TcpKeepalive{number_of(config, "envoy_gateway_remote_tcp_keepalive_probes"),
                            number_of(config, "envoy_gateway_remote_tcp_keepalive_time"),
                            number_of(config, "envoy_gateway_remote_tcp_keepalive_interval")};
  }
  const std::uint32_t timeout_ms = number_of(config, "connect_timeout_ms");
  if (timeout_ms != 0) snapshot.connect_timeout = Duration::milliseconds(timeout_ms);
  if (text_of(config, "envoy_dns_discovery_type") == "strict_dns") {
    snapshot.dns = route::DnsDiscovery::strict;
  }
}

}  // namespace

mesh::Address address_in(const std::string& text) {
  const std::size_t colon = text.rfind(':');
  if (colon == std::string::npos) return {text, 0};
  mesh::Address address{text.substr(0, colon), 0};
  const char* end = text.data() + text.size();
  std::from_chars(text.data() + colon + 1, end, address.port);
  return address;
}

std::vector<mesh::Address> addresses_in(const std::string& words) {
  static const std::regex host_and_port{R"(([A-Za-z0-9][A-Za-z0-9.-]*\.[A-Za-z0-9.-]*):([0-9]+))"};
  std::vector<mesh::Address> addresses;
  for (std::sregex_iterator at{words.begin(), words.end(), host_and_port}, end; at != end; ++at) {
    addresses.push_back(address_in(at->str()));
  }
  return addresses;
}

mesh::Instance instance_at(const mesh::GatewayKey& place, const mesh::Address& lan) {
  mesh::Instance instance;
  instance.addresses.service = lan;
  instance.place = place;
  return instance;
}

std::vector<mesh::Instance> usual_instances(const mesh::GatewayKey& place) {
  // Source: Consul agent/proxycfg/testing.go, TestUpstreamNodes; TestUpstreamNodesDC2 and so on.
  const std::string network = place.datacenter == "dc1" ? "10.10.1." : "10.20.1.";
  return {instance_at(place, {network + "1", 8080}), instance_at(place, {network + "2", 8080})};
}

route::GatewaySnapshot gateway_fixture(const Json& input) {
  const Json& gateway = input.at("gateway");
  route::GatewaySnapshot snapshot;
  snapshot.key = {text_of(gateway, "partition"), text_of(gateway, "datacenter")};
  snapshot.trust_domain = text_of(gateway, "trust_domain");
  snapshot.address = address_in(text_of(gateway, "lan"));
  if (gateway.contains("lan")) snapshot.tagged_lan = address_in(text_of(gateway, "lan"));
  if (gateway.contains("wan")) snapshot.tagged_wan = address_in(text_of(gateway, "wan"));
  add_services(input, snapshot);
  add_remote(input, snapshot);
  add_exports(input, snapshot);
  add_imports(input, snapshot);
  add_servers(input, snapshot);
  if (input.contains("config")) add_proxy_config(input.at("config"), snapshot);
  return snapshot;
}

}  // namespace isthmus::vector_check

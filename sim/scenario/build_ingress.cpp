// Ingress gateways: services that are gateways by themselves, and call what stands behind their
// listeners.
//
// Source   Consul agent/structs: IngressGatewayConfigEntry.Validate.
#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "sim/mesh/discovery_chain.hpp"
#include "sim/mesh/letter_case.hpp"
#include "sim/scenario/build_draft.hpp"
#include "sim/scenario/build_entry.hpp"
#include "sim/scenario/decoder.hpp"

namespace isthmus::scenario {
namespace {

constexpr const char* wildcard = "*";
constexpr std::size_t host_characters_max = 255;  // Source: RFC 1035 section 2.3.4.
constexpr std::size_t label_characters_max = 63;  // The same.

/// What Consul's DNS library takes for a name: any characters, in labels of 1 to 63.
bool is_host_name(std::string_view host) {
  if (host.empty() || host.size() > host_characters_max) return false;
  std::size_t label = 0;
  for (const char c : host) {
    if (c == '.' && label == 0) return false;
    label = c == '.' ? 0 : label + 1;
    if (label > label_characters_max) return false;
  }
  return true;
}

/// What is 0 in the entry is not set.
Written<std::uint64_t> first_set(const Written<std::uint64_t>& own,
                                 const Written<std::uint64_t>& otherwise) {
  if (own.value_or(0) != 0) return own;
  return otherwise.value_or(0) != 0 ? otherwise : Written<std::uint64_t>{};
}

/// What the gateway lets itself do about one service: what that does not say, the defaults do.
mesh::UpstreamPolicy policy_of(const IngressServiceSection& service,
                               const IngressDefaultsSection& defaults) {
  LimitsSection limits;
  limits.at = service.at;
  limits.max_connections = first_set(service.max_connections, defaults.max_connections);
  limits.max_pending_requests =
      first_set(service.max_pending_requests, defaults.max_pending_requests);
  limits.max_concurrent_requests =
      first_set(service.max_concurrent_requests, defaults.max_concurrent_requests);
  const bool own_check = service.passive_health_check.at.is_written();
  return policy_of(limits,
                   own_check ? service.passive_health_check : defaults.passive_health_check);
}

mesh::Upstream upstream_of(const mesh::ServiceName& service, const IngressListenerSection& listener,
                           const IngressServiceSection& written,
                           const IngressDefaultsSection& defaults) {
  mesh::Upstream upstream;
  upstream.destination = service;
  upstream.local_bind_address = "0.0.0.0";
  upstream.local_bind_port = static_cast<std::uint16_t>(listener.port.value_or(0));
  const mesh::UpstreamPolicy policy = policy_of(written, defaults);
  if (policy.limits || policy.passive_health_check) upstream.policy = policy;
  upstream.at = written.at;
  upstream.destination_at = written.name.at;
  upstream.partition_at = written.partition.at;
  return upstream;
}

std::string protocol_of(const IngressListenerSection& listener) {
  return mesh::lower_text(named_or(listener.protocol, "tcp"));
}

/// `*` stands for every service of the namespace that is no gateway itself and speaks the
/// listener's protocol.
std::set<mesh::ServiceName> services_of(const Draft& draft, const mesh::ServiceName& named,
                                        const std::string& protocol) {
  if (named.name != wildcard) return {named};
  std::set<mesh::ServiceName> all;
  for (const auto& [service, declared] : draft.services) {
    const bool here = service.away.empty() && service.partition == named.partition &&
                      service.namespace_ == named.namespace_;
    const bool fits = here && declared.ingress == nullptr;
    if (fits && draft.model.protocol_of(service) == protocol) all.insert(service);
  }
  return all;
}

/// Complaints about one listener, each with Consul's words.
class ListenerRules {
 public:
  ListenerRules(Draft& draft, const IngressGatewaySection& gateway,
                const IngressListenerSection& listener)
      : draft_{draft}, gateway_{gateway}, listener_{listener}, protocol_{protocol_of(listener)} {}

  void check(std::set<std::uint64_t>& ports);
  void check_service(const IngressServiceSection& service, const mesh::ServiceName& named);

 private:
  void refuse(SourceSpan at, std::string problem, std::string remedy) {
    draft_.error(at.is_written() ? at : listener_.at, "invalid-entry", std::move(problem),
                 std::move(remedy));
  }
  void check_hosts(const IngressServiceSection& service);
  void check_host(const Written<std::string>& host);
  void check_protocol(const IngressServiceSection& service, const mesh::ServiceName& named);
  bool is_tcp() const { return protocol_ == "tcp"; }

  Draft& draft_;
  const IngressGatewaySection& gateway_;
  const IngressListenerSection& listener_;
  std::string protocol_;
  std::set<std::string> hosts_{};
  std::set<mesh::ServiceName> named_{};
};

void ListenerRules::check(std::set<std::uint64_t>& ports) {
  if (listener_.port && !ports.insert(*listener_.port).second) {
    refuse(listener_.port.at,
           "port " + std::to_string(*listener_.port) + " declared on two listeners",
           "give each listener a port of its own");
  }
  if (!is_tcp() && !mesh::is_http_like(protocol_)) {
    refuse(listener_.protocol.at,
           "protocol must be 'tcp', 'http', 'http2', or 'grpc'. '" + protocol_ +
               "' is an unsupported protocol",
           "write the protocol of the services behind it");
  }
  if (listener_.services.empty()) {
    refuse(
        listener_.at,
        "No service declared for listener with port " + std::to_string(listener_.port.value_or(0)),
        "add Services: [{Name: web}]");
  }
  if (is_tcp() && listener_.services.size() > 1) {
    refuse(listener_.services[1].at,
           "Multiple services per listener are only supported for L7 protocols",
           "give it a listener of its own, or write Protocol: http");
  }
  const bool speaks_tls = listener_.tls.enabled.value_or(gateway_.tls.enabled.value_or(false));
  if (!speaks_tls) return;
  const Written<bool>& tls = listener_.tls.enabled ? listener_.tls.enabled : gateway_.tls.enabled;
  draft_.diagnostics.push_back(
      {Severity::note, "client-tls-not-simulated", tls.at,
       "clients of port " + std::to_string(listener_.port.value_or(0)) +
           " speak TLS with the gateway; that handshake is not simulated: requests begin behind it",
       "add its time to what clients see"});
}

void ListenerRules::check_service(const IngressServiceSection& service,
                                  const mesh::ServiceName& named) {
  if (named.name == wildcard && is_tcp()) {
    refuse(service.name.at,
           "Wildcard service name is only valid for protocol = 'http', 'http2', or 'grpc'",
           "write Protocol: http");
  }
  if (named.namespace_ == wildcard) {
    refuse(service.namespace_.at, "Wildcard namespace is not supported for ingress services",
           "name the namespace");
  }
  if (!named_.insert(named).second) {
    refuse(service.name.at,
           "Service " + mesh::short_text(named) + " cannot be added multiple times", "keep one");
  }
  check_hosts(service);
  if (named.name != wildcard) check_protocol(service, named);
}

void ListenerRules::check_hosts(const IngressServiceSection& service) {
  if (service.hosts.empty()) return;
  const SourceSpan at = service.hosts.front().at;
  if (is_tcp()) {
    return refuse(at, "Associating hosts to a service is not supported for the tcp protocol",
                  "write Protocol: http, or leave the hosts out");
  }
  if (named_or(service.name, "") == wildcard) {
    return refuse(at, "Associating hosts to a wildcard service is not supported",
                  "leave the hosts out, or name the service");
  }
  for (const Written<std::string>& host : service.hosts) check_host(host);
}

/// Source   Consul agent/structs/config_entry_gateways.go, validateHost.
void ListenerRules::check_host(const Written<std::string>& host) {
  if (!hosts_.insert(*host).second) {
    return refuse(host.at, "Hosts must be unique within a specific listener",
                  quoted(*host) + " is already a host of this listener");
  }
  if (*host == wildcard) {
    if (!gateway_.tls.enabled.value_or(false)) return;
    return refuse(host.at,
                  "Host '*' is not allowed when TLS is enabled, all hosts must be valid DNS "
                  "records to add as a DNSSAN",
                  "write the hosts out");
  }
  const std::string_view rest = std::string_view{*host}.substr(host->starts_with("*.") ? 2 : 0);
  if (rest.find('*') != std::string_view::npos) {
    return refuse(host.at,
                  "Host " + quoted(*host) +
                      " is not valid, a wildcard specifier is only allowed as the leftmost label",
                  "write *.example.com");
  }
  if (!is_host_name(rest)) {
    refuse(host.at, "Host " + quoted(*host) + " must be a valid DNS hostname",
           "write web.example.com, without a port or a path");
  }
}

/// The protocols agree, but for a service that became http after its tcp listener was written: as
/// long as nothing routes or splits its requests, Consul lets that be.
///
/// Source   Consul agent/consul/state/config_entry.go, validateProposedConfigEntryInServiceGraph.
void ListenerRules::check_protocol(const IngressServiceSection& service,
                                   const mesh::ServiceName& named) {
  const std::string_view theirs = draft_.model.protocol_of(named);
  const bool parts = draft_.model.service_router_of(named) != nullptr ||
                     draft_.model.service_splitter_of(named) != nullptr;
  if (theirs == protocol_ || (is_tcp() && !parts)) return;
  refuse(service.name.at,
         "service " + quoted(mesh::short_text(named)) + " has protocol " + quoted(theirs) +
             ", which does not match defined listener protocol " + quoted(protocol_),
         mesh::is_http_like(theirs) ? "write Protocol: " + std::string{theirs} + " for the listener"
                                    : "add {Kind: service-defaults, Name: " + named.name +
                                          ", Protocol: " + protocol_ + "}");
}

}  // namespace

void declare_ingress_gateways(Draft& draft) {
  Firsts firsts;
  for (const auto& written : draft.document.written_in_consul.ingress_gateways) {
    const std::string name = named_or(written.name, "");
    if (name.empty()) continue;  // A missing name is complained about.
    const mesh::ServiceName gateway{partition_of(draft, written.partition, written.file_partition),
                                    named_or(written.namespace_, mesh::default_name), name};
    if (!check_name(draft, written.name.at, name)) continue;
    const std::string what = "the ingress-gateway entry of " + quoted(mesh::short_text(gateway));
    if (!firsts.is_first(draft, what, written.at)) continue;
    draft.partitions[gateway.partition];  // `default` is there from now on, if it was not.
    DraftService& service = draft.services[gateway];
    if (!service.at.is_written()) service.at = written.at;
    service.ingress = &written;
    if (service.proxy == nullptr || service.proxy->upstreams.empty()) continue;
    draft.error(service.proxy->upstreams_given.at, "gateway-upstreams",
                "The Proxy.Upstreams configuration is invalid for a ingress-gateway",
                "the listeners of its entry say what it calls");
  }
}

mesh::SidecarRegistration ingress_registration(Draft& draft, const mesh::ServiceName& gateway,
                                               const IngressGatewaySection& written) {
  mesh::SidecarRegistration registration;
  registration.is_ingress = true;
  registration.at = written.at;
  std::set<std::uint64_t> ports;
  std::set<mesh::ServiceName> known;
  for (const IngressListenerSection& listener : written.listeners) {
    ListenerRules rules{draft, written, listener};
    rules.check(ports);
    for (const IngressServiceSection& service : listener.services) {
      const mesh::ServiceName named{partition_of(draft, service.partition, gateway.partition),
                                    named_or(service.namespace_, gateway.namespace_),
                                    named_or(service.name, "")};
      if (named.name.empty()) continue;
      rules.check_service(service, named);
      for (const mesh::ServiceName& one : services_of(draft, named, protocol_of(listener))) {
        if (!known.insert(one).second) continue;  // Behind another listener as well.
        registration.upstreams.push_back(upstream_of(one, listener, service, written.defaults));
      }
    }
  }
  return registration;
}

}  // namespace isthmus::scenario

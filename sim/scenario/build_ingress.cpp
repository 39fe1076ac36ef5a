// Ingress gateways: services that are gateways by themselves, and call what stands behind their
// listeners.
//
// Source   Consul agent/structs: IngressGatewayConfigEntry.Validate.
#include <set>
#include <string>
#include <utility>

#include "sim/scenario/build_draft.hpp"
#include "sim/scenario/build_entry.hpp"
#include "sim/scenario/decoder.hpp"

namespace isthmus::scenario {
namespace {

constexpr const char* wildcard = "*";

mesh::Upstream upstream_of(const mesh::ServiceName& service, const IngressListenerSection& listener,
                           const IngressServiceSection& written) {
  mesh::Upstream upstream;
  upstream.destination = service;
  upstream.local_bind_address = "0.0.0.0";
  upstream.local_bind_port = static_cast<std::uint16_t>(listener.port.value_or(0));
  upstream.at = written.at;
  upstream.destination_at = written.name.at;
  upstream.partition_at = written.partition.at;
  return upstream;
}

/// `*` stands for every service of the namespace that is no gateway itself.
std::set<mesh::ServiceName> services_of(const Draft& draft, const mesh::ServiceName& named) {
  if (named.name != wildcard) return {named};
  std::set<mesh::ServiceName> all;
  for (const auto& [service, declared] : draft.services) {
    const bool here = service.away.empty() && service.partition == named.partition &&
                      service.namespace_ == named.namespace_;
    if (here && declared.ingress == nullptr) all.insert(service);
  }
  return all;
}

void check_listener(Draft& draft, const IngressListenerSection& listener,
                    std::set<std::uint64_t>& ports) {
  if (listener.port && !ports.insert(*listener.port).second) {
    draft.error(listener.port.at, "invalid-entry",
                "port " + std::to_string(*listener.port) + " declared on two listeners",
                "give each listener a port of its own");
  }
  const std::string protocol = named_or(listener.protocol, "tcp");
  if (protocol != "tcp") return;
  if (listener.services.size() > 1) {
    draft.error(listener.services[1].at, "invalid-entry",
                "Multiple services per listener are only supported for L7 protocols",
                "give it a listener of its own, or write Protocol: http");
  }
  for (const IngressServiceSection& service : listener.services) {
    if (named_or(service.name, "") != wildcard) continue;
    draft.error(service.name.at, "invalid-entry",
                "Wildcard service name is only valid for protocol = 'http', 'http2', or 'grpc'",
                "write Protocol: http");
  }
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
    check_listener(draft, listener, ports);
    for (const IngressServiceSection& service : listener.services) {
      const mesh::ServiceName named{partition_of(draft, service.partition, gateway.partition),
                                    named_or(service.namespace_, gateway.namespace_),
                                    named_or(service.name, "")};
      if (named.name.empty()) continue;
      for (const mesh::ServiceName& one : services_of(draft, named)) {
        if (!known.insert(one).second) continue;  // Behind another listener as well.
        registration.upstreams.push_back(upstream_of(one, listener, service));
      }
    }
  }
  return registration;
}

}  // namespace isthmus::scenario

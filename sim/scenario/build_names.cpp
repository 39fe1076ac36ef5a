// Which partitions and services there are, and what is said of a name that is none of them.
#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "sim/base/suggest.hpp"
#include "sim/scenario/build_draft.hpp"
#include "sim/scenario/decoder.hpp"
#include "sim/scenario/promise_text.hpp"

namespace isthmus::scenario {
namespace {

/// The key of a service: `web`, or `dev/api` for the namespace dev.
mesh::ServiceName service_key(Draft& draft, const Written<std::string>& key,
                              const std::string& partition) {
  const std::size_t slash = key->find('/');
  const std::string in = slash == std::string::npos ? mesh::default_name : key->substr(0, slash);
  const std::string name = slash == std::string::npos ? *key : key->substr(slash + 1);
  if (check_name(draft, key.at, in)) check_name(draft, key.at, name);
  return {partition, in, name};  // Known from here on, however it is spelled.
}

void declare_partition(Draft& draft, const Named<PartitionSection>& written) {
  check_name(draft, written.name.at, *written.name);  // Known from here on, however it is spelled.
  DraftPartition& partition = draft.partitions[*written.name];
  partition.at = written.name.at;
  partition.section = &written.section;
  declare_services(draft, written.section.services, *written.name, {});
}

std::string text_or(const Written<std::string>& written, std::string otherwise) {
  return written && !written->empty() ? *written : otherwise;
}

/// The service of a registration, there from now on.
DraftService* registered_service(Draft& draft, const mesh::ServiceName& name, SourceSpan at) {
  if (!check_name(draft, at, name.name) || !check_name(draft, at, name.namespace_)) return nullptr;
  DraftService& service = draft.services[name];
  if (!service.at.is_written()) service.at = at;
  return &service;
}

void attach_proxy(Draft& draft, DraftService& service, const mesh::ServiceName& name,
                  const ProxySection& proxy, SourceSpan at) {
  if (service.proxy != nullptr) {
    draft.error(at, "duplicate-entry",
                "the sidecar of " + quoted(mesh::short_text(name)) +
                    " is already registered on line " + std::to_string(service.proxy_at.line) +
                    (service.proxy_at.source == at.source ? "" : " of another file"),
                "keep one registration: it holds for all instances");
    return;
  }
  service.proxy = &proxy;
  service.proxy_at = at;
}

void check_gateway(Draft& draft, const RegistrationSection& written) {
  if (written.proxy.upstreams_given.at.is_written()) {
    draft.error(written.proxy.upstreams_given.at, "gateway-upstreams",
                "The Proxy.Upstreams configuration is invalid for a mesh-gateway",
                "upstreams belong to the sidecar of the calling service (kind connect-proxy); a "
                "gateway needs none, it follows the server name");
  }
  if (written.proxy.destination_service_name) {
    draft.error(written.proxy.destination_service_name.at, "invalid-registration",
                "The Proxy.DestinationServiceName configuration is invalid for a mesh-gateway",
                "leave it out: a gateway stands beside no service");
  }
  if (written.port.value_or(0) == 0) {
    draft.error(written.port.at.is_written() ? written.port.at : written.at, "invalid-registration",
                "Port must be non-zero for a mesh-gateway", "add port = 8443");
  }
  if (written.connect.sidecar_service.at.is_written()) {
    draft.error(written.connect.sidecar_service.at, "invalid-registration",
                "a mesh-gateway cannot have a sidecar", "leave connect out");
  }
}

void declare_sidecar(Draft& draft, const RegistrationSection& written,
                     const std::string& partition) {
  const Written<std::string>& destination = written.proxy.destination_service_name;
  if (text_or(destination, "").empty()) {
    draft.error(written.proxy.at.is_written() ? written.proxy.at : written.at,
                "invalid-registration",
                "Proxy.DestinationServiceName must be non-empty for Connect proxy services",
                "add destination_service_name = \"web\" to its proxy block");
    return;
  }
  const mesh::ServiceName name{partition, text_or(written.namespace_, mesh::default_name),
                               *destination};
  DraftService* service = registered_service(draft, name, destination.at);
  if (service != nullptr) attach_proxy(draft, *service, name, written.proxy, written.at);
}

void declare_registration(Draft& draft, const RegistrationSection& written) {
  const std::string partition =
      text_or(written.partition,
              written.file_partition.empty() ? mesh::default_name : written.file_partition);
  if (!draft.knows_partition(partition)) {
    return complain_unknown_partition(draft, written.partition.at, partition);
  }
  const std::string kind = text_or(written.kind, "");
  draft.partitions[partition];  // `default` is there from now on, if it was not.
  if (kind == "connect-proxy") return declare_sidecar(draft, written, partition);
  if (kind == "mesh-gateway") {
    check_gateway(draft, written);
    draft.partitions[partition].gateways.push_back(&written);
    return;
  }
  if (!kind.empty() && kind != "ingress-gateway") {
    draft.error(written.kind.at, "unknown-service-kind",
                quoted(kind) + " is not one of the kinds that a scenario knows",
                "known: connect-proxy, mesh-gateway, ingress-gateway, or none for a service");
    return;
  }
  if (text_or(written.name, "").empty()) return;
  const mesh::ServiceName name{partition, text_or(written.namespace_, mesh::default_name),
                               *written.name};
  DraftService* service = registered_service(draft, name, written.name.at);
  const SidecarServiceSection& sidecar = written.connect.sidecar_service;
  if (service != nullptr && sidecar.at.is_written()) {
    attach_proxy(draft, *service, name, sidecar.proxy, sidecar.at);
  }
}

/// Whether what is wrong with the parts of a name is wrong where those are declared too.
bool is_declared(const Draft& draft, const std::string& text) {
  std::set<std::string> known;
  for (const auto& [partition, declared] : draft.partitions) known.insert(partition);
  for (const auto& [place, declared] : draft.places) known.insert(place);
  for (const auto& [service, declared] : draft.services) {
    known.insert(service.name);
    known.insert(service.namespace_);
  }
  std::size_t at = 0;
  while (at <= text.size()) {
    const std::size_t end = std::min(text.find_first_of("/@", at), text.size());
    const std::string part = text.substr(at, end - at);
    if (name_fault(part) && !known.contains(part)) return false;
    at = end + 1;
  }
  return true;
}

}  // namespace

bool check_name(Draft& draft, SourceSpan at, std::string_view name) {
  const auto fault = name_fault(name);
  if (fault) draft.error(at, "invalid-name", fault->problem, fault->remedy);
  return !fault;
}

void declare_services(Draft& draft, const std::vector<Named<ServiceSection>>& services,
                      const std::string& partition, const std::string& away) {
  for (const Named<ServiceSection>& service : services) {
    mesh::ServiceName name = service_key(draft, service.name, partition);
    name.away = away;
    DraftService& declared = draft.services[name];
    if (declared.section != nullptr) {
      draft.error(service.name.at, "duplicate-entry",
                  quoted(*service.name) + " is the same service as on line " +
                      std::to_string(declared.at.line),
                  "keep one of them");
      continue;
    }
    declared.at = service.name.at;
    declared.section = &service.section;
    if (service.section.proxy.at.is_written()) {
      declared.proxy = &service.section.proxy;
      declared.proxy_at = service.section.proxy.at;
    }
  }
}

void declare_partitions_and_services(Draft& draft) {
  for (const auto& partition : draft.document.partitions) declare_partition(draft, partition);
  for (const auto& written : draft.document.written_in_consul.registrations) {
    declare_registration(draft, written);
  }
  declare_ingress_gateways(draft);
  declare_places(draft);
  if (draft.services.empty() && draft.completeness == Completeness::whole &&
      !has_errors(draft.diagnostics)) {
    draft.error(draft.document.at, "no-services", "this scenario has no service",
                "add one under partitions: {default: {services: {web: {}}}}");
  }
}

void complain_unknown_partition(Draft& draft, SourceSpan at, const std::string& name) {
  if (draft.completeness == Completeness::partial) return;
  std::vector<std::string> known{mesh::default_name};
  for (const auto& [partition, section] : draft.partitions) {
    if (partition != known.front()) known.push_back(partition);
  }
  std::string remedy = suggestion(name, known);
  if (remedy.rfind("known:", 0) == 0) remedy = "partitions here: " + remedy.substr(7);
  draft.error(at, "unknown-partition", "there is no partition " + quoted(name), remedy);
}

void complain_unknown_service(Draft& draft, SourceSpan at, const mesh::ServiceName& name) {
  if (draft.completeness == Completeness::partial) return;
  std::vector<std::string> near;
  std::vector<std::string> elsewhere;
  for (const auto& [known, service] : draft.services) {
    if (known.partition == name.partition && known.namespace_ == name.namespace_ &&
        known.away == name.away) {
      near.push_back(known.name);
    }
    if (known.name == name.name) elsewhere.push_back(mesh::short_text(known));
  }
  std::string remedy;
  if (!elsewhere.empty()) {
    remedy = "did you mean " + quoted(elsewhere.front()) + "?";
  } else if (!near.empty()) {
    remedy = suggestion(name.name, near);
    if (remedy.rfind("known:", 0) == 0) remedy = "services there: " + remedy.substr(7);
  } else {
    remedy = "there is no service in that place";
  }
  draft.error(
      at, "unknown-service",
      "service " + quoted(name.name) + " does not exist in " +
          (name.away.empty() ? "partition " + quoted(name.partition) : quoted(name.away)) +
          (name.namespace_ == mesh::default_name ? "" : ", namespace " + quoted(name.namespace_)),
      remedy);
}

std::optional<mesh::ServiceName> named_service(Draft& draft, const Reference& reference) {
  if (!reference) return std::nullopt;
  auto name = parse_service_name(*reference, {});
  if (auto* fault = std::get_if<QuantityFault>(&name)) {
    if (is_declared(draft, *reference)) return std::nullopt;  // Complained about where it stands.
    draft.error(reference.at, "invalid-name", std::move(fault->problem), std::move(fault->remedy));
    return std::nullopt;
  }
  const auto& read = std::get<mesh::ServiceName>(name);
  if (!read.away.empty() && !draft.places.contains(read.away)) {
    complain_unknown_place(draft, reference.at, read.away);
    return std::nullopt;
  }
  if (!read.away.empty()) return read;
  if (!draft.knows_partition(read.partition)) {
    complain_unknown_partition(draft, reference.at, read.partition);
    return std::nullopt;
  }
  return read;
}

}  // namespace isthmus::scenario

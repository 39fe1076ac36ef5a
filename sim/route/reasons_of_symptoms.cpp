// Reasons that others have met before: each has a page in docs/symptoms.
#include <algorithm>
#include <string>

#include "sim/route/fixes.hpp"
#include "sim/route/reasons.hpp"

namespace isthmus::route {
namespace {

using Act = mesh::Change::Act;

std::string quoted(std::string_view text) { return '"' + std::string{text} + '"'; }

SourceSpan written_or(const SourceSpan& first, const SourceSpan& second) {
  return first.is_written() ? first : second;
}

/// A service of that name in another place that is ours; null if there is none.
const model::Service* namesake(const model::Model& model, const mesh::ServiceName& wanted) {
  const auto at = std::find_if(
      model.services.begin(), model.services.end(), [&](const model::Service& service) {
        return service.name.name == wanted.name && service.name.namespace_ == wanted.namespace_ &&
               !model[service.partition].is_peers;
      });
  return at == model.services.end() ? nullptr : &*at;
}

}  // namespace

Reason backend_health_unreadable(const Ends& ends) {
  return {"backend-health-unreadable",
          written_or(ends.from.token.at, ends.upstream.at),
          "the token of " + mesh::short_text(ends.from.name) + " cannot read " +
              mesh::short_text(ends.upstream.destination) +
              ", so its sidecar sees no backend and takes every endpoint, gateways too, for "
              "unhealthy",
          {},
          mesh::scenario_edit(service_path(ends.model, ends.from.name, {"token", "read_elsewhere"}),
                              mesh::Setting::bare("true"))};
}

Reason token_not_global(const Ends& ends, const std::string& datacenter) {
  return {"token-not-global",
          written_or(ends.from.token.at, ends.upstream.at),
          "the token of " + mesh::short_text(ends.from.name) + " is local, so datacenter " +
              quoted(datacenter) + " does not know it and does not say what instances " +
              mesh::short_text(ends.upstream.destination) + " has",
          {},
          mesh::scenario_edit(service_path(ends.model, ends.from.name, {"token", "locality"}),
                              mesh::Setting::text("global"))};
}

Reason service_without_sidecar(const Ends& ends, const model::Service& service) {
  Reason reason{"service-without-sidecar", service.at, mesh::short_text(service.name), {}};
  if (service.registration.is_ingress) {
    reason.problem +=
        " is an ingress gateway: requests come into the mesh there, and no service "
        "of the mesh can call it";
    reason.fix = "call the services behind its listeners";
    return reason;
  }
  reason.problem += &service == &ends.from
                        ? " has no sidecar: nothing takes up its calls"
                        : " has no sidecar: it is in the catalog only, and neither sidecars nor "
                          "gateways know a way to it";
  reason.edit = service_edit(ends.model, service.name, "sidecar",
                             mesh::Setting::object({{"proxy", mesh::Setting::text("envoy")}}));
  return reason;
}

Reason trust_mismatch(const Ends& ends) {
  const model::Partition& there = ends.model[ends.target_partition];
  const std::string& ours = ends.model.consul.trust_domain;
  return {
      "trust-mismatch",
      written_or(there.trust_domain_at, there.at),
      "the sidecars of datacenter " + quoted(there.away) +
          " have certificates of another authority, " + quoted(there.trust_domain) +
          ": they and ours (" + quoted(ours) +
          ") refuse each other, and the gateways between them only relay",
      {},
      mesh::scenario_edit({"datacenters", there.away, "trust_domain"}, mesh::Setting::text(ours))};
}

Reason query_crosses_boundary(const Ends& ends, const mesh::Upstream& query) {
  const mesh::ServiceName& found = ends.model[ends.to].name;
  const model::Partition& there = ends.model[ends.target_partition];
  Reason reason{"query-crosses-boundary",
                query.at,
                "the prepared query " + quoted(query.destination.name) + " finds " +
                    mesh::short_text(found) +
                    ", and upstreams that are queries never use mesh gateways: every instance is "
                    "dialled directly, by a server name that no gateway knows",
                {}};
  mesh::Edit edit = upstream_key_edit(ends.from, query, "destination_type", "service");
  const auto set = [&](const char* key, const std::string& value) {
    edit.changes.push_back({Act::set, {key}, mesh::Setting::text(value), {}});
  };
  set("destination_name", found.name);
  if (found.namespace_ != query.destination.namespace_) {
    set("destination_namespace", found.namespace_);
  }
  if (found.partition != query.destination.partition) set("destination_partition", found.partition);
  if (!there.away.empty()) set("datacenter", there.datacenter);
  reason.edit = std::move(edit);
  return reason;
}

std::optional<Reason> service_only_elsewhere(const Ends& ends) {
  const mesh::ServiceName& wanted = ends.upstream.destination;
  const bool may_be = ends.upstream.datacenter.empty() && wanted.away.empty() &&
                      wanted.partition == mesh::default_name;
  const model::Service* elsewhere = may_be ? namesake(ends.model, wanted) : nullptr;
  if (elsewhere == nullptr || elsewhere->name.away.empty()) return std::nullopt;
  const std::string& datacenter = ends.model[elsewhere->partition].datacenter;
  Reason reason{"service-only-elsewhere",
                written_or(ends.upstream.destination_at, ends.upstream.at),
                mesh::short_text(wanted) + " has no instance in datacenter " +
                    quoted(ends.model[ends.from.partition].datacenter) +
                    ", which is meant where an upstream names none; " +
                    mesh::short_text(elsewhere->name) + " exists",
                {}};
  reason.edit = upstream_key_edit(ends.from, ends.upstream, "datacenter", datacenter);
  return reason;
}

Reason ingress_without_resolver(const Ends& ends) {
  const mesh::ServiceName& wanted = ends.upstream.destination;
  Reason reason{"ingress-without-resolver",
                written_or(ends.upstream.destination_at, ends.upstream.at),
                "the ingress gateway " + mesh::short_text(ends.from.name) +
                    " has nowhere to send calls for " + mesh::short_text(wanted) +
                    ": there is no such service, and only a service-resolver leads elsewhere",
                {}};
  const model::Service* elsewhere = namesake(ends.model, wanted);
  if (elsewhere == nullptr) {
    reason.fix = "name a service that there is, or add a service-resolver with a redirect";
    return reason;
  }
  reason.problem += "; " + mesh::short_text(elsewhere->name) + " exists";
  const mesh::ServiceResolver* resolver = ends.model.service_resolver_of(wanted);
  const bool same_datacenter = elsewhere->name.away.empty();
  reason.edit = mesh::entry_edit(
      "service-resolver", wanted, resolver == nullptr ? SourceSpan{} : resolver->at,
      {{Act::set,
        {"redirect", same_datacenter ? "partition" : "datacenter"},
        mesh::Setting::text(same_datacenter ? elsewhere->name.partition
                                            : ends.model[elsewhere->partition].datacenter),
        {}}});
  return reason;
}

}  // namespace isthmus::route

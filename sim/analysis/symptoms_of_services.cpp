// Services that are called in a way that does not lead to them, or that are there in a way that
// does not last.
#include <algorithm>
#include <string>

#include "sim/analysis/symptom_parts.hpp"
#include "sim/analysis/symptoms.hpp"
#include "sim/route/fixes.hpp"

namespace isthmus::analysis {
namespace {

/// One instance that is replaced leaves nothing for a moment; two that take turns do.
void endpoints_briefly_empty(const model::Model& model, const route::Route& route,
                             Findings& found) {
  const model::Service& to = model[route.to];
  Finding finding = symptom(
      Severity::warning, "endpoints-briefly-empty", written_or(to.endpoint_changes_at, to.at),
      "each time the only instance of " + short_text(to.name) +
          " is replaced its callers have no healthy upstream for a while: sidecars have no panic "
          "mode");
  about(finding, model, route);
  finding.edit = route::service_edit(model, to.name, "replicas", mesh::Setting::bare("2"));
  found.push_back(std::move(finding));
}

void failover_shares_server_name(const model::Model& model, const route::Route& route,
                                 Findings& found) {
  for (std::size_t i = 0; i < route.targets.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      const std::string& sni = route.targets[i].sni;
      if (sni.empty() || sni != route.targets[j].sni) continue;
      SourceSpan at = route.at;
      for (const mesh::ChainStep& step : route.chain) at = step.at;
      Finding finding =
          symptom(Severity::warning, "failover-shares-server-name", at,
                  "the targets " + route.targets[j].text + " and " + route.targets[i].text +
                      " have one server name, " + sni + ": a gateway cannot tell them apart",
                  "give each an ExternalSNI of its own, or none");
      about(finding, model, route);
      found.push_back(std::move(finding));
    }
  }
}

void cluster_ip_across_partitions(const Evidence& evidence, Findings& found) {
  const model::Model& model = evidence.model;
  for (const model::TrafficSource& traffic : model.traffic) {
    if (traffic.address != model::CalledBy::cluster_ip || !traffic.from.is_some()) continue;
    const model::Service& from = model[traffic.from];
    const std::size_t index = evidence.routes.index_of(traffic.from, traffic.upstream);
    if (!from.registration.transparent || !evidence.routes.facts[index].crosses_partition) continue;
    const route::Route route = route::route_of(model, evidence.routes, index);
    Finding finding = symptom(
        Severity::error, "cluster-ip-across-partitions", traffic.at,
        short_text(from.name) + " calls " + short_text(route.destination) +
            " by its ClusterIP, which the transparent proxy knows inside its own partition only");
    about(finding, model, route);
    mesh::Edit edit = mesh::scenario_edit({"address"}, mesh::Setting::text("virtual_name"));
    edit.at = traffic.at;
    finding.edit = std::move(edit);
    found.push_back(std::move(finding));
  }
}

}  // namespace

void symptoms_of_services(const Evidence& evidence, Findings& found) {
  const model::Model& model = evidence.model;
  for_each_suspect(
      evidence,
      [&](const route::RouteFacts& facts) {
        if (!facts.delivered() || !facts.crosses_partition) return false;
        const model::Service& to = model[facts.to];
        return to.endpoint_changes.in_per_second() > 0 && to.replicas == 1;
      },
      [&](const route::Route& route) { endpoints_briefly_empty(model, route, found); });
  // Only names that somebody wrote can be the same.
  const bool some_named = std::any_of(
      model.service_defaults.begin(), model.service_defaults.end(),
      [](const mesh::ServiceDefaults& one) { return !one.external_sni.value_or({}).empty(); });
  if (some_named) {
    for_each_suspect(
        evidence, [](const route::RouteFacts&) { return true; },
        [&](const route::Route& route) { failover_shares_server_name(model, route, found); });
  }
  cluster_ip_across_partitions(evidence, found);
}

}  // namespace isthmus::analysis

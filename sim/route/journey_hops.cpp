// The stops of a journey, and the hops that are made of them.
#include <string>
#include <utility>

#include "sim/route/dialled_text.hpp"
#include "sim/route/gateway_tables.hpp"
#include "sim/route/journey_plan.hpp"

namespace isthmus::route {

void Journey::plan_stops() {
  const model::Service& from = ends_.from;
  stops_.push_back({HopKind::source_sidecar,
                    source_,
                    from.partition,
                    from.zones,
                    true,
                    mesh::short_text(from.name),
                    {}});
  for (const mesh::GatewayStep& step : path_.gateways) {
    const bool of_peer = step.role == mesh::GatewayRole::peer;
    if (of_peer && peer_ == nullptr) continue;
    Stop stop;
    stop.kind =
        step.role == mesh::GatewayRole::local ? HopKind::local_gateway : HopKind::remote_gateway;
    stop.key = of_peer ? target_ : step.key;
    stop.partition =
        of_peer ? peer_->partition : model_.find_partition(step.key.datacenter, step.key.partition);
    stop.exists = stop.partition.is_some() && has_gateway(model_[stop.partition]);
    if (stop.exists) stop.zones = model_[stop.partition].zones;
    stop.label = stop.partition.is_some() ? model_.label(stop.partition) : step.key.partition;
    stop.name = "gateway " + stop.label;
    stops_.push_back(std::move(stop));
  }
  Stop end{HopKind::destination_sidecar,
           target_,
           ends_.target_partition,
           {},
           ends_.to.is_some(),
           mesh::short_text(ends_.upstream.destination),
           {}};
  if (end.exists) end.zones = model_[ends_.to].zones;
  stops_.push_back(std::move(end));
  matches_.resize(stops_.size());
}

/// A peer's gateways are always dialled from outside, even where its datacenter is called as ours.
mesh::AddressScope Journey::scope_between(const Stop& here, const Stop& next) const {
  const bool to_peer = peer_ != nullptr && next.partition == peer_->partition;
  if (to_peer && here.partition != peer_->partition) return mesh::AddressScope::wan;
  return mesh::address_scope(here.key, next.key);
}

std::string Journey::dialled(std::size_t stage) const {
  const Stop& next = stops_[stage + 1];
  const bool is_gateway = next.kind != HopKind::destination_sidecar;
  const auto scope = stage == 0 ? path_.first_hop : scope_between(stops_[stage], next);
  return dialled_text(model_, next.name, is_gateway ? next.partition : model::PartitionId{}, scope);
}

Hop Journey::hop_of(std::size_t stage) const {
  const Stop& stop = stops_[stage];
  Hop hop;
  hop.kind = stop.kind;
  hop.partition = stop.partition;
  switch (stop.kind) {
    case HopKind::source_sidecar:
      hop.service = route_.from;
      hop.cluster = cluster_;
      hop.at = ends_.from.registration.at;
      break;
    case HopKind::destination_sidecar:
      hop.service = ends_.to;
      hop.at = model_[ends_.to].registration.at;
      hop.dials = "the app of " + stop.name;
      break;
    default:
      hop.match = matches_[stage].how;
      hop.pattern = matches_[stage].pattern;
      hop.cluster = matches_[stage].cluster;
      hop.at = model_[stop.partition].mesh_gateway->at;
      break;
  }
  return hop;
}

void Journey::lay_out_hops(std::size_t last_stage, bool delivered) {
  Hop app;
  app.kind = HopKind::app;
  app.partition = ends_.from.partition;
  app.service = route_.from;
  app.dials = ends_.from.registration.is_ingress ? "its listener" : "its sidecar";
  app.at = ends_.from.at;
  route_.hops.push_back(std::move(app));
  for (std::size_t stage = 0; stage <= last_stage; ++stage) {
    if (detail_ == Detail::facts) {
      route_.hops.emplace_back().kind = stops_[stage].kind;
      continue;
    }
    Hop hop = hop_of(stage);
    if (stage + 1 < stops_.size() && stage < last_stage) hop.dials = dialled(stage);
    route_.hops.push_back(std::move(hop));
  }
  if (!delivered) {
    route_.hops.back().dials.clear();
    return;
  }
  Hop service;
  service.kind = HopKind::service;
  service.partition = ends_.target_partition;
  service.service = ends_.to;
  service.at = model_[ends_.to].at;
  route_.hops.push_back(std::move(service));
}

}  // namespace isthmus::route

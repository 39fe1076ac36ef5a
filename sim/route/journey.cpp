#include "sim/route/journey.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "sim/base/expects.hpp"
#include "sim/mesh/discovery_chain.hpp"
#include "sim/mesh/exports.hpp"
#include "sim/mesh/labels.hpp"
#include "sim/mesh/letter_case.hpp"
#include "sim/mesh/sni_name.hpp"
#include "sim/route/gateway_tables.hpp"
#include "sim/route/journey_plan.hpp"
#include "sim/route/mode_ladder.hpp"
#include "sim/route/permit.hpp"
#include "sim/route/reach.hpp"

namespace isthmus::route {

Journey::Journey(const model::Model& model, const RouteTable& table, model::ServiceId from,
                 const mesh::Upstream& upstream, const Aim& aim, const mesh::HttpRequest& request,
                 Detail detail)
    : model_{model},
      table_{table},
      aim_{aim},
      request_{request},
      upstream_{upstream},
      detail_{detail},
      ends_{model, model[from], aim.upstream, {}, {}} {
  const model::Partition& here = model[model[from].partition];
  const mesh::ChainTarget& target = aim.target;
  source_ = {here.name, here.datacenter};
  target_ = {target.service.partition, target.datacenter};
  peer_ = model.peer_of(target.peer);
  if (peer_ != nullptr) {
    ends_.target_partition = peer_->partition;
    ends_.to = model.find_service(aim.upstream.destination);
    target_.datacenter = model[peer_->partition].datacenter;
    cluster_ = mesh::joined({target.service.name, target.service.namespace_, peer_->name,
                             "external", model.consul.trust_domain});
  } else if (target.peer.empty() &&
             (upstream.type == mesh::DestinationType::service || !target.led_here.kind.empty())) {
    ends_.target_partition = model.find_partition(target_.datacenter, target_.partition);
    ends_.to = table.services.find(model, target_.datacenter, target.service);
    cluster_ = mesh::service_sni({target.subset, target.service, target.datacenter},
                                 model.consul.trust_domain);
    if (upstream.type != mesh::DestinationType::service) cluster_ = target.sni;
  } else {
    cluster_ = target.sni;
  }
  path_ = mesh::gateway_path({source_, target_, upstream.type, target.peer, target.external},
                             mode_ladder(model, model[from], upstream, target.service));
  route_.from = from;
  route_.destination = destination_of(model, ends_.from, upstream);
  route_.to = ends_.to;
  route_.mode = path_.mode;
  route_.crosses_partition = path_.crosses;
  route_.sni = target.sni;
  route_.connect_timeout = target.connect_timeout;
  route_.request_timeout = target.request_timeout;
  route_.load_balancer = target.load_balancer;
  route_.at = upstream.at;
}

void Journey::check_destination() {
  if (ends_.from.sidecar.kind == mesh::ProxyKind::none) {
    block(0, Disposition::no_upstream, service_without_sidecar(ends_, ends_.from));
  }
  if (!path_.supported) {
    block(0, Disposition::no_upstream, datacenter_and_partition(ends_));
  }
  if (!ends_.upstream.peer.empty() && peer_ == nullptr) {
    return block(0, Disposition::no_healthy_endpoint, peer_not_in_scenario(ends_));
  }
  if (ends_.upstream.type == mesh::DestinationType::prepared_query &&
      aim_.target.led_here.kind.empty()) {
    return block(0, Disposition::no_healthy_endpoint, query_not_in_scenario(ends_));
  }
  check_token();
  if (!ends_.to.is_some()) {
    block(0, Disposition::no_healthy_endpoint,
          aim_.redirected ? unknown_target(ends_, aim_) : unknown_destination(ends_));
  }
  const mesh::ServiceName& wanted = ends_.upstream.destination;
  const bool partition_known = ends_.target_partition.is_some();
  if (peer_ != nullptr) {
    if (auto fault = peering_fault(ends_, *peer_)) {
      hidden_ = true;
      block(0, Disposition::not_exported, *std::move(fault));
    } else if (ends_.to.is_some() && mesh::is_http_like(model_.protocol_of(wanted))) {
      route_.remarks.push_back(peer_gateway_ends_tls(ends_));
    }
  } else if (partition_known && source_.datacenter == target_.datacenter && !is_exported(wanted)) {
    block(0, Disposition::not_exported, not_exported(ends_));
  }
  if (partition_known && !model_[ends_.target_partition].connect_enabled) {
    block(0, Disposition::no_healthy_endpoint, connect_disabled(ends_));
  }
  check_instances();
}

/// What the caller's sidecar may ask about, where ACLs are enabled. What a peer tells is copied
/// into the own cluster, where every sidecar may read it.
void Journey::check_token() {
  if (!model_.consul.acl_enabled || peer_ != nullptr) return;
  const model::SidecarToken& token = ends_.from.token;
  if (path_.crosses && !token.read_elsewhere) {
    block(0, Disposition::no_healthy_endpoint, backend_health_unreadable(ends_));
  }
  if (source_.datacenter != target_.datacenter && token.locality == model::TokenLocality::local) {
    block(0, Disposition::no_healthy_endpoint, token_not_global(ends_, target_.datacenter));
  }
}

void Journey::check_instances() {
  if (!ends_.to.is_some()) return;
  const model::Service& to = model_[ends_.to];
  if (to.replicas == 0) block(0, Disposition::no_healthy_endpoint, no_instances(ends_));
  if (!has_sidecar(to)) {
    block(0, Disposition::no_healthy_endpoint, service_without_sidecar(ends_, to));
  }
}

bool Journey::leads_on(const GatewayMatch& match, const Stop& next) const {
  if (next.kind == HopKind::destination_sidecar) {
    return match.service.is_some() && match.service == ends_.to;
  }
  return match.gateways_of.is_some() && match.gateways_of == next.partition;
}

/// Whether the caller's partition sees a service.
bool Journey::is_exported(const mesh::ServiceName& service) const {
  const mesh::ExportedServices* entry = model_.exported_services_of(service.partition);
  if (entry == nullptr) return service.partition == source_.partition;
  const auto number = static_cast<std::size_t>(entry - model_.exported_services.data());
  return table_.exports[number].is_visible(entry, service, source_.partition);
}

void Journey::check_gateways() {
  if (stops_.size() > 2 && ends_.from.registration.kind == mesh::ProxyKind::built_in) {
    block(0, Disposition::no_gateway, proxy_cannot_dial_gateway(ends_, path_.mode));
  }
  for (std::size_t stage = 1; stage + 1 < stops_.size(); ++stage) {
    const Stop& stop = stops_[stage];
    if (!stop.exists) {
      block(stage - 1, Disposition::no_gateway,
            no_gateway(ends_, stop.partition, stop.label, path_.mode));
      continue;
    }
    matches_[stage] = table_.gateways[stop.partition.index()].match(route_.sni);
    const Stop& next = stops_[stage + 1];
    if (leads_on(matches_[stage], next)) continue;
    matches_[stage] = {};
    if (next.kind == HopKind::remote_gateway) {
      // A missing gateway is the next stop's own complaint; a hidden one is made here.
      if (next.exists && peer_ == nullptr) {
        block(stage, Disposition::no_gateway, gateway_not_exported(ends_, path_.mode));
      }
    } else if (next.exists && model_[next.partition].connect_enabled && !hidden_ &&
               has_sidecar(model_[ends_.to])) {
      block(stage, Disposition::no_sni_match, no_sni_match(ends_, stop.label, route_.sni));
    }
  }
}

void Journey::check_links() {
  for (std::size_t stage = 0; stage + 1 < stops_.size(); ++stage) {
    const Stop& here = stops_[stage];
    const Stop& there = stops_[stage + 1];
    if (!here.exists || !there.exists) continue;
    const Reach reach = reach_between(model_.network, table_.zone_groups, here.zones, there.zones);
    if (reach.how == Reach::How::none) {
      block(stage, Disposition::no_route,
            no_link(here.name, there.name, reach.zone_from, reach.zone_to));
    } else if (reach.how == Reach::How::some) {
      route_.remarks.push_back(partial_link(here.name, there.name, reach.zone_from, reach.zone_to));
    }
  }
}

void Journey::check_intentions() {
  if (!ends_.to.is_some()) return;
  Decision decision = decide(model_, ends_.from, model_[ends_.to], request_);
  if (!decision.permit.allowed) {
    block(stops_.size() - 1, Disposition::denied_by_intention, denied(ends_, decision));
  }
  if (decision.by_request) route_.remarks.push_back(decided_by_request(decision));
  route_.permit = std::move(decision.permit);
}

/// mTLS is from sidecar to sidecar: what is between them cannot make up for it.
void Journey::check_trust() {
  if (peer_ != nullptr || !ends_.target_partition.is_some()) return;
  const std::string& theirs = model_[ends_.target_partition].trust_domain;
  if (theirs.empty() || theirs == model_.consul.trust_domain) return;
  block(stops_.size() - 1, Disposition::reset, trust_mismatch(ends_));
}

void Journey::add_remarks() {
  if (!path_.crosses || !ends_.target_partition.is_some() || peer_ != nullptr) return;
  const bool direct = stops_.size() == 2;
  if (path_.use == mesh::ModeUse::ignored_prepared_query && ends_.to.is_some()) {
    route_.remarks.push_back(query_crosses_boundary(ends_, upstream_));
  }
  if (direct && path_.use == mesh::ModeUse::applies && path_.supported) {
    route_.remarks.push_back(direct_across_partitions(ends_, path_.mode));
    if (ends_.to.is_some() && mesh::has_upper_letter(ends_.upstream.destination.name)) {
      route_.remarks.push_back(upper_case_name(ends_));
    }
  }
  const model::Partition& there = model_[ends_.target_partition];
  const bool said_already = std::any_of(blocks_.begin(), blocks_.end(), [](const Block& one) {
    return one.reason.code == "gateway-not-exported";
  });
  if (!direct && !said_already && has_gateway(there) && source_.datacenter == target_.datacenter &&
      !is_exported(gateway_service(there))) {
    route_.remarks.push_back(gateway_not_exported(ends_, path_.mode));
  }
}

namespace {

/// What makes a sidecar take its next target: it has no endpoint here, or none that is healthy.
/// That nothing leads there, or that somebody on the way refuses, it learns too late.
bool passes_over(const Block& block) {
  return block.stage == 0 && block.disposition != Disposition::no_route &&
         block.disposition != Disposition::denied_by_intention;
}

}  // namespace

Attempt Journey::made() && {
  plan_stops();
  check_destination();
  check_gateways();
  check_links();
  check_intentions();
  check_trust();
  add_remarks();
  std::stable_sort(blocks_.begin(), blocks_.end(),
                   [](const Block& a, const Block& b) { return a.stage < b.stage; });
  const bool passed_over = std::any_of(blocks_.begin(), blocks_.end(), passes_over);
  for (Block& one : blocks_) route_.reasons.push_back(std::move(one.reason));
  if (blocks_.empty()) {
    lay_out_hops(stops_.size() - 1, true);
    return {std::move(route_), passed_over};
  }
  route_.disposition = blocks_.front().disposition;
  lay_out_hops(blocks_.front().stage, false);
  return {std::move(route_), passed_over};
}

Attempt attempt(const model::Model& model, const RouteTable& table, model::ServiceId from,
                const mesh::Upstream& upstream, const Aim& aim, const mesh::HttpRequest& request,
                Detail detail) {
  Attempt made = Journey{model, table, from, upstream, aim, request, detail}.made();
  // The chain and the ladder are two ways to the same mode; a peer's ladder has fewer rungs.
  ISTHMUS_EXPECTS(!aim.target.peer.empty() ||
                  made.route.mode.mode == aim.target.mode.value_or(made.route.mode.mode));
  return made;
}

}  // namespace isthmus::route

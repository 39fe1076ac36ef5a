// A journey while it is being made: the stops of one target, and what stands in the way at each.
// Only journey*.cpp know it.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "sim/mesh/gateway_path.hpp"
#include "sim/route/journey.hpp"
#include "sim/route/reasons.hpp"

namespace isthmus::route {

/// A place where the connection is taken up and dialled on.
struct Stop {
  HopKind kind = HopKind::source_sidecar;
  mesh::GatewayKey key{};
  model::PartitionId partition{};  ///< None: there is no such partition.
  std::span<const underlay::ZoneId> zones{};
  bool exists = false;
  std::string name{};   ///< For people: "gateway finance", "finance/billing".
  std::string label{};  ///< Of gateways: their partition, "finance".
};

/// Something that would end the connection at `stops[stage]`.
struct Block {
  std::size_t stage = 0;
  Disposition disposition = Disposition::delivered;
  Reason reason{};
};

class Journey {
 public:
  Journey(const model::Model& model, const RouteTable& table, model::ServiceId from,
          const mesh::Upstream& upstream, const Aim& aim, const mesh::HttpRequest& request,
          Detail detail);

  Attempt made() &&;

 private:
  void plan_stops();
  void check_destination();
  void check_token();
  void check_instances();
  void check_gateways();
  void check_links();
  void check_intentions();
  void check_trust();
  void add_remarks();
  void lay_out_hops(std::size_t last_stage, bool delivered);

  void block(std::size_t stage, Disposition disposition, Reason reason) {
    blocks_.push_back({stage, disposition, std::move(reason)});
  }
  bool leads_on(const GatewayMatch& match, const Stop& next) const;
  mesh::AddressScope scope_between(const Stop& here, const Stop& next) const;
  bool is_exported(const mesh::ServiceName& service) const;
  std::string dialled(std::size_t stage) const;
  Hop hop_of(std::size_t stage) const;

  const model::Model& model_;
  const RouteTable& table_;
  const Aim& aim_;
  const mesh::HttpRequest& request_;
  const mesh::Upstream& upstream_;  ///< As it is registered.
  Detail detail_;
  Ends ends_;
  const model::Peer* peer_ = nullptr;  ///< Whose service it is; null for our own.
  mesh::GatewayKey source_{};
  mesh::GatewayKey target_{};
  mesh::GatewayPath path_{};
  std::string cluster_{};  ///< The name of the upstream's cluster: its server name, as a rule.
  std::vector<Stop> stops_{};
  std::vector<GatewayMatch> matches_{};  ///< Per stop; only those of gateways mean something.
  std::vector<Block> blocks_{};
  bool hidden_ =
      false;  ///< The peer does not show the service: its gateways do not know it either.
  Route route_{};
};

}  // namespace isthmus::route

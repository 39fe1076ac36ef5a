// Everything that a run reads and nobody changes: which stations there are and where, and for each
// traffic source the route with its delays and costs worked out for every pair of zones.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "sim/dataplane/hello_template.hpp"
#include "sim/dataplane/path.hpp"
#include "sim/model/model.hpp"
#include "sim/results/record.hpp"
#include "sim/route/route.hpp"

namespace isthmus::dataplane {

/// Equal instances that stand for each other: the gateways of a partition, the sidecars or the apps
/// of a service.
struct Group {
  results::StationKind kind = results::StationKind::service;
  model::PartitionId partition{};
  model::ServiceId service{};  ///< None for gateways.
  std::uint32_t site = 0;
  std::uint32_t first_room = 0;     ///< Its rooms of the site, instance by instance.
  std::uint32_t first_station = 0;  ///< And has record first_station + i.
  std::uint32_t instances = 0;
  std::uint32_t rooms_each = 1;                 ///< Of an instance: one, or one per worker.
  std::size_t servers = 1;                      ///< Of an instance; 0: as many as there are jobs.
  const model::ProxyQueueing* proxy = nullptr;  ///< None for apps.
  std::string name{};                           ///< "gateway finance", to which "[i]" is added.

  std::uint32_t rooms() const { return instances * rooms_each; }
  std::size_t servers_each() const { return servers / rooms_each; }
  /// Which of an instance's workers a connection is given to, if that is left to chance.
  std::uint32_t random_worker(std::uint64_t ports, std::size_t place) const;
};

/// What one link of a connection does to what is sent over it.
struct LegDelay {
  bool joined = false;  ///< Something leads from one end to the other.
  Duration one_way;
  Duration request;        ///< Transmission of the request.
  Duration response;       ///< Of the response.
  Duration hello;          ///< Of the ClientHello.
  Duration server_flight;  ///< Of the server's handshake messages.
  Duration client_flight;  ///< Of the client's last handshake messages.
};

/// One TCP connection of the way, between any instance of one group and any of the next.
class Leg {
 public:
  Leg(std::size_t from_zones, std::size_t to_zones)
      : to_zones_{to_zones}, from_zones_{from_zones}, by_zones_(from_zones * to_zones) {}

  LegDelay& by_zone(std::size_t from, std::size_t to) { return by_zones_[from * to_zones_ + to]; }
  const LegDelay& between(std::size_t from_instance, std::size_t to_instance) const {
    return by_zones_[from_instance % from_zones_ * to_zones_ + to_instance % to_zones_];
  }

 private:
  std::size_t to_zones_;
  std::size_t from_zones_;
  std::vector<LegDelay> by_zones_;
};

/// A place that a flow passes.
struct Place {
  std::uint32_t group = 0;
  Duration request_work;      ///< What the request's bytes cost here.
  Duration response_work;     ///< The same for the response.
  std::uint32_t cluster = 0;  ///< For gateways: which of its round robins picks the next place.
  bool loops = false;         ///< A gateway that takes part in every step of a handshake.
};

/// A traffic source with its route, ready to be executed. Where its requests part it is several
/// flows in a row, one per branch, and each request draws its own when it starts.
struct Flow {
  const model::TrafficSource* traffic = nullptr;
  std::uint32_t number = 0;     ///< Of the traffic source.
  std::uint32_t branches = 1;   ///< How many flows from this one on are of it.
  double share = 1;             ///< Of its requests.
  std::string sni{};            ///< The name of the cluster that it dials.
  std::uint32_t site = 0;       ///< Where it starts and is recorded.
  std::uint32_t source = 0;     ///< The number of its traffic source among those of that site.
  bool outside = false;         ///< Straight to the app, past every proxy.
  std::vector<Place> places{};  ///< Sidecar ... sidecar, app; up to where the route ends.
  std::vector<Leg> legs{};      ///< From place i to place i + 1.
  std::uint32_t stop_count = 1;
  /// delivered, or how it ends at the last of `places`.
  route::Disposition disposition = route::Disposition::delivered;
  std::uint32_t pool_block = 0;  ///< Among those of its site.
  std::uint32_t first_pool = 0;  ///< Of that block: the pool of the caller's first instance.
  std::uint32_t variant = 0;     ///< Which of the flows that share these pools it is.
  bool resumed = false;
  bool early_data = false;
  bool second_round = false;           ///< TLS 1.2 asks twice before the request may go.
  bool loops = false;                  ///< Some gateway on the way does.
  bool farewell = false;               ///< Somebody on the way must know when connections end.
  std::vector<HelloTemplate> hello{};  ///< One, or none where no connection is ever dialled.

  bool keeps_alive() const { return traffic->connections == model::ConnectionUse::kept_alive; }
  /// Nothing is ever sent: there is nobody to send it to, or to send it.
  bool ends_at_once() const { return places.size() < (outside ? 1u : 2u); }
  bool ends_at(std::size_t place) const {
    return disposition != route::Disposition::delivered && place + 1 == places.size();
  }
  bool is_gateway(std::size_t place, const std::vector<Group>& groups) const {
    return groups[places[place].group].kind == results::StationKind::gateway;
  }
};

/// Pools that a site has for one upstream of one service: one per instance of the caller.
struct PoolBlock {
  std::uint32_t first = 0;
  std::uint32_t instances = 0;
  std::vector<std::uint32_t> flows{};  ///< That share them, by variant.
};

/// What one logical process owns: a partition, or several that are too close to be apart.
struct SitePlan {
  std::vector<std::uint32_t> groups{};
  std::vector<std::uint32_t> flows{};  ///< That start here: the first of each traffic source.
  std::vector<PoolBlock> pools{};
  std::uint32_t room_count = 0;
};

struct Plan {
  const model::Model* model = nullptr;
  const route::RouteTable* routes = nullptr;
  std::vector<Group> groups{};  ///< Gateways by partition, then sidecars and then apps by service.
  std::vector<Flow> flows{};    ///< By traffic source and branch.
  std::vector<SitePlan> sites{};
  std::vector<std::uint32_t> clusters{};  ///< Per partition, how many round robins a gateway has.
  Duration lookahead;  ///< The shortest delay between two sites; longest if they never meet.
  std::uint32_t station_count = 0;

  std::uint32_t gateways_of(model::PartitionId p) const {
    return static_cast<std::uint32_t>(p.index());
  }
  std::uint32_t sidecars_of(model::ServiceId s) const {
    return static_cast<std::uint32_t>(model->partitions.size() + s.index());
  }
  std::uint32_t apps_of(model::ServiceId s) const {
    return static_cast<std::uint32_t>(model->partitions.size() + model->services.size() +
                                      s.index());
  }
  const std::vector<underlay::ZoneId>& zones_of(const Group& group) const {
    return group.kind == results::StationKind::gateway ? (*model)[group.partition].zones
                                                       : (*model)[group.service].zones;
  }
};

/// Works out the plan. `model` and `routes` outlive it.
///
/// Cost     linear in stations and flows.
Plan plan_of(const model::Model& model, const route::RouteTable& routes);

/// Writes place `place` of a flow into a path: the stops there and back. `room` counts among those
/// of the place's group.
void lay_place(const Plan& plan, const Flow& flow, std::size_t place, std::size_t room, Path& path);

/// Writes the leg from `place` to the next into a path, with the next place itself.
void lay_leg(const Plan& plan, const Flow& flow, std::size_t place, std::size_t from_room,
             std::size_t to_room, Path& path);

}  // namespace isthmus::dataplane

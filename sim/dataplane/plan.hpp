// Everything that a run reads and nobody changes: which stations there are and where, and for each
// traffic source the route with its delays and costs worked out for every pair of zones.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "sim/dataplane/call_program.hpp"
#include "sim/dataplane/hello_template.hpp"
#include "sim/dataplane/path.hpp"
#include "sim/dataplane/plan_faults.hpp"
#include "sim/mesh/chain_entries.hpp"
#include "sim/model/model.hpp"
#include "sim/random/distribution.hpp"
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
  const model::ProxyQueueing* proxy = nullptr;  ///< None for apps and links.
  bool shares = false;                          ///< A link that carries all its messages at once.
  bool exposed = false;                         ///< Something happens to some of its instances.
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
  Duration request;                  ///< Transmission of the request.
  Duration response;                 ///< Of the response.
  Duration hello;                    ///< Of the ClientHello.
  Duration server_flight;            ///< Of the server's handshake messages.
  Duration client_flight;            ///< Of the client's last handshake messages.
  Duration request_cold;             ///< What the request takes longer while TCP's window is small.
  Duration response_cold;            ///< The same for the response.
  std::uint32_t roughness = smooth;  ///< Among those of the plan.
  std::uint32_t link_there = smooth;  ///< The group of the shared link that a request takes.
  std::uint32_t link_back = smooth;   ///< That a response takes.
  Duration request_wire;              ///< How long the request has a shared link for itself.
  Duration response_wire;             ///< The same for the response.
  std::uint32_t faults = smooth;      ///< Among those of the plan; smooth: nothing happens here.

  static constexpr std::uint32_t smooth = UINT32_MAX;
  bool rough() const {
    return roughness != smooth || faults != smooth || link_there != smooth ||
           request_cold > Duration::zero() || response_cold > Duration::zero();
  }
};

/// What a link may do to a message, beyond delay and transmission.
struct Roughness {
  std::vector<random::Sampler> jitter{};  ///< Of each part of the way.
  double loss = 0;                        ///< The chance that one segment is lost.
  Duration round_trip;
};

/// One TCP connection of the way, between any instance of one group and any of the next.
class Leg {
 public:
  Leg(std::size_t from_zones, std::size_t to_zones)
      : to_zones_{to_zones}, from_zones_{from_zones}, by_zones_(from_zones * to_zones) {}

  LegDelay& by_zone(std::size_t from, std::size_t to) { return by_zones_[from * to_zones_ + to]; }
  template <class Visitor>
  void each(Visitor&& visit) const {
    for (const LegDelay& delay : by_zones_) visit(delay);
  }
  bool rough() const {
    return std::any_of(by_zones_.begin(), by_zones_.end(),
                       [](const LegDelay& delay) { return delay.rough(); });
  }
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
  std::uint32_t network_stream = 0;  ///< Of its site: what leaves here over a rough leg draws.
};

/// What the apps of a service do beside their own work.
struct Answering {
  CallProgram calls{};
  Ratio error_rate{};
};

/// A traffic source with its route, ready to be executed. Where its requests part it is several
/// flows in a row, one per branch, and each request draws its own when it starts.
struct Flow {
  const model::TrafficSource* traffic = nullptr;
  std::uint32_t number = 0;    ///< Of the traffic source.
  std::uint32_t branches = 1;  ///< How many flows from this one on are of it.
  double share = 1;            ///< Of its requests.
  std::string sni{};           ///< The name of the cluster that it dials.
  std::uint32_t site = 0;      ///< Where it starts and is recorded.
  std::uint32_t source = 0;    ///< The number of its traffic source among those of that site.
  const Answering* answering = nullptr;  ///< Of the service that answers; none for most.
  bool outside = false;                  ///< Straight to the app, past every proxy.
  std::vector<Place> places{};           ///< Sidecar ... sidecar, app; up to where the route ends.
  std::vector<Leg> legs{};               ///< From place i to place i + 1.
  std::uint32_t stop_count = 1;
  /// delivered, or how it ends at the last of `places`.
  route::Disposition disposition = route::Disposition::delivered;
  std::uint32_t pool_block = 0;  ///< Among those of its site.
  std::uint32_t first_pool = 0;  ///< Of that block: the pools of the caller's first instance.
  std::uint32_t hosts = 1;       ///< Pools of one instance: one per host where requests choose.
  mesh::LoadBalancer balance{};  ///< How a host is chosen, by requests or by connections.
  std::uint32_t variant = 0;     ///< Which of the flows that share these pools it is.
  bool resumed = false;
  bool early_data = false;
  bool second_round = false;               ///< TLS 1.2 asks twice before the request may go.
  bool loops = false;                      ///< Some gateway on the way does.
  bool rough = false;                      ///< Some leg may take longer than its delay.
  bool exposed = false;                    ///< Something happens to a place or a leg of it.
  std::vector<std::uint32_t> stand_ins{};  ///< Flows to try where nobody behind this is healthy.
  bool farewell = false;                   ///< Somebody on the way must know when connections end.
  std::vector<HelloTemplate> hello{};      ///< One, or none where no connection is ever dialled.
  bool http = false;                       ///< Proxies see its requests.
  bool streams = false;                    ///< One connection carries several requests at once.
  std::uint64_t streams_max = UINT64_MAX;  ///< Of one connection.
  model::Resilience resilience{};          ///< Of caller and sidecar together.
  std::optional<mesh::UpstreamLimits> limits{};
  std::optional<mesh::PassiveHealthCheck> ejection{};
  Duration connect_timeout = Duration::seconds(5);
  Duration patience = Duration::longest();  ///< A request that takes longer has timed out.
  std::uint32_t first_breaker = 0;          ///< Of its site, one per instance of the caller.
  std::uint32_t first_host = 0;             ///< The same, of every host of the next place.

  /// Every request chooses a host, as HTTP proxies do; otherwise every connection.
  bool chooses_by_request() const { return hosts > 1; }
  bool counts_requests() const {
    return hosts > 1 && balance.policy == mesh::BalancePolicy::least_request;
  }
  std::uint32_t next_hosts(const std::vector<Group>& groups) const {
    return places.size() > 1 ? groups[places[1].group].instances : 0;
  }
  /// The end of each of its requests is an event, because somebody acts on it.
  bool is_watched() const {
    return resilience.is_some() || limits.has_value() || ejection.has_value();
  }
  bool calls() const { return answering != nullptr && !answering->calls.empty(); }
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

/// Pools that a site has for one upstream of one service: per instance of the caller one, or one
/// per host.
struct PoolBlock {
  std::uint32_t first = 0;
  std::uint32_t pools = 0;
  std::uint32_t first_breaker = 0;
  std::uint32_t first_host = 0;
  bool streams = false;
  std::vector<std::uint32_t> flows{};  ///< That share them, by variant.
};

/// What one logical process owns: a partition, or several that are too close to be apart.
struct SitePlan {
  std::vector<std::uint32_t> groups{};
  std::vector<std::uint32_t> flows{};  ///< That start here: the first of each traffic source.
  std::vector<PoolBlock> pools{};
  std::uint32_t room_count = 0;
  std::uint32_t breakers = 0;  ///< One per caller instance and upstream that has limits.
  std::uint32_t hosts = 0;     ///< One per caller instance and host that may be left out.
  std::vector<std::string> network_streams{};  ///< Their names.
};

/// What the servers hold from a time on, and the routes that follow from it.
struct Epoch {
  SimTime at;
  const model::Model* model = nullptr;
  const route::RouteTable* routes = nullptr;
};

/// The flows that a traffic source may take in one epoch: one per branch.
struct FlowSet {
  std::uint32_t first = 0;
  std::uint32_t branches = 1;
};

struct Plan {
  const model::Model* model = nullptr;
  const route::RouteTable* routes = nullptr;
  std::vector<Group> groups{};  ///< Gateways by partition, sidecars and apps by service, links.
  std::vector<Flow> flows{};    ///< By traffic source and branch.
  std::vector<std::uint32_t> first_flow{};  ///< By traffic source.
  std::vector<Underlay> underlays{};        ///< By time; one, where no link is cut for long.
  std::vector<Epoch> epochs{};  ///< By time; one, where nobody changes the configuration.
  std::vector<std::vector<FlowSet>> flow_sets{};        ///< By traffic source and epoch.
  std::vector<std::unique_ptr<Answering>> answering{};  ///< By service; null for most.
  std::vector<SitePlan> sites{};
  std::vector<Roughness> roughnesses{};
  std::vector<LegFaults> leg_faults{};
  std::vector<std::uint32_t> links{};  ///< By quality: the groups of a shared link, there and back.
  std::vector<std::uint32_t> clusters{};  ///< Per partition, how many round robins a gateway has.
  Duration lookahead;  ///< The shortest delay between two sites; longest if they never meet.
  std::uint32_t station_count = 0;

  bool has_events() const { return !model->events.empty(); }
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

/// One step of SplitMix64: what a hash of the `number`-th thing beside `seed` would be.
///
/// Source   Steele, Lea & Flood, Fast splittable pseudorandom number generators, 2014.
std::uint64_t hashed(std::uint64_t seed, std::uint64_t number);

/// A number below `n` made of a hash, each equally likely.
std::uint32_t below(std::uint32_t n, std::uint64_t hash);

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

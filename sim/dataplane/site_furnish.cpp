// Sets a site up before the run, and writes down what it holds after it.
#include <string>
#include <utility>

#include "sim/base/expects.hpp"
#include "sim/dataplane/site.hpp"

namespace isthmus::dataplane {
namespace {

Laws laws_of(const model::Model& model, const Group& group) {
  switch (group.kind) {
    case results::StationKind::gateway: {
      const model::ProxyCosts& costs = model[group.partition].mesh_gateway->costs;
      return {random::Sampler{costs.per_message}, random::Sampler{costs.per_connection}};
    }
    case results::StationKind::sidecar: {
      const model::SidecarSpec& spec = model[group.service].sidecar;
      return {random::Sampler{spec.costs.per_message}, random::Sampler{spec.costs.per_connection},
              random::Sampler{spec.handshake.full}, random::Sampler{spec.handshake.resumed}};
    }
    case results::StationKind::service:
      return {random::Sampler{model[group.service].service_time}};
  }
  ISTHMUS_EXPECTS(false);
}

std::string station_name(const Group& group, std::uint32_t instance) {
  return group.name + "[" + std::to_string(instance) + "]";
}

}  // namespace

Site::Site(const Plan& plan, std::size_t number, const Conditions& conditions)
    : plan_{&plan}, conditions_{&conditions}, number_{static_cast<std::uint32_t>(number)} {
  const SitePlan& own = plan.sites[number];
  rooms_.reserve(own.room_count);
  laws_.reserve(own.groups.size());
  for (const std::uint32_t group : own.groups) furnish(group);

  const random::Seed seed{conditions.replication.seed};
  const random::Replication replication{conditions.replication.index};
  for (const PoolBlock& block : own.pools) pools_.resize(pools_.size() + block.instances);
  tallies_.resize(own.flows.size());
  sources_.reserve(own.flows.size());
  for (const std::uint32_t f : own.flows) {
    const Flow& flow = plan.flows[f];
    const model::TrafficSource& traffic = *flow.traffic;
    const std::uint32_t instances =
        flow.places.empty() ? 1 : plan.groups[flow.places[0].group].instances;
    Source& source = sources_.emplace_back(
        traffic, f, instances, random::Stream{seed, replication, "arrivals/" + traffic.name},
        random::Stream{seed, replication, "hello/" + traffic.name});
    if (!flow.outside || flow.places.empty()) continue;
    source.outside = paths_.keep(instances);
    for (std::uint32_t i = 0; i < instances; ++i) {
      source.outside[i].stop_count = flow.stop_count;
      lay_place(plan, flow, 0, i, source.outside[i]);
    }
  }
  slices_.resize(conditions.replication.slices);
}

/// Makes the stations of one group.
void Site::furnish(std::uint32_t group_index) {
  const Group& group = plan_->groups[group_index];
  if (group.instances == 0) return;
  const random::Seed seed{conditions_->replication.seed};
  const random::Replication replication{conditions_->replication.index};
  const bool is_app = group.kind == results::StationKind::service;
  const bool is_gateway = group.kind == results::StationKind::gateway;
  const Laws& laws = laws_.emplace_back(laws_of(*plan_->model, group));
  for (std::uint32_t i = 0; i < group.instances; ++i) {
    const std::string name = station_name(group, i);
    // "service/..." draws service times; a proxy draws for three purposes.
    const std::string place = is_app ? name.substr(std::string{"service "}.size()) : name;
    Room& room = rooms_.emplace_back(Room{
        .station = Station{group.servers},
        .message = {laws.message,
                    random::Stream{seed, replication, (is_app ? "service/" : "message/") + place}},
        .laws = &laws,
        .part = is_app ? Spent::app : Spent::proxy_cpu,
        .station_number = group.first_station + i});
    if (is_app) continue;
    room.setup =
        std::make_unique<Setup>(Setup{.connection = {seed, replication, "connection/" + place},
                                      .handshake = {seed, replication, "handshake/" + place},
                                      .first_robin = static_cast<std::uint32_t>(robins_.size()),
                                      .instance = i});
    if (is_gateway) robins_.resize(robins_.size() + plan_->clusters[group.partition.index()]);
  }
}

void Site::write(results::RunRecord& record) const {
  for (std::size_t i = 0; i < sources_.size(); ++i) {
    record.traffic[sources_[i].flow()] = tallies_[i].record();
  }
  for (const std::uint32_t g : plan_->sites[number_].groups) {
    const Group& group = plan_->groups[g];
    for (std::uint32_t i = 0; i < group.instances; ++i) {
      results::StationRecord& station = record.stations[group.first_station + i];
      station.name = station_name(group, i);
      station.kind = group.kind;
      station.servers = group.servers;
      rooms_[group.first_room + i].tally.write(station);
    }
  }
  for (std::size_t i = 0; i < slices_.size(); ++i) {
    record.slices[i].requests += slices_[i].requests;
    record.slices[i].latency_ns += slices_[i].latency_ns;
  }
}

}  // namespace isthmus::dataplane

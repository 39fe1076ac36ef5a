// Sets a site up before the run, and writes down what it holds after it.
#include <algorithm>
#include <string>
#include <utility>

#include "sim/base/expects.hpp"
#include "sim/dataplane/site.hpp"

namespace isthmus::dataplane {
namespace {

/// What a proxy's messages and connections cost: each is an event where its workers are loops.
Laws laws_of(const model::ProxyCosts& costs, const model::ProxyQueueing& queueing) {
  if (queueing.loop) {
    return {random::Sampler{queueing.loop->per_event}, random::Sampler{queueing.loop->per_event}};
  }
  return {random::Sampler{costs.per_message}, random::Sampler{costs.per_connection}};
}

Laws laws_of(const model::Model& model, const Group& group) {
  switch (group.kind) {
    case results::StationKind::gateway:
      return laws_of(model[group.partition].mesh_gateway->costs, *group.proxy);
    case results::StationKind::sidecar: {
      const model::SidecarSpec& spec = model[group.service].sidecar;
      Laws laws = laws_of(spec.costs, *group.proxy);
      laws.full_handshake = random::Sampler{spec.handshake.full};
      laws.resumed_handshake = random::Sampler{spec.handshake.resumed};
      return laws;
    }
    case results::StationKind::service:
      return {random::Sampler{model[group.service].service_time}};
    case results::StationKind::link:
      return {random::Sampler{random::Constant{}}};  // The work is in the messages.
  }
  ISTHMUS_EXPECTS(false);
}

/// What a station of a group does otherwise than a plain queue without limit.
struct GroupRules {
  std::optional<model::CpuLimit> cpu{};
  std::optional<std::size_t> limit{};
  std::optional<LoopStation::Costs> loop{};
  bool shares = false;

  bool live() const { return cpu || shares; }
};

GroupRules rules_of(const model::Model& model, const Group& group) {
  if (group.kind == results::StationKind::link) return {.shares = group.shares};
  if (group.kind == results::StationKind::service) {
    const model::Service& service = model[group.service];
    return {.cpu = service.cpu,
            .limit = service.queue_limit,
            .shares = service.discipline == model::Discipline::ps};
  }
  const model::ProxyQueueing& queueing = *group.proxy;
  GroupRules rules{.cpu = queueing.cpu, .limit = queueing.queue_limit};
  if (queueing.loop) rules.loop = {queueing.loop->per_turn, queueing.loop->per_wake};
  return rules;
}

LiveStation live_station(const GroupRules& rules, std::size_t servers) {
  const std::size_t all = servers == 0 ? SIZE_MAX : servers;
  if (rules.shares) return LiveStation{SharingStation{all}};
  if (rules.loop) return LiveStation{OrderedStation{LoopStation{*rules.loop}, 1}};
  if (servers == 0) return LiveStation{OrderedStation{EndlessStation{}, all}};
  return LiveStation{OrderedStation{Station{servers}, servers}};
}

/// None where the station is a plain queue.
std::unique_ptr<Rules> rules_for(const GroupRules& of_group, std::size_t servers) {
  if (!of_group.live() && !of_group.limit && !of_group.loop && servers > 0) return nullptr;
  auto rules = std::make_unique<Rules>();
  if (of_group.live()) {
    rules->live = live_station(of_group, servers);
    if (of_group.limit && servers > 0) rules->present_max = servers + *of_group.limit;
    return rules;
  }
  rules->endless = servers == 0;
  if (of_group.loop) rules->loop = LoopStation{*of_group.loop};
  if (of_group.limit) rules->waiting = WaitingRoom{*of_group.limit};
  return rules;
}

std::string station_name(const Group& group, std::uint32_t instance) {
  return group.name + "[" + std::to_string(instance) + "]";
}

/// The name under which a room draws: that of its instance, and of its worker beyond the first.
std::string drawing_name(const Group& group, std::uint32_t instance, std::uint32_t worker) {
  const std::string name = station_name(group, instance);
  // "service/..." draws service times, so an app's need not say once more what it is.
  if (group.proxy == nullptr) return name.substr(group.name.find(' ') + 1);
  return worker == 0 ? name : name + "#" + std::to_string(worker);
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
  for (const std::string& name : own.network_streams) {
    network_streams_.emplace_back(seed, replication, name);
  }
  for (const PoolBlock& block : own.pools) {
    pools_.resize(pools_.size() + block.pools);
    if (block.streams) streams_.resize(pools_.size());
  }
  breakers_.resize(own.breakers);
  health_.resize(own.hosts);
  tallies_.resize(own.flows.size());
  if (plan.has_events()) {
    timeline_.emplace(conditions.scale, conditions.measured, own.flows.size());
  }
  const std::vector<std::size_t>& watched = conditions.replication.watched;
  for (std::size_t i = 0; i < own.flows.size(); ++i) {
    if (!std::binary_search(watched.begin(), watched.end(), own.flows[i])) continue;
    tallies_[i].watch(conditions.replication.slices);
  }
  sources_.reserve(own.flows.size());
  for (const std::uint32_t f : own.flows) {
    const Flow& flow = plan.flows[f];
    const model::TrafficSource& traffic = *flow.traffic;
    const std::uint32_t instances =
        flow.places.empty() ? 1 : plan.groups[flow.places[0].group].instances;
    Source& source = sources_.emplace_back(
        traffic, f, std::span{plan.flows}.subspan(f, flow.branches), instances,
        plan.has_events() ? Source::Watch::always : Source::Watch::where_asked,
        Source::Streams{.gaps = {seed, replication, "arrivals/" + traffic.name},
                        .states = {seed, replication, "states/" + traffic.name},
                        .thinks = {seed, replication, "think/" + traffic.name},
                        .nonces = {seed, replication, "hello/" + traffic.name},
                        .ports = {seed, replication, "workers/" + traffic.name},
                        .branches = {seed, replication, "branch/" + traffic.name},
                        .balance = {seed, replication, "balance/" + traffic.name},
                        .retries = {seed, replication, "retry/" + traffic.name},
                        .ejections = {seed, replication, "ejection/" + traffic.name}});
    if (!flow.outside || flow.places.empty()) continue;
    source.outside = paths_.keep(instances);
    for (std::uint32_t i = 0; i < instances; ++i) {
      source.outside[i].stop_count = flow.stop_count;
      lay_place(plan, flow, 0, i, source.outside[i]);
    }
  }
  slices_.resize(conditions.replication.slices);
}

/// Makes the stations of one group, instance by instance, worker by worker.
void Site::furnish(std::uint32_t group_index) {
  const Group& group = plan_->groups[group_index];
  if (group.instances == 0) return;
  const Laws& laws = laws_.emplace_back(laws_of(*plan_->model, group));
  const GroupRules rules = rules_of(*plan_->model, group);
  for (std::uint32_t i = 0; i < group.instances; ++i) {
    if (rules.live()) add_processor(group, i, rules.cpu);
    if (conditions_->replication.observe_stations || conditions_->replication.tracer != nullptr) {
      observers_.push_back(std::make_unique<StationObserver>(conditions_->measured,
                                                             conditions_->replication.probes));
    }
    for (std::uint32_t worker = 0; worker < group.rooms_each; ++worker) {
      Room& room = add_room(group, laws, i, worker);
      room.rules = rules_for(rules, group.servers_each());
      const Fate* fate = conditions_->timetable->fate_of(group_index, i);
      if (fate != nullptr && !fate->dead.empty()) {
        if (room.rules == nullptr) room.rules = std::make_unique<Rules>();
        room.rules->fate = fate;
      }
      if (!observers_.empty()) room.observer = observers_.back().get();
      if (!rules.live()) continue;
      room.rules->processor = static_cast<std::uint32_t>(processors_.size() - 1);
      processors_.back().rooms.push_back(static_cast<std::uint32_t>(rooms_.size() - 1));
    }
  }
}

Room& Site::add_room(const Group& group, const Laws& laws, std::uint32_t instance,
                     std::uint32_t worker) {
  const random::Seed seed{conditions_->replication.seed};
  const random::Replication replication{conditions_->replication.index};
  const bool is_app = group.kind == results::StationKind::service;
  const bool is_link = group.kind == results::StationKind::link;
  const std::string place = drawing_name(group, instance, worker);
  Room& room = rooms_.emplace_back(Room{
      .station = Station{std::max<std::size_t>(1, group.servers_each())},
      .message = {laws.message,
                  random::Stream{seed, replication, (is_app ? "service/" : "message/") + place}},
      .laws = &laws,
      .part = is_app    ? Spent::app
              : is_link ? Spent::network
                        : Spent::proxy_cpu,
      .station_number = group.first_station + instance});
  if (is_app) add_deciders(group, place);
  if (is_app || is_link) return room;
  room.setup =
      std::make_unique<Setup>(Setup{.connection = {seed, replication, "connection/" + place},
                                    .handshake = {seed, replication, "handshake/" + place},
                                    .first_robin = static_cast<std::uint32_t>(robins_.size()),
                                    .number = instance * group.rooms_each + worker});
  if (group.kind == results::StationKind::gateway) {
    robins_.resize(robins_.size() + plan_->clusters[group.partition.index()]);
  }
  return room;
}

/// Streams for an app that fails at times or makes calls by chance.
void Site::add_deciders(const Group& group, const std::string& place) {
  const Answering* answering = plan_->answering[group.service.index()].get();
  if (answering == nullptr) return;
  const random::Seed seed{conditions_->replication.seed};
  const random::Replication replication{conditions_->replication.index};
  Deciders deciders{.errors = {seed, replication, "errors/" + place}};
  const random::Stream steps{seed, replication, "calls/" + place};
  for (std::uint32_t i = 0; i < answering->calls.stream_count; ++i) {
    deciders.steps.push_back(steps.branch(i + 1));
  }
  deciders_.emplace(static_cast<std::uint32_t>(rooms_.size() - 1), std::move(deciders));
}

/// What the live stations of an instance run on. The periods of two instances have nothing to do
/// with each other, so the first ends at some time of its own.
void Site::add_processor(const Group& group, std::uint32_t instance,
                         const std::optional<model::CpuLimit>& cpu) {
  Processor& processor = processors_.emplace_back();
  if (!cpu) return;
  random::Stream stream{{conditions_->replication.seed},
                        {conditions_->replication.index},
                        "cpu/" + drawing_name(group, instance, 0)};
  const auto first = static_cast<std::int64_t>(
      stream.pick(static_cast<std::uint64_t>(model::CpuLimit::period().in_nanoseconds())));
  processor.clock = CpuClock{cpu->quota(), model::CpuLimit::period(),
                             SimTime::start() + Duration::nanoseconds(first + 1)};
}

/// The process of an instance ends: its stations are empty, as new ones are.
void Site::renew(std::uint32_t group_index, std::uint32_t instance, SimTime now, Scheduler& out) {
  const Group& group = plan_->groups[group_index];
  const GroupRules rules = rules_of(*plan_->model, group);
  std::vector<std::uint32_t> lost;
  for (std::uint32_t worker = 0; worker < group.rooms_each; ++worker) {
    Room& room = rooms_[group.first_room + instance * group.rooms_each + worker];
    room.station = Station{std::max<std::size_t>(1, group.servers_each())};
    auto fresh = rules_for(rules, group.servers_each());
    if (fresh == nullptr) continue;
    fresh->fate = room.rules->fate;
    fresh->processor = room.rules->processor;
    if (room.rules->live) {
      advance(processors_[fresh->processor], now);
      room.rules->live->each([&](const Job& job) {
        const SimTime start = now - std::min(job.work, now - job.arrived);
        room.tally.add_live(job.arrived, {start, now}, conditions_->measured);
        if (room.observer != nullptr) {
          room.observer->departs(now);
          room.observer->stayed(job.arrived, start, now, now - start);
        }
        note(room, job.arrived, {start, now});
        lost.push_back(job.flight);
      });
    }
    room.rules = std::move(fresh);
    if (room.rules->live) rearm(room.rules->processor, out);
  }
  std::sort(lost.begin(), lost.end());  // A sharing station has them in no order.
  for (const std::uint32_t place : lost) {
    held_ = place;
    lose(flights_[place], now, out);
    if (held_ == place) free_.push_back(place);
    held_ = nobody;
  }
}

void Site::write_timeline(results::Timeline& timeline) const {
  results::Timeline own = timeline_->settled();
  for (std::size_t i = 0; i < sources_.size(); ++i) {
    timeline.sources[plan_->flows[sources_[i].flow()].number] = std::move(own.sources[i]);
  }
  for (std::size_t i = 0; i < own.windows.size(); ++i) {
    timeline.windows[i].requests += own.windows[i].requests;
    timeline.windows[i].latency.merge(own.windows[i].latency);
  }
}

void Site::write(results::RunRecord& record) {
  for (std::size_t i = 0; i < sources_.size(); ++i) {
    record.traffic[plan_->flows[sources_[i].flow()].number] = tallies_[i].take();
  }
  if (timeline_) write_timeline(*record.timeline);
  for (const std::uint32_t g : plan_->sites[number_].groups) {
    const Group& group = plan_->groups[g];
    if (group.instances == 0) continue;
    const GroupRules rules = rules_of(*plan_->model, group);
    for (std::uint32_t i = 0; i < group.instances; ++i) {
      results::StationRecord& station = record.stations[group.first_station + i];
      station.name = station_name(group, i);
      station.kind = group.kind;
      station.servers = group.servers;
      station.queues = group.rooms_each;
      station.may_grow = !rules.limit && group.servers > 0;
      station.capacity_milli = static_cast<std::int64_t>(group.servers) * 1000;
      if (rules.cpu && (group.servers == 0 || rules.cpu->millicores < station.capacity_milli)) {
        station.capacity_milli = rules.cpu->millicores;
        station.may_grow = !rules.limit;
      }
      for (std::uint32_t worker = 0; worker < group.rooms_each; ++worker) {
        rooms_[group.first_room + i * group.rooms_each + worker].tally.write(station);
      }
      const Room& first = rooms_[group.first_room + i * group.rooms_each];
      if (first.observer != nullptr && conditions_->replication.observe_stations) {
        record.details[group.first_station + i] = first.observer->detail();
      }
    }
  }
  for (std::size_t i = 0; i < slices_.size(); ++i) {
    record.slices[i].requests += slices_[i].requests;
    record.slices[i].latency_ns += slices_[i].latency_ns;
  }
}

}  // namespace isthmus::dataplane

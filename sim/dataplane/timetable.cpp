#include "sim/dataplane/timetable.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "sim/dataplane/plan_faults.hpp"
#include "sim/dataplane/station.hpp"
#include "sim/random/distribution.hpp"
#include "sim/random/stream.hpp"

namespace isthmus::dataplane {
namespace {

using model::FaultKind;

/// What an event does to an instance that it hits.
void add(const model::Event& event, Fate& fate, Signs& signs) {
  const Stretch whole{event.begin, event.end};
  switch (event.kind) {
    case FaultKind::restart:
      signs.announced.add(whole);
      [[fallthrough]];
    case FaultKind::crash:
      fate.dead.add(whole);
      signs.down.add(whole);
      return;
    case FaultKind::blackhole:
      fate.unreachable.add(whole);
      signs.silent.add(whole);
      return;
    case FaultKind::drain: {
      const SimTime over = std::min(event.begin + event.drain_time, event.end);
      signs.announced.add(whole);
      fate.leaving.add({event.begin, over});
      fate.dead.add({over, event.end});
      signs.down.add({over, event.end});
      return;
    }
    case FaultKind::cut:
    case FaultKind::degrade:
    case FaultKind::apply:
      return;
  }
}

/// Assumed: Consul's servers are in the first zone of the partition `default`.
underlay::ZoneId zone_of_servers(const model::Model& model) {
  const model::PartitionId home = model.find_partition(model.consul.datacenter, "default");
  return home.is_some() ? model[home].zones.front() : underlay::ZoneId{0};
}

/// When nothing passes between an instance and our servers.
Outages cut_from_servers(const Plan& plan, const Group& group, std::size_t instance) {
  const model::Model& model = *plan.model;
  const auto& zones = plan.zones_of(group);
  const model::PartitionId home = model.find_partition(model.consul.datacenter, "default");
  const LegFaults faults =
      faults_along(model, plan.underlays,
                   {zones[instance % zones.size()], zone_of_servers(model), group.partition, home});
  Outages cut = faults.there.cut;
  for (const Stretch& one : faults.back.cut.all()) cut.add(one);
  return cut;
}

bool has_cuts(const model::Model& model) {
  return std::any_of(model.events.begin(), model.events.end(),
                     [](const model::Event& event) { return event.kind == FaultKind::cut; });
}

}  // namespace

Timetable::Timetable(const Plan& plan, std::uint64_t seed, std::size_t replication, SimTime horizon)
    : plan_{&plan}, seed_{seed}, replication_{replication}, horizon_{horizon} {
  fates_of_.resize(plan.groups.size());
  first_viewer_.resize(plan.groups.size());
  if (plan.model->events.empty()) return;
  const bool cuts = has_cuts(*plan.model);
  for (std::uint32_t g = 0; g < plan.groups.size(); ++g) {
    const Group& group = plan.groups[g];
    if (group.proxy != nullptr && (group.exposed || cuts)) add_fates(g);
    // An app shares the fate of the sidecar beside it.
    if (group.kind == results::StationKind::service) {
      fates_of_[g] = fates_of_[plan.sidecars_of(group.service)];
    }
  }
  first_epoch_change_ = change_count_;
  change_count_ += plan.epochs.size() - 1;
  if (change_count_ == 0) return;
  for (std::uint32_t g = 0; g < plan.groups.size(); ++g) {
    if (plan.groups[g].proxy != nullptr) add_viewers(g);
  }
}

void Timetable::add_fates(std::uint32_t group_index) {
  const Group& group = plan_->groups[group_index];
  std::vector<std::uint32_t> numbers(group.instances, nothing);
  bool any = false;
  for (std::size_t i = 0; i < group.instances; ++i) {
    const auto fate = fate_at(group, i);
    if (!fate) continue;
    numbers[i] = static_cast<std::uint32_t>(fates_.size());
    fates_.push_back(*fate);
    fates_.back().first_change = change_count_;
    change_count_ += fate->opinions.size();
    for (const Stretch& one : fate->dead.all()) {
      if (one.from > horizon_) continue;
      deaths_.push_back({one.from, group_index, static_cast<std::uint32_t>(i)});
    }
    any = true;
  }
  if (any) fates_of_[group_index] = std::move(numbers);
}

/// None for an instance to which nothing happens.
std::optional<Fate> Timetable::fate_at(const Group& group, std::size_t instance) const {
  const model::Model& model = *plan_->model;
  Fate fate;
  Signs signs;
  for (const model::Event& event : model.events) {
    if (hits(model, event, group, instance)) add(event, fate, signs);
  }
  // Another datacenter and a peer have servers of their own: what they find only does not get here.
  const Outages cut = cut_from_servers(*plan_, group, instance);
  if (!model[group.partition].away.empty()) {
    fate.unheard = cut;
  } else {
    for (const Stretch& one : cut.all()) signs.silent.add(one);
  }
  if (signs.down.empty() && signs.silent.empty() && signs.announced.empty()) return std::nullopt;

  const model::HealthChecks& checks = model.control_plane.checks;
  random::Stream phase{
      {seed_}, {replication_}, "health/" + group.name + "[" + std::to_string(instance) + "]"};
  const auto first = static_cast<std::int64_t>(
      phase.pick(static_cast<std::uint64_t>(checks.interval.in_nanoseconds())));
  fate.opinions =
      opinions_of(signs, checks, SimTime::start() + Duration::nanoseconds(first), horizon_);
  return fate;
}

void Timetable::add_viewers(std::uint32_t group_index) {
  const Group& group = plan_->groups[group_index];
  first_viewer_[group_index] = cut_off_.size();
  const random::Sampler law{plan_->model->control_plane.propagation};
  for (std::size_t i = 0; i < group.instances; ++i) {
    random::Stream stream{
        {seed_}, {replication_}, "propagation/" + group.name + "[" + std::to_string(i) + "]"};
    for (std::size_t change = 0; change < change_count_; ++change) {
      delays_.push_back(bounded(law(stream)));
    }
    cut_off_.push_back(cut_from_servers(*plan_, group, i));
    const Fate* own = fate_of(group_index, i);
    if (own == nullptr) continue;
    for (const Stretch& one : own->unreachable.all()) cut_off_.back().add(one);
  }
}

/// When a proxy hears of an opinion about an instance.
SimTime Timetable::heard(std::size_t viewer, const Fate& fate, std::size_t opinion) const {
  const SimTime known = fate.unheard.over(fate.opinions[opinion].since);
  if (known == SimTime::never()) return known;
  return cut_off_[viewer].over(known +
                               delays_[viewer * change_count_ + fate.first_change + opinion]);
}

std::size_t Timetable::epoch_of(std::uint32_t viewers, std::size_t viewer, SimTime now) const {
  const std::size_t number = first_viewer_[viewers] + viewer;
  for (std::size_t epoch = plan_->epochs.size(); epoch-- > 1;) {
    const SimTime at = plan_->epochs[epoch].at;
    if (at > now) continue;
    const std::size_t change = first_epoch_change_ + epoch - 1;
    if (cut_off_[number].over(at + delays_[number * change_count_ + change]) <= now) return epoch;
  }
  return 0;
}

bool Timetable::is_listed(const Fate& fate, SimTime now) {
  bool healthy = true;
  for (const Opinion& opinion : fate.opinions) {
    if (opinion.since <= now) healthy = opinion.healthy;
  }
  return healthy;
}

bool Timetable::believes_healthy(std::uint32_t viewers, std::size_t viewer, std::uint32_t group,
                                 std::size_t instance, SimTime now) const {
  const Fate* fate = fate_of(group, instance);
  if (fate == nullptr) return true;
  const std::size_t number = first_viewer_[viewers] + viewer;
  for (std::size_t i = fate->opinions.size(); i-- > 0;) {
    if (fate->opinions[i].since <= now && heard(number, *fate, i) <= now) {
      return fate->opinions[i].healthy;
    }
  }
  return true;
}

}  // namespace isthmus::dataplane

// What goes wrong: one model::Event for each entry of `events:`, ended by those that restore it.
#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sim/base/number_text.hpp"
#include "sim/base/quantity_text.hpp"
#include "sim/base/suggest.hpp"
#include "sim/model/defaults.hpp"
#include "sim/scenario/applied_text.hpp"
#include "sim/scenario/build_draft.hpp"
#include "sim/scenario/decoder.hpp"
#include "sim/scenario/distribution_text.hpp"
#include "sim/scenario/indexed_name.hpp"
#include "sim/scenario/promise_text.hpp"

namespace isthmus::scenario {
namespace {

using Kind = model::FaultKind;

Duration default_time(std::string_view name) {
  return std::get<Duration>(parse_duration(model::default_text(name)));
}

class EventBuilder {
 public:
  EventBuilder(Draft& draft, const EventSection& written) : draft_{draft}, written_{written} {}

  void build() {
    if (!has_one_target() || !written_.time) return;
    if (*written_.time < Duration::zero()) {
      return draft_.error(written_.time.at, "out-of-range", "a run begins at 0s", "write 10s");
    }
    remark_on_end();
    if (written_.restore) return restore();
    model::Event event;
    event.at = written_.at;
    event.begin = SimTime::start() + *written_.time;
    if (written_.lasts) {
      if (*written_.lasts <= Duration::zero()) {
        return draft_.error(written_.lasts.at, "out-of-range", "what lasts no time changes nothing",
                            "write for: 30s");
      }
      event.end = event.begin + *written_.lasts;
    }
    if (!set_target(event) || !set_kind(event)) return;
    event.text =
        is_about_config() ? subject_ : subject_ + " " + std::string{model::text(event.kind)};
    event.name = written_.name.value_or(event.text);
    for (int n = 2; !written_.name && is_known(event.name); ++n) {
      event.name = event.text + " (" + std::to_string(n) + ")";
    }
    if (is_known(event.name)) {
      return draft_.error(written_.name.at, "duplicate-entry",
                          "another event is called " + quoted(event.name) + " too",
                          "give each a name of its own");
    }
    draft_.model.events.push_back(std::move(event));
  }

 private:
  struct Way {
    const char* key;
    SourceSpan at;
  };

  bool has_one_target() {
    const Way ways[] = {{"restore", written_.restore.at},     {"gateway", written_.gateway.at},
                        {"service", written_.service.at},     {"zone", written_.zone.at},
                        {"partition", written_.partition.at}, {"link", written_.link_given.at},
                        {"apply", written_.apply_given.at}};
    const Way* chosen = nullptr;
    for (const Way& way : ways) {
      if (!way.at.is_written()) continue;
      if (chosen != nullptr) {
        draft_.error(way.at, "contradicting-keys",
                     std::string{"`"} + chosen->key + "` and `" + way.key +
                         "` both say what the event is about",
                     "write an event for each");
        return false;
      }
      chosen = &way;
    }
    if (chosen != nullptr) return true;
    draft_.error(written_.at, "required-key", "nothing says what the event is about",
                 "add gateway, service, zone, partition, link, apply or restore");
    return false;
  }

  void remark_on_end() {
    const auto duration = draft_.document.run.duration.value_or(draft_.model.run.duration);
    if (*written_.time < duration) return;
    draft_.warning(written_.time.at, "event-after-end",
                   "the run ends after " + exact_text(duration) + ", so this never happens",
                   "write an earlier time, or a longer run.duration");
  }

  bool is_known(const std::string& name) const {
    const auto& events = draft_.model.events;
    return std::any_of(events.begin(), events.end(),
                       [&](const model::Event& event) { return event.name == name; });
  }

  void refuse(SourceSpan at, const std::string& problem, const std::string& remedy) {
    if (at.is_written()) draft_.error(at, "contradicting-keys", problem, remedy);
  }

  void restore() {
    for (const SourceSpan at :
         {written_.lasts.at, written_.how.at, written_.name.at, written_.direction.at,
          written_.drain_time.at, written_.extra_latency.at, written_.reroute_after.at,
          written_.loss.at}) {
      refuse(at, "what restores an event has nothing but `at`", "leave it out");
    }
    auto& events = draft_.model.events;
    const auto found = std::find_if(events.begin(), events.end(), [&](const model::Event& event) {
      return event.name == *written_.restore;
    });
    if (found == events.end()) {
      std::vector<std::string> names;
      for (const model::Event& event : events) names.push_back(event.name);
      return draft_.error(written_.restore.at, "unknown-event",
                          "no event " + quoted(*written_.restore) + " stands above",
                          names.empty() ? "write the event that is restored before this one"
                                        : suggestion(*written_.restore, names));
    }
    if (found->end < SimTime::never()) {
      return refuse(
          written_.restore.at,
          quoted(found->name) + " ends by itself after " + exact_text(found->end - found->begin),
          "leave out `for` there, or this entry");
    }
    const SimTime end = SimTime::start() + *written_.time;
    if (end <= found->begin) {
      return draft_.error(
          written_.time.at, "out-of-range",
          quoted(found->name) + " does not begin before " + exact_text(found->begin.since_start()),
          "write a later time");
    }
    found->end = end;
  }

  bool set_target(model::Event& event) {
    if (written_.gateway) return set_gateway(event);
    if (written_.service) return set_service(event);
    if (written_.zone) return set_zone(event);
    if (written_.partition) return set_partition(event);
    if (written_.apply_given.at.is_written()) return set_config(event);
    return written_.link_given.at.is_written() && set_link(event);
  }

  std::optional<Indexed> indexed(const Reference& reference) {
    auto parsed = parse_indexed(*reference);
    if (!parsed) {
      draft_.error(reference.at, "unknown-instance",
                   quoted(*reference) + " names neither all instances nor one",
                   "write the name, and for one of them its number from 0 behind it: name[0]");
    }
    return parsed;
  }

  /// Instances are numbered from 0.
  bool check_instance(const Reference& reference, const Indexed& named, std::size_t replicas) {
    if (replicas > 0 && named.instance.value_or(0) < replicas) return true;
    draft_.error(reference.at, "unknown-instance",
                 replicas == 0   ? quoted(named.name) + " has none"
                 : replicas == 1 ? quoted(named.name) + " has one instance, number 0"
                                 : quoted(named.name) + " has " + std::to_string(replicas) +
                                       " instances, numbers 0 to " + std::to_string(replicas - 1),
                 replicas == 0 ? "add mesh_gateway to the partition" : "");
    return false;
  }

  /// The partition of that label; a none-id, after a complaint, if there is none.
  model::PartitionId partition_of(SourceSpan at, const std::string& label) {
    const auto& partitions = draft_.model.partitions;
    for (std::size_t i = 0; i < partitions.size(); ++i) {
      if (draft_.model.label(model::PartitionId{i}) == label) return model::PartitionId{i};
    }
    const std::size_t sign = label.find('@');
    if (sign != std::string::npos) {
      complain_unknown_place(draft_, at, label.substr(sign + 1));
    } else {
      complain_unknown_partition(draft_, at, label);
    }
    return {};
  }

  bool set_gateway(model::Event& event) {
    const auto named = indexed(written_.gateway);
    if (!named) return false;
    const model::PartitionId id = partition_of(written_.gateway.at, named->name);
    if (!id.is_some()) return false;
    const auto& gateways = draft_.model[id].mesh_gateway;
    if (!check_instance(written_.gateway, *named, gateways ? gateways->replicas : 0)) return false;
    event.target = model::GatewayTarget{id, named->instance};
    subject_ = "gateway " + *written_.gateway;
    return true;
  }

  bool set_service(model::Event& event) {
    const auto named = indexed(written_.service);
    if (!named) return false;
    const auto name = named_service(draft_, {named->name, written_.service.at});
    if (!name) return false;
    const model::ServiceId id = draft_.service_id(*name);
    if (!id.is_some()) {
      complain_unknown_service(draft_, written_.service.at, *name);
      return false;
    }
    if (!check_instance(written_.service, *named, draft_.model[id].replicas)) return false;
    event.target = model::ServiceTarget{id, named->instance};
    subject_ = "service " + *written_.service;
    return true;
  }

  bool set_zone(model::Event& event) {
    const underlay::ZoneId id = draft_.model.network.find_zone(*written_.zone);
    if (!id.is_some()) {
      std::vector<std::string> zones;
      for (const underlay::Zone& zone : draft_.model.network.zones()) zones.push_back(zone.name);
      draft_.error(written_.zone.at, "unknown-zone", "there is no zone " + quoted(*written_.zone),
                   suggestion(*written_.zone, zones));
      return false;
    }
    event.target = model::ZoneTarget{id};
    subject_ = "zone " + *written_.zone;
    return true;
  }

  bool set_partition(model::Event& event) {
    const model::PartitionId id = partition_of(written_.partition.at, *written_.partition);
    if (!id.is_some()) return false;
    event.target = model::PartitionTarget{id};
    subject_ = "partition " + *written_.partition;
    return true;
  }

  bool set_link(model::Event& event) {
    const std::vector<Reference>& ends = written_.link;
    if (ends.size() != 2) {
      draft_.error(written_.link_given.at, "wrong-count",
                   "a link is between two places, not " + std::to_string(ends.size()),
                   "write link: [a, b]; a twice for the inside of a");
      return false;
    }
    const underlay::Network& network = draft_.model.network;
    bool known = true;
    for (const Reference& end : ends) {
      if (network.find_zone(*end).is_some() || network.has_region(*end)) continue;
      std::vector<std::string> places;
      for (const underlay::Zone& zone : network.zones()) {
        places.push_back(zone.name);
        places.push_back(zone.region);
      }
      draft_.error(end.at, "unknown-zone", "there is no zone or region " + quoted(*end),
                   suggestion(*end, places));
      known = false;
    }
    event.target = model::LinkTarget{*ends[0], *ends[1],
                                     written_.direction.value_or(model::LinkDirection::both)};
    subject_ = "link " + *ends[0] + " - " + *ends[1];
    return known;
  }

  bool set_config(model::Event& event) {
    if (!written_.apply.registrations.empty()) {
      draft_.error(written_.apply_given.at, "wrong-type",
                   "what is applied is a config entry, not a service", "write Kind and Name");
      return false;
    }
    event.target = model::ConfigTarget{};
    subject_ = applied_text(written_.apply);
    return true;
  }

  bool is_about_instances() const { return written_.gateway || written_.service; }
  bool is_about_config() const { return written_.apply_given.at.is_written(); }
  bool is_about_link() const { return written_.link_given.at.is_written(); }

  bool set_kind(model::Event& event) {
    const bool degrades = written_.extra_latency || written_.loss;
    const bool link = is_about_link();
    if (!link) {
      for (const SourceSpan at :
           {written_.direction.at, written_.extra_latency.at, written_.loss.at}) {
        refuse(at, "only a link can be said to be slow or one-way", "write link: [a, b]");
      }
    }
    const Kind otherwise = is_about_instances() ? Kind::crash
                           : link && degrades   ? Kind::degrade
                           : is_about_config()  ? Kind::apply
                                                : Kind::cut;
    event.kind = written_.how.value_or(otherwise);
    if (!is_possible(event.kind)) {
      draft_.error(written_.how.at, "contradicting-keys",
                   subject_ + " cannot " + std::string{model::text(event.kind)}, possible());
      return false;
    }
    if (link && degrades != (event.kind == Kind::degrade)) {
      draft_.error(
          written_.how.at, "contradicting-keys",
          degrades ? "what is cut is neither slow nor lossy" : "nothing says how the link degrades",
          degrades ? "leave out extra_latency and loss, or write how: degrade"
                   : "add extra_latency: 50ms or loss: 5%");
      return false;
    }
    return set_amounts(event);
  }

  /// What is written, or the parameter's default.
  Duration time_of(const Written<Duration>& written, const char* parameter) {
    const Duration time = written.value_or(default_time(parameter));
    if (time < Duration::zero()) {
      draft_.error(written.at, "out-of-range", "no time is shorter than 0s", "");
    }
    return time;
  }

  bool set_amounts(model::Event& event) {
    if (event.kind != Kind::drain) {
      refuse(written_.drain_time.at, "only what drains has a drain_time", "write how: drain");
    }
    event.drain_time = time_of(written_.drain_time, "events[].drain_time");
    event.extra_latency = written_.extra_latency.value_or(Duration::zero());
    if (event.extra_latency < Duration::zero()) {
      draft_.error(written_.extra_latency.at, "out-of-range", "a fault makes nothing faster",
                   "write 50ms");
    }
    const bool link = is_about_link();
    if (!link || event.kind != Kind::cut) {
      refuse(written_.reroute_after.at, "only what a cut link carried is rerouted",
             link ? "write how: cut" : "leave it out");
    }
    event.reroute_after = time_of(written_.reroute_after, "events[].reroute_after");
    event.loss = written_.loss.value_or(Ratio{});
    constexpr double loss_max = 0.5;  // As of a link.
    if (event.loss.share() > loss_max) {
      draft_.error(written_.loss.at, "out-of-range",
                   "a link that loses more than 50% carries no TCP",
                   "write 50% or less, or how: cut");
    }
    return true;
  }

  bool is_possible(Kind kind) const {
    if (is_about_instances()) return kind != Kind::cut && kind != Kind::degrade;
    if (is_about_config()) return kind == Kind::apply;
    if (is_about_link()) return kind == Kind::cut || kind == Kind::degrade;
    return kind == Kind::cut || kind == Kind::crash || kind == Kind::blackhole;
  }
  std::string possible() const {
    if (is_about_instances()) return "write crash, restart, blackhole or drain";
    if (is_about_config()) return "leave `how` out";
    if (is_about_link()) return "write cut or degrade";
    return "write cut, crash or blackhole";
  }

  Draft& draft_;
  const EventSection& written_;
  std::string subject_{};
};

void build_control_plane(Draft& draft) {
  const ConsulSection& written = draft.document.consul;
  const HealthCheckSection& checks = written.health_checks;
  model::ControlPlane& plane = draft.model.control_plane;
  const auto count = [](const Written<std::uint64_t>& own, std::string_view name) {
    return own.value_or(std::stoull(model::default_text(name)));
  };
  plane.checks.interval = checks.interval.value_or(default_time("consul.health_checks.interval"));
  plane.checks.timeout = checks.timeout.value_or(default_time("consul.health_checks.timeout"));
  plane.checks.failures = count(checks.failures, "consul.health_checks.failures");
  plane.checks.passes = count(checks.passes, "consul.health_checks.passes");
  plane.propagation = written.propagation.value_or(std::get<random::Distribution>(
      parse_distribution(model::default_text("consul.propagation"))));
  if (plane.checks.interval < Duration::milliseconds(1)) {
    draft.error(checks.interval.at, "out-of-range", "nobody checks more often than every 1ms",
                "write 10s");
  }
  if (plane.checks.timeout < Duration::zero() || plane.checks.timeout > plane.checks.interval) {
    draft.error(checks.timeout.at.is_written() ? checks.timeout.at : checks.interval.at,
                "out-of-range", "a check is answered, or not, before the next one",
                "write a timeout between 0s and the interval");
  }
}

}  // namespace

void build_events(Draft& draft) {
  build_control_plane(draft);
  for (const EventSection& written : draft.document.events) {
    EventBuilder{draft, written}.build();
  }
}

}  // namespace isthmus::scenario

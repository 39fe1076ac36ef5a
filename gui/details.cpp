#include "gui/details.hpp"

#include <algorithm>
#include <set>

#include "reports/figure_text.hpp"
#include "reports/name_text.hpp"
#include "reports/run_tables.hpp"
#include "sim/base/number_text.hpp"

namespace isthmus::gui {
namespace {

using Tone = Detail::Tone;

std::string with_margin(const std::string& value, const stats::Estimate& estimate) {
  const std::string margin = reports::margin_text(estimate);
  return margin.empty() ? value : value + " " + margin;
}

class Writer {
 public:
  Writer(const Loaded& loaded, const Ran* ran) : study_{loaded.study}, ran_{ran} {}

  Details take() && { return std::move(details_); }

  void heading(std::string name) {
    details_.push_back({std::move(name), {}, {}, {}, Tone::heading});
  }
  void written(std::string name, std::string value, const SourceSpan& at, Tone tone = Tone::plain) {
    const std::string from = at.is_written() ? study_.sources.place(at) : "default";
    details_.push_back({std::move(name), std::move(value), from, at, tone});
  }
  void measured(std::string name, std::string value, Tone tone = Tone::plain,
                std::string from = "measured") {
    details_.push_back({std::move(name), std::move(value), std::move(from), {}, tone});
  }

  void zones(const std::vector<underlay::ZoneId>& ids, const SourceSpan& at) {
    std::set<std::string> names;
    for (const underlay::ZoneId id : ids) {
      const auto& zone = study_.model.network[id];
      names.insert(zone.name.empty() ? zone.region : zone.name + " (" + zone.region + ")");
    }
    std::string all;
    for (const std::string& name : names) all += (all.empty() ? "" : ", ") + name;
    written("zones", all, at);
  }

  /// The stations of a group: the busiest of them, and all that wait.
  void stations(const std::string& group) {
    if (ran_ == nullptr) return;
    const analysis::StationSummary* busiest = nullptr;
    const auto& all = ran_->result.summary.stations;
    std::size_t at = 0;
    std::size_t instances = 0;
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (all[i].name.substr(0, all[i].name.rfind('[')) != group) continue;
      ++instances;
      if (busiest != nullptr && busiest->utilisation.mean >= all[i].utilisation.mean) continue;
      busiest = &all[i];
      at = i;
    }
    if (busiest == nullptr) return;
    heading(instances == 1 ? "Measured"
                           : "Measured at the busiest of " + std::to_string(instances));
    station(*busiest, at);
  }

  void upstreams(model::ServiceId id) {
    const auto& first = study_.routes.first_route;
    if (first[id.index()] == first[id.index() + 1]) return;
    heading("Upstreams");
    for (std::size_t r = first[id.index()]; r < first[id.index() + 1]; ++r) {
      upstream(route::route_of(study_.model, study_.routes, r));
    }
  }

  void pairs_to(const Thing& thing) {
    if (ran_ == nullptr) return;
    bool first = true;
    for (const analysis::PairSummary& pair : ran_->result.summary.pairs) {
      if (short_text(pair.destination) != thing.name) continue;
      if (first) heading("Requests to it");
      first = false;
      this->pair(reports::short_from_text(study_.model, pair.from), pair);
    }
  }
  void pairs_from(model::ServiceId id) {
    if (ran_ == nullptr) return;
    bool first = true;
    for (const analysis::PairSummary& pair : ran_->result.summary.pairs) {
      if (pair.from != id) continue;
      if (first) heading("Requests from it");
      first = false;
      this->pair("→ " + short_text(pair.destination), pair);
    }
  }

 private:
  void station(const analysis::StationSummary& one, std::size_t at) {
    const double load = one.offered_load.mean;
    const Tone tone = load >= 0.9 ? Tone::bad : load >= 0.7 ? Tone::unsure : Tone::plain;
    measured("busy", with_margin(reports::percent_text(one.utilisation.mean), one.utilisation),
             tone);
    measured("arrivals", reports::plain_text(one.arrivals_per_s.mean) + "/s");
    if (one.unstable) {
      measured("queue", "grows by " + reports::plain_text(one.growth_per_s) + "/s", Tone::bad);
      return;
    }
    measured("mean wait", with_margin(reports::seconds_text(one.wait_s.mean), one.wait_s));
    const auto& twins = ran_->result.twins;
    if (at < twins.size() && twins[at]) {
      measured("by theory", reports::seconds_text(twins[at]->wait_s),
               twins[at]->inside ? Tone::good : Tone::dim, twins[at]->formula);
    }
    measured("mean queue", with_margin(reports::plain_text(one.queue.mean), one.queue));
  }

  void upstream(const route::Route& route) {
    const std::string name = "→ " + short_text(route.destination);
    if (!route.delivered()) {
      const SourceSpan& at = route.reasons.empty() ? route.at : route.reasons.front().at;
      details_.push_back({name, std::string{text(route.disposition)},
                          at.is_written() ? study_.sources.place(at) : "", at, Tone::bad});
      return;
    }
    if (!route.crosses_partition) return written(name, "same partition", route.at);
    const mesh::Rung& decided = route.mode.decided_by;
    const std::string where = decided.written_at.is_written()
                                  ? study_.sources.place(decided.written_at)
                                  : std::string{phrase(decided.scope)};
    details_.push_back({name, "mode " + std::string{text(route.mode.mode)}, where,
                        decided.written_at, Tone::plain});
    for (const mesh::Rung& rung : route.mode.ladder) {
      if (!rung.mode || rung.scope == decided.scope) continue;
      details_.push_back({"    overruled", std::string{text(*rung.mode)},
                          study_.sources.place(rung.written_at), rung.written_at, Tone::dim});
    }
  }

  void pair(const std::string& name, const analysis::PairSummary& pair) {
    measured(name, reports::plain_text(pair.requests_per_s.mean) + "/s");
    if (pair.latency) {
      for (const auto& [label, statistic] : {std::pair{"    p50", model::Statistic::p50},
                                             std::pair{"    p99", model::Statistic::p99}}) {
        const stats::Estimate& one = pair.latency->of(statistic);
        measured(label, with_margin(reports::seconds_text(one.mean), one), Tone::dim);
      }
    }
    if (pair.failed > 0) {
      measured("    fail", reports::percent_text(pair.error_rate.mean), Tone::bad);
    }
  }

  const session::Study& study_;
  const Ran* ran_;
  Details details_;
};

std::string count_text(std::size_t n) { return n == 0 ? "unlimited" : std::to_string(n); }

void write_service(Writer& writer, const model::Model& model, model::ServiceId id) {
  const model::Service& service = model[id];
  writer.heading("Configuration");
  writer.written("replicas", std::to_string(service.replicas), service.at);
  writer.written("requests at once", count_text(service.concurrency), service.at);
  if (service.cpu) {
    writer.written("cpu", std::to_string(service.cpu->millicores) + "m", service.at);
  }
  writer.written("sidecar workers", std::to_string(service.sidecar.workers), service.at);
  writer.zones(service.zones, service.at);
  writer.upstreams(id);
}

void write_gateway(Writer& writer, const model::Partition& partition) {
  const model::GatewaySpec& gateway = *partition.mesh_gateway;
  writer.heading("Configuration");
  writer.written("replicas", std::to_string(gateway.replicas), gateway.at);
  writer.written("workers / replica", std::to_string(gateway.workers), gateway.at);
  if (gateway.queueing.cpu) {
    writer.written("cpu / replica", std::to_string(gateway.queueing.cpu->millicores) + "m",
                   gateway.at);
  }
  writer.written("service", gateway.service_name, gateway.at);
  writer.written("connect timeout", exact_text(gateway.connect_timeout), gateway.at);
  writer.zones(partition.zones, partition.at);
}

void write_moment(Writer& writer, const session::Frames& frames, const std::string& group,
                  double time_s) {
  if (frames.stations.empty() || frames.replications == 0) return;
  const std::size_t frame = frames.frame_at(time_s);
  double busy = 0;
  double queue = 0;
  std::size_t instances = 0;
  for (std::size_t i = 0; i < frames.stations.size(); ++i) {
    const std::string& name = frames.station_names[i];
    if (name.substr(0, name.rfind('[')) != group) continue;
    busy += frames.stations[i][frame].busy;
    queue += frames.stations[i][frame].queue;
    ++instances;
  }
  if (instances == 0) return;
  writer.heading("At " + reports::seconds_text(time_s) +
                 (instances == 1 ? "" : ", all " + std::to_string(instances)));
  const double mean = busy / static_cast<double>(instances);
  writer.measured("busy", reports::percent_text(mean),
                  mean >= 0.9   ? Tone::bad
                  : mean >= 0.7 ? Tone::unsure
                                : Tone::plain);
  writer.measured("waiting", reports::plain_text(queue));
}

void write_partition(Writer& writer, const model::Model& model, const model::Partition& partition) {
  writer.heading("Configuration");
  writer.zones(partition.zones, partition.at);
  writer.written("services", std::to_string(partition.services.size()), partition.at);
  std::size_t instances = 0;
  for (const model::ServiceId id : partition.services) instances += model[id].replicas;
  writer.written("instances", std::to_string(instances), partition.at);
  if (partition.mesh_gateway) {
    writer.written("gateways", std::to_string(partition.mesh_gateway->replicas),
                   partition.mesh_gateway->at);
  } else {
    writer.measured("gateways", "none", Tone::dim, "");
  }
}

}  // namespace

Details details_of(const Loaded& loaded, const Thing& thing, const Ran* ran,
                   const session::Frames* frames, double time_s) {
  const model::Model& model = loaded.study.model;
  Writer writer{loaded, ran};
  const model::PartitionId partition = partition_of(model, thing);
  if (!partition.is_some()) return {};
  switch (thing.kind) {
    case Thing::Kind::service: {
      const model::ServiceId id = service_of(model, thing);
      write_service(writer, model, id);
      if (frames != nullptr) write_moment(writer, *frames, "service " + thing.name, time_s);
      writer.stations("service " + thing.name);
      writer.pairs_to(thing);
      writer.pairs_from(id);
      break;
    }
    case Thing::Kind::gateway:
      if (!model[partition].mesh_gateway) return {};
      write_gateway(writer, model[partition]);
      if (frames != nullptr) write_moment(writer, *frames, text(thing), time_s);
      writer.stations(text(thing));
      break;
    case Thing::Kind::partition:
      write_partition(writer, model, model[partition]);
      break;
    case Thing::Kind::nothing:
      break;
  }
  return std::move(writer).take();
}

Details overview_of(const Loaded& loaded, const Ran* ran) {
  const model::Model& model = loaded.study.model;
  Writer writer{loaded, ran};
  writer.heading(model.name);
  const model::ConsulVersion& version = model.consul.version;
  const auto say = [&](const char* name, std::string value) {
    writer.measured(name, std::move(value), Tone::plain, "");
  };
  say("Consul", std::to_string(version.major) + "." + std::to_string(version.minor) + "." +
                    std::to_string(version.patch));
  say("seed", std::to_string(model.run.seed));
  say("duration", exact_text(model.run.duration));
  say("replications", std::to_string(model.run.replications));
  if (ran == nullptr || ran->result.records.empty()) return std::move(writer).take();
  const session::RunResult& result = ran->result;
  writer.heading("Run");
  writer.measured("requests", reports::plain_text(static_cast<double>(result.summary.requests)),
                  Tone::plain, "all runs");
  writer.measured("warm-up", reports::seconds_text(result.warm_up.cut.in_seconds()), Tone::plain,
                  result.warm_up_was_fixed ? "given" : "MSER-5");
  if (!result.verdicts.empty()) writer.heading("Expectations");
  for (const analysis::Verdict& verdict : result.verdicts) {
    const model::Expectation& expected = model.expectations[verdict.expectation];
    const Tone tone = verdict.status == analysis::Status::pass   ? Tone::good
                      : verdict.status == analysis::Status::fail ? Tone::bad
                                                                 : Tone::unsure;
    writer.written(expected.text, reports::fact_text(verdict.found, expected), expected.at, tone);
  }
  return std::move(writer).take();
}

}  // namespace isthmus::gui

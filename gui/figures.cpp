#include "gui/figures.hpp"

#include <algorithm>
#include <set>

namespace isthmus::gui {
namespace {

void add_stations(const Ran& ran, std::map<Thing, Figures>& figures) {
  for (const analysis::StationSummary& station : ran.result.summary.stations) {
    const std::string group = station.name.substr(0, station.name.rfind('['));
    Thing thing;
    if (station.kind == results::StationKind::gateway) {
      thing = {Thing::Kind::gateway, group.substr(std::string_view{"gateway "}.size())};
    } else if (station.kind == results::StationKind::service) {
      thing = {Thing::Kind::service, group.substr(std::string_view{"service "}.size())};
    } else {
      continue;
    }
    Figures& one = figures[thing];
    one.busy = std::max(one.busy.value_or(0), station.utilisation.mean);
    one.queue += station.unstable ? 0 : station.queue.mean;
  }
}

/// What a pair's requests are answered by and pass.
std::set<Thing> things_of(const Ran& ran, const analysis::PairSummary& pair) {
  const session::Study& study = ran.loaded->study;
  std::set<Thing> things;
  if (!pair.route) {
    const model::ServiceId service = study.model.find_service(pair.destination);
    if (service.is_some()) things.insert(thing_of(study.model, service));
    return things;
  }
  for_each_path(route::route_of(study.model, study.routes, *pair.route),
                [&](const route::Route& path) {
                  for (const model::PartitionId partition : path.gateways()) {
                    things.insert(gateway_thing(study.model, partition));
                  }
                  if (path.to.is_some()) things.insert(thing_of(study.model, path.to));
                });
  return things;
}

void add_pairs(const Ran& ran, std::map<Thing, Figures>& figures) {
  std::map<Thing, double> failed_per_s;
  for (const analysis::PairSummary& pair : ran.result.summary.pairs) {
    for (const Thing& thing : things_of(ran, pair)) {
      Figures& one = figures[thing];
      one.per_s += pair.requests_per_s.mean;
      failed_per_s[thing] += pair.requests_per_s.mean * pair.error_rate.mean;
      if (!pair.latency) continue;
      const double p99 = pair.latency->of(model::Statistic::p99).mean;
      one.p99_s = std::max(one.p99_s.value_or(0), p99);
    }
  }
  for (auto& [thing, failed] : failed_per_s) {
    Figures& one = figures[thing];
    if (one.per_s > 0) one.failed_share = failed / one.per_s;
  }
}

void add_partitions(const Ran& ran, std::map<Thing, Figures>& figures) {
  std::map<Thing, Figures> partitions;
  for (const auto& [thing, one] : figures) {
    const model::PartitionId partition = partition_of(ran.loaded->study.model, thing);
    if (!partition.is_some()) continue;
    Figures& all = partitions[partition_thing(ran.loaded->study.model, partition)];
    if (one.busy) all.busy = std::max(all.busy.value_or(0), *one.busy);
    if (one.p99_s) all.p99_s = std::max(all.p99_s.value_or(0), *one.p99_s);
    all.queue += one.queue;
  }
  figures.merge(partitions);
}

}  // namespace

std::map<Thing, Figures> figures_of(const Ran& ran) {
  std::map<Thing, Figures> figures;
  if (ran.result.records.empty()) return figures;
  add_stations(ran, figures);
  add_pairs(ran, figures);
  add_partitions(ran, figures);
  return figures;
}

}  // namespace isthmus::gui

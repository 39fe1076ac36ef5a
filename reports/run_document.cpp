#include "reports/cost.hpp"
#include "reports/documents.hpp"
#include "reports/name_text.hpp"
#include "reports/run_parts.hpp"
#include "reports/timeline_document.hpp"
#include "reports/topology_document.hpp"
#include "sim/analysis/seconds.hpp"
#include "sim/session/version.hpp"

namespace isthmus::reports {
namespace {

using analysis::PairSummary;
using analysis::StationSummary;

/// Value and half-width; `note` only where there is something to be known about them.
Value estimate_value(const stats::Estimate& estimate) {
  Value value = Value::object();
  value.set("value", estimate.mean).set("half_width", estimate.half_width);
  if (!estimate.note.empty()) value.set("note", estimate.note);
  return value;
}

/// What grows for as long as the load lasts has no mean.
Value unstable_value() {
  Value value = Value::object();
  value.set("value", Value{}).set("half_width", Value{}).set("note", "unstable");
  return value;
}

Value latency_value(const PairSummary& pair) {
  if (!pair.latency) return {};
  Value latency = Value::object();
  constexpr std::pair<const char*, model::Statistic> statistics[] = {
      {"mean", model::Statistic::mean}, {"p50", model::Statistic::p50},
      {"p90", model::Statistic::p90},   {"p95", model::Statistic::p95},
      {"p99", model::Statistic::p99},   {"p999", model::Statistic::p999}};
  for (const auto& [key, statistic] : statistics) {
    const stats::Estimate& estimate = pair.latency->of(statistic);
    const bool unstable = !pair.unstable_at.empty();
    Value value = unstable ? unstable_value() : estimate_value(estimate);
    value.set("converged", !unstable && analysis::believable(estimate, statistic));
    latency.set(key, std::move(value));
  }
  return latency;
}

Value ended_value(const PairSummary& pair) {
  Value ended = Value::object();
  for (std::size_t i = 0; i < pair.ended.size(); ++i) {
    if (pair.ended[i] == 0) continue;
    ended.set(text(static_cast<route::Disposition>(i)), pair.ended[i]);
  }
  return ended;
}

Value ledger_value(const PairSummary& pair) {
  if (!pair.latency || !pair.unstable_at.empty()) return {};
  Value ledger = Value::object();
  for (std::size_t i = 0; i < pair.ledger_s.size(); ++i) {
    ledger.set(text(static_cast<results::Part>(i)), pair.ledger_s[i]);
  }
  return ledger;
}

/// The route's share of a pair. What comes from outside passes no proxy and has no mode.
void set_route(Value& value, const session::Study& study, const PairSummary& pair) {
  if (!pair.route) {
    value.set("disposition", text(route::Disposition::delivered)).set("mode", Value{});
    value.set("decided_by", Value{}).set("network_hops", 0).set("via", Value::list());
    return;
  }
  const route::Route route = route::route_of(study.model, study.routes, *pair.route);
  value.set("disposition", text(route.disposition)).set("mode", text(route.mode.mode));
  value.set("decided_by", text(route.mode.decided_by.scope));
  value.set("network_hops", route.network_hops());
  value.set("via", list_of(route.gateways(), [&](model::PartitionId partition) {
              return Value{"gateway " + study.model.label(partition)};
            }));
}

Value pair_value(const session::Study& study, const PairSummary& pair) {
  Value value = Value::object();
  value.set("from", from_text(study.model, pair.from)).set("to", full_text(pair.destination));
  value.set("loops", list_of(pair.loops, [](model::Loop loop) { return Value{text(loop)}; }));
  set_route(value, study, pair);
  value.set("requests", pair.requests).set("failed", pair.failed);
  value.set("retries", pair.retries);
  value.set("ejections", pair.ejections);
  value.set("connections", pair.connections).set("dispositions", ended_value(pair));
  value.set("requests_per_s", estimate_value(pair.requests_per_s));
  value.set("error_rate", estimate_value(pair.error_rate));
  value.set("latency_s", latency_value(pair)).set("ledger_s", ledger_value(pair));
  value.set("unstable_at", pair.unstable_at.empty() ? Value{} : Value{pair.unstable_at});
  value.set("path", path_value(study, pair));
  return value;
}

/// The mean wait by a closed form, and how far from it what was measured is.
Value twin_value(const analysis::Twin& twin) {
  Value value = Value::object();
  value.set("formula", twin.formula).set("exact", twin.is_exact).set("wait_s", twin.wait_s);
  value.set("difference_s", twin.difference_s).set("inside", twin.inside);
  value.set("arrival_scv", twin.arrival_scv).set("service_scv", twin.service_scv);
  return value;
}

/// The means are plain numbers; their half-widths stand together beside them. A station that cannot
/// keep up has no mean wait and no mean queue.
Value station_value(const StationSummary& station, const std::optional<analysis::Twin>& twin) {
  Value value = Value::object();
  value.set("name", station.name).set("kind", text(station.kind));
  value.set("servers", station.servers == 0 ? Value{} : Value{station.servers});
  value.set("arrivals_per_s", station.arrivals_per_s.mean);
  const bool limited = station.capacity > 0;
  value.set("utilisation", limited ? Value{station.utilisation.mean} : Value{});
  value.set("wait_s", station.unstable ? Value{} : Value{station.wait_s.mean});
  value.set("queue", station.unstable ? Value{} : Value{station.queue.mean});
  value.set("offered_load", limited ? Value{station.offered_load.mean} : Value{});
  value.set("unstable", station.unstable);
  value.set("growth_per_s", station.unstable ? Value{station.growth_per_s} : Value{});
  Value half_width = Value::object();
  half_width.set("arrivals_per_s", station.arrivals_per_s.half_width);
  half_width.set("utilisation", limited ? Value{station.utilisation.half_width} : Value{});
  half_width.set("wait_s", station.unstable ? Value{} : Value{station.wait_s.half_width});
  half_width.set("queue", station.unstable ? Value{} : Value{station.queue.half_width});
  value.set("half_width", std::move(half_width));
  value.set("theory", twin ? twin_value(*twin) : Value{});
  return value;
}

struct FactValue {
  Value operator()(std::monostate) const { return {}; }
  Value operator()(bool truth) const { return truth; }
  Value operator()(int hops) const { return hops; }
  Value operator()(const std::vector<std::string>& gateways) const { return texts(gateways); }
  Value operator()(double number) const { return number; }
  Value operator()(const stats::Estimate& estimate) const { return estimate.mean; }
};

struct MeasureText {
  Value operator()(const model::ExpectReachable&) const { return "reachable"; }
  Value operator()(const model::ExpectVia&) const { return "via"; }
  Value operator()(const model::ExpectHops&) const { return "hops"; }
  Value operator()(const model::ExpectLatency&) const { return "latency_s"; }
  Value operator()(const model::ExpectErrorRate&) const { return "error_rate"; }
};

/// How a limit is meant; nothing where only the same will do.
struct RelationText {
  Value operator()(const model::ExpectLatency& one) const { return text(one.relation); }
  Value operator()(const model::ExpectErrorRate& one) const { return text(one.relation); }
  template <class Promise>
  Value operator()(const Promise&) const {
    return {};
  }
};

Value verdict_value(const session::Study& study, const analysis::Verdict& verdict) {
  const model::Expectation& expectation = study.model.expectations[verdict.expectation];
  Value value = Value::object();
  value.set("text", expectation.text).set("status", text(verdict.status));
  value.set("value", std::visit(FactValue{}, verdict.found));
  value.set("limit", std::visit(FactValue{}, verdict.limit));
  value.set("at", place_value(study.sources, expectation.at));
  const auto* estimate = std::get_if<stats::Estimate>(&verdict.found);
  value.set("half_width", estimate == nullptr ? Value{} : Value{estimate->half_width});
  value.set("why", verdict.why.empty() ? Value{} : Value{verdict.why});
  value.set("measure", std::visit(MeasureText{}, expectation.promise));
  value.set("from", full_text(study.model[expectation.from].name));
  value.set("to", full_text(expectation.destination));
  value.set("relation", std::visit(RelationText{}, expectation.promise));
  return value;
}

Value warm_up_value(const session::RunResult& result) {
  Value value = Value::object();
  value.set("cut_s", analysis::nearest_seconds(result.warm_up.cut));
  value.set("method", result.warm_up_was_fixed ? "fixed" : "MSER-5");
  value.set("found", result.warm_up.found).set("drifts", result.warm_up.drifts);
  return value;
}

std::string consul_text(const model::ConsulSettings& consul) {
  return std::to_string(consul.version.major) + "." + std::to_string(consul.version.minor) + "." +
         std::to_string(consul.version.patch) +
         (consul.edition == model::Edition::enterprise ? " enterprise" : " community");
}

/// What a report shows besides figures.
void set_study(Value& document, const session::Study& study, const session::RunResult& result) {
  Topology topology = topology_of(study, GraphDetail::automatic);
  if (!result.records.empty()) add_load(topology, study, result.summary);
  document.set("consul", consul_text(study.model.consul));
  document.set("close_ups", close_ups_value(study, result));
  document.set("partitions", partitions_value(study));
  document.set("upstreams", upstreams_value(study));
  document.set("topology", topology_value(topology));
  document.set("cost", cost_value(study));
  document.set("checks", checks_value(result)).set("estimates", estimates_value());
}

}  // namespace

Value run_document(const session::Study& study, const session::RunResult& result,
                   const RunHeading& heading) {
  const analysis::RunSummary& summary = result.summary;
  Diagnostics diagnostics = study.diagnostics;
  diagnostics.insert(diagnostics.end(), result.diagnostics.begin(), result.diagnostics.end());

  Value document = Value::object();
  document.set("schema", "isthmus.run/1").set("version", session::version());
  document.set("scenario", study.path).set("scenario_name", study.model.name);
  document.set("scenario_hash", hexadecimal(study.hash)).set("seed", result.plan.seed);
  document.set("replications", summary.replications);
  document.set("fingerprint", hexadecimal(summary.fingerprint));
  document.set("interrupted", result.interrupted).set("converged", result.converged);
  document.set("duration_s", analysis::nearest_seconds(result.plan.duration));
  document.set("warm_up", warm_up_value(result)).set("simulated_s", summary.simulated_s);
  document.set("confidence", 0.95).set("requests", summary.requests);
  document.set("events", summary.events);
  document.set("pairs", list_of(summary.pairs,
                                [&](const PairSummary& pair) { return pair_value(study, pair); }));
  Value stations = Value::list();
  for (std::size_t i = 0; i < summary.stations.size(); ++i) {
    const bool known = i < result.twins.size();
    stations.add(station_value(summary.stations[i], known ? result.twins[i] : std::nullopt));
  }
  document.set("stations", std::move(stations));
  document.set("events_timeline", events_timeline_value(study, result));
  document.set("expectations", list_of(result.verdicts, [&](const analysis::Verdict& verdict) {
                 return verdict_value(study, verdict);
               }));
  document.set("diagnostics", diagnostics_value(study.sources, diagnostics));
  document.set("timeline", timeline_value(result));
  set_study(document, study, result);
  document.set("reproduce", heading.reproduce);
  return document;
}

}  // namespace isthmus::reports

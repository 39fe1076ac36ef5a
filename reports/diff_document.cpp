#include <algorithm>

#include "reports/diff.hpp"
#include "reports/diff_cost.hpp"
#include "reports/name_text.hpp"
#include "sim/session/version.hpp"

namespace isthmus::reports {
namespace {

Value route_value(const session::Study& study, const std::optional<std::size_t>& index) {
  if (!index) return {};
  const route::Route route = route::route_of(study.model, study.routes, *index);
  Value value = Value::object();
  value.set("disposition", text(route.disposition)).set("mode", text(route.mode.mode));
  value.set("decided_by", text(route.mode.decided_by.scope));
  value.set("decided_at", place_value(study.sources, route.mode.decided_by.written_at));
  value.set("network_hops", route.network_hops());
  value.set("via", list_of(route.gateways(), [&](model::PartitionId partition) {
              return Value{"gateway " + study.model[partition].name};
            }));
  Value reason;
  if (!route.reasons.empty()) {
    const route::Reason& first = route.reasons.front();
    reason = Value::object();
    reason.set("code", first.code).set("problem", first.problem);
    reason.set("at", place_value(study.sources, first.at.is_written() ? first.at : route.at));
  }
  value.set("reason", std::move(reason));
  value.set("at", place_value(study.sources, route.at));
  return value;
}

Value change_value(const DiffFindings& findings, const analysis::RouteChange& change) {
  const session::Study& known = change.before ? findings.before : findings.after;
  const route::Route route =
      route::route_of(known.model, known.routes, change.before ? *change.before : *change.after);
  Value value = Value::object();
  value.set("from", full_text(known.model[route.from].name));
  value.set("to", full_text(route.destination)).set("change", text(change.kind));
  value.set("before", route_value(findings.before, change.before));
  value.set("after", route_value(findings.after, change.after));
  return value;
}

Value estimate_value(const stats::Estimate& estimate) {
  Value value = Value::object();
  value.set("value", estimate.mean).set("half_width", estimate.half_width);
  return value;
}

Value measure_value(const analysis::MeasureChange& change) {
  Value value = Value::object();
  value.set("before", estimate_value(change.before)).set("after", estimate_value(change.after));
  value.set("difference", estimate_value(change.difference));
  value.set("significant", change.significant());
  return value;
}

Value measure_value(const std::optional<analysis::MeasureChange>& change) {
  return change ? measure_value(*change) : Value{};
}

Value runs_value(const DiffFindings& findings) {
  const session::RunComparison& runs = *findings.runs;
  Value value = Value::object();
  value.set("seed", runs.before.plan.seed).set("replications", runs.before.summary.replications);
  value.set("interrupted", runs.interrupted()).set("confidence", 0.95);
  value.set("pairs", list_of(runs.changes, [&](const analysis::PairRunChange& change) {
              const analysis::PairSummary& pair = runs.before.summary.pairs[change.before];
              Value one = Value::object();
              one.set("from", from_text(findings.before.model, pair.from));
              one.set("to", full_text(pair.destination)).set("significant", change.significant());
              Value latency = Value::object();
              latency.set("mean", measure_value(change.mean)).set("p50", measure_value(change.p50));
              latency.set("p99", measure_value(change.p99));
              one.set("latency_s", std::move(latency));
              one.set("error_rate", measure_value(change.error_rate));
              return one;
            }));
  return value;
}

Value side_value(const session::Study& study) {
  Value value = Value::object();
  value.set("scenario", study.path).set("name", study.model.name);
  value.set("hash", hexadecimal(study.hash)).set("partitions", study.model.partitions.size());
  value.set("services", study.model.services.size());
  value.set("upstreams", study.routes.facts.size());
  return value;
}

}  // namespace

bool differs(const DiffFindings& findings) {
  if (!findings.routes.changes.empty()) return true;
  if (findings.cost != nullptr && !findings.cost->changes.empty()) return true;
  return findings.runs != nullptr &&
         std::any_of(findings.runs->changes.begin(), findings.runs->changes.end(),
                     [](const analysis::PairRunChange& one) { return one.significant(); });
}

Value diff_document(const DiffFindings& findings) {
  Value document = Value::object();
  document.set("schema", "isthmus.diff/1").set("version", session::version());
  document.set("before", side_value(findings.before)).set("after", side_value(findings.after));
  document.set("differs", differs(findings)).set("unchanged", findings.routes.unchanged);
  document.set("upstreams",
               list_of(findings.routes.changes, [&](const analysis::RouteChange& change) {
                 return change_value(findings, change);
               }));
  document.set("cost", findings.cost == nullptr ? Value{} : diff_cost_value(findings));
  document.set("runs", findings.runs == nullptr ? Value{} : runs_value(findings));
  return document;
}

}  // namespace isthmus::reports

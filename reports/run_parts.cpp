#include "reports/run_parts.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <set>

#include "reports/name_text.hpp"
#include "sim/results/invariants.hpp"
#include "sim/session/reference.hpp"

namespace isthmus::reports {
namespace {

struct Check {
  const char* rule;
  const char* what;
};
constexpr std::array<Check, 4> checks = {
    {{"little", "Little's law holds at every station, to the nanosecond"},
     {"balance", "every request has ended in exactly one way"},
     {"ledger", "the parts of the latencies sum exactly to them"},
     {"capacity", "no server is busy for longer than it exists"}}};

Value partition_value(const session::Study& study, const model::Partition& partition) {
  std::set<std::string> regions;
  for (const underlay::ZoneId zone : partition.zones) {
    regions.insert(study.model.network[zone].region);
  }
  Value value = Value::object();
  value.set("name", partition.name).set("datacenter", partition.datacenter);
  value.set("regions", list_of(regions, [](const std::string& region) { return Value{region}; }));
  value.set("services", partition.services.size());
  if (!partition.mesh_gateway) return std::move(value.set("mesh_gateway", Value{}));
  Value gateway = Value::object();
  gateway.set("replicas", partition.mesh_gateway->replicas);
  gateway.set("workers", partition.mesh_gateway->workers);
  gateway.set("at", place_value(study.sources, partition.mesh_gateway->at));
  value.set("mesh_gateway", std::move(gateway));
  return value;
}

Value upstream_value(const session::Study& study, const route::Route& route) {
  Value value = Value::object();
  value.set("from", full_text(study.model[route.from].name));
  value.set("to", full_text(route.destination)).set("mode", text(route.mode.mode));
  value.set("crosses_partition", route.crosses_partition);
  value.set("decided_by", phrase(route.mode.decided_by.scope));
  value.set("at", place_value(study.sources, route.mode.decided_by.written_at));
  Value overruled = Value::list();
  for (const mesh::Rung& rung : route.mode.ladder) {
    if (!rung.mode || rung.scope == route.mode.decided_by.scope) continue;
    Value one = Value::object();
    one.set("scope", phrase(rung.scope)).set("mode", text(*rung.mode));
    one.set("at", place_value(study.sources, rung.written_at));
    overruled.add(std::move(one));
  }
  value.set("overruled", std::move(overruled)).set("disposition", text(route.disposition));
  value.set("network_hops", route.network_hops());
  value.set("via", list_of(route.gateways(), [&](model::PartitionId partition) {
              return Value{study.model[partition].name};
            }));
  value.set("upstream_at", place_value(study.sources, route.at));
  Value reason;
  if (!route.reasons.empty()) {
    const route::Reason& first = route.reasons.front();
    const SourceSpan& at = first.at.is_written() ? first.at : route.at;
    reason = Value::object();
    reason.set("code", first.code).set("problem", first.problem).set("fix", first.fix);
    reason.set("at", place_value(study.sources, at));
  }
  value.set("reason", std::move(reason));
  return value;
}

Value ledger_value(const std::array<double, results::part_count>& parts) {
  Value ledger = Value::object();
  for (std::size_t i = 0; i < parts.size(); ++i) {
    ledger.set(text(static_cast<results::Part>(i)), parts[i]);
  }
  return ledger;
}

Value moment_value(const analysis::Moment& moment) {
  const bool any = moment.requests > 0;
  Value value = Value::object();
  value.set("from_s", moment.from_s).set("to_s", moment.to_s).set("requests", moment.requests);
  value.set("p50_s", any ? Value{moment.p50_s} : Value{});
  value.set("p90_s", any ? Value{moment.p90_s} : Value{});
  value.set("p99_s", any ? Value{moment.p99_s} : Value{});
  return value;
}

Value close_up_value(const session::Study& study, const analysis::PairSummary& pair,
                     const analysis::CloseUpSummary& close_up) {
  Value value = Value::object();
  value.set("from", from_text(study.model, pair.from)).set("to", full_text(pair.destination));
  value.set("over_time", list_of(close_up.moments, moment_value));
  value.set("spectrum", list_of(close_up.spectrum, [](const analysis::SpectrumPoint& point) {
              Value one = Value::object();
              one.set("share", point.share).set("latency_s", point.seconds);
              return one;
            }));
  if (!close_up.tail) return std::move(value.set("tail", Value{}));
  Value tail = Value::object();
  tail.set("requests", close_up.tail->requests).set("from_share", close_up.tail->from_share);
  tail.set("to_share", close_up.tail->to_share);
  tail.set("ledger_s", ledger_value(close_up.tail->ledger_s));
  value.set("tail", std::move(tail));
  return value;
}

}  // namespace

Value partitions_value(const session::Study& study) {
  return list_of(study.model.partitions,
                 [&](const model::Partition& one) { return partition_value(study, one); });
}

Value upstreams_value(const session::Study& study) {
  std::vector<std::size_t> upstreams(study.routes.upstreams());
  std::iota(upstreams.begin(), upstreams.end(), std::size_t{0});
  return list_of(upstreams, [&](std::size_t upstream) {
    return upstream_value(study, route::route_of(study.model, study.routes, upstream));
  });
}

Value path_value(const session::Study& study, const analysis::PairSummary& pair) {
  std::vector<std::string> path;
  const auto pass = [&](std::string group) {
    if (std::find(path.begin(), path.end(), group) == path.end()) path.push_back(std::move(group));
  };
  if (pair.route) {
    const route::Route route = route::route_of(study.model, study.routes, *pair.route);
    pass("sidecar " + short_text(study.model[route.from].name));
    for_each_path(route, [&](const route::Route& way) {
      for (const model::PartitionId partition : way.gateways()) {
        pass("gateway " + study.model[partition].name);
      }
      if (!way.to.is_some()) return;
      pass("sidecar " + short_text(study.model[way.to].name));
      pass("service " + short_text(study.model[way.to].name));
    });
  } else {
    pass("service " + short_text(pair.destination));
  }
  return texts(path);
}

Value close_ups_value(const session::Study& study, const session::RunResult& result) {
  return list_of(result.close_ups, [&](const analysis::CloseUpSummary& close_up) {
    return close_up_value(study, result.summary.pairs[close_up.pair], close_up);
  });
}

Value checks_value(const session::RunResult& result) {
  std::array<std::size_t, checks.size()> broken{};
  for (const results::RunRecord& record : result.records) {
    std::set<std::string> rules;
    for (const results::Violation& one : results::violations_of(record)) rules.insert(one.rule);
    for (std::size_t i = 0; i < checks.size(); ++i) broken[i] += rules.count(checks[i].rule);
  }
  Value all = Value::list();
  for (std::size_t i = 0; i < checks.size(); ++i) {
    Value one = Value::object();
    one.set("rule", checks[i].rule).set("what", checks[i].what);
    one.set("records", result.records.size()).set("broken", broken[i]);
    all.add(std::move(one));
  }
  return all;
}

Value estimates_value() {
  Value all = Value::list();
  for (const Parameter& parameter : session::parameters()) {
    if (!parameter.estimate) continue;
    Value one = Value::object();
    one.set("name", parameter.name).set("value", parameter.value);
    one.set("low", parameter.low).set("high", parameter.high);
    all.add(std::move(one));
  }
  return all;
}

}  // namespace isthmus::reports

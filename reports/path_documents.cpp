// The documents of the verbs that need no run: explain and reach.
#include "reports/documents.hpp"
#include "reports/name_text.hpp"
#include "reports/patch_text.hpp"
#include "sim/analysis/reach_partitions.hpp"
#include "sim/session/version.hpp"

namespace isthmus::reports {
namespace {

Value text_or_null(const std::string& text) { return text.empty() ? Value{} : Value{text}; }

/// Whether a rung was asked before, at or after the one that decided.
std::string_view status_of(const mesh::Rung& rung, const mesh::ResolvedMode& mode) {
  if (!rung.mode) return "silent";
  return rung.scope == mode.decided_by.scope ? "wins" : "overruled";
}

Value rung_value(const Sources& sources, const mesh::Rung& rung, const mesh::ResolvedMode& mode) {
  Value value = Value::object();
  value.set("scope", text(rung.scope)).set("mode", rung.mode ? Value{text(*rung.mode)} : Value{});
  value.set("at", place_value(sources, rung.written_at)).set("status", status_of(rung, mode));
  return value;
}

Value hop_value(const session::Study& study, const route::Hop& hop) {
  const bool in_partition = hop.partition.is_some();
  Value value = Value::object();
  value.set("at", place_value(study.sources, hop.at)).set("kind", text(hop.kind));
  value.set("partition", in_partition ? Value{study.model.label(hop.partition)} : Value{});
  value.set("service",
            hop.service.is_some() ? Value{full_text(study.model[hop.service].name)} : Value{});
  const bool is_gateway =
      hop.kind == route::HopKind::local_gateway || hop.kind == route::HopKind::remote_gateway;
  value.set("match", is_gateway ? Value{text(hop.match)} : Value{});
  value.set("pattern", text_or_null(hop.pattern)).set("cluster", text_or_null(hop.cluster));
  value.set("dials", text_or_null(hop.dials));
  return value;
}

/// Where nobody wrote what a reason speaks of, the upstream is the place to look at.
Value reason_value(const Sources& sources, const route::Reason& reason, const SourceSpan& upstream,
                   const std::optional<session::Patch>& patch) {
  Value value = Value::object();
  const SourceSpan& at = reason.at.is_written() ? reason.at : upstream;
  value.set("code", reason.code).set("at", place_value(sources, at));
  value.set("problem", reason.problem);
  value.set("fix", patch ? Value{patch_text(*patch)} : text_or_null(reason.fix));
  value.set("edit", patch ? patch_value(*patch, sources) : Value{});
  return value;
}

Value reason_list(const session::Study& study, const std::vector<route::Reason>& reasons,
                  const SourceSpan& upstream) {
  const session::Patches patches = session::patches_of(study, reasons);
  Value list = Value::list();
  for (std::size_t i = 0; i < reasons.size(); ++i) {
    list.add(reason_value(study.sources, reasons[i], upstream, patches[i]));
  }
  return list;
}

Value voice_value(const Sources& sources, const route::Voice& voice) {
  Value value = Value::object();
  value.set("intention", voice.text).set("precedence", voice.precedence);
  value.set("at", place_value(sources, voice.at));
  return value;
}

/// Null where nobody wrote an intention or a policy.
Value permit_value(const Sources& sources, const route::Permit& permit) {
  if (permit.decided_by.text.empty()) return {};
  const auto voice = [&](const route::Voice& one) { return voice_value(sources, one); };
  Value value = Value::object();
  value.set("allowed", permit.allowed).set("decided_by", voice(permit.decided_by));
  value.set("overruled", list_of(permit.overruled, voice));
  return value;
}

Value step_value(const Sources& sources, const mesh::ChainStep& step) {
  Value value = Value::object();
  value.set("step", step.what).set("at", place_value(sources, step.at));
  return value;
}

Value target_value(const route::Target& target) {
  Value value = Value::object();
  value.set("target", target.text).set("sni", text_or_null(target.sni));
  value.set("used", target.used).set("why_not", text_or_null(target.why_not));
  return value;
}

/// One of the ways that requests take, from the rule that picks them to where they end.
Value branch_value(const session::Study& study, const route::Branch& branch) {
  const route::Route& route = branch.route;
  Value value = Value::object();
  value.set("requests", text_or_null(branch.when));
  value.set("at", place_value(study.sources, branch.when_at));
  value.set("weight_percent", branch.weight).set("share", branch.share);
  value.set("disposition", text(route.disposition)).set("mode", text(route.mode.mode));
  value.set("decided_by", text(route.mode.decided_by.scope)).set("sni", text_or_null(route.sni));
  value.set("targets", list_of(route.targets, target_value));
  value.set("permit", permit_value(study.sources, route.permit));
  value.set("network_hops", route.network_hops());
  value.set("hops",
            list_of(route.hops, [&](const route::Hop& hop) { return hop_value(study, hop); }));
  value.set("reasons", reason_list(study, route.reasons, route.at));
  return value;
}

Value seconds_or_null(const std::optional<Duration>& time) {
  return time ? Value{time->in_seconds()} : Value{};
}

Value hello_value(const analysis::HelloFacts& hello) {
  if (hello.bytes == 0) return {};
  Value value = Value::object();
  value.set("bytes", hello.bytes).set("records", hello.records).set("segments", hello.segments);
  value.set("sni_read_back", hello.sni_read_back);
  return value;
}

}  // namespace

Value explain_document(const session::Study& study, const analysis::Explanation& explanation) {
  const route::Route& route = explanation.route;
  Value document = Value::object();
  document.set("schema", "isthmus.explain/1").set("version", session::version());
  document.set("scenario", study.path);
  document.set("from", from_text(study.model, route.from)).set("to", full_text(route.destination));
  document.set("request", text(explanation.request));
  document.set("disposition", text(route.disposition)).set("mode", text(route.mode.mode));
  document.set("decided_by", text(route.mode.decided_by.scope));
  document.set("crosses_partition", route.crosses_partition);
  document.set("rungs", list_of(route.mode.ladder, [&](const mesh::Rung& rung) {
                 return rung_value(study.sources, rung, route.mode);
               }));
  document.set("sni", text_or_null(route.sni)).set("hello", hello_value(explanation.hello));
  document.set("chain", list_of(route.chain, [&](const mesh::ChainStep& step) {
                 return step_value(study.sources, step);
               }));
  document.set("targets", list_of(route.targets, target_value));
  document.set("connect_timeout_s", route.connect_timeout.in_seconds());
  document.set("request_timeout_s", seconds_or_null(route.request_timeout));
  document.set("branches", list_of(route.branches, [&](const route::Branch& branch) {
                 return branch_value(study, branch);
               }));
  document.set("delivered_share", route.delivered_share());
  document.set("permit", permit_value(study.sources, route.permit));
  document.set("network_hops", route.network_hops());
  document.set("hops",
               list_of(route.hops, [&](const route::Hop& hop) { return hop_value(study, hop); }));
  document.set("reasons", reason_list(study, route.reasons, route.at));
  document.set("remarks", reason_list(study, route.remarks, route.at));
  return document;
}

Value reach_document(const session::Study& study, const analysis::ReachMatrix& matrix) {
  Value document = Value::object();
  document.set("schema", "isthmus.reach/1").set("version", session::version());
  document.set("scenario", study.path);
  document.set("pairs", list_of(matrix.pairs, [&](const analysis::ReachPair& reach) {
                 Value pair = Value::object();
                 pair.set("from", from_text(study.model, reach.from));
                 pair.set("to", full_text(reach.destination));
                 pair.set("disposition", text(reach.disposition));
                 pair.set("network_hops", reach.network_hops);
                 pair.set("mode", text(reach.mode));
                 pair.set("delivered_share", reach.delivered_share);
                 return pair;
               }));
  document.set("partitions",
               list_of(by_partition(study.model, matrix), [](const analysis::PartitionPair& one) {
                 Value pair = Value::object();
                 pair.set("from", one.from).set("to", one.to);
                 pair.set("upstreams", one.upstreams);
                 pair.set("delivered", one.delivered);
                 pair.set("network_hops_min", one.hops_min);
                 pair.set("network_hops_max", one.hops_max);
                 pair.set("worst", text(one.worst));
                 return pair;
               }));
  return document;
}

}  // namespace isthmus::reports

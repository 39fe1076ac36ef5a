// Reasons that intentions and discovery chains give.
#include <string>

#include "sim/route/fixes.hpp"
#include "sim/route/reasons.hpp"

namespace isthmus::route {
namespace {

std::string quoted(std::string_view text) { return '"' + std::string{text} + '"'; }

std::string with_precedence(const Voice& voice) {
  return quoted(voice.text) + " (precedence " + std::to_string(voice.precedence) + ")";
}

/// "; it overrules allow * → finance/billing (precedence 8)"
std::string overruled_text(const Permit& permit) {
  std::string text;
  for (const Voice& one : permit.overruled) {
    text += (text.empty() ? "; it overrules " : " and ") + with_precedence(one);
  }
  return text;
}

/// An entry that speaks of exactly these two can be changed; another needs one beside it.
bool speaks_of_these_alone(const mesh::Intention& intention, const Ends& ends) {
  return intention.source.service == ends.from.name &&
         intention.destination == ends.upstream.destination;
}

mesh::Edit protocol_edit(const Ends& ends) {
  return service_defaults_edit(ends.model, ends.upstream.destination, {"protocol"},
                               mesh::Setting::text("http"));
}

}  // namespace

Reason unknown_target(const Ends& ends, const Aim& aim) {
  const mesh::ServiceName& wanted = aim.target.service;
  Reason reason{"unknown-destination", aim.target.led_here.at, {}, {}};
  reason.problem =
      "this " + aim.target.led_here.kind + " leads to " + mesh::short_text(aim.target) + ", and ";
  if (!ends.target_partition.is_some()) {
    reason.problem += "there is no partition " + quoted(wanted.partition);
    return reason;
  }
  reason.problem += "partition " + wanted.partition + " has no service " + quoted(wanted.name);
  reason.edit = service_edit(ends.model, wanted, "replicas", mesh::Setting::bare("1"));
  return reason;
}

Reason discovery_chain_fault(const model::Model& model, const mesh::Upstream& upstream,
                             const mesh::ChainFault& fault) {
  Reason reason{"discovery-chain-fault",
                fault.at.is_written() ? fault.at : upstream.at,
                "Consul compiles no discovery chain for " + mesh::short_text(upstream.destination) +
                    ", so the sidecar has no listener for it: " + fault.text,
                {}};
  if (fault.service.name.empty()) return reason;
  reason.edit = service_defaults_edit(model, fault.service, {"protocol"},
                                      mesh::Setting::text(fault.protocol));
  return reason;
}

Reason denied(const Ends& ends, const Decision& decision) {
  const std::string to = mesh::short_text(ends.upstream.destination);
  const std::string from = mesh::short_text(ends.from.name);
  const Permit& permit = decision.permit;
  Reason reason;
  reason.code = "denied-by-intention";
  reason.at = permit.decided_by.at;
  reason.problem = "the sidecar of " + to + " refuses " + from + ": ";
  reason.edit = intention_edit(ends.model, ends.upstream.destination, ends.from.name);
  if (decision.intention == nullptr) {
    reason.problem +=
        "no intention speaks of them, and what holds then is " + permit.decided_by.text;
    return reason;
  }
  reason.problem += "the intention " + with_precedence(permit.decided_by);
  if (decision.permissions_on_tcp) {
    reason.problem +=
        "; permissions speak of requests, and the sidecar of a tcp service, which sees "
        "only connections, takes them for a deny";
    reason.edit = protocol_edit(ends);
  } else if (decision.by_request) {
    reason.problem += ", which do not allow " + decision.request;
    reason.edit = permission_edit(*decision.intention);
  } else if (speaks_of_these_alone(*decision.intention, ends)) {
    reason.edit = allow_edit(*decision.intention);
  }
  reason.problem += overruled_text(permit);
  return reason;
}

Reason decided_by_request(const Decision& decision) {
  return {"decided-by-request",
          decision.permit.decided_by.at,
          "the intention " + with_precedence(decision.permit.decided_by) +
              " decides about each request; it was asked about " + decision.request,
          {}};
}

Reason failed_over(const Aims& aims, const Route& route) {
  std::string problem = route.targets.front().text + " is passed over (" +
                        route.targets.front().why_not + "); the failover of its service-resolver ";
  for (const Target& one : route.targets) {
    if (one.used) problem += "leads to " + one.text;
  }
  const SourceSpan& led = aims.targets.back().target.led_here.at;
  return {"failed-over", led.is_written() ? led : route.at, std::move(problem), {}};
}

Reason other_requests_end(const Branch& branch) {
  const Route& route = branch.route;
  std::string problem =
      "other requests (" + branch.when + ") would end in " + std::string{text(route.disposition)};
  if (!route.reasons.empty()) problem += ": " + route.reasons.front().problem;
  return {"other-requests-end", branch.when_at.is_written() ? branch.when_at : route.at,
          std::move(problem), route.reasons.empty() ? std::string{} : route.reasons.front().fix,
          route.reasons.empty() ? std::nullopt : route.reasons.front().edit};
}

}  // namespace isthmus::route

#include "sim/analysis/check.hpp"

#include <algorithm>

#include "sim/analysis/path_expectations.hpp"
#include "sim/analysis/symptoms.hpp"
#include "sim/route/requirements.hpp"

namespace isthmus::analysis {
namespace {

bool expected_unreachable(const model::Model& model, const route::Route& route) {
  if (route.delivered()) return false;
  return std::any_of(
      model.expectations.begin(), model.expectations.end(),
      [&](const model::Expectation& expectation) {
        const auto* reach = std::get_if<model::ExpectReachable>(&expectation.promise);
        return reach != nullptr && !reach->reachable && expectation.from == route.from &&
               expectation.destination == route.destination;
      });
}

Finding finding_of(Severity severity, const model::Model& model, const route::Route& route,
                   const route::Reason& reason) {
  Finding finding;
  finding.complaint = {severity, reason.code, reason.at.is_written() ? reason.at : route.at,
                       reason.problem, reason.fix};
  finding.edit = reason.edit;
  finding.from = model[route.from].name;
  finding.to = route.destination;
  // Where the reason speaks of something else, the upstream is what makes it matter.
  if (finding.complaint.at != route.at && route.at.is_written()) {
    finding.evidence.push_back({"the upstream of " + short_text(model[route.from].name) + " for " +
                                    short_text(route.destination),
                                route.at});
  }
  return finding;
}

Finding plain(Diagnostic complaint) {
  Finding finding;
  finding.complaint = std::move(complaint);
  return finding;
}

Finding broken_promise(const model::Model& model, const Verdict& verdict) {
  const model::Expectation& expectation = model.expectations[verdict.expectation];
  Finding finding = plain(error_at(expectation.at, "expectation-failed",
                                   "expectation failed: " + expectation.text +
                                       (verdict.why.empty() ? "" : " (" + verdict.why + ")")));
  if (expectation.from.is_some()) finding.from = model[expectation.from].name;
  finding.to = expectation.destination;
  return finding;
}

}  // namespace

Findings answer(const CheckQuestion&, const Evidence& evidence) {
  Findings found;
  for (Diagnostic& unmet : route::requirements(evidence.model, evidence.routes)) {
    found.push_back(plain(std::move(unmet)));
  }
  const std::vector<route::RouteFacts>& all = evidence.routes.facts;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[i].delivered() && !all[i].has_remarks) continue;
    const route::Route route = route::route_of(evidence.model, evidence.routes, i);
    const bool intended = expected_unreachable(evidence.model, route);
    for (const route::Reason& reason : route.reasons) {
      found.push_back(
          finding_of(intended ? Severity::note : Severity::error, evidence.model, route, reason));
    }
    for (const route::Reason& remark : route.remarks) {
      found.push_back(finding_of(Severity::warning, evidence.model, route, remark));
    }
  }
  for (const Verdict& verdict : answer(PathExpectationsQuestion{}, evidence)) {
    if (verdict.status == Status::fail) found.push_back(broken_promise(evidence.model, verdict));
  }
  for (Finding& symptom : symptoms(evidence)) found.push_back(std::move(symptom));
  sort_by_place(found);
  return found;
}

}  // namespace isthmus::analysis

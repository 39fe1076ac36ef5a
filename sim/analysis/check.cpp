#include "sim/analysis/check.hpp"

#include <algorithm>

#include "sim/analysis/path_expectations.hpp"
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

Diagnostic complaint(Severity severity, const route::Route& route, const route::Reason& reason) {
  return {severity, reason.code, reason.at.is_written() ? reason.at : route.at, reason.problem,
          reason.fix};
}

Diagnostic broken_promise(const model::Expectation& expectation, const Verdict& verdict) {
  return error_at(expectation.at, "expectation-failed",
                  "expectation failed: " + expectation.text +
                      (verdict.why.empty() ? "" : " (" + verdict.why + ")"));
}

bool same_complaint(const Diagnostic& a, const Diagnostic& b) {
  return a.severity == b.severity && a.code == b.code && a.at == b.at && a.problem == b.problem;
}

/// One setting often stands in the way of many upstreams; one complaint about it is enough.
void leave_out_repeats(Diagnostics& diagnostics) {
  Diagnostics kept;
  for (Diagnostic& diagnostic : diagnostics) {
    bool repeated = false;  // Repeats stand at one place, and so close together after sorting.
    for (std::size_t i = kept.size(); i-- > 0 && kept[i].at == diagnostic.at && !repeated;) {
      repeated = same_complaint(kept[i], diagnostic);
    }
    if (!repeated) kept.push_back(std::move(diagnostic));
  }
  diagnostics = std::move(kept);
}

}  // namespace

Diagnostics answer(const CheckQuestion&, const Evidence& evidence) {
  Diagnostics found = route::requirements(evidence.model, evidence.routes);
  const std::vector<route::RouteFacts>& all = evidence.routes.facts;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[i].delivered() && !all[i].has_remarks) continue;
    const route::Route route = route::route_of(evidence.model, evidence.routes, i);
    const bool intended = expected_unreachable(evidence.model, route);
    for (const route::Reason& reason : route.reasons) {
      found.push_back(complaint(intended ? Severity::note : Severity::error, route, reason));
    }
    for (const route::Reason& remark : route.remarks) {
      found.push_back(complaint(Severity::warning, route, remark));
    }
  }
  for (const Verdict& verdict : answer(PathExpectationsQuestion{}, evidence)) {
    if (verdict.status != Status::fail) continue;
    found.push_back(broken_promise(evidence.model.expectations[verdict.expectation], verdict));
  }
  sort_by_place(found);
  leave_out_repeats(found);
  return found;
}

}  // namespace isthmus::analysis

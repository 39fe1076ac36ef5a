#include "sim/analysis/path_expectations.hpp"

#include "sim/base/expects.hpp"

namespace isthmus::analysis {
namespace {

/// What stands in the way of a path, in a few words.
std::string obstacle(const route::Route& route) {
  if (route.delivered()) return {};
  if (route.reasons.empty()) return std::string{text(route.disposition)};
  return route.reasons.front().problem;
}

/// The route that a promise speaks of. To a service that does not exist only an upstream can lead;
/// where not even that is there, the route is one that ends for want of it.
route::Route route_of(const Evidence& evidence, const model::Expectation& expectation) {
  if (expectation.to.is_some()) {
    return route::route_between(evidence.model, evidence.routes, expectation.from, expectation.to);
  }
  const model::Service& caller = evidence.model[expectation.from];
  const auto& upstreams = caller.registration.upstreams;
  for (std::size_t u = 0; u < upstreams.size(); ++u) {
    const mesh::ServiceName named = route::destination_of(evidence.model, caller, upstreams[u]);
    if (named != expectation.destination) continue;
    return route::route_of(evidence.model, evidence.routes, expectation.from, u);
  }
  route::Route nowhere;
  nowhere.from = expectation.from;
  nowhere.destination = expectation.destination;
  nowhere.disposition = route::Disposition::no_upstream;
  return nowhere;
}

struct PathJudge {
  const model::Model& model;
  const route::Route& route;

  Verdict operator()(const model::ExpectReachable& promise) const {
    Verdict verdict;
    verdict.found = route.delivered();
    verdict.limit = promise.reachable;
    verdict.status = route.delivered() == promise.reachable ? Status::pass : Status::fail;
    return verdict;
  }

  Verdict operator()(const model::ExpectVia& promise) const {
    std::vector<std::string> passed;
    for (const model::PartitionId partition : route.gateways()) {
      passed.push_back(model.label(partition));
    }
    Verdict verdict;
    const bool kept = route.delivered() && passed == promise.gateway_partitions;
    verdict.found = std::move(passed);
    verdict.limit = promise.gateway_partitions;
    verdict.status = kept ? Status::pass : Status::fail;
    return verdict;
  }

  Verdict operator()(const model::ExpectHops& promise) const {
    Verdict verdict;
    verdict.found = route.network_hops();
    verdict.limit = promise.network_hops;
    const bool kept = route.delivered() && route.network_hops() == promise.network_hops;
    verdict.status = kept ? Status::pass : Status::fail;
    return verdict;
  }

  Verdict operator()(const model::ExpectLatency&) const { return never(); }
  Verdict operator()(const model::ExpectErrorRate&) const { return never(); }

  [[noreturn]] static Verdict never() {
    expectation_broken("a promise about paths", __FILE__, __LINE__);
  }
};

}  // namespace

Verdict verdict_on_path(const Evidence& evidence, std::size_t index) {
  const model::Expectation& expectation = evidence.model.expectations[index];
  ISTHMUS_EXPECTS(!expectation.needs_run());
  const route::Route route = route_of(evidence, expectation);
  Verdict verdict = std::visit(PathJudge{evidence.model, route}, expectation.promise);
  verdict.expectation = index;
  if (verdict.status == Status::fail) verdict.why = obstacle(route);
  return verdict;
}

std::vector<Verdict> answer(const PathExpectationsQuestion&, const Evidence& evidence) {
  std::vector<Verdict> verdicts;
  for (std::size_t i = 0; i < evidence.model.expectations.size(); ++i) {
    if (!evidence.model.expectations[i].needs_run()) {
      verdicts.push_back(verdict_on_path(evidence, i));
    }
  }
  return verdicts;
}

}  // namespace isthmus::analysis

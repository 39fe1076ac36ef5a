#include "sim/analysis/explanation.hpp"

#include "sim/analysis/upstream_explanation.hpp"
#include "sim/base/expects.hpp"
#include "sim/route/follow.hpp"
#include "sim/wire/hello_builder.hpp"
#include "sim/wire/sniff.hpp"

namespace isthmus::analysis {
namespace {

HelloFacts hello_for(const std::string& sni, model::ClientHello caller) {
  const std::vector<std::byte> bytes = hello_bytes(sni, caller);
  if (bytes.empty()) return {};
  const wire::SniAnswer read = wire::sniff(bytes);
  return {bytes.size(), read.records, wire::segment_sizes(bytes.size(), segment_bytes_max).size(),
          std::string{read.name()}};
}

}  // namespace

std::vector<std::byte> hello_bytes(const std::string& sni, model::ClientHello caller) {
  if (sni.empty()) return {};
  wire::HelloSpec spec;  // The same shapes as in the simulation.
  const auto profile = wire::hello_profile(model::text(caller));
  ISTHMUS_EXPECTS(profile.has_value());
  spec.profile = *profile;
  spec.sni = sni;
  return wire::build_client_hello(spec);
}

Explanation answer(const ExplainQuestion& question, const Evidence& evidence) {
  Explanation explanation;
  explanation.request = question.request;
  explanation.route = route::route_between(evidence.model, evidence.routes, question.from,
                                           question.to, question.request);
  explanation.hello =
      hello_for(explanation.route.sni, evidence.model[question.from].sidecar.client_hello);
  return explanation;
}

std::optional<Explanation> answer(const ExplainUpstreamQuestion& question,
                                  const Evidence& evidence) {
  const model::Service& from = evidence.model[question.from];
  for (std::size_t i = 0; i < from.registration.upstreams.size(); ++i) {
    const mesh::Upstream& upstream = from.registration.upstreams[i];
    if (route::destination_of(evidence.model, from, upstream) != question.destination) continue;
    Explanation explanation;
    explanation.request = question.request;
    route::Chains chains;
    explanation.route = route::follow(evidence.model, evidence.routes, question.from, i, upstream,
                                      question.request, route::Detail::whole, chains);
    explanation.hello = hello_for(explanation.route.sni, from.sidecar.client_hello);
    return explanation;
  }
  return std::nullopt;
}

}  // namespace isthmus::analysis

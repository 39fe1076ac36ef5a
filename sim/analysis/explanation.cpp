#include "sim/analysis/explanation.hpp"

#include "sim/base/expects.hpp"
#include "sim/wire/hello_builder.hpp"
#include "sim/wire/sniff.hpp"

namespace isthmus::analysis {
namespace {

/// The same shapes as in the simulation.
HelloFacts hello_for(const std::string& sni, model::ClientHello caller) {
  if (sni.empty()) return {};
  wire::HelloSpec spec;
  const auto profile = wire::hello_profile(model::text(caller));
  ISTHMUS_EXPECTS(profile.has_value());
  spec.profile = *profile;
  spec.sni = sni;
  const std::vector<std::byte> bytes = wire::build_client_hello(spec);
  const wire::SniAnswer read = wire::sniff(bytes);
  return {bytes.size(), read.records, wire::segment_sizes(bytes.size(), segment_bytes_max).size(),
          std::string{read.name()}};
}

}  // namespace

Explanation answer(const ExplainQuestion& question, const Evidence& evidence) {
  Explanation explanation;
  explanation.request = question.request;
  explanation.route = route::route_between(evidence.model, evidence.routes, question.from,
                                           question.to, question.request);
  explanation.hello =
      hello_for(explanation.route.sni, evidence.model[question.from].sidecar.client_hello);
  return explanation;
}

}  // namespace isthmus::analysis

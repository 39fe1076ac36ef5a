#include "sim/analysis/explanation.hpp"

#include "sim/wire/hello_builder.hpp"
#include "sim/wire/sniff.hpp"

namespace isthmus::analysis {
namespace {

/// The same shapes as in the simulation: Envoy speaks through BoringSSL, the built-in proxy is Go.
HelloFacts hello_for(const std::string& sni, mesh::ProxyKind caller) {
  if (sni.empty()) return {};
  wire::HelloSpec spec;
  spec.profile =
      caller == mesh::ProxyKind::envoy ? wire::HelloProfile::envoy : wire::HelloProfile::go;
  spec.sni = sni;
  const std::vector<std::byte> bytes = wire::build_client_hello(spec);
  const wire::SniAnswer read = wire::sniff(bytes);
  return {bytes.size(), read.records, wire::segment_sizes(bytes.size(), segment_bytes_max).size(),
          std::string{read.name()}};
}

}  // namespace

Explanation answer(const ExplainQuestion& question, const Evidence& evidence) {
  Explanation explanation;
  explanation.route =
      route::route_between(evidence.model, evidence.routes, question.from, question.to);
  explanation.hello =
      hello_for(explanation.route.sni, evidence.model[question.from].registration.kind);
  return explanation;
}

}  // namespace isthmus::analysis

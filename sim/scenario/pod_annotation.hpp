// The annotation `consul.hashicorp.com/connect-service-upstreams` of a pod, in all its forms:
//
//   web:1234                          svc[.ns[.partition]]:port[:dc]
//   web.svc.dev.ns.eu.ap:1234         svc.svc[.NS.ns][.X.(peer|ap|dc)]:port[:options]
//   prepared_query:geo-db:1234
//
// Options are written like a query: `mesh_gateway_mode=local&dc=dc2`, joined by `&` or `;`.
//
// Source   consul-k8s control-plane/connect-inject, ProcessUpstreams.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "sim/scenario/import_log.hpp"
#include "sim/scenario/node.hpp"

namespace isthmus::scenario {

/// Whether names have parts for namespace and partition. Without either the dots of an unlabelled
/// name belong to the name.
struct NameParts {
  bool namespaces = true;
  bool partitions = true;
};

/// One upstream as a canonical mapping, at `at`; or Consul's words of what is wrong with it.
std::variant<Node, std::string> annotated_upstream(std::string_view text, NameParts parts,
                                                   SourceSpan at);

/// The upstreams of an annotation, in the order written. Each that is wrong is an
/// `invalid_upstream`; consul-k8s would refuse the pod.
///
/// Shape    `at`: where the text begins.
Node annotated_upstreams(std::string_view text, NameParts parts, SourceSpan at, ImportLog& log);

}  // namespace isthmus::scenario

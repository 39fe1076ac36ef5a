#include "tests/support/vector_check/chain_input.hpp"

#include <cmath>
#include <variant>

#include "sim/base/quantity_text.hpp"

namespace isthmus::vector_check {
namespace {

std::string or_default(const std::string& text, const std::string& otherwise) {
  return text.empty() ? otherwise : text;
}

mesh::ServiceName service_of(const Json& written, const Home& home) {
  return {or_default(text_of(written, "partition"), home.partition),
          or_default(text_of(written, "namespace"), home.namespace_), text_of(written, "name")};
}

mesh::Elsewhere elsewhere_of(const Json& written) {
  return {text_of(written, "service"),    text_of(written, "service_subset"),
          text_of(written, "namespace"),  text_of(written, "partition"),
          text_of(written, "datacenter"), text_of(written, "peer")};
}

/// A mode is a text, or an object that holds one.
std::string mode_in(const Json& written) {
  const auto at = written.find("mesh_gateway");
  if (at != written.end() && at->is_object()) return text_of(*at, "mode");
  return text_of(written, "mesh_gateway");
}

std::optional<std::string> said(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional{text};
}

mesh::ResolverFailover failover_of(const Json& written) {
  mesh::ResolverFailover failover;
  failover.to = elsewhere_of(written);
  for (const Json& datacenter : part_of(written, "datacenters")) {
    failover.datacenters.push_back(datacenter.get<std::string>());
  }
  for (const Json& target : part_of(written, "targets")) {
    failover.targets.push_back(elsewhere_of(target));
  }
  return failover;
}

mesh::ServiceRouter router_of(const mesh::ServiceName& service, const Json& written) {
  mesh::ServiceRouter router;
  router.service = service;
  for (const Json& rule : part_of(written, "routes")) {
    router.rules.push_back({{}, elsewhere_of(part_of(rule, "destination")), {}, {}, {}});
  }
  return router;
}

mesh::ServiceSplitter splitter_of(const mesh::ServiceName& service, const Json& written) {
  mesh::ServiceSplitter splitter;
  splitter.service = service;
  for (const Json& split : part_of(written, "splits")) {
    splitter.splits.push_back({split.value("weight", 0.0), elsewhere_of(split), {}});
  }
  return splitter;
}

}  // namespace

mesh::ServiceResolver resolver_of(const mesh::ServiceName& service, const Json& written) {
  mesh::ServiceResolver resolver;
  resolver.service = service;
  resolver.default_subset = text_of(written, "default_subset");
  for (const auto& [name, subset] : part_of(written, "subsets").items()) {
    mesh::ServiceSubset filter;
    if (subset.is_string()) {
      // Fixtures in words write "<filter> (OnlyPassing)".
      filter.filter = subset.get<std::string>();
      const std::size_t mark = filter.filter.find(" (OnlyPassing)");
      filter.only_passing = mark != std::string::npos;
      filter.filter = filter.filter.substr(0, mark);
    } else {
      filter = {text_of(subset, "filter"), flag_of(subset, "only_passing")};
    }
    resolver.subsets[name] = filter;
  }
  if (written.contains("redirect")) resolver.redirect = elsewhere_of(written.at("redirect"));
  for (const auto& [subset, failover] : part_of(written, "failover").items()) {
    resolver.failover[subset] = failover_of(failover);
  }
  const auto timeout = parse_duration(text_of(written, "connect_timeout"));
  if (const auto* value = std::get_if<Duration>(&timeout)) resolver.connect_timeout = *value;
  const Json& balancer = part_of(written, "load_balancer");
  resolver.load_balancer.policy =
      mesh::balance_policy_from(text_of(balancer, "policy")).value_or(mesh::BalancePolicy::unset);
  resolver.load_balancer.choice_count = number_of(balancer, "choice_count");
  return resolver;
}

void add_entry(mesh::ChainEntries& entries, const Json& written, const Home& home) {
  const std::string kind = text_of(written, "kind");
  const mesh::ServiceName service = service_of(written, home);
  if (kind == "proxy-defaults") {
    mesh::ProxyDefaults defaults;
    defaults.partition = service.partition;
    defaults.mode.value = written_mode(mode_in(written));
    defaults.protocol.value = said(text_of(written, "protocol"));
    entries.proxy_defaults.push_back(defaults);
  } else if (kind == "service-defaults") {
    mesh::ServiceDefaults defaults;
    defaults.service = service;
    defaults.mode.value = written_mode(mode_in(written));
    defaults.protocol.value = said(text_of(written, "protocol"));
    defaults.external_sni.value = said(text_of(written, "external_sni"));
    entries.service_defaults.push_back(defaults);
  } else if (kind == "service-resolver") {
    entries.resolvers.push_back(resolver_of(service, written));
  } else if (kind == "service-splitter") {
    entries.splitters.push_back(splitter_of(service, written));
  } else if (kind == "service-router") {
    entries.routers.push_back(router_of(service, written));
  }
}

}  // namespace isthmus::vector_check

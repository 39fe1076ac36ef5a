// service-splitters and service-routers: what Consul itself would refuse is refused, in its words.
#include <algorithm>
#include <string>
#include <utility>

#include "sim/scenario/build_draft.hpp"
#include "sim/scenario/build_entry.hpp"
#include "sim/scenario/decoder.hpp"

namespace isthmus::scenario {
namespace {

/// Where a split or a route leads; a partition has to be known.
template <class Section>
mesh::Elsewhere elsewhere_of(Draft& draft, const Section& written) {
  mesh::Elsewhere to;
  to.service = named_or(written.service, "");
  to.subset = named_or(written.service_subset, "");
  to.namespace_ = named_or(written.namespace_, "");
  to.partition = named_or(written.partition, "");
  if (!to.partition.empty() && !draft.knows_partition(to.partition)) {
    complain_unknown_partition(draft, written.partition.at, to.partition);
  }
  return to;
}

/// The service that an entry is about; its name is empty where none was given.
template <class Section>
mesh::ServiceName owner_of(Draft& draft, const Section& written) {
  if (written.name && written.name->empty()) {
    draft.error(written.name.at, "invalid-entry", "Name is required", "name the service");
  }
  if (!written.name || written.name->empty()) return {};  // A missing one is complained about.
  return {partition_of(draft, written.partition, written.file_partition),
          named_or(written.namespace_, mesh::default_name), *written.name};
}

void add_splitter(Draft& draft, const ServiceSplitterSection& written, Firsts& firsts) {
  mesh::ServiceSplitter entry;
  entry.at = written.at;
  entry.service = owner_of(draft, written);
  if (entry.service.name.empty()) return;
  bool weights_known = true;
  for (const SplitSection& split : written.splits) {
    weights_known = weights_known && split.weight;
    entry.splits.push_back(
        {split.weight.value_or({}).percent, elsewhere_of(draft, split), split.at});
  }
  for (const std::string& fault : mesh::splitter_faults(entry)) {
    // A weight that could not be read has been complained about.
    if (!weights_known && fault.starts_with("the sum")) continue;
    draft.error(place_of_fault(fault, "Splits", written.splits, written.at), "invalid-entry", fault,
                "Consul would refuse this entry");
  }
  if (firsts.is_first(draft, "service-splitter of " + quoted(mesh::short_text(entry.service)),
                      entry.at)) {
    draft.model.service_splitters.push_back(std::move(entry));
  }
}

mesh::RouteRetries retries_of(Draft& draft, const RouteDestinationSection& written) {
  mesh::RouteRetries retries;
  retries.at = written.num_retries.at.is_written() ? written.num_retries.at : written.at;
  retries.count = written.num_retries.value;
  retries.on_connect_failure = written.retry_on_connect_failure.value_or(false);
  for (const auto& condition : written.retry_on) retries.on.push_back(*condition);
  for (const auto& code : written.retry_on_status_codes) retries.status_codes.push_back(*code);
  if (retries.count.value_or(0) > 0 && !retries.has_condition()) {
    draft.warning(retries.at, "retries-without-condition",
                  "NumRetries alone changes nothing: Envoy tries again only on a condition",
                  "add RetryOn: [5xx], or RetryOnConnectFailure: true");
  }
  return retries;
}

mesh::RouterRule rule_of(Draft& draft, const RouteSection& written) {
  const RouteDestinationSection& destination = written.destination;
  mesh::RouterRule rule;
  rule.at = written.at;
  rule.match = condition_of(written.match.http);
  rule.to = elsewhere_of(draft, destination);
  rule.prefix_rewrite = named_or(destination.prefix_rewrite, "");
  rule.request_timeout = destination.request_timeout.value;
  rule.idle_timeout = destination.idle_timeout.value;
  rule.retries = retries_of(draft, destination);
  return rule;
}

void add_router(Draft& draft, const ServiceRouterSection& written, Firsts& firsts) {
  mesh::ServiceRouter entry;
  entry.at = written.at;
  entry.service = owner_of(draft, written);
  if (entry.service.name.empty()) return;
  for (const RouteSection& route : written.routes) entry.rules.push_back(rule_of(draft, route));
  for (const std::string& fault : mesh::router_faults(entry)) {
    draft.error(place_of_fault(fault, "Route", written.routes, written.at), "invalid-entry", fault,
                "Consul would refuse this entry");
  }
  if (firsts.is_first(draft, "service-router of " + quoted(mesh::short_text(entry.service)),
                      entry.at)) {
    draft.model.service_routers.push_back(std::move(entry));
  }
}

}  // namespace

void build_routers(Draft& draft) {
  const ConsulDocument& written = draft.document.written_in_consul;
  Firsts firsts;
  for (const auto& entry : written.service_splitters) add_splitter(draft, entry, firsts);
  for (const auto& entry : written.service_routers) add_router(draft, entry, firsts);
  const auto by_service = [](const auto& a, const auto& b) { return a.service < b.service; };
  std::sort(draft.model.service_splitters.begin(), draft.model.service_splitters.end(), by_service);
  std::sort(draft.model.service_routers.begin(), draft.model.service_routers.end(), by_service);
}

}  // namespace isthmus::scenario

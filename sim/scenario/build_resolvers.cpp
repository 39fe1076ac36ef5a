// service-resolvers: what Consul itself would refuse is refused, in its words where it has some.
#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "sim/scenario/build_draft.hpp"
#include "sim/scenario/build_entry.hpp"
#include "sim/scenario/decoder.hpp"

namespace isthmus::scenario {
namespace {

constexpr const char* every_subset = "*";
constexpr std::size_t subset_letters_max = 63;  // Source: Consul, validServiceSubset; a DNS label.

mesh::Elsewhere elsewhere_of(const ElsewhereSection& written) {
  return {.service = named_or(written.service, ""),
          .subset = named_or(written.service_subset, ""),
          .namespace_ = named_or(written.namespace_, ""),
          .partition = named_or(written.partition, ""),
          .datacenter = named_or(written.datacenter, ""),
          .peer = named_or(written.peer, "")};
}

void refuse(Draft& draft, SourceSpan at, std::string problem, std::string remedy) {
  draft.error(at, "invalid-entry", std::move(problem), std::move(remedy));
}

/// What a redirect and a target of a failover have in common.
void check_elsewhere(Draft& draft, const ElsewhereSection& written, const std::string& what,
                     const mesh::ServiceName& owner) {
  const mesh::Elsewhere to = elsewhere_of(written);
  if (!to.peer.empty() && !(to.partition + to.datacenter + to.subset).empty()) {
    refuse(draft, written.at,
           what +
               ".Peer cannot be set with Partition, Datacenter or "
               "ServiceSubset",
           "keep one of them");
  }
  if (!to.partition.empty() && !to.datacenter.empty()) {
    refuse(draft, written.at, what + ".Partition cannot be set with " + what + ".Datacenter",
           "keep one of them");
  } else if (!to.datacenter.empty() && owner.partition != mesh::default_name) {
    refuse(draft, written.datacenter.at,
           what + ".Datacenter is only supported in the default partition", "leave it out");
  }
  if (!to.partition.empty() && !draft.knows_partition(to.partition)) {
    complain_unknown_partition(draft, written.partition.at, to.partition);
  }
  const bool outside = !to.datacenter.empty() && !draft.knows_datacenter(to.datacenter);
  if (outside || (!to.peer.empty() && !draft.knows_peer(to.peer))) {
    draft.warning(written.at, "destination-outside",
                  what +
                      " leads to a peer or to another datacenter that this scenario does not "
                      "describe: requests to it find no instance",
                  outside ? "add the datacenter under datacenters:" : "add the peer under peers:");
  }
}

void add_redirect(Draft& draft, const ServiceResolverSection& written,
                  mesh::ServiceResolver& entry) {
  if (!written.redirect.at.is_written()) return;
  const mesh::Elsewhere to = elsewhere_of(written.redirect);
  check_elsewhere(draft, written.redirect, "Redirect", entry.service);
  if ((to.service + to.subset + to.namespace_ + to.partition + to.datacenter + to.peer).empty()) {
    refuse(draft, written.redirect.at, "Redirect is empty", "write where the calls go");
  } else if (to.service.empty()) {
    const std::array<std::pair<const char*, bool>, 4> given_without_service{
        {{"ServiceSubset", !to.subset.empty()},
         {"Namespace", !to.namespace_.empty()},
         {"Partition", !to.partition.empty()},
         {"Peer", !to.peer.empty()}}};
    for (const auto& [field, given] : given_without_service) {
      if (!given) continue;
      refuse(draft, written.redirect.at,
             "Redirect." + std::string{field} + " defined without Redirect.Service",
             "add Service: " + entry.service.name);
    }
  }
  if (!written.failover.empty()) {
    refuse(draft, written.redirect.at, "Redirect and Failover cannot both be set",
           "write the failover for the service that the redirect leads to");
  }
  entry.redirect = to;
}

void add_subsets(Draft& draft, const ServiceResolverSection& written,
                 mesh::ServiceResolver& entry) {
  for (const Named<SubsetSection>& one : written.subsets) {
    const std::string name = named_or(one.name, "");
    const bool good = !name.empty() && name.size() <= subset_letters_max && name.front() != '-' &&
                      name.back() != '-' && std::all_of(name.begin(), name.end(), [](char c) {
                        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
                      });
    if (!good) {
      refuse(draft, one.name.at, "Subset " + quoted(name) + " is invalid",
             "use 1 to 63 lower-case letters, digits and inner hyphens");
    }
    const mesh::ServiceSubset subset{named_or(one.section.filter, ""),
                                     one.section.only_passing.value_or(false)};
    if (!subset.filter.empty()) {
      draft.warning(one.section.filter.at, "subset-filter",
                    "the instances of a service are all equal here, so the subset " + quoted(name) +
                        " has all of them, whatever its filter says");
    }
    entry.subsets.emplace(name, subset);
  }
  entry.default_subset = named_or(written.default_subset, "");
  if (!entry.default_subset.empty() && !entry.subsets.contains(entry.default_subset)) {
    refuse(draft, written.default_subset.at,
           "DefaultSubset " + quoted(entry.default_subset) + " is not a valid subset",
           "add it to Subsets");
  }
}

void add_failover(Draft& draft, const ServiceResolverSection& written,
                  mesh::ServiceResolver& entry) {
  for (const Named<FailoverSection>& one : written.failover) {
    const std::string key = named_or(one.name, "");
    const FailoverSection& section = one.section;
    const std::string what = "Failover[" + quoted(key) + "]";
    if (key != every_subset && !entry.subsets.contains(key)) {
      refuse(draft, one.name.at, "Bad " + what + ": not a valid subset",
             "add it to Subsets, or write \"*\" for all");
    }
    mesh::ResolverFailover failover;
    failover.to.service = named_or(section.service, "");
    failover.to.subset = named_or(section.service_subset, "");
    failover.to.namespace_ = named_or(section.namespace_, "");
    for (const auto& datacenter : section.datacenters) {
      ElsewhereSection place;
      place.at = datacenter.at;
      place.datacenter = datacenter;
      check_elsewhere(draft, place, "Failover", entry.service);
      failover.datacenters.push_back(*datacenter);
    }
    for (const ElsewhereSection& target : section.targets) {
      check_elsewhere(draft, target, what + ".Targets", entry.service);
      failover.targets.push_back(elsewhere_of(target));
    }
    const std::string group = named_or(section.sameness_group, "");
    if (!group.empty()) {
      for (const mesh::GroupMember& member :
           members_of(draft, section.sameness_group.at, entry.service.partition, group)) {
        if (member.partition == entry.service.partition) continue;
        mesh::Elsewhere to;
        to.service = failover.to.service;
        to.partition = member.partition;
        to.peer = member.peer;
        failover.targets.push_back(std::move(to));
      }
      failover.to = {};
      if (failover.targets.empty()) continue;  // Nobody else is in it.
    }
    const bool plain =
        !(failover.to.service + failover.to.subset + failover.to.namespace_).empty() ||
        !failover.datacenters.empty();
    if (!plain && failover.targets.empty()) {
      refuse(draft, one.name.at,
             "Bad " + what +
                 ": one of Service, ServiceSubset, Namespace, Targets, SamenessGroup, "
                 "or Datacenters is required",
             "add Targets: [{Service: ...}]");
    } else if (plain && !failover.targets.empty()) {
      refuse(draft, one.name.at,
             "Bad " + what + ": Targets cannot be set with other failover options",
             "keep Targets alone");
    }
    entry.failover.emplace(key, std::move(failover));
  }
}

void add_timing(Draft& draft, const ServiceResolverSection& written, mesh::ServiceResolver& entry) {
  entry.connect_timeout = written.connect_timeout.value;
  if (entry.connect_timeout && *entry.connect_timeout < Duration::zero()) {
    refuse(draft, written.connect_timeout.at, "Bad ConnectTimeout, must be >= 0", "write 5s");
  }
  entry.request_timeout = written.request_timeout.value;
  if (entry.request_timeout && *entry.request_timeout < Duration::zero()) {
    refuse(draft, written.request_timeout.at, "Bad RequestTimeout, must be >= 0", "write 15s");
  }
  const LoadBalancerSection& balancer = written.load_balancer;
  entry.load_balancer.policy = balancer.policy.value_or(mesh::BalancePolicy::unset);
  entry.load_balancer.choice_count =
      static_cast<std::uint32_t>(balancer.least_request_config.choice_count.value_or(0));
}

void add_resolver(Draft& draft, const ServiceResolverSection& written, Firsts& firsts) {
  if (!written.name || written.name->empty()) {
    if (written.name.at.is_written()) {
      refuse(draft, written.name.at, "Name is required", "name the service");
    }
    return;
  }
  mesh::ServiceResolver entry;
  entry.at = written.at;
  entry.service = {partition_of(draft, written.partition, written.file_partition),
                   named_or(written.namespace_, mesh::default_name), *written.name};
  add_timing(draft, written, entry);
  add_subsets(draft, written, entry);
  add_redirect(draft, written, entry);
  add_failover(draft, written, entry);
  if (firsts.is_first(draft, "service-resolver of " + quoted(mesh::short_text(entry.service)),
                      entry.at)) {
    draft.model.service_resolvers.push_back(std::move(entry));
  }
}

}  // namespace

void build_resolvers(Draft& draft) {
  Firsts firsts;
  for (const auto& entry : draft.document.written_in_consul.service_resolvers) {
    add_resolver(draft, entry, firsts);
  }
  std::sort(draft.model.service_resolvers.begin(), draft.model.service_resolvers.end(),
            [](const auto& a, const auto& b) { return a.service < b.service; });
}

}  // namespace isthmus::scenario

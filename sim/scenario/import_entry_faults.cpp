// What Consul says of routers, splitters, resolvers, sameness groups and intentions.
//
// Source   Consul agent/structs: config_entry_discoverychain.go, config_entry_sameness_group.go,
//          config_entry_intentions.go.
#include <charconv>
#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include "sim/base/number_text.hpp"
#include "sim/mesh/intentions.hpp"
#include "sim/scenario/canonical_tree.hpp"
#include "sim/scenario/import_rules.hpp"

namespace isthmus::scenario {
namespace {

using Faults = std::vector<std::string>;

bool says(const Node& object, std::string_view key) {
  const Node* found = object.find(key);
  return found != nullptr &&
         (!found->text.empty() || !found->items.empty() || !found->members.empty());
}

Faults resolver_faults(const Node& entry) {
  Faults faults;
  const Node* redirect = entry.find("redirect");
  const Node* failover = entry.find("failover");
  if (redirect != nullptr && failover != nullptr) {
    faults.emplace_back("Redirect and Failover cannot both be set");
  }
  if (redirect != nullptr && says(*redirect, "peer") && says(*redirect, "partition")) {
    faults.emplace_back("Redirect.Peer cannot be set with Redirect.Partition");
  }
  if (failover == nullptr) return faults;
  for (const Member& one : failover->members) {
    const Node& to = one.value;
    if (!says(to, "service") && !says(to, "service_subset") && !says(to, "namespace") &&
        !says(to, "datacenters") && !says(to, "targets") && !says(to, "sameness_group")) {
      faults.push_back("Bad Failover[\"" + one.key +
                       "\"]: one of Service, ServiceSubset, Namespace, Targets, SamenessGroup, or "
                       "Datacenters is required");
    }
    if (says(to, "datacenters") && says(to, "targets")) {
      faults.push_back("Bad Failover[\"" + one.key + "\"]: Targets cannot be set with Datacenters");
    }
  }
  return faults;
}

double number_in(const std::string& text) {
  double number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

Faults splitter_faults(const Node& entry) {
  const std::vector<Node>& splits = items_at(entry, "splits");
  if (splits.empty()) return {"no splits configured"};
  double sum = 0;
  for (const Node& split : splits) {
    const Node* weight = split.find("weight");
    if (weight != nullptr) sum += number_in(weight->text);
  }
  // Consul counts hundredths of a percent.
  if (std::llround(sum * 100) == 10'000) return {};
  return {"the sum of all split weights must be 100, not " + shortest_text(sum)};
}

Faults router_faults(const Node& entry) {
  Faults faults;
  const std::vector<Node>& routes = items_at(entry, "routes");
  for (std::size_t i = 0; i < routes.size(); ++i) {
    const Node* match = routes[i].find("match");
    const Node* http = match == nullptr ? nullptr : match->find("http");
    if (http == nullptr) continue;
    const int paths = (says(*http, "path_exact") ? 1 : 0) + (says(*http, "path_prefix") ? 1 : 0) +
                      (says(*http, "path_regex") ? 1 : 0);
    if (paths > 1) {
      faults.push_back("Route[" + std::to_string(i) +
                       "] should only contain at most one of PathExact, PathPrefix, or PathRegex");
    }
  }
  return faults;
}

Faults group_faults(const Node& entry) {
  Faults faults;
  for (const Node& member : items_at(entry, "members")) {
    if (says(member, "peer") == says(member, "partition")) {
      faults.emplace_back("sameness group members must have exactly one of peer or partition");
    }
  }
  return faults;
}

std::optional<std::string> said(const Node& object, std::string_view key) {
  const std::string text = text_at(object, key);
  return text.empty() ? std::nullopt : std::optional{text};
}

std::optional<mesh::IntentionAction> action_of(const Node& object) {
  const std::string text = text_at(object, "action");
  if (text == "allow") return mesh::IntentionAction::allow;
  if (text == "deny") return mesh::IntentionAction::deny;
  return std::nullopt;
}

mesh::HeaderCondition header_of(const Node& written) {
  mesh::HeaderCondition header;
  header.name = text_at(written, "name");
  header.present = text_at(written, "present") == "true";
  header.exact = said(written, "exact");
  header.prefix = said(written, "prefix");
  header.suffix = said(written, "suffix");
  header.contains = said(written, "contains");
  header.regex = said(written, "regex");
  header.invert = text_at(written, "invert") == "true";
  return header;
}

mesh::Permission permission_of(const Node& written) {
  mesh::Permission permission;
  permission.action = action_of(written);
  const Node* http = written.find("http");
  if (http == nullptr) return permission;
  mesh::HttpCondition condition;
  condition.path_exact = said(*http, "path_exact");
  condition.path_prefix = said(*http, "path_prefix");
  condition.path_regex = said(*http, "path_regex");
  for (const Node& method : items_at(*http, "methods")) condition.methods.push_back(method.text);
  for (const Node& one : items_at(*http, "header")) condition.headers.push_back(header_of(one));
  permission.http = std::move(condition);
  return permission;
}

std::string or_else(std::string text, const std::string& otherwise) {
  return text.empty() ? otherwise : text;
}

}  // namespace

Faults chain_entry_faults(const Node& entry, std::string_view kind) {
  if (kind == "service-resolver") return resolver_faults(entry);
  if (kind == "service-splitter") return splitter_faults(entry);
  if (kind == "service-router") return router_faults(entry);
  if (kind == "sameness-group") return group_faults(entry);
  return {};
}

Faults intention_entry_faults(const Node& entry) {
  const std::string partition = or_else(text_at(entry, "partition"), mesh::default_name);
  std::vector<mesh::Intention> sources;
  for (const Node& written : items_at(entry, "sources")) {
    mesh::Intention source;
    source.source.service = {or_else(text_at(written, "partition"), partition),
                             or_else(text_at(written, "namespace"), mesh::default_name),
                             text_at(written, "name")};
    source.source.peer = text_at(written, "peer");
    source.action = action_of(written);
    for (const Node& one : items_at(written, "permissions")) {
      source.permissions.push_back(permission_of(one));
    }
    sources.push_back(std::move(source));
  }
  return mesh::intention_faults(text_at(entry, "name"), sources);
}

}  // namespace isthmus::scenario

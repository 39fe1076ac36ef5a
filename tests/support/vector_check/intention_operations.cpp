// intentions.json: order, matching, decisions.
#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "sim/mesh/authorization.hpp"
#include "sim/mesh/intentions.hpp"
#include "tests/support/vector_check/operations.hpp"

namespace isthmus::vector_check {
namespace {

using mesh::Intention;
using mesh::IntentionAction;

std::string or_default(const std::string& text, const std::string& otherwise) {
  return text.empty() ? otherwise : text;
}

std::optional<IntentionAction> action_of(const std::string& text) {
  if (text == "allow") return IntentionAction::allow;
  if (text == "deny") return IntentionAction::deny;
  return std::nullopt;
}

IntentionAction default_of(const Json& input) {
  return action_of(text_of(input, "default")).value_or(IntentionAction::deny);
}

std::optional<std::string> said(const Json& object, std::string_view key) {
  const std::string text = text_of(object, key);
  return text.empty() ? std::nullopt : std::optional{text};
}

mesh::HeaderCondition header_of(const Json& written) {
  mesh::HeaderCondition header;
  header.name = text_of(written, "name");
  header.present = flag_of(written, "present");
  header.exact = said(written, "exact");
  header.prefix = said(written, "prefix");
  header.suffix = said(written, "suffix");
  header.contains = said(written, "contains");
  header.regex = said(written, "regex");
  header.invert = flag_of(written, "invert");
  return header;
}

mesh::Permission permission_of(const Json& written) {
  mesh::Permission permission;
  permission.action = action_of(text_of(written, "action"));
  // Some vectors leave the level of `http` out.
  const Json& http = written.contains("http") ? written.at("http") : written;
  mesh::HttpCondition condition;
  condition.path_exact = said(http, "path_exact");
  condition.path_prefix = said(http, "path_prefix");
  condition.path_regex = said(http, "path_regex");
  for (const Json& method : part_of(http, "methods")) {
    condition.methods.push_back(method.get<std::string>());
  }
  for (const Json& header : part_of(http, "header")) condition.headers.push_back(header_of(header));
  if (written.contains("http") || !condition.is_empty()) permission.http = condition;
  return permission;
}

/// Shape    `home`: of the entry; a source's partition is the same unless it says another.
Intention intention_of(const Json& written, const mesh::ServiceName& home) {
  Intention intention;
  intention.source.service = {or_default(text_of(written, "source_partition"), home.partition),
                              or_default(text_of(written, "source_ns"), home.namespace_),
                              text_of(written, "source")};
  intention.source.peer = text_of(written, "peer");
  intention.destination = {home.partition,
                           or_default(text_of(written, "destination_ns"), home.namespace_),
                           or_default(text_of(written, "destination"), home.name)};
  intention.action = action_of(text_of(written, "action"));
  for (const Json& one : part_of(written, "permissions")) {
    intention.permissions.push_back(permission_of(one));
  }
  return intention;
}

Intention intention_in_short(const Json& written) {
  Intention intention;
  intention.source = {{mesh::default_name, text_of(written, "src_ns"), text_of(written, "src")},
                      text_of(written, "peer")};
  intention.destination = {mesh::default_name, text_of(written, "dst_ns"), text_of(written, "dst")};
  return intention;
}

Json precedence(const Json& input) {
  Intention intention;
  intention.source.service = {mesh::default_name, text_of(input, "source_namespace"),
                              text_of(input, "source")};
  intention.destination = {mesh::default_name, text_of(input, "destination_namespace"),
                           text_of(input, "destination")};
  return {{"precedence", mesh::precedence(intention)}};
}

Json sort(const Json& input) {
  std::vector<Intention> intentions;
  for (const Json& one : input.at("intentions")) intentions.push_back(intention_in_short(one));
  std::stable_sort(intentions.begin(), intentions.end(), mesh::is_asked_before);
  Json order = Json::array();
  for (const Intention& one : intentions) {
    order.push_back({{"peer", one.source.peer},
                     {"src_ns", one.source.service.namespace_},
                     {"src", one.source.service.name},
                     {"dst_ns", one.destination.namespace_},
                     {"dst", one.destination.name}});
  }
  return {{"order", order}};
}

Json authorize_target(const Json& input) {
  const mesh::ServiceName target{or_default(text_of(input, "target_partition"), mesh::default_name),
                                 or_default(text_of(input, "target_namespace"), mesh::default_name),
                                 text_of(input, "target")};
  Json written = input.at("intention");
  if (!written.contains("peer")) written["peer"] = text_of(written, "source_peer");
  const mesh::ServiceName entry{
      or_default(text_of(written, "destination_partition"), mesh::default_name),
      mesh::default_name,
      {}};
  Intention intention = intention_of(written, entry);
  if (text_of(written, "source_partition").empty()) {
    intention.source.service.partition = mesh::default_name;
  }
  const std::string type = text_of(input, "match_type");
  const bool matched = (type == "source" &&
                        mesh::covers_source(intention, {target, text_of(input, "target_peer")})) ||
                       (type == "destination" && mesh::covers_destination(intention, target));
  const bool allows = intention.action == IntentionAction::allow;
  return {{"authorized", matched && allows}, {"matched", matched}};
}

Json decision(const Json& input) {
  std::vector<Intention> intentions;
  for (const auto& [name, sources] : input.at("entries").items()) {
    for (const Json& source : sources) {
      intentions.push_back(intention_of(source, {mesh::default_name, mesh::default_name, name}));
    }
  }
  const mesh::ServiceName destination{mesh::default_name, mesh::default_name,
                                      text_of(input, "destination")};
  const mesh::ServiceName source{mesh::default_name, mesh::default_name, text_of(input, "source")};
  const auto mean = flag_of(input, "allow_permissions") ? mesh::PermissionsMean::allow
                                                        : mesh::PermissionsMean::deny;
  const mesh::DecisionSummary summary =
      mesh::decision_summary(intentions, destination, {source, {}}, default_of(input), mean);
  return {{"allowed", summary.allowed},
          {"has_permissions", summary.has_permissions},
          {"has_exact", summary.has_exact}};
}

Json evaluate(const Json& input) {
  const Json& written = part_of(input, "destination");
  mesh::ServiceName home;
  if (written.is_object()) {
    home = {or_default(text_of(written, "partition"), mesh::default_name),
            or_default(text_of(written, "namespace"), mesh::default_name),
            text_of(written, "service")};
  }
  std::vector<Intention> intentions;
  for (const Json& one : input.at("intentions")) intentions.push_back(intention_of(one, home));
  // The intentions of one sidecar: those with an exact name say which service it stands beside.
  for (const Intention& one : intentions) {
    if (home.name.empty() && one.destination.name != "*") home.name = one.destination.name;
  }
  const Json& source = input.at("source");
  const mesh::IntentionSource caller{
      {text_of(source, "partition"), text_of(source, "namespace"), text_of(source, "service")},
      text_of(source, "peer")};
  const auto listener = input.contains("request") ? mesh::Listener::http : mesh::Listener::tcp;
  mesh::HttpRequest request;
  if (input.contains("request")) {
    const Json& sent = input.at("request");
    request = {text_of(sent, "method"), text_of(sent, "path"), {}};
    for (const auto& [name, value] : part_of(sent, "headers").items()) {
      request.headers[name] = value.get<std::string>();
    }
  }
  return {
      {"allowed",
       mesh::authorize(intentions, home, caller, listener, request, default_of(input)).allowed}};
}

}  // namespace

Json validate_intentions(const Json& input) {
  std::vector<Intention> sources;
  for (const Json& written : part_of(input, "sources")) {
    Json renamed = written;
    renamed["source"] = text_of(written, "name");
    renamed["source_ns"] = text_of(written, "namespace");
    renamed["source_partition"] = text_of(written, "partition");
    sources.push_back(intention_of(renamed, {mesh::default_name, mesh::default_name, {}}));
  }
  return verdict(mesh::intention_faults(text_of(input, "name"), sources));
}

std::span<const Operation> intention_operations() {
  static constexpr std::array operations{
      Operation{"precedence", precedence},
      Operation{"sort", sort},
      Operation{"authorize_target", authorize_target},
      Operation{"decision", decision},
      Operation{"evaluate", evaluate},
      Operation{"evaluate_partitioned", evaluate},
  };
  return operations;
}

}  // namespace isthmus::vector_check

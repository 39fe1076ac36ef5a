#include "sim/mesh/intentions.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace isthmus::mesh {
namespace {

constexpr const char* wildcard = "*";

/// 3 for an exact name, 2 for any name of a namespace, 1 for any namespace.
int exactness(const ServiceName& service) {
  if (service.namespace_ == wildcard) return 1;
  return service.name == wildcard ? 2 : 3;
}

bool covers(const ServiceName& pattern, const ServiceName& service) {
  return pattern.partition == service.partition &&
         (pattern.namespace_ == wildcard || pattern.namespace_ == service.namespace_) &&
         (pattern.name == wildcard || pattern.name == service.name);
}

auto names_of(const Intention& one) {
  return std::tie(one.source.peer, one.source.service.partition, one.source.service.namespace_,
                  one.source.service.name, one.destination.partition, one.destination.namespace_,
                  one.destination.name);
}

bool is_partial_wildcard(std::string_view name) {
  return name != wildcard && name.find('*') != std::string_view::npos;
}

using Faults = std::vector<std::string>;

void check_permission(const Permission& permission, const std::string& place, Faults& faults) {
  if (!permission.action) {
    faults.push_back(place + ".Action must be set to 'allow' or 'deny'");
  }
  if (!permission.http) {
    faults.push_back(place + ".HTTP is required");
    return;
  }
  const HttpCondition& http = *permission.http;
  const std::string here = place + ".HTTP";
  if (http.is_empty()) faults.push_back(here + " should not be empty");
  for (std::string& fault : condition_faults(http, here)) faults.push_back(std::move(fault));
}

void check_source(const Intention& one, bool wildcard_destination, const std::string& place,
                  Faults& faults) {
  const std::string& name = one.source.service.name;
  if (name.empty()) faults.push_back(place + ".Name is required");
  if (is_partial_wildcard(name)) {
    faults.push_back(place + ".Name: wildcard character '*' cannot appear in partial values");
  }
  if (one.permissions.empty()) {
    if (!one.action) faults.push_back(place + ".Action must be set to 'allow' or 'deny'");
    return;
  }
  if (one.action) {
    faults.push_back(place + ".Action must be omitted if Permissions are specified");
  }
  if (wildcard_destination) {
    faults.push_back(place +
                     ".Permissions cannot be specified on intentions with wildcarded destinations");
  }
  for (std::size_t i = 0; i < one.permissions.size(); ++i) {
    check_permission(one.permissions[i], place + ".Permissions[" + std::to_string(i) + "]", faults);
  }
}

}  // namespace

int precedence(const Intention& intention) {
  return 3 * (exactness(intention.destination) - 1) + exactness(intention.source.service);
}

bool is_asked_before(const Intention& a, const Intention& b) {
  if (precedence(a) != precedence(b)) return precedence(a) > precedence(b);
  return names_of(a) < names_of(b);
}

bool covers_source(const Intention& intention, const IntentionSource& caller) {
  return intention.source.peer == caller.peer && covers(intention.source.service, caller.service);
}

bool covers_destination(const Intention& intention, const ServiceName& destination) {
  return covers(intention.destination, destination);
}

std::vector<std::string> intention_faults(std::string_view destination,
                                          std::span<const Intention> sources) {
  Faults faults;
  if (destination.empty()) faults.emplace_back("Name is required");
  if (is_partial_wildcard(destination)) {
    faults.emplace_back("Name: wildcard character '*' cannot appear in partial values");
  }
  if (sources.empty()) faults.emplace_back("At least one source is required");
  for (std::size_t i = 0; i < sources.size(); ++i) {
    const std::string place = "Sources[" + std::to_string(i) + "]";
    check_source(sources[i], destination == wildcard, place, faults);
    for (std::size_t j = 0; j < i; ++j) {
      if (sources[i].source.service == sources[j].source.service &&
          sources[i].source.peer == sources[j].source.peer) {
        faults.push_back(place + " defines \"" + sources[i].source.service.name +
                         "\" more than once");
      }
    }
  }
  return faults;
}

}  // namespace isthmus::mesh

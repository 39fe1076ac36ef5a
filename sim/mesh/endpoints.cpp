#include "sim/mesh/endpoints.hpp"

#include <algorithm>

#include "sim/base/expects.hpp"

namespace isthmus::mesh {
namespace {

constexpr int envoy_weight_max = 128;  // Source: Consul agent/xds/endpoints.go.

std::string_view trimmed(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  if (text.size() >= 2 && text.front() == '"' && text.back() == '"') {
    text = text.substr(1, text.size() - 2);
  }
  return text;
}

/// `Service.Meta.key == value` or `!=`.
bool comparison_holds(std::string_view comparison, const std::map<std::string, std::string>& meta) {
  constexpr std::string_view selector = "Service.Meta.";
  const bool negated = comparison.find("!=") != std::string_view::npos;
  const std::size_t sign = comparison.find(negated ? "!=" : "==");
  if (sign == std::string_view::npos) return false;
  std::string_view key = trimmed(comparison.substr(0, sign));
  if (!key.starts_with(selector)) return false;
  key.remove_prefix(selector.size());
  const auto at = meta.find(std::string{key});
  const bool equal = at != meta.end() && at->second == trimmed(comparison.substr(sign + 2));
  return equal != negated;
}

bool expression_holds(std::string_view expression, const std::map<std::string, std::string>& meta) {
  constexpr std::string_view conjunction = " and ";
  while (true) {
    const std::size_t at = expression.find(conjunction);
    if (!comparison_holds(expression.substr(0, at), meta)) return false;
    if (at == std::string_view::npos) return true;
    expression.remove_prefix(at + conjunction.size());
  }
}

bool is_ip_letter(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F') || c == ':' ||
         c == '.';
}

}  // namespace

std::string_view text(EndpointHealth health) {
  switch (health) {
    case EndpointHealth::healthy:
      return "HEALTHY";
    case EndpointHealth::unhealthy:
      return "UNHEALTHY";
    case EndpointHealth::unknown:
      return "UNKNOWN";
  }
  ISTHMUS_EXPECTS(false);
}

HealthAndWeight instance_health(std::span<const CheckStatus> checks,
                                const std::optional<Weights>& weights, Accepts accepts) {
  HealthAndWeight seen;
  if (weights) seen.weight = weights->passing;
  for (const CheckStatus status : checks) {
    const bool out = status == CheckStatus::critical ||
                     (accepts == Accepts::only_passing && status != CheckStatus::passing);
    if (out) seen.health = EndpointHealth::unhealthy;
    if (status == CheckStatus::warning && weights) seen.weight = weights->warning;
  }
  if (seen.weight < 1) seen = {EndpointHealth::unhealthy, 1};
  seen.weight = std::min(seen.weight, envoy_weight_max);
  return seen;
}

EndpointHealth health_behind_gateway(std::span<const Instance> instances, Accepts accepts) {
  const bool any_healthy =
      std::any_of(instances.begin(), instances.end(), [&](const Instance& one) {
        return instance_health(one.checks, one.weights, accepts).health == EndpointHealth::healthy;
      });
  return any_healthy ? EndpointHealth::healthy : EndpointHealth::unhealthy;
}

Endpoint endpoint_for(const Instance& instance, const GatewayKey& dialler, Accepts accepts) {
  const HealthAndWeight seen = instance_health(instance.checks, instance.weights, accepts);
  return {best_address(instance.addresses, address_scope(dialler, instance.place)), seen.health,
          seen.weight, 0};
}

bool is_hostname(std::string_view host) {
  if (host.empty()) return false;
  if (host.find(':') != std::string_view::npos) {
    return !std::all_of(host.begin(), host.end(), is_ip_letter);
  }
  // Only addresses end in a label that is all digits.
  const std::string_view last = host.substr(host.rfind('.') + 1);
  return last.empty() ||
         !std::all_of(last.begin(), last.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::vector<Instance> filtered(std::span<const Instance> instances, const ServiceSubset& subset) {
  std::vector<Instance> chosen;
  for (const Instance& one : instances) {
    if (subset.filter.empty() || expression_holds(subset.filter, one.meta)) chosen.push_back(one);
  }
  return chosen;
}

}  // namespace isthmus::mesh

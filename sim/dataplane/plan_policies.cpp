#include "sim/dataplane/plan_policies.hpp"

#include <algorithm>

#include "sim/mesh/discovery_chain.hpp"
#include "sim/route/mode_ladder.hpp"

namespace isthmus::dataplane {
namespace {

/// Envoy's for a route that says nothing.
///
/// Source   Envoy, RouteAction.timeout.
constexpr Duration route_timeout = Duration::seconds(15);
/// Source   Envoy, RetryPolicy.num_retries and RetryBackOff, CircuitBreakers max_retries.
constexpr std::uint64_t retries_otherwise = 1;
constexpr Duration retry_backoff = Duration::milliseconds(25);
constexpr std::uint64_t retries_at_once = 3;
constexpr std::uint64_t status_of_services = 500;
constexpr std::uint64_t status_of_proxies = 503;

/// Source   Envoy, router filter, x-envoy-retry-on and x-envoy-retry-grpc-on.
void add_condition(const std::string& word, model::RetryOn& on) {
  if (word == "5xx") on.service_errors = on.refusals = on.connect_failures = on.resets = true;
  if (word == "gateway-error") on.refusals = on.connect_failures = on.resets = true;
  if (word == "reset") on.resets = true;
  if (word == "connect-failure") on.connect_failures = true;
  if (word == "internal") on.service_errors = true;
  if (word == "unavailable") on.refusals = on.connect_failures = true;
  if (word == "deadline-exceeded") on.resets = true;
}

model::RetryPolicy retries_of(const mesh::RouteRetries& words) {
  model::RetryPolicy policy;
  policy.attempts = words.count.value_or(retries_otherwise) + 1;
  policy.backoff = retry_backoff;
  policy.concurrent = retries_at_once;
  policy.on = {false, false, words.on_connect_failure, false, false};
  for (const std::string& word : words.on) add_condition(word, policy.on);
  const auto lists = [&](std::uint64_t status) {
    return std::find(words.status_codes.begin(), words.status_codes.end(), status) !=
           words.status_codes.end();
  };
  if (lists(status_of_services)) policy.on.service_errors = true;
  if (lists(status_of_proxies)) policy.on.refusals = policy.on.connect_failures = true;
  return policy;
}

}  // namespace

void add_policy(const Plan& plan, const route::Route& route, Flow& flow) {
  const model::Service& from = (*plan.model)[flow.traffic->from];
  const mesh::UpstreamPolicy upstream = route::upstream_policy(
      *plan.model, from, from.registration.upstreams[flow.traffic->upstream]);
  flow.limits = upstream.limits;
  flow.ejection = upstream.passive_health_check;
  if (flow.ejection && flow.ejection->max_failures == 0) flow.ejection.reset();
  if (route.connect_timeout > Duration::zero()) flow.connect_timeout = route.connect_timeout;

  const model::ServiceId served = plan.groups[flow.places.back().group].service;
  const mesh::ServiceName& to = served.is_some() ? (*plan.model)[served].name : route.destination;
  const std::string_view protocol = plan.model->protocol_of(to);
  flow.http = mesh::is_http_like(protocol);
  flow.streams = flow.keeps_alive() && (protocol == "http2" || protocol == "grpc");
  if (served.is_some()) flow.streams_max = (*plan.model)[served].sidecar.streams_max;
  if (!flow.http) return;
  model::Resilience& resilience = flow.resilience;
  // What the traffic says of itself stands in place of what its route says.
  if (resilience.retry.attempts == 1 && route.retries.has_condition()) {
    resilience.retry = retries_of(route.retries);
  }
  if (resilience.timeout) return;
  const auto longer = [](const std::optional<Duration>& time) {
    return time && *time > Duration::zero() ? time : std::nullopt;
  };
  const auto request = longer(route.request_timeout);
  const auto idle = longer(route.idle_timeout);
  flow.patience = request.value_or(route_timeout);
  if (idle) flow.patience = std::min(flow.patience, *idle);
  if (request || idle) resilience.timeout = flow.patience;
}

}  // namespace isthmus::dataplane

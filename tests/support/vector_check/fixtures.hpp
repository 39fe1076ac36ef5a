// The proxies that the vectors of gateway_routes.json describe in words.
//
// The words come from the test snapshots of Consul (agent/proxycfg/testing*.go). What they leave
// out, because a reader of those snapshots knows it, is added from the same source: addresses and
// versions of instances, names of peers' domains. Never what is expected.
#pragma once

#include "sim/route/gateway_snapshot.hpp"
#include "sim/route/sidecar_clusters.hpp"
#include "tests/support/vector_check/operations.hpp"

namespace isthmus::vector_check {

route::GatewaySnapshot gateway_fixture(const Json& input);
route::SidecarSnapshot sidecar_fixture(const Json& input);

/// "10.0.0.1:8443" and "2001:db8::1:8443": the port is behind the last colon.
mesh::Address address_in(const std::string& text);

/// Every "host:port" in a sentence.
std::vector<mesh::Address> addresses_in(const std::string& words);

mesh::Instance instance_at(const mesh::GatewayKey& place, const mesh::Address& lan);

/// The trust domain of the peers in those snapshots.
inline constexpr const char* peer_trust_domain = "1c053652-8512-4373-90cf-5a7f6263a994.consul";

/// Sidecars of a service that a fixture names without listing them.
std::vector<mesh::Instance> usual_instances(const mesh::GatewayKey& place);

}  // namespace isthmus::vector_check

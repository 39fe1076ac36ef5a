// The eight places where the gateway mode of one upstream can be written, read from the model.
#pragma once

#include <vector>

#include "sim/mesh/gateway_mode.hpp"
#include "sim/mesh/registration.hpp"
#include "sim/model/model.hpp"

namespace isthmus::route {

/// The rungs for an upstream of a service, highest first: all eight, silent ones too.
///
/// Shape    `to`: where the call goes, which may be another service than the upstream's.
/// Where the agents do not merge central configuration, the caller's four central rungs are silent,
/// whatever is written there; the destination's are compiled by the servers and speak all the same.
/// Source   Consul agent/configentry/resolve.go, agent/consul/discoverychain/compile.go.
std::vector<mesh::Rung> mode_ladder(const model::Model& model, const model::Service& from,
                                    const mesh::Upstream& upstream, const mesh::ServiceName& to);

/// What is said about limits and ejection for an upstream of a service: by its own definition, else
/// by the override of the caller's service-defaults that speaks of it, else by their defaults.
///
/// Source   Consul agent/configentry/resolve.go, structs/config_entry.go, UpstreamConfig.MergeInto.
mesh::UpstreamPolicy upstream_policy(const model::Model& model, const model::Service& from,
                                     const mesh::Upstream& upstream);

}  // namespace isthmus::route

// The smallest edits that let a connection through.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sim/mesh/edit.hpp"
#include "sim/mesh/intentions.hpp"
#include "sim/model/model.hpp"

namespace isthmus::route {

/// Shows `service` to the partition `consumer`: a whole exported-services entry, or what is missing
/// in the one that is there.
mesh::Edit export_edit(const model::Model& model, const mesh::ServiceName& service,
                       std::string_view consumer);

/// Lets `caller` in at `service`: a whole service-intentions entry, or one more source.
mesh::Edit intention_edit(const model::Model& model, const mesh::ServiceName& service,
                          const mesh::ServiceName& caller);

/// Turns what an intention says of its source into `allow`.
mesh::Edit allow_edit(const mesh::Intention& intention);

/// Puts a permission for every request before the others of an intention.
mesh::Edit permission_edit(const mesh::Intention& intention);

/// An upstream of `from` that leads to `to`.
mesh::Edit new_upstream_edit(const model::Model& model, const model::Service& from,
                             const model::Service& to);

/// A listener of an ingress gateway that leads to `to`; where that lies in another datacenter or
/// cluster, a service-resolver has to lead on.
mesh::Edit new_listener_edit(const model::Service& from, const model::Service& to);

/// One key of an upstream that is there.
mesh::Edit upstream_key_edit(const model::Service& from, const mesh::Upstream& upstream,
                             std::string key, std::string value);
mesh::Edit upstream_without_edit(const model::Service& from, const mesh::Upstream& upstream,
                                 std::string key);

/// `MeshGateway { Mode = mode }` in proxy-defaults of a partition.
mesh::Edit default_mode_edit(const model::Model& model, std::string_view partition,
                             mesh::GatewayMode mode);

/// One key of service-defaults, which is added where there is none.
mesh::Edit service_defaults_edit(const model::Model& model, const mesh::ServiceName& service,
                                 std::vector<std::string> path, mesh::Setting value);

/// A setting of a partition or of a service in the scenario: `connect`, `replicas`.
///
/// `partition`: as results print it, `finance` or `default@dc2`.
mesh::Edit partition_edit(const model::Model& model, std::string_view partition, std::string key,
                          mesh::Setting value);
mesh::Edit service_edit(const model::Model& model, const mesh::ServiceName& service,
                        std::string key, mesh::Setting value);

/// The path of a key of a partition, and of a service, from the top of the scenario.
std::vector<std::string> partition_path(const model::Model& model, std::string_view partition,
                                        std::vector<std::string> keys);
std::vector<std::string> service_path(const model::Model& model, const mesh::ServiceName& service,
                                      std::vector<std::string> keys);

/// A mesh gateway for a partition.
mesh::Edit gateway_edit(const model::Model& model, std::string_view partition);

mesh::Edit link_edit(std::string_view zone_a, std::string_view zone_b);

/// Settings of requirements, as text of a scenario: a gateway, a partition's, a service's.
std::string gateway_fix(std::string_view partition);
std::string partition_fix(std::string_view partition, std::string_view setting);
std::string service_fix(const mesh::ServiceName& service, std::string_view setting);

}  // namespace isthmus::route

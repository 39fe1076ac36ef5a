// The smallest edits, as text to paste.
#pragma once

#include <string>
#include <string_view>

#include "sim/model/model.hpp"

namespace isthmus::route {

/// Shows `service` to the partition `consumer`: a whole exported-services entry, or what is missing
/// in the one that is there.
std::string export_fix(const model::Model& model, const mesh::ServiceName& service,
                       std::string_view consumer);

/// Lets `caller` in at `service`: a whole service-intentions entry, or the source to add to it.
std::string intention_fix(const model::Model& model, const mesh::ServiceName& service,
                          const mesh::ServiceName& caller);

/// An upstream of `from` that leads to `to`.
std::string upstream_fix(const model::Model& model, const model::Service& from,
                         const model::Service& to);

/// A mesh gateway for a partition.
std::string gateway_fix(std::string_view partition);

/// A setting of a partition, such as `connect: true`.
std::string partition_fix(std::string_view partition, std::string_view setting);

/// A setting of a service, such as `replicas: 1`.
std::string service_fix(const mesh::ServiceName& service, std::string_view setting);

std::string link_fix(std::string_view zone_a, std::string_view zone_b);

}  // namespace isthmus::route

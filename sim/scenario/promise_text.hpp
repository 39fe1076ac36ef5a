// The small texts inside `expect:` and names of services, as a scenario writes them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "sim/base/quantity_text.hpp"
#include "sim/mesh/names.hpp"
#include "sim/model/consul_settings.hpp"
#include "sim/model/expectation.hpp"

namespace isthmus::scenario {

/// `mean`, `p50`, ... `p99.9`.
Parsed<model::Statistic> parse_statistic(std::string_view text);

/// `p99 < 120ms`, `mean <= 5ms`, `p99.9 > 1s`.
Parsed<model::ExpectLatency> parse_latency_promise(std::string_view text);

/// `< 0.1%`, `<= 1%`.
Parsed<model::ExpectErrorRate> parse_error_rate_promise(std::string_view text);

/// `finance gateway`, or `gateway finance` as results print it. Returns the partition.
Parsed<std::string> parse_gateway_name(std::string_view text);

/// `1.18.2`, `v1.18.2`, `1.18`, `1.18.2+ent`.
Parsed<model::ConsulVersion> parse_version(std::string_view text);

/// `[partition/[namespace/]]service`; what is left out comes from `context` (whose `name` is not
/// looked at). `partition/service` means the namespace `default` of that partition. `@place` behind
/// it is another datacenter or a cluster peer.
Parsed<mesh::ServiceName> parse_service_name(std::string_view text,
                                             const mesh::ServiceName& context);

/// What is wrong with a name of a partition, namespace or service; none if it can stand in a server
/// name.
///
/// Limits   1 to 64 letters, digits, `-` and `_`; begins and ends with a letter or digit.
/// Source   Consul admin partitions: names are DNS labels; the parts of an SNI are joined with dots
///          and nothing is escaped.
std::optional<QuantityFault> name_fault(std::string_view name);

}  // namespace isthmus::scenario

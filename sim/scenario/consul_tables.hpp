// Consul's own words: config entries and service definitions. Keys are read in either letter case,
// as Consul does; what Consul reads and a simulation cannot notice is accepted, and what would
// change the result and is not simulated is refused with that reason.
#pragma once

#include <span>
#include <string_view>

#include "sim/scenario/consul_document.hpp"
#include "sim/scenario/document.hpp"
#include "sim/scenario/field.hpp"

namespace isthmus::scenario {

/// `proxy:` of a service in a scenario: what the service is, is known there.
const Table<ProxySection>& service_proxy_table();

const Table<RegistrationSection>& registration_table();
const Table<ProxyDefaultsSection>& proxy_defaults_table();
const Table<ServiceDefaultsSection>& service_defaults_table();
const Table<ExportedServicesSection>& exported_services_table();
const Table<ServiceIntentionsSection>& service_intentions_table();
const Table<ServiceResolverSection>& service_resolver_table();
const Table<IngressGatewaySection>& ingress_gateway_table();
const Table<ServiceSplitterSection>& service_splitter_table();
const Table<ServiceRouterSection>& service_router_table();
const Table<SamenessGroupSection>& sameness_group_table();
const Table<MeshSection>& mesh_entry_table();

/// The kinds of config entries that a scenario knows.
std::span<const std::string_view> config_entry_kinds();

}  // namespace isthmus::scenario

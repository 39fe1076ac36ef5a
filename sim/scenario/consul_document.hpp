// Consul's own words as they were written: config entries and registrations, from the scenario or
// from files, in HCL, JSON or the YAML twin.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sim/base/seldom.hpp"
#include "sim/base/source.hpp"
#include "sim/base/time.hpp"
#include "sim/base/written.hpp"
#include "sim/mesh/chain_entries.hpp"
#include "sim/mesh/gateway_mode.hpp"
#include "sim/mesh/intentions.hpp"
#include "sim/mesh/registration.hpp"
#include "sim/mesh/service_modes.hpp"
#include "sim/scenario/consul_policy.hpp"
#include "sim/scenario/group_document.hpp"

namespace isthmus::scenario {

/// A section that stands under a name of the user's choice: a partition, a service, a subset.
template <class Section>
struct Named {
  Written<std::string> name{};
  Section section{};
};

/// A text that stands under a name of the user's choice: a header.
struct NamedText {
  Written<std::string> name{};
  Written<std::string> text{};
};

/// `MeshGateway { Mode = "local" }`
struct ModeSection {
  SourceSpan at{};
  Written<mesh::GatewayMode> mode{};
};

/// One of `proxy.upstreams`.
struct UpstreamSection {
  SourceSpan at{};
  Written<mesh::DestinationType> destination_type{};
  Written<std::string> destination_name{};
  Written<std::string> destination_namespace{};
  Written<std::string> destination_partition{};
  Written<std::string> destination_peer{};
  Written<std::string> datacenter{};
  Written<std::string> local_bind_address{};
  Written<std::uint64_t> local_bind_port{};
  Written<std::string> local_bind_socket_path{};
  ModeSection mesh_gateway{};
  Seldom<UpstreamOptionsSection> config{};
};

/// `Config { protocol = "http" }`: opaque to Consul but for a few keys.
struct OpaqueSection {
  SourceSpan at{};
  Written<std::string> protocol{};
};

/// `proxy { ... }` of a service definition.
struct ProxySection {
  SourceSpan at{};
  Written<mesh::ProxyReach> mode{};
  Written<std::string> destination_service_name{};
  ModeSection mesh_gateway{};
  Written<std::string> upstreams_given{};  ///< Where `upstreams` stands; the value means nothing.
  std::vector<UpstreamSection> upstreams{};
  OpaqueSection config{};
};

/// `connect { sidecar_service { ... } }`
struct SidecarServiceSection {
  SourceSpan at{};
  ProxySection proxy{};
};

struct ConnectSection {
  SourceSpan at{};
  SidecarServiceSection sidecar_service{};
};

struct TaggedAddressSection {
  SourceSpan at{};
  Written<std::string> address{};
  Written<std::uint64_t> port{};
};

struct TaggedAddressesSection {
  SourceSpan at{};
  TaggedAddressSection lan{};
  TaggedAddressSection wan{};
};

/// One service definition.
struct RegistrationSection {
  SourceSpan at{};
  std::string file_partition{};  ///< What an absent `partition` means here.
  Written<std::string> kind{};
  Written<std::string> name{};
  Written<std::string> partition{};
  Written<std::string> namespace_{};
  Written<std::string> address{};
  Written<std::uint64_t> port{};
  TaggedAddressesSection tagged_addresses{};
  ProxySection proxy{};
  ConnectSection connect{};
};

struct ProxyDefaultsSection {
  SourceSpan at{};
  std::string file_partition{};
  Written<std::string> name{};
  Written<std::string> partition{};
  ModeSection mesh_gateway{};
  OpaqueSection config{};
};

/// `UpstreamConfig.Defaults`, or one of its `Overrides`.
struct UpstreamConfigSection {
  SourceSpan at{};
  Written<std::string> name{};
  Written<std::string> namespace_{};
  Written<std::string> partition{};
  Written<std::string> peer{};
  Written<std::string> protocol{};
  ModeSection mesh_gateway{};
  LimitsSection limits{};
  PassiveHealthSection passive_health_check{};
};

struct UpstreamConfigsSection {
  SourceSpan at{};
  UpstreamConfigSection defaults{};
  std::vector<UpstreamConfigSection> overrides{};
};

struct ServiceDefaultsSection {
  SourceSpan at{};
  std::string file_partition{};
  Written<std::string> name{};
  Written<std::string> namespace_{};
  Written<std::string> partition{};
  Written<std::string> protocol{};
  Written<std::string> external_sni{};
  Written<std::string> balance_inbound{};
  Written<std::uint64_t> max_request_headers{};
  ModeSection mesh_gateway{};
  UpstreamConfigsSection upstream_config{};
};

struct ConsumerSection {
  SourceSpan at{};
  Written<std::string> partition{};
  Written<std::string> peer{};
  Written<std::string> sameness_group{};
};

struct ExportSection {
  SourceSpan at{};
  Written<std::string> name{};
  Written<std::string> namespace_{};
  std::vector<ConsumerSection> consumers{};
};

struct ExportedServicesSection {
  SourceSpan at{};
  std::string file_partition{};
  Written<std::string> name{};
  Written<std::string> partition{};
  std::vector<ExportSection> services{};
};

/// One condition on a header, in a permission.
struct HeaderSection {
  SourceSpan at{};
  Written<std::string> name{};
  Written<bool> present{};
  Written<std::string> exact{};
  Written<std::string> prefix{};
  Written<std::string> suffix{};
  Written<std::string> contains{};
  Written<std::string> regex{};
  Written<bool> invert{};
};

/// One condition on a parameter of the query, in a rule of a router.
struct QuerySection {
  SourceSpan at{};
  Written<std::string> name{};
  Written<bool> present{};
  Written<std::string> exact{};
  Written<std::string> regex{};
};

/// `HTTP { PathPrefix = "/" }` of a permission or of a rule of a router.
struct HttpSection {
  SourceSpan at{};
  Written<std::string> path_exact{};
  Written<std::string> path_prefix{};
  Written<std::string> path_regex{};
  std::vector<Written<std::string>> methods{};
  std::vector<HeaderSection> headers{};
  std::vector<QuerySection> query{};  ///< Of routers only.
  Written<bool> case_insensitive{};   ///< Of routers only.
};

struct PermissionSection {
  SourceSpan at{};
  Written<mesh::IntentionAction> action{};
  HttpSection http{};
};

/// One of the `Sources` of service-intentions.
struct IntentionSourceSection {
  SourceSpan at{};
  Written<std::string> name{};
  Written<std::string> namespace_{};
  Written<std::string> partition{};
  Written<std::string> peer{};
  Written<std::string> sameness_group{};
  Written<mesh::IntentionAction> action{};
  std::vector<PermissionSection> permissions{};
};

struct ServiceIntentionsSection {
  SourceSpan at{};
  std::string file_partition{};
  Written<std::string> name{};
  Written<std::string> namespace_{};
  Written<std::string> partition{};
  std::vector<IntentionSourceSection> sources{};
};

/// `Redirect`, or one of the `Targets` of a failover.
struct ElsewhereSection {
  SourceSpan at{};
  Written<std::string> service{};
  Written<std::string> service_subset{};
  Written<std::string> namespace_{};
  Written<std::string> partition{};
  Written<std::string> datacenter{};
  Written<std::string> peer{};
};

/// What to do for one subset, or for all (`*`), where it has no healthy instance.
struct FailoverSection {
  SourceSpan at{};
  Written<std::string> service{};
  Written<std::string> service_subset{};
  Written<std::string> namespace_{};
  std::vector<Written<std::string>> datacenters{};
  std::vector<ElsewhereSection> targets{};
  Written<std::string> sameness_group{};
};

struct SubsetSection {
  SourceSpan at{};
  Written<std::string> filter{};
  Written<bool> only_passing{};
};

/// `LoadBalancer { Policy = "maglev" }`
struct LeastRequestSection {
  SourceSpan at{};
  Written<std::uint64_t> choice_count{};
};

struct LoadBalancerSection {
  SourceSpan at{};
  Written<mesh::BalancePolicy> policy{};
  LeastRequestSection least_request_config{};
};

struct ServiceResolverSection {
  SourceSpan at{};
  std::string file_partition{};
  Written<std::string> name{};
  Written<std::string> namespace_{};
  Written<std::string> partition{};
  Written<std::string> default_subset{};
  Written<Duration> connect_timeout{};
  Written<Duration> request_timeout{};
  LoadBalancerSection load_balancer{};
  ElsewhereSection redirect{};
  std::vector<Named<SubsetSection>> subsets{};
  std::vector<Named<FailoverSection>> failover{};
};

/// A share of the requests, in percent.
struct SplitWeight {
  double percent = 0;
};

/// One of the `Splits`.
struct SplitSection {
  SourceSpan at{};
  Written<SplitWeight> weight{};
  Written<std::string> service{};
  Written<std::string> service_subset{};
  Written<std::string> namespace_{};
  Written<std::string> partition{};
};

struct ServiceSplitterSection {
  SourceSpan at{};
  std::string file_partition{};
  Written<std::string> name{};
  Written<std::string> namespace_{};
  Written<std::string> partition{};
  std::vector<SplitSection> splits{};
};

struct MatchSection {
  SourceSpan at{};
  HttpSection http{};
};

/// `Destination` of one of the `Routes`.
struct RouteDestinationSection {
  SourceSpan at{};
  Written<std::string> service{};
  Written<std::string> service_subset{};
  Written<std::string> namespace_{};
  Written<std::string> partition{};
  Written<std::string> prefix_rewrite{};
  Written<Duration> request_timeout{};
  Written<Duration> idle_timeout{};
  Written<std::uint64_t> num_retries{};
  Written<bool> retry_on_connect_failure{};
  std::vector<Written<std::string>> retry_on{};
  std::vector<Written<std::uint64_t>> retry_on_status_codes{};
};

struct RouteSection {
  SourceSpan at{};
  MatchSection match{};
  RouteDestinationSection destination{};
};

struct ServiceRouterSection {
  SourceSpan at{};
  std::string file_partition{};
  Written<std::string> name{};
  Written<std::string> namespace_{};
  Written<std::string> partition{};
  std::vector<RouteSection> routes{};
};

struct ConsulDocument {
  std::vector<ProxyDefaultsSection> proxy_defaults{};
  std::vector<ServiceDefaultsSection> service_defaults{};
  std::vector<ExportedServicesSection> exported_services{};
  std::vector<ServiceIntentionsSection> service_intentions{};
  std::vector<ServiceResolverSection> service_resolvers{};
  std::vector<ServiceSplitterSection> service_splitters{};
  std::vector<ServiceRouterSection> service_routers{};
  std::vector<SamenessGroupSection> sameness_groups{};
  std::vector<MeshSection> meshes{};
  std::vector<IngressGatewaySection> ingress_gateways{};
  std::vector<RegistrationSection> registrations{};
};

}  // namespace isthmus::scenario

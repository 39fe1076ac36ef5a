// What was written, with its places: nothing decided, nothing filled in, nothing checked against
// anything else. `build` turns it into a Model.
//
// Every section knows where it stands (`at` is absent where nobody wrote it); every value is a
// Written<T>. Which keys there are is said once, in tables.hpp.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sim/base/quantity.hpp"
#include "sim/base/source.hpp"
#include "sim/base/written.hpp"
#include "sim/mesh/gateway_mode.hpp"
#include "sim/mesh/registration.hpp"
#include "sim/model/consul_settings.hpp"
#include "sim/model/events.hpp"
#include "sim/model/expectation.hpp"
#include "sim/model/link_quality.hpp"
#include "sim/model/proxy.hpp"
#include "sim/model/traffic.hpp"
#include "sim/random/distribution.hpp"
#include "sim/scenario/consul_document.hpp"
#include "sim/scenario/precision_text.hpp"

namespace isthmus::scenario {

/// A text that names something to be looked up once everything is read.
using Reference = Written<std::string>;

struct AclSection {
  SourceSpan at{};
  Written<bool> enabled{};
  Written<model::DefaultPolicy> default_policy{};
};

struct HealthCheckSection {
  SourceSpan at{};
  Written<Duration> interval{};
  Written<Duration> timeout{};
  Written<std::uint64_t> failures{};
  Written<std::uint64_t> passes{};
};

struct ConsulSection {
  SourceSpan at{};
  Written<model::ConsulVersion> version{};
  Written<model::Edition> edition{};
  Written<model::ConsulVersion> consul_k8s{};
  Written<std::string> datacenter{};
  Written<std::string> trust_domain{};
  Written<bool> central_service_config{};
  Written<model::DefaultPolicy> default_intention_policy{};
  AclSection acl{};
  HealthCheckSection health_checks{};
  Written<random::Distribution> propagation{};
};

struct ZoneSection {
  SourceSpan at{};
  Written<std::string> region{};
  Written<std::string> cloud{};
};

struct LinkSection {
  SourceSpan at{};
  std::vector<Reference> between{};
  Written<Duration> rtt{};
  Written<Duration> one_way{};
  Written<BitRate> bandwidth{};
  Written<random::Distribution> jitter{};
  Written<Ratio> loss{};
  Written<model::LinkSharing> sharing{};
};

/// `cost:` of a proxy whose workers are event loops.
struct LoopSection {
  SourceSpan at{};
  Written<random::Distribution> per_event{};
  Written<Duration> per_turn{};
  Written<Duration> per_wake{};
};

/// A number of servers, or `unlimited`.
struct Concurrency {
  std::uint64_t servers = 0;  ///< 0: unlimited.
};

struct SidecarSection {
  SourceSpan at{};
  Written<mesh::ProxyKind> proxy{};
  Written<std::uint64_t> workers{};
  Written<model::WorkerChoice> worker_choice{};
  Written<model::CpuLimit> cpu{};
  Written<std::uint64_t> queue_limit{};
  LoopSection cost{};
  Written<random::Distribution> per_connection{};
  Written<random::Distribution> per_message{};
  Written<Duration> per_gigabyte{};
  Written<random::Distribution> handshake{};
  Written<random::Distribution> resumed_handshake{};
  Written<std::uint64_t> max_streams{};
};

struct TokenSection {
  SourceSpan at{};
  Written<bool> service_write{};
  Written<bool> service_read{};
  Written<bool> mesh_write{};
  Written<bool> peering_read{};
};

struct SidecarTokenSection {
  SourceSpan at{};
  Written<model::TokenLocality> locality{};
  Written<bool> read_elsewhere{};
};

/// A host and a port, as in `10.0.0.1:8443`.
struct HostPort {
  std::string host{};
  std::uint16_t port = 0;
};

struct GatewaySection {
  SourceSpan at{};
  Written<std::uint64_t> replicas{};
  Written<std::uint64_t> workers{};
  Written<model::WorkerChoice> worker_choice{};
  Written<model::CpuLimit> cpu{};
  Written<std::uint64_t> queue_limit{};
  LoopSection cost{};
  Written<random::Distribution> per_connection{};
  Written<random::Distribution> per_message{};
  Written<Duration> per_gigabyte{};
  Written<Duration> connect_timeout{};
  Written<std::string> service{};
  Written<HostPort> lan{};
  Written<HostPort> wan{};
  TokenSection token{};
  Written<std::uint64_t> unhealthy{};
};

struct RetrySection {
  SourceSpan at{};
  Written<std::uint64_t> attempts{};
  Written<Duration> backoff{};
  Written<Ratio> budget{};
  Written<std::uint64_t> concurrent{};
};

struct HedgeSection {
  SourceSpan at{};
  Written<Duration> after{};
  Written<std::uint64_t> attempts{};
};

/// What traffic and calls say about requests that take too long or fail.
struct ResilienceSection {
  Written<Duration> timeout{};
  Written<Duration> per_try_timeout{};
  RetrySection retry{};
  HedgeSection hedge{};
};

/// A step of what a service does before it answers.
struct CallSection : ResilienceSection {
  SourceSpan at{};
  Reference to{};
  Written<bool> parallel_given{};
  std::vector<CallSection> parallel{};
  Written<bool> sequence_given{};
  std::vector<CallSection> sequence{};
  Written<Ratio> probability{};
  Written<std::uint64_t> count{};
  Written<Bytes> request_size{};
  Written<Bytes> response_size{};
  Written<Duration> work{};
  Written<model::OnError> on_error{};
};

struct ServiceSection {
  SourceSpan at{};
  Written<std::uint64_t> replicas{};
  Written<Concurrency> concurrency{};
  Written<model::Discipline> discipline{};
  Written<std::uint64_t> queue_limit{};
  Written<model::CpuLimit> cpu{};
  std::vector<Reference> zones{};
  Written<random::Distribution> service_time{};
  Written<Bytes> response_size{};
  Written<Ratio> error_rate{};
  std::vector<CallSection> calls{};
  Written<model::ClientHello> client_hello{};
  Written<PerSecond> endpoint_changes{};
  SidecarTokenSection token{};
  SidecarSection sidecar{};
  ProxySection proxy{};
};

struct DefaultsSection {
  SourceSpan at{};
  SidecarSection sidecar{};
  GatewaySection mesh_gateway{};
  ServiceSection service{};
};

struct PartitionSection {
  SourceSpan at{};
  std::vector<Reference> zones{};
  Written<bool> agent{};
  Written<bool> connect{};
  GatewaySection mesh_gateway{};
  std::vector<Named<ServiceSection>> services{};
};

/// Another datacenter of the federation, with its default partition.
struct DatacenterSection : PartitionSection {
  Written<std::string> trust_domain{};
};

/// A cluster peer, with its one partition.
struct PeerSection : PartitionSection {
  std::vector<Written<HostPort>> server_addresses{};
  Written<std::string> trust_domain{};
  Written<std::string> datacenter{};
  Written<std::string> knows_us_as{};
  Written<std::string> partition{};
  Written<model::DefaultPolicy> default_intention_policy{};
  ConsulDocument entries{};
};

/// A prepared query, as an upstream of type prepared_query names it.
struct PreparedQuerySection {
  SourceSpan at{};
  Written<std::string> service{};
  std::vector<Reference> datacenters{};
};

struct FileSection {
  SourceSpan at{};
  Written<std::string> path{};
  Written<std::string> partition{};
};

/// `rate: 400/s`, or how it changes.
struct RateText {
  PerSecond mean{};
  model::RateProfile profile{};  ///< Without stages where it does not change.
};

struct TrafficSection : ResilienceSection {
  SourceSpan at{};
  Written<std::string> name{};
  Reference from{};
  Reference to{};
  Written<RateText> rate{};
  Written<model::Arrivals> arrivals{};
  Written<std::string> trace{};
  std::vector<Duration> trace_starts{};  ///< What that file says, once it has been read.
  Written<std::uint64_t> users{};
  Written<random::Distribution> think_time{};
  Written<model::ConnectionUse> connections{};
  Written<Duration> idle_timeout{};
  Written<model::CalledBy> address{};
  Written<std::uint64_t> open_connections{};
  Written<model::TlsVersion> tls{};
  Written<model::TlsResumption> resumption{};
  Written<std::string> method{};
  Written<std::string> path{};
  std::vector<NamedText> headers{};
  Written<Bytes> request_size{};
  Written<Bytes> response_size{};
  Written<Duration> work{};
};

/// Something that goes wrong at a time, or is mended.
struct EventSection {
  SourceSpan at{};
  Written<std::string> name{};
  Written<Duration> time{};
  Written<Duration> lasts{};
  Reference restore{};
  Reference gateway{};
  Reference service{};
  Reference zone{};
  Reference partition{};
  std::vector<Reference> link{};
  Written<bool> link_given{};  ///< Set by `link:`, which may be an empty list.
  Written<model::LinkDirection> direction{};
  Written<model::FaultKind> how{};
  Written<Duration> drain_time{};
  Written<Duration> extra_latency{};
  Written<Duration> reroute_after{};
  Written<Ratio> loss{};
  ConsulDocument apply{};
  Written<bool> apply_given{};
};

struct ExpectSection {
  SourceSpan at{};
  Reference from{};
  Reference to{};
  Written<bool> reachable{};
  Written<bool> via_given{};     ///< Set by `via:`, which may be an empty list.
  std::vector<Reference> via{};  ///< "finance gateway"
  Written<std::uint64_t> hops{};
  Written<model::ExpectLatency> latency{};
  Written<model::ExpectErrorRate> error_rate{};
  std::vector<Reference> during{};
  std::vector<Reference> outside{};
};

struct SuppressSection {
  SourceSpan at{};
  Written<std::string> code{};
  Written<std::string> place{};
  Reference from{};
  Reference to{};
  Written<std::string> reason{};
};

/// `warmup: auto`, or a time.
struct Warmup {
  bool automatic = true;
  Duration fixed{};
};

struct RunSection {
  SourceSpan at{};
  Written<std::uint64_t> seed{};
  Written<ReplicationCount> replications{};
  Written<std::vector<model::Precision>> until{};
  Written<Duration> max_time{};
  Written<Duration> duration{};
  Written<Warmup> warmup{};
};

struct Document {
  SourceSpan at{};
  Written<std::uint64_t> isthmus{};
  Written<std::string> name{};
  Written<std::string> description{};
  ConsulSection consul{};
  std::vector<Named<ZoneSection>> zones{};
  std::vector<LinkSection> links{};
  DefaultsSection defaults{};
  std::vector<Named<PartitionSection>> partitions{};
  std::vector<Named<DatacenterSection>> datacenters{};
  std::vector<Named<PeerSection>> peers{};
  std::vector<Named<PreparedQuerySection>> prepared_queries{};
  std::vector<FileSection> files{};
  ConsulDocument written_in_consul{};  ///< From config_entries, registrations and files.
  Written<bool> traffic_given{};       ///< Set by `traffic:`, which may be an empty list.
  std::vector<TrafficSection> traffic{};
  std::vector<EventSection> events{};
  std::vector<ExpectSection> expect{};
  std::vector<SuppressSection> suppress{};
  RunSection run{};
};

}  // namespace isthmus::scenario

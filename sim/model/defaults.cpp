#include "sim/model/defaults.hpp"

#include <algorithm>
#include <utility>

#include "sim/base/expects.hpp"
#include "sim/underlay/built_in.hpp"

namespace isthmus::model {
namespace {

constexpr const char* istio_124 =
    "Istio 1.24 docs, Performance and Scalability: 0.20 vCPU per 1000 requests/s for one Envoy "
    "with 2 workers, 1 KB; half of it for each direction";
constexpr const char* ztunnel_124 =
    "From Istio 1.24 docs: ztunnel 0.06 vCPU per 1000 requests/s with mTLS at layer 4, and "
    "MeshInsight (SoCC 2023): a TCP proxy is dominated by socket writes";
constexpr const char* relay_measured =
    "Measured: minimal epoll relay, 64160 pairs of 1 KB in 0.84 s of CPU (13 us a pair); above, "
    "ztunnel's 60 us, which also encrypts";
constexpr const char* relay_dial_measured =
    "Measured: 93 us of CPU for accept, inspect 517 B, dial, first exchange and close in a minimal "
    "relay, times a factor for Envoy";
constexpr const char* bytes_measured =
    "Measured: 4.4 GB in 1.17 s of CPU, responses of 256 KB over loopback";
constexpr const char* openssl_measured =
    "Measured: openssl speed, OpenSSL 3.0, AES-256-GCM 2.8 GB/s on one core, blocks of 16 KB";
constexpr const char* handshake_sources =
    "OpenSSL 3.0 speed: P-256 sign 30, verify 95, ECDH 73 us; jbp.io 2019: 2253-3188 client "
    "handshakes/s; mutual, Consul's EC P-256 leaf certificates";
constexpr const char* google_sizes =
    "Seemakhupt et al., A Cloud-Scale Characterization of Remote Procedure Calls, SOSP 2023, read "
    "through summaries: median about 1.5 KB";
constexpr const char* google_times =
    "Assumed; Seemakhupt et al., SOSP 2023: remote procedure calls take milliseconds, not "
    "microseconds";

constexpr const char* loops_measured =
    "Measured: HAProxy as a gateway with 1 thread on a 2.8 GHz Xeon, at 5 % and 40 % of its "
    "capacity, 8.5 events per connection; nginx 21, 2 and 6 us";

constexpr const char* probes =
    "Kubernetes docs, Configure Liveness, Readiness and Startup Probes: periodSeconds 10, "
    "timeoutSeconds 1, failureThreshold 3, successThreshold 1; consul-k8s copies readiness";

std::vector<Parameter> consul_table() {
  return {
      {"consul.health_checks.interval", "10s", "1s", "60s", probes, "2024-11"},
      {"consul.health_checks.timeout", "1s", "", "10s", probes, "2024-11"},
      {"consul.health_checks.failures", "3", "1", "", probes, "2024-11"},
      {"consul.health_checks.passes", "1", "", "3", probes, "2024-11"},
      {"consul.propagation", "500ms", "100ms", "5s",
       "HashiCorp, Consul Global Scale Benchmark: an update reached 172 000 instances in less than "
       "1 s with 5 servers",
       "2022-04"},
  };
}

std::vector<Parameter> table_behind_consul() {
  return {
      {"defaults.sidecar.workers", "2", "1", "16",
       "consul-k8s values.yaml sidecarProxy.concurrency; Istio's default too", "2024-11"},
      {"defaults.sidecar.per_connection", "80us", "45us", "150us",
       "From a measured 93 us to accept, inspect, dial and close in a minimal relay, without the "
       "inspection",
       "2026-01", true},
      {"defaults.sidecar.per_message[http]", "100us", "80us", "300us", istio_124, "2024-11"},
      {"defaults.sidecar.per_message[tcp]", "40us", "30us", "100us", ztunnel_124, "2024-11", true},
      {"defaults.sidecar.per_gb", "360ms", "", "", openssl_measured, "2026-01"},
      {"defaults.sidecar.handshake", "500us", "300us", "2300us", handshake_sources, "2026-01"},
      {"defaults.sidecar.resumed_handshake", "200us", "120us", "1100us",
       "jbp.io 2019: 4861-8211 resumed client handshakes/s (PSK with ECDHE)", "2019-07"},
      {"defaults.sidecar.cost.per_turn", "2us", "1us", "5us", loops_measured, "2026-01", true},
      {"defaults.sidecar.cost.per_wake", "21us", "10us", "50us", loops_measured, "2026-01", true},
      {"defaults.mesh_gateway.cost.per_event", "8us", "6us", "20us", loops_measured, "2026-01"},
      {"defaults.mesh_gateway.cost.per_turn", "2us", "1us", "5us", loops_measured, "2026-01"},
      {"defaults.mesh_gateway.cost.per_wake", "21us", "10us", "50us", loops_measured, "2026-01"},
      {"defaults.mesh_gateway.replicas", "1", "", "", "consul-k8s values.yaml meshGateway.replicas",
       "2024-11"},
      {"defaults.mesh_gateway.workers", "2", "1", "16",
       "Assumed as for sidecars; Envoy's own default is one per hardware thread", "2024-11", true},
      {"defaults.mesh_gateway.per_connection", "150us", "90us", "300us", relay_dial_measured,
       "2026-01", true},
      {"defaults.mesh_gateway.per_message", "15us", "6.5us", "30us", relay_measured, "2026-01"},
      {"defaults.mesh_gateway.per_gb", "400ms", "270ms", "1s", bytes_measured, "2026-01"},
      {"defaults.mesh_gateway.connect_timeout", "5s", "", "",
       "Consul docs, Envoy integration, Gateway Options: connect_timeout_ms", "2024-11"},
      {"defaults.service.replicas", "1", "", "", "Assumed: the smallest deployment", "2026-01",
       true},
      {"defaults.service.concurrency", "1", "", "",
       "Assumed: an instance works on one request at a time", "2026-01", true},
      {"defaults.service.service_time", "lognormal(p50=2ms, p99=20ms)", "500us", "50ms",
       google_times, "2023-10", true},
      {"defaults.service.response_size", "1.5KiB", "", "563kB", google_sizes, "2023-10"},
      {"traffic[].request_size", "1.5KiB", "", "196kB", google_sizes, "2023-10"},
      {"traffic[].idle_timeout", "1h", "", "",
       "Envoy docs: idle_timeout of HTTP connections and of the TCP proxy", "2024-11"},
      {"traffic[].retry.backoff", "25ms", "", "", "Envoy, RetryPolicy.RetryBackOff: base_interval",
       "2026-11"},
      {"traffic[].rate", "10/s", "", "",
       "Assumed, for every upstream of a scenario without traffic: enough to see latency, too "
       "little to queue",
       "2026-01", true},
      {"events[].drain_time", "30s", "", "",
       "consul-k8s values.yaml lifecycle.defaultShutdownGracePeriodSeconds, for sidecars; assumed "
       "for gateways",
       "2024-11"},
      {"events[].reroute_after", "30s", "", "",
       "Assumed. A router misses a neighbour when its hold timer expires: 90 s suggested by RFC "
       "4271 section 10, 60 s and less at cloud routers, around a second with BFD (RFC 5880)",
       "2026-11", true},
      {"run.replications", "32", "", "",
       "Assumed: intervals of 95 % covered 93 % of the time with 32 replications of an M/M/1 at "
       "utilisation 0.9",
       "2026-01", true},
      {"run.duration", "60s", "", "", "Assumed", "2026-01", true},
  };
}

std::vector<Parameter> table() {
  std::vector<Parameter> all = consul_table();
  for (Parameter& parameter : table_behind_consul()) all.push_back(std::move(parameter));
  return all;
}

}  // namespace

std::span<const Parameter> default_parameters() {
  static const std::vector<Parameter> parameters = table();
  return parameters;
}

const std::string& default_text(std::string_view name) {
  const auto all = default_parameters();
  const auto at =
      std::find_if(all.begin(), all.end(), [&](const Parameter& one) { return one.name == name; });
  ISTHMUS_EXPECTS(at != all.end());
  return at->value;
}

std::vector<Parameter> parameters() {
  std::vector<Parameter> all = table();
  for (Parameter& parameter : underlay::default_parameters()) all.push_back(std::move(parameter));
  return all;
}

}  // namespace isthmus::model

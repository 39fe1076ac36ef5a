// The pages of symptoms, in the order in which the reports are numbered.
//
// Source   public threads of hashicorp/consul, consul-k8s and consul-helm, named in each.
#include "sim/analysis/symptom_pages.hpp"

#include <algorithm>
#include <array>

namespace isthmus::analysis {
namespace {

constexpr std::array pages = {
    SymptomPage{"gateway-not-exported", "The mesh gateway has to be exported too",
                "A service is exported and the mode is local or remote, and still "
                "nothing arrives in the other partition.",
                "The exporting partition does not export the service of its mesh "
                "gateway, so the consumer's partition cannot discover the gateway.",
                "A call into another partition with mode local (documented, with "
                "ACLs on consul-k8s) or remote (inferred), and no export of the "
                "gateway's service to the caller's partition.",
                "Add the gateway's service to the exported-services of its "
                "partition, with the caller's partition as a consumer.",
                "", "https://github.com/hashicorp/consul/pull/19052", "the excerpt of the thread"},
    SymptomPage{"gateway-hostname-not-ready", "Gateways behind a hostname never become ready",
                "Replicated or peered mesh gateways whose WAN address is a hostname "
                "never become ready.",
                "Endpoints that are hostnames were not accepted while a gateway's "
                "snapshot was being put together.",
                "The WAN address of a gateway is a hostname, the gateway is "
                "replicated or exports to a peer, and the stated release is older "
                "than the correction.",
                "Use an IP address or a release with the correction. Of several "
                "hostnames Envoy uses the first healthy one (LOGICAL_DNS).",
                "before 1.14.11, 1.15.7, 1.16.3 and 1.17.1",
                "https://github.com/hashicorp/consul/issues/19268", "a line of the changelog"},
    SymptomPage{"backend-health-unreadable",
                "Every gateway endpoint is unhealthy, because the backend cannot be "
                "seen",
                "The sidecar has the right gateway endpoints, all marked "
                "failed_eds_health; calls end in 503, no healthy upstream.",
                "The caller's token cannot read the destination in its own partition "
                "or datacenter. Its list of backends is empty, and then every "
                "gateway endpoint counts as unhealthy.",
                "ACLs are on, and the token of the calling service may not read what "
                "it calls elsewhere (`token.read_elsewhere`).",
                "Grant service:read and node:read on the destination, in its "
                "partition and datacenter. The gateway itself is not down.",
                "", "https://github.com/hashicorp/consul/issues/12623",
                "the excerpt of the thread"},
    SymptomPage{"token-not-global", "Calls into another datacenter need a global token",
                "Watches end in `ACL not found`, and traffic to the other datacenter "
                "never flows.",
                "A local token, such as one from consul login, is unknown in the "
                "other datacenter, so its health cannot be asked for.",
                "ACLs are on, the token of the calling service is local "
                "(`token.locality`), and one of its upstreams names another "
                "datacenter.",
                "Use a global token, or an auth method with global tokens, for "
                "services that call into other datacenters.",
                "", "https://github.com/hashicorp/consul/issues/7381", "the excerpt of the thread"},
    SymptomPage{"service-only-elsewhere", "The service exists in another datacenter only",
                "Calls into another datacenter do not work; they did after a "
                "service-resolver was added.",
                "The upstream names no datacenter, so the caller's own is meant, and "
                "there the service has no instances.",
                "An upstream without a datacenter names a service that only another "
                "datacenter has, and no service-resolver leads there.",
                "Say `datacenter` in the upstream, or add a service-resolver with a "
                "redirect or a failover.",
                "", "https://github.com/hashicorp/consul/issues/7942",
                "our reading; the thread tells the symptom only"},
    SymptomPage{"gateway-health-ignored", "Sidecars keep dialling gateways that are down",
                "With mode remote, sidecars keep sending to gateways that are "
                "critical or in maintenance; with mode local they do not.",
                "A sidecar gives every gateway endpoint the health of the backend; "
                "only gateways look at the checks of other gateways.",
                "Gateways of the destination's partition fail their checks "
                "(`mesh_gateway.unhealthy`), and a caller's sidecar dials them "
                "without a gateway of its own.",
                "Use mode local, or take the instance out of the catalog. Until "
                "outlier detection ejects it, calls end in connect timeouts.",
                "", "https://github.com/hashicorp/consul/issues/15703",
                "the excerpt of the thread"},
    SymptomPage{"gateway-connection-limit", "A gateway stops at its connection limit",
                "Connections are refused at about 1024 per gateway and remote "
                "cluster; `upstream_cx_overflow` counts up.",
                "Consul gives the clusters of gateways no circuit breakers unless it "
                "is told to, and Envoy's own limit is 1024 connections per cluster "
                "and process.",
                "The connections that the traffic needs (`open_connections`, or rate "
                "times service time), per gateway instance and destination cluster, "
                "exceed the limit.",
                "Set UpstreamConfig.Defaults.Limits.MaxConnections in "
                "service-defaults named like the gateway (since 1.18.2), or add "
                "replicas.",
                "", "https://github.com/hashicorp/consul/issues/13589",
                "the excerpt of the thread"},
    SymptomPage{"failover-blind-to-gateways", "Failover does not see that the gateways are gone",
                "Failover works when instances die, and not when the gateways or "
                "servers of the other side die.",
                "Failover follows the backend's health in the catalog. Where the "
                "whole site is gone, the last known health stays.",
                "A service-resolver has a failover, its first target lies behind "
                "gateways, and all of those are unhealthy (`mesh_gateway.unhealthy`) "
                "or hit by an event while the backend is not.",
                "Do not count on failover for the loss of a site: run gateways in "
                "more than one zone, and redirect by hand when the site is lost.",
                "", "https://github.com/hashicorp/consul/issues/9811",
                "our reading; the thread tells the symptom only"},
    SymptomPage{"mode-not-inherited", "An older Consul ignores a mode that is set centrally",
                "The mode of proxy-defaults or of the proxy itself is ignored for "
                "upstreams of a transparent proxy, or for all.",
                "Older releases merged the places where a mode can stand in another "
                "order.",
                "The stated release is older than the correction, and what decides "
                "the mode is a place that it does not ask.",
                "Upgrade, or set the mode in the upstream itself.",
                "before 1.14.0; before 1.14.4 and 1.13.6 for upstreams of "
                "transparent proxies",
                "https://github.com/hashicorp/consul/pull/15186", "the excerpt of the thread"},
    SymptomPage{"peer-mode-ignored", "A peered upstream ignores the mode that is set centrally",
                "Mode local is set in a config entry, and a peered upstream still "
                "dials the peer's gateway directly.",
                "Older releases looked only at the mode in the definition of the "
                "upstream.",
                "An upstream to a peer gets mode local from a config entry, and the "
                "stated release is older than 1.14.4.",
                "Set the mode in the upstream itself, or upgrade.",
                "before 1.14.4, as far as can be told",
                "https://github.com/hashicorp/consul/pull/15896", "the excerpt of the thread"},
    SymptomPage{"annotation-needs-mode",
                "consul-k8s refuses an upstream annotation with a datacenter",
                "A pod does not leave its init stage: ProxyDefaults mesh gateway "
                "mode is neither local nor remote.",
                "Older releases of consul-k8s refuse an upstream with a datacenter "
                "unless proxy-defaults says mode local or remote, whether or not "
                "gateways are used.",
                "`consul.consul_k8s` is older than 1.2.0, an upstream names a "
                "datacenter, and proxy-defaults of its partition says neither.",
                "Write proxy-defaults with mode local or remote, or use a newer "
                "consul-k8s.",
                "consul-k8s before 1.2.0, as far as can be told",
                "https://github.com/hashicorp/consul-k8s/issues/1022", "the excerpt of the thread"},
    SymptomPage{"gateways-unused", "Gateways that nothing flows through",
                "Gateways are installed, and nothing flows through them.",
                "Without a mode, connections go directly; a gateway by itself "
                "changes nothing.",
                "There are gateways, upstreams that leave their partition, and no "
                "place that says a mode for any of these.",
                "Set the mode in proxy-defaults of the callers' partition.", "",
                "https://github.com/hashicorp/consul/issues/9597", "the excerpt of the thread"},
    SymptomPage{"failover-peer-skips-gateway", "Failover to a peer skips the local gateway",
                "Mode local is set, and failover to a peer dials the peer's gateway "
                "directly.",
                "Targets of a failover did not look at the mode of the upstream.",
                "A service-resolver fails over to a peer, the caller's mode is "
                "local, and the stated release is older than 1.14.3.",
                "Upgrade.", "before 1.14.3", "https://github.com/hashicorp/consul/issues/15690",
                "a line of the changelog"},
    SymptomPage{"empty-gateway-no-listener", "A gateway without services has no listener",
                "A gateway fails its own check: it has no listener.",
                "Older releases gave a gateway no listener before there was a "
                "service to forward to.",
                "A partition has a gateway and no service with a sidecar, and the "
                "stated release is older than 1.6.2.",
                "Upgrade, or register a service first. Newer gateways listen with "
                "nothing to forward to.",
                "before 1.6.2", "https://github.com/hashicorp/consul/issues/6543",
                "the excerpt of the thread"},
    SymptomPage{"peer-servers-many-hostnames",
                "A gateway restarts over several hostnames of a peer",
                "Envoy refuses the clusters: LOGICAL_DNS clusters must have a single "
                "endpoint.",
                "The servers of a peer are reached through mesh gateways under "
                "several hostnames, and their cluster takes one.",
                "Peers are reached through mesh gateways (the mesh entry says "
                "PeerThroughMeshGateways), more than one of a peer's "
                "`server_addresses` is a hostname, and the stated release is older "
                "than 1.23.0.",
                "Use one hostname, that of a load balancer, or IP addresses.",
                "before 1.23, as far as can be told: there they are STRICT_DNS",
                "https://github.com/hashicorp/consul/issues/17557", "the excerpt of the thread"},
    SymptomPage{"peer-same-datacenter",
                "A peer with our own datacenter's name is dialled at its LAN address",
                "Traffic to a peer through a local gateway times out; both clusters "
                "call their datacenter dc1.",
                "Only the names of datacenter and partition were compared, so the "
                "peer's gateways looked local and their LAN address was taken.",
                "A peer's datacenter has the name of our own, a caller uses mode "
                "local towards it, and the stated release is older than the "
                "correction.",
                "Upgrade, or rename one of the datacenters.", "before 1.14.5 and 1.15.0",
                "https://github.com/hashicorp/consul/issues/16257", "a line of the changelog"},
    SymptomPage{"peer-access-incomplete", "An export to a peer that nothing may use",
                "The listener for a peered service is up, and connections are not "
                "accepted.",
                "One of the three things that an exported service needs is missing: "
                "the export to that peer, an intention with that peer as its source, "
                "mesh:write for the gateway's token.",
                "A service is exported to a peer, and no intention lets any service "
                "of that peer in, or the gateway's token lacks mesh:write. The "
                "other way round, for our calls to a peer, `explain` says which "
                "export or intention is missing over there.",
                "Name the peer in Sources[].Peer of service-intentions, as the "
                "exporter calls it, and grant mesh:write to the gateway.",
                "", "https://github.com/hashicorp/consul/issues/17033",
                "our reading; the thread tells the symptom only"},
    SymptomPage{"trust-mismatch", "Two datacenters that do not trust each other",
                "The first call works, later ones are reset until Envoy restarts.",
                "mTLS is from sidecar to sidecar; a gateway only forwards. A reset "
                "behind the gateway means that the sidecars do not trust each other, "
                "or that the server name is not known there.",
                "An upstream leads into another datacenter whose trust domain "
                "(`datacenters.NAME.trust_domain`) is not ours.",
                "Federated datacenters share one certificate authority: give the "
                "secondary the primary's. Clusters with authorities of their own are "
                "peered instead.",
                "", "https://github.com/hashicorp/consul/issues/13046",
                "our reading; the thread tells the symptom only"},
    SymptomPage{"service-without-sidecar",
                "A service without a sidecar cannot be reached through the mesh",
                "curl: connection reset by peer, though the federation looks fine.",
                "The destination is in the catalog and has no sidecar. Sidecars and "
                "gateways know instances with one only, so there is no cluster for "
                "the server name.",
                "A service with `sidecar: {proxy: none}` is somebody's upstream.",
                "Register a sidecar for it, or integrate it natively.", "",
                "https://github.com/hashicorp/consul/issues/9276",
                "our reading; the thread tells the symptom only"},
    SymptomPage{"query-crosses-boundary", "A prepared query does not use gateways",
                "A prepared query returns remote nodes, and calls to them fail.",
                "An upstream that is a prepared query never uses mesh gateways, and "
                "has a server name of its own form.",
                "An upstream is a prepared query, and the instances that it finds "
                "(`prepared_queries`) lie in another partition or datacenter than "
                "the caller.",
                "Name the service instead, and use a service-resolver with a "
                "redirect or failover where the query chose.",
                "", "https://github.com/hashicorp/consul/issues/8011", "the excerpt of the thread"},
    SymptomPage{"ingress-without-resolver", "An ingress gateway cannot name another place",
                "An ingress gateway cannot be pointed at a service of another "
                "datacenter.",
                "Listeners of ingress gateways name no datacenter; only a "
                "service-resolver leads elsewhere.",
                "A service of an ingress-gateway entry does not exist beside it, and "
                "no service-resolver leads elsewhere.",
                "Add a service-resolver with a redirect. The mode is then that of "
                "the destination's service-defaults or proxy-defaults.",
                "", "https://github.com/hashicorp/consul-helm/issues/843",
                "the excerpt of the thread"},
    SymptomPage{"endpoints-briefly-empty", "No healthy upstream whenever endpoints change",
                "503, no healthy upstream, for up to a minute whenever Envoy is "
                "configured again.",
                "While endpoints are rebuilt they can be empty for a moment, and the "
                "panic mode that would help is off in sidecars.",
                "A service with one instance changes its endpoints "
                "(`endpoint_changes`), and is called from another partition.",
                "Run two instances or more and replace one at a time.", "",
                "https://github.com/hashicorp/consul/issues/15057",
                "our reading; the thread tells the symptom only"},
    SymptomPage{"failover-shares-server-name", "Two targets of a failover with one server name",
                "Failover to another place through a gateway never succeeded.",
                "Envoy has one server name per cluster, so each target needs a "
                "cluster, and a name, of its own. A gateway cannot tell two targets "
                "with one name apart.",
                "Two targets of one discovery chain have the same server name, as by "
                "equal ExternalSNI.",
                "Give each target a server name of its own.",
                "before 1.6.0 for every failover through gateways",
                "https://github.com/hashicorp/consul/issues/6161", "the excerpt of the thread"},
    SymptomPage{"few-long-connections", "A few long connections load one worker",
                "One worker of Envoy, or one gateway, is saturated while others idle.",
                "Connections never move after they were accepted: few of them are "
                "unevenly spread.",
                "Kept-alive traffic has fewer than four `open_connections` for each "
                "worker of the destination's sidecars or of a gateway on the way.",
                "Set BalanceInboundConnections = exact_balance in service-defaults "
                "of the destination, or open more connections. Gateways balance by "
                "connection only.",
                "", "https://github.com/hashicorp/consul/pull/14616", "the excerpt of the thread"},
    SymptomPage{"cluster-ip-across-partitions", "A ClusterIP is not intercepted across partitions",
                "A call into another partition by ClusterIP is not intercepted by "
                "the transparent proxy.",
                "The plain virtual address is matched inside the proxy's own "
                "partition only.",
                "Traffic of a transparent proxy names a service of another partition "
                "by `address: cluster_ip`.",
                "Use SERVICE.virtual.NAMESPACE.ns.PARTITION.ap.DATACENTER.dc.consul, "
                "or an upstream of its own.",
                "", "https://github.com/hashicorp/consul/pull/11738", "the excerpt of the thread"}};

}  // namespace

std::span<const SymptomPage> symptom_pages() { return pages; }

bool is_symptom(std::string_view code) {
  return std::any_of(pages.begin(), pages.end(),
                     [&](const SymptomPage& page) { return page.code == code; });
}

}  // namespace isthmus::analysis

// What can be wrong with what a text says.
#include "sim/scenario/codes.hpp"

namespace isthmus::scenario {
namespace {

constexpr Code table[] = {
    {"unknown-key",
     "A key is not one of those that may stand at this place. Nothing is ignored silently, because "
     "a misspelt key would change the result without a word.",
     "The message names the nearest key, or all of them; docs/reference/scenario.md lists every "
     "key."},
    {"required-key", "A key that must be written is missing.", "Add it."},
    {"unsupported-key",
     "Consul knows this key, and it would change what happens, but a scenario cannot simulate it. "
     "Keys without an effect on the result are accepted.",
     "Leave it out to simulate the rest, and remember that the result does not contain it."},
    {"opaque-key",
     "A key of an opaque `Config` block is passed to the proxy by Consul. It has no effect here.",
     "Nothing, if it only matters to the proxy."},
    {"client-tls-not-simulated",
     "A listener of an ingress gateway speaks TLS with its clients. Requests of a scenario begin "
     "behind that handshake, so neither its round trips nor its CPU are in the result.",
     "Add what it costs to what clients see, or leave it aside where only the mesh is asked "
     "about."},
    {"wrong-type",
     "A value has the wrong form: a list instead of a mapping, a text instead of a "
     "number, or nothing at all.",
     "The message says what is expected."},
    {"list_for_object",
     "A list with one item stands where an object belongs (`MeshGateway:` with `- Mode: local` "
     "below). Consul unwraps such a list when it comes from JSON; it is read the same way.",
     "Leave out the dash."},
    {"invalid-quantity",
     "A quantity has no unit, a unit that it cannot have, or cannot be represented exactly.",
     "Write 5ms, 16KiB, 400/s, 10Gbit/s or 30%."},
    {"invalid-distribution",
     "A law of how long something takes is not one of the known forms, or its numbers cannot be "
     "drawn from.",
     "Write 8ms, exp(5ms), {p50: 2ms, p99: 15ms}, erlang(4, 5ms), hyperexp(30%, 1ms, 20ms), "
     "pareto(1.5, 1ms, 1s), uniform(1ms, 3ms) or empirical(1ms 50%, 2ms 50%)."},
    {"call-loop",
     "The `calls:` of services lead back to a service that is already answering, so one request "
     "would "
     "bring calls without end.",
     "Leave one of the calls out."},
    {"invalid-trace",
     "A file named by `trace:` has a line that says no start of a request, or one that goes back "
     "in "
     "time.",
     "Write one request per line; a header names the column: time_s, time_ms, time_us, time_ns, or "
     "time for values with a unit."},
    {"invalid-address", "An address is not a host and a port.", "Write 10.0.0.1:8443."},
    {"invalid-version", "A release of Consul is not written as numbers with dots.",
     "Write 1.18.2."},
    {"invalid-promise",
     "A promise of `expect:` cannot be read: a statistic, a sign or a limit is missing.",
     "Write latency: p99 < 120ms, error_rate: \"< 0.1%\", via: [finance gateway]."},
    {"invalid-name",
     "A name of a partition, namespace or service cannot be part of a server name, whose parts are "
     "joined by dots without any escape.",
     "Use letters, digits and hyphens."},
    {"unknown-value", "A word is not one of those that may stand at this place.",
     "The message lists them."},
    {"unknown-gateway-mode",
     "A mesh gateway mode is not none, local or remote. Modes are compared letter by letter. "
     "Consul "
     "accepts a wrong one from its API without a word and then uses no gateway.",
     "Write none, local or remote in lower case."},
    {"out-of-range", "A number is outside the limits, or a time makes no sense at its place.",
     "The message names the limits."},
    {"wrong-count", "A list has more or fewer items than it can have.",
     "The message says how many."},
    {"contradicting-keys", "Two keys of one mapping exclude each other.", "Keep one of them."},
    {"unknown-zone", "A name is not one of the zones (or, in a link, regions) of the scenario.",
     "Declare the zone under `zones:`, or correct the name."},
    {"zones-required",
     "A partition does not say in which zones it runs, and there is more than one zone, so every "
     "distance would be a guess.",
     "Add zones: [...] to the partition."},
    {"unknown-partition", "A name is not one of the partitions of the scenario.",
     "Declare it under `partitions:`, or correct the name."},
    {"unknown-place", "A name behind an @ is neither a datacenter nor a peer of the scenario.",
     "Declare it under `datacenters:` or `peers:`, or correct the name."},
    {"unknown-instance",
     "An event names an instance that does not exist. Instances are numbered from 0.",
     "Write a number below `replicas`, as in finance[0], or no number for all of them."},
    {"unknown-event", "A name is not that of an event of the scenario that stands above it.",
     "Give the event that name, or correct it."},
    {"event-after-end", "An event has a time at which the run is over, so it never happens.",
     "Write an earlier time, or a longer `run.duration`."},
    {"unknown-sameness-group", "An entry names a sameness group that its partition does not have.",
     "Add the sameness-group, or correct the name."},
    {"unknown-peer",
     "An entry names a cluster peer that the scenario does not describe. Consul accepts that.",
     "Declare it under `peers:`, or correct the name."},
    {"unknown-service",
     "A service does not exist in the partition and namespace in which it is looked for. In Consul "
     "this is no error: the upstream simply never has an instance.",
     "Correct the name, its partition or its namespace. If the service is missing on purpose, "
     "promise it: expect: [{from: web, to: finance/billing, reachable: false}]."},
    {"no-services", "The scenario has no service, so there is nothing to simulate.",
     "Add one under `partitions:`."},
    {"duplicate-entry",
     "The same thing is written twice: a config entry, a service, the sidecar of a service, or two "
     "entries of traffic with one name.",
     "Keep one. Consul would let the later one replace the earlier."},
    {"unknown-config-entry-kind", "A scenario does not know config entries of this kind.",
     "The known kinds are proxy-defaults, service-defaults, exported-services, service-intentions, "
     "service-resolver, service-splitter, service-router, sameness-group and mesh."},
    {"unknown-service-kind", "A scenario does not know service definitions of this kind.",
     "The known kinds are connect-proxy, mesh-gateway, and none for a service."},
    {"invalid-entry",
     "Consul would refuse this config entry: its name, an override, an exported service or a "
     "consumer breaks a rule. The message is in Consul's words where it has some.",
     "Correct the entry."},
    {"invalid-registration", "Consul would refuse this service definition.",
     "Correct the definition; the message is in Consul's words where it has some."},
    {"invalid-upstream",
     "Consul would refuse this upstream: it has no name, no local port, or combines a peer, a "
     "datacenter and a partition in a way that cannot be.",
     "Correct the upstream; the message is in Consul's words."},
    {"duplicate-upstream", "Two upstreams of one sidecar lead to the same destination.",
     "Keep one of them."},
    {"duplicate-bind", "Two upstreams of one sidecar listen on the same address and port.",
     "Give each its own local_bind_port."},
    {"gateway-upstreams",
     "A mesh gateway is registered with upstreams. The published instructions can be read that "
     "way, "
     "but Consul refuses it: upstreams belong to the sidecar of the service that calls; the "
     "gateway "
     "needs none, because it follows the server name.",
     "Move proxy.upstreams to the connect-proxy of the calling service."},
    {"kind_missing_assumed_connect_proxy",
     "A service definition has a proxy block but no kind. Consul would register a plain service "
     "and "
     "the proxy block would do nothing; it is read as the connect-proxy that was meant.",
     "Add kind = \"connect-proxy\"."},
    {"upstream_partition_missing",
     "A mesh gateway mode is written for an upstream that names no partition. Such an upstream "
     "stays "
     "in the partition of its service, where no gateway is ever used, so the mode decides nothing.",
     "Add destination_partition, if another partition was meant."},
    {"upstream_namespace_missing",
     "An upstream into another partition names no namespace while its neighbours do; it means the "
     "namespace of its own service.",
     "Add destination_namespace, if another namespace was meant."},
    {"destination-outside",
     "An upstream leads to a cluster peer or to a datacenter that the scenario does not describe, "
     "or "
     "to a prepared query, for which it has no words: requests to it find no instance.",
     "Describe the peer under `peers:` or the datacenter under `datacenters:`, or take the "
     "upstream "
     "out."},
    {"peer_name_alias", "A key has its older name, which Consul still reads.",
     "Write the newer name."},
    {"consumer-empty",
     "A consumer of an exported service names nobody. Consul accepts it and exports to nobody.",
     "Name a partition."},
    {"export-without-service",
     "A partition exports a service that the scenario does not have. Consul accepts that.",
     "Correct the name, or declare the service."},
    {"intention-without-service",
     "An intention speaks of a service that the scenario does not have. Consul accepts that.",
     "Correct the name, or declare the service."},
    {"subset-filter",
     "A subset of a service-resolver has a filter. The instances of a service are all equal in a "
     "scenario and have no metadata, so every subset has all of them.",
     "Nothing, if only the server name of the subset matters; otherwise model the subset as a "
     "service of its own."},
    {"retries-without-condition",
     "A route has NumRetries, but neither RetryOn nor RetryOnConnectFailure nor "
     "RetryOnStatusCodes. "
     "Envoy tries again only on a condition, so nothing is ever tried again.",
     "Add a condition such as RetryOn: [5xx], or remove NumRetries."},
    {"invalid-request",
     "Traffic has a method that HTTP does not know, or a path without its slash.",
     "Write method: POST and path: /pay."},
    {"request-not-seen",
     "Traffic says what its requests look like, but nobody looks at them: the service that is "
     "called speaks tcp, or the requests come from outside, past every proxy.",
     "Give the service the protocol http in service-defaults, or leave path, method and headers "
     "out."},
    {"yaml_not_native",
     "A file with Consul's words is YAML. Consul itself reads HCL and JSON, and Kubernetes reads "
     "CRDs, which look different; it is read as the same keys in HCL would be.",
     "Convert it before you give it to Consul."},
    {"traffic-without-upstream",
     "Traffic goes from a service to another one that it has no upstream for, so its app has no "
     "local port to call.",
     "Add the upstream to proxy.upstreams of the calling service."},
    {"default-traffic",
     "The scenario has no `traffic:`, so every upstream of every service gets 10 requests per "
     "second.",
     "Add `traffic:` to say who calls whom how often."},
    {"empty-promise", "An entry of `expect:` names two services and promises nothing about them.",
     "Add reachable, via, hops, latency or error_rate."},
    {"invalid-override", "A `--set` is not path=value, or its path cannot be read.",
     "Write --set run.seed=7 or --set traffic[0].rate=500/s."},
    {"unknown-path", "The path of a `--set` leads nowhere.",
     "Every part is a key, an index in brackets, or a name that the scenario has."},
};

}  // namespace

std::span<const Code> codes_of_meanings() { return table; }

}  // namespace isthmus::scenario

// The sections of a scenario, but for those of proxies and services (tables_costs.cpp) and Consul's
// own words (consul_tables.cpp).
#include "sim/scenario/tables.hpp"

#include <iterator>
#include <utility>

#include "sim/scenario/consul_input.hpp"
#include "sim/scenario/resilience_fields.hpp"

namespace isthmus::scenario {
namespace {

const Table<AclSection>& acl_table() {
  using S = AclSection;
  static const Table<S> table{
      {.name = "acl", .doc = "Access control."},
      {value("enabled", &S::enabled, "Whether ACLs are on.").otherwise("false"),
       value("default_policy", &S::default_policy,
             "What holds where no intention speaks, when ACLs are on.")
           .otherwise("allow")}};
  return table;
}

/// What a partition has, wherever it is.
std::vector<Field<PartitionSection>> place_fields() {
  using S = PartitionSection;
  return {
      values("zones", &S::zones, "Where its gateways and services run, in turn.")
          .otherwise("the only zone of the scenario"),
      value("agent", &S::agent, "Whether a Consul agent or dataplane stands beside every proxy.")
          .otherwise("true"),
      value("connect", &S::connect, "Whether service mesh is enabled.").otherwise("true"),
      section("mesh_gateway", &S::mesh_gateway, mesh_gateway_table, "Its mesh gateways.")
          .otherwise("no gateway"),
      named("services", &S::services, service_table, "Its services by name.")};
}

/// What only a check looks at.
std::vector<Field<TrafficSection>> looked_at_fields() {
  using S = TrafficSection;
  return {value("address", &S::address,
                "How the app names what it calls; a check knows where that is not intercepted.")
              .otherwise("local_port"),
          natural("open_connections", &S::open_connections, 1, 1'000'000'000,
                  "Connections that are held open in all. Checks count them; runs open what they "
                  "need.")};
}

}  // namespace

const Table<ConsulSection>& consul_table() {
  using S = ConsulSection;
  static const Table<S> table{
      {.name = "consul", .doc = "The Consul installation around the mesh."},
      {value("version", &S::version, "Its release.").otherwise("1.18.2"),
       value("edition", &S::edition, "Admin partitions need enterprise.").otherwise("enterprise"),
       value("consul_k8s", &S::consul_k8s, "On Kubernetes, the release of consul-k8s; for checks."),
       value("datacenter", &S::datacenter, "Its datacenter.").otherwise("dc1"),
       value("trust_domain", &S::trust_domain, "The last part of every server name.")
           .otherwise("11111111-2222-3333-4444-555555555555.consul"),
       value("enable_central_service_config", &S::central_service_config,
             "Whether agents merge proxy-defaults and service-defaults into registrations.")
           .otherwise("true"),
       value("default_intention_policy", &S::default_intention_policy,
             "What holds where no intention speaks. Since 1.18.0.")
           .otherwise("what `acl` says"),
       section("acl", &S::acl, acl_table, "Access control."),
       section("health_checks", &S::health_checks, health_check_table,
               "How the catalog finds out that an instance is gone, or back."),
       value("propagation", &S::propagation,
             "How long a change in the catalog takes to reach a proxy.")
           .parameter("consul.propagation")}};
  return table;
}

const Table<ZoneSection>& zone_table() {
  using S = ZoneSection;
  static const Table<S> table{
      {.name = "zone", .doc = "A place where instances run. The key is its name."},
      {value("region", &S::region, "The region it lies in.").required(),
       value("cloud", &S::cloud, "Whose region that is.")}};
  return table;
}

const Table<LinkSection>& link_table() {
  using S = LinkSection;
  static const Table<S> table{
      {.name = "links", .doc = "How far apart two zones or regions are."},
      {values("between", &S::between, "Two zones, or two regions; twice the same for its inside.")
           .required(),
       value("rtt", &S::rtt, "Round-trip time."),
       value("one_way", &S::one_way, "Half of it, instead of `rtt`."),
       value("bandwidth", &S::bandwidth, "Of the link in each direction.").otherwise("no limit"),
       value("sharing", &S::sharing,
             "How messages on the link at once share its bandwidth, in each direction: not at all, "
             "one after the other, or all at equal shares.")
           .otherwise("none"),
       value("jitter", &S::jitter, "What the delay of each message may be longer, each way.")
           .otherwise("none"),
       value("loss", &S::loss,
             "Share of TCP segments that do not arrive; they are sent once more after a round trip "
             "or a timeout.")
           .otherwise("0%")}};
  return table;
}

const Table<PartitionSection>& partition_table() {
  using S = PartitionSection;
  static const Table<S> table{{.name = "partition",
                               .doc = "An admin partition. The key is its name.",
                               .declaring = {"services"}},
                              place_fields()};
  return table;
}

const Table<DatacenterSection>& datacenter_table() {
  using S = DatacenterSection;
  static const auto fields = [] {
    std::vector<Field<S>> all{
        value("trust_domain", &S::trust_domain, "The last part of its certificates' names.")
            .otherwise("ours: a federation shares one")};
    for (Field<PartitionSection>& field : place_fields()) {
      all.push_back(inherited<S>(std::move(field)));
    }
    return all;
  };
  static const Table<S> table{
      {.name = "datacenter",
       .doc = "Another datacenter of the same federation, with its default partition: datacenters "
              "are joined at those. Config entries hold for all. The key is its name.",
       .declaring = {"services"}},
      fields()};
  return table;
}

const Table<PeerSection>& peer_table() {
  using S = PeerSection;
  static const auto fields = [] {
    std::vector<Field<S>> all{
        value("trust_domain", &S::trust_domain, "The last part of its server names.")
            .otherwise("its name and .consul"),
        value("datacenter", &S::datacenter, "Its datacenter.").otherwise("its name"),
        value(
            "knows_us_as", &S::knows_us_as,
            "The name of our cluster over there: its exports name it, and server names end in it.")
            .otherwise("our datacenter"),
        value("partition", &S::partition, "The partition of ours that is peered with it.")
            .otherwise("default"),
        value("default_intention_policy", &S::default_intention_policy,
              "What holds over there where no intention speaks.")
            .otherwise("allow"),
        values("server_addresses", &S::server_addresses,
               "Where its servers are dialled to keep the peering up; for checks."),
        peer_entries_field()};
    for (Field<PartitionSection>& field : place_fields()) {
      all.push_back(inherited<S>(std::move(field)));
    }
    return all;
  };
  static const Table<S> table{
      {.name = "peer",
       .doc = "A cluster peer, with its default partition. Our services may call those that it "
              "exports to us. The key is what we call it.",
       .declaring = {"services"}},
      fields()};
  return table;
}

const Table<PreparedQuerySection>& prepared_query_table() {
  using S = PreparedQuerySection;
  static const Table<S> table{
      {.name = "prepared query",
       .doc =
           "What an upstream of destination_type prepared_query names. Its instances are dialled "
           "directly, whatever the mode. The key is its name."},
      {value("service", &S::service, "The service it looks for.").required(),
       values("datacenters", &S::datacenters,
              "Where else it looks when there is no instance, in this order.")}};
  return table;
}

const Table<FileSection>& file_table() {
  using S = FileSection;
  static const Table<S> table{
      {.name = "files",
       .doc = "Files with config entries and service definitions: .hcl, .json or .yaml, a pattern "
              "such as consul/*.hcl, or a folder.",
       .scalar_field = "path"},
      {value("path", &S::path, "Relative to the scenario.").required(),
       value("partition", &S::partition, "What an entry without a partition belongs to.")
           .otherwise("default")}};
  return table;
}

const Table<TrafficSection>& traffic_table() {
  using S = TrafficSection;
  static const auto fields = [] {
    std::vector<Field<S>> all{
        value("name", &S::name, "How reports call it.").otherwise("from and to"),
        value("from", &S::from, "The calling service, [partition/[namespace/]]service.")
            .otherwise("requests reach the app of `to` from outside, past every proxy"),
        value("to", &S::to, "The service that is called.").required(),
        value("rate", &S::rate, "Requests over all instances of `from` together.")
            .otherwise("what `arrivals`, `trace` or `users` says; one of them is needed"),
        value("arrivals", &S::arrivals,
              "Random and independent, in equal gaps, in batches, in bursts, or with gaps of any "
              "law.")
            .otherwise("poisson"),
        value(
            "trace", &S::trace,
            "Instead of `rate`: a CSV file with the starts of requests, relative to the scenario."),
        natural("users", &S::users, 1, 1'000'000,
                "Instead of `rate`: a closed loop, in which so many users wait for their answers."),
        value("think_time", &S::think_time, "Between an answer and a user's next request.")
            .otherwise("0s"),
        value("connections", &S::connections, "Whether requests find an open connection.")
            .otherwise("kept_alive"),
        value("idle_timeout", &S::idle_timeout,
              "How long a kept-alive connection may be idle before it is closed.")
            .parameter("traffic[].idle_timeout"),
        value("tls", &S::tls, "The TLS version between sidecars.").otherwise("1.3"),
        value("resumption", &S::resumption, "How a new connection resumes an earlier session.")
            .otherwise("none"),
        value("method", &S::method, "Their method, which routers and permissions look at.")
            .otherwise("GET"),
        value("path", &S::path, "Their path, with its query if it has one.").otherwise("/"),
        named_texts("headers", &S::headers, "Their headers: {x-canary: \"1\"}."),
        value("request_size", &S::request_size, "Size of a request.")
            .parameter("traffic[].request_size"),
        value("response_size", &S::response_size, "Size of a response.").otherwise("the service's"),
        value("work", &S::work, "What each of them costs the app beyond its `service_time`.")
            .otherwise("0s")};
    for (auto* more : {&resilience_fields<S>, &looked_at_fields}) {
      for (Field<S>& field : more()) all.push_back(std::move(field));
    }
    return all;
  };
  static const Table<S> table{
      {.name = "traffic",
       .doc = "One stream of requests. They come whether or not others wait (an open loop), unless "
              "it has `users`."},
      fields()};
  return table;
}

const Table<ExpectSection>& expect_table() {
  using S = ExpectSection;
  static const Table<S> table{
      {.name = "expect", .doc = "What the scenario promises about one pair of services."},
      {value("from", &S::from, "The calling service.").otherwise("requests that come from outside"),
       value("to", &S::to, "The service that is called.").required(),
       value("reachable", &S::reachable, "Whether requests arrive."),
       marked(
           values("via", &S::via, "The gateways on the way: [default gateway, finance gateway]."),
           &S::via_given),
       natural("hops", &S::hops, 1, 3,
               "Connections in series: 1 direct, 2 through one gateway, 3 through two."),
       value("latency", &S::latency, "A limit: p99 < 120ms."),
       value("error_rate", &S::error_rate, "The share of requests not delivered: < 0.1%."),
       values("during", &S::during,
              "Names of events: latency and error_rate of requests that start while one lasts."),
       values("outside", &S::outside,
              "Names of events: of requests that start while none of them lasts.")}};
  return table;
}

const Table<SuppressSection>& suppress_table() {
  using S = SuppressSection;
  static const Table<S> table{
      {.name = "suppress", .doc = "Findings that `check` counts and does not complain about."},
      {value("code", &S::code, "The code between the brackets of the finding.").required(),
       value("at", &S::place, "Only in this file, or `file:line`, as the finding shows it.")
           .otherwise("anywhere"),
       value("from", &S::from, "Only about calls of this service.").otherwise("of any"),
       value("to", &S::to, "Only about calls to this service.").otherwise("to any"),
       value("reason", &S::reason, "Why this is as it should be.").required()}};
  return table;
}

const Table<RunSection>& run_table() {
  using S = RunSection;
  static const Table<S> table{
      {.name = "run", .doc = "How the experiment is conducted."},
      {value("seed", &S::seed, "Another seed is another sample of the same world.").otherwise("1"),
       value("replications", &S::replications,
             "Independent repetitions. With `until`: 32.. is at least so many, 32..256 no more "
             "than that.")
           .parameter("run.replications"),
       value("until", &S::until,
             "Go on until the latency of every pair is known so precisely: p99 within 5%."),
       value("max_time", &S::max_time,
             "With `until`: no more simulated time than this, all replications together.")
           .otherwise("no limit"),
       value("duration", &S::duration, "Simulated time per replication, warm-up included.")
           .parameter("run.duration"),
       value("warmup", &S::warmup, "The part from the beginning that is not counted.")
           .otherwise("auto")}};
  return table;
}

const Table<Document>& document_table() {
  using S = Document;
  static const Table<S> table{
      {.name = "scenario",
       .doc = "A mesh, its network, its load and what is expected of it.",
       .declaring = {"partitions", "datacenters", "peers", "zones", "registrations", "files"}},
      {natural("isthmus", &S::isthmus, 1, 1, "The version of this vocabulary.").required(),
       value("name", &S::name, "How reports call it.").otherwise("the file's name"),
       value("description", &S::description, "What it is about."),
       section("consul", &S::consul, consul_table, "The Consul installation."),
       named("zones", &S::zones, zone_table, "Places by name.")
           .otherwise("one zone, local, in the region local"),
       list("links", &S::links, link_table, "What differs from the built-in distances."),
       section("defaults", &S::defaults, defaults_table, "For everything without its own."),
       named("partitions", &S::partitions, partition_table, "Admin partitions by name."),
       named("datacenters", &S::datacenters, datacenter_table, "Other datacenters by name."),
       named("peers", &S::peers, peer_table, "Cluster peers by the names that we gave them."),
       named("prepared_queries", &S::prepared_queries, prepared_query_table,
             "Prepared queries by name."),
       config_entries_field(), registrations_field(),
       list("files", &S::files, file_table, "More of both, from files."),
       marked(list("traffic", &S::traffic, traffic_table, "Streams of requests."),
              &S::traffic_given)
           .otherwise("every upstream of every service gets " +
                      model::default_text("traffic[].rate")),
       list("events", &S::events, event_table,
            "What goes wrong during the run, and when it is mended."),
       list("expect", &S::expect, expect_table, "Promises to be held against the results."),
       list("suppress", &S::suppress, suppress_table,
            "Findings of `check` that are known and accepted."),
       section("run", &S::run, run_table, "How the experiment is conducted.")}};
  return table;
}

}  // namespace isthmus::scenario

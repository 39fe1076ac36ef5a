// The sections of a scenario that speak of faults.
#include "sim/scenario/tables.hpp"

#include "sim/scenario/consul_input.hpp"

namespace isthmus::scenario {

const Table<HealthCheckSection>& health_check_table() {
  using S = HealthCheckSection;
  static const Table<S> table{
      {.name = "health_checks",
       .doc = "How the catalog finds out about instances. Only events make a difference to it."},
      {value("interval", &S::interval, "From one check of an instance to the next.")
           .parameter("consul.health_checks.interval"),
       value("timeout", &S::timeout, "After which a check without an answer has failed.")
           .parameter("consul.health_checks.timeout"),
       natural("failures", &S::failures, 1, 100, "So many in a row make an instance critical.")
           .parameter("consul.health_checks.failures"),
       natural("passes", &S::passes, 1, 100, "So many in a row make it passing again.")
           .parameter("consul.health_checks.passes")}};
  return table;
}

const Table<EventSection>& event_table() {
  using S = EventSection;
  static const Table<S> table{
      {.name = "events",
       .doc = "Something that goes wrong at a time. What it hits is one of `gateway`, `service`, "
              "`zone`, `partition` and `link`, or the configuration (`apply`); `restore` ends an "
              "earlier one."},
      {value("name", &S::name, "How reports and `expect` call it.").otherwise("what it does"),
       value("at", &S::time, "When, from the beginning of the run, warm-up included.").required(),
       value("for", &S::lasts, "How long.").otherwise("until it is restored, or to the end"),
       value("restore", &S::restore, "The name of an event that ends now."),
       value("gateway", &S::gateway, "Gateways of a partition, or one: finance, finance[0]."),
       value("service", &S::service,
             "Instances of a service with their sidecars, or one: finance/billing[1]."),
       value("zone", &S::zone, "A zone, with all that runs in it."),
       value("partition", &S::partition, "A partition, with all that runs in it."),
       marked(values("link", &S::link, "Two zones or regions: what passes between them."),
              &S::link_given),
       value("direction", &S::direction, "Of a link: from its first end there, or back.")
           .otherwise("both"),
       value("how", &S::how,
             "Instances crash, restart, drain, or vanish in a blackhole; zones and partitions also "
             "do, or are cut off; links are cut or degrade.")
           .otherwise("degrade for a link that has extra_latency or loss, cut for other links, "
                      "zones and partitions, crash for instances"),
       value("drain_time", &S::drain_time,
             "Of a drain: how long the instance still ends what it has.")
           .parameter("events[].drain_time"),
       value("extra_latency", &S::extra_latency, "Of a degraded link, each way."),
       value("reroute_after", &S::reroute_after,
             "Of a cut link: after so long the network sends what passed it along the shortest way "
             "that is left, if there is one.")
           .parameter("events[].reroute_after"),
       value("loss", &S::loss, "Of a degraded link: more TCP segments that do not arrive."),
       apply_field()}};
  return table;
}

}  // namespace isthmus::scenario

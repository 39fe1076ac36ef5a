// Config entries that send a call elsewhere.
#include "sim/scenario/consul_parts.hpp"
#include "sim/scenario/consul_tables.hpp"

namespace isthmus::scenario {
namespace {

constexpr const char* groups = "sends calls to the first of several places, which is not simulated";

const Table<SubsetSection>& subset_table() {
  using S = SubsetSection;
  static const Table<S> table{
      {.name = "subset",
       .spelling = Spelling::consul,
       .doc = "Some of a service's instances, under a server name of their own. Instances of a "
              "scenario are all equal, so it has all of them."},
      {value("filter", &S::filter, "Which; has no effect here."),
       value("only_passing", &S::only_passing, "Whether warnings count as failures; no effect.")
           .otherwise("false")}};
  return table;
}

const Table<ElsewhereSection>& elsewhere_table() {
  using S = ElsewhereSection;
  static const Table<S> table{{.name = "target",
                               .spelling = Spelling::consul,
                               .doc = "Where a call goes instead; what is left out stays as it is.",
                               .unsupported = {{"sameness_group", groups}}},
                              {value("service", &S::service, "Another service."),
                               value("service_subset", &S::service_subset, "A subset of it."),
                               value("namespace", &S::namespace_, "Another namespace."),
                               value("partition", &S::partition, "Another partition."),
                               value("datacenter", &S::datacenter, "Another datacenter."),
                               value("peer", &S::peer, "A cluster peer.")}};
  return table;
}

const Table<FailoverSection>& failover_table() {
  using S = FailoverSection;
  static const Table<S> table{
      {.name = "failover",
       .spelling = Spelling::consul,
       .doc = "Where calls go when there is no instance.",
       .unsupported = {{"policy", "prefers near instances, which is not simulated"}}},
      {value("service", &S::service, "Another service."),
       value("service_subset", &S::service_subset, "A subset of it."),
       value("namespace", &S::namespace_, "Another namespace."),
       values("datacenters", &S::datacenters, "The same in other datacenters, in this order."),
       list("targets", &S::targets, elsewhere_table, "Instead: targets, in this order."),
       value("sameness_group", &S::sameness_group, "Instead: the members of a sameness group.")}};
  return table;
}

const Table<LeastRequestSection>& least_request_table() {
  using S = LeastRequestSection;
  static const Table<S> table{
      {.name = "least_request_config",
       .spelling = Spelling::consul,
       .doc = "How least_request chooses."},
      {natural("choice_count", &S::choice_count, 0, UINT32_MAX, "How many it compares.")
           .otherwise("2")}};
  return table;
}

const Table<LoadBalancerSection>& load_balancer_table() {
  using S = LoadBalancerSection;
  static const Table<S> table{
      {.name = "load_balancer",
       .spelling = Spelling::consul,
       .doc = "How a proxy chooses among instances. What hashes does so by the caller's instance.",
       .ignored = {"ring_hash_config", "hash_policies"}},
      {value("policy", &S::policy, "Its way of choosing.").otherwise("round_robin"),
       section("least_request_config", &S::least_request_config, least_request_table,
               "For least_request.")}};
  return table;
}

}  // namespace

const Table<ServiceResolverSection>& service_resolver_table() {
  using S = ServiceResolverSection;
  static const Table<S> table{
      {.name = "service-resolver",
       .spelling = Spelling::consul,
       .doc = "Which instances serve the calls to a service.",
       .ignored = ignored_with({}),
       .unsupported = {{"prioritize_by_locality",
                        "prefers near instances, which is not simulated"}}},
      {value("name", &S::name, "The service that is called.").required(),
       value("namespace", &S::namespace_, "Its namespace.").otherwise("default"),
       value("partition", &S::partition, "Its partition.").otherwise("the file's"),
       value("default_subset", &S::default_subset, "The subset of calls that name none.")
           .otherwise("no subset"),
       value("connect_timeout", &S::connect_timeout,
             "How long connecting may take. Nothing here takes too long.")
           .otherwise("5s"),
       value("request_timeout", &S::request_timeout,
             "How long a request may take. Shown with the route; nothing is ended by it.")
           .otherwise("15s, Envoy's own"),
       section("load_balancer", &S::load_balancer, load_balancer_table,
               "How a proxy chooses among instances."),
       section("redirect", &S::redirect, elsewhere_table, "Send all calls elsewhere."),
       named("subsets", &S::subsets, subset_table, "Its subsets by name."),
       named("failover", &S::failover, failover_table,
             "By subset, or * for all: where calls go when there is no instance.")}};
  return table;
}

}  // namespace isthmus::scenario

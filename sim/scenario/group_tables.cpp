// Config entries about whole installations: sameness groups and the mesh.
#include "sim/scenario/consul_parts.hpp"
#include "sim/scenario/consul_tables.hpp"

namespace isthmus::scenario {
namespace {

const Table<MemberSection>& member_table() {
  using S = MemberSection;
  static const Table<S> table{
      {.name = "member", .spelling = Spelling::consul, .doc = "Exactly one of the two."},
      {value("partition", &S::partition, "An admin partition."),
       value("peer", &S::peer, "A cluster peer.")}};
  return table;
}

const Table<PeeringSection>& peering_table() {
  using S = PeeringSection;
  static const Table<S> table{
      {.name = "peering", .spelling = Spelling::consul, .doc = "How clusters are peered."},
      {value("peer_through_mesh_gateways", &S::peer_through_mesh_gateways,
             "Whether the servers of peers meet through mesh gateways.")
           .otherwise("false")}};
  return table;
}

}  // namespace

const Table<SamenessGroupSection>& sameness_group_table() {
  using S = SamenessGroupSection;
  static const Table<S> table{
      {.name = "sameness-group",
       .spelling = Spelling::consul,
       .doc = "Partitions and peers whose services of one name stand for each other.",
       .ignored = ignored_with({"namespace"})},
      {value("name", &S::name, "How other entries name it.").required(),
       value("partition", &S::partition, "The partition that it is written for.")
           .otherwise("the file's"),
       value("default_for_failover", &S::default_for_failover,
             "Whether it is the failover of every service without a service-resolver.")
           .otherwise("false"),
       value("include_local", &S::include_local, "Whether the own partition is tried first; it is.")
           .otherwise("false"),
       list("members", &S::members, member_table, "Its members, in the order of trying.")}};
  return table;
}

const Table<MeshSection>& mesh_entry_table() {
  using S = MeshSection;
  static const Table<S> table{
      {.name = "mesh",
       .spelling = Spelling::consul,
       .doc = "What holds for the service mesh of a partition.",
       .ignored = ignored_with({"namespace", "transparent_proxy", "tls", "http",
                                "allow_enabling_permissive_mutual_tls", "validate_clusters"})},
      {value("name", &S::name, "Always mesh."),
       value("partition", &S::partition, "The partition it holds for.").otherwise("the file's"),
       section("peering", &S::peering, peering_table, "How clusters are peered.")}};
  return table;
}

}  // namespace isthmus::scenario

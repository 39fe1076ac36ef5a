// sameness-group, mesh and prepared queries, from text to model; and names that are wrong once.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/support/opened_text.hpp"

namespace isthmus::scenario {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using tests::codes;

Opened opened(const std::string& body) { return open_text("test.yaml", "isthmus: 1\n" + body, {}); }

constexpr const char* three_places =
    "partitions:\n"
    "  default: {services: {web: {}, api: {}}}\n"
    "  west: {services: {api: {}}}\n"
    "peers: {east: {services: {api: {}}}}\n"
    "traffic: []\n"
    "config_entries:\n"
    "  - {Kind: sameness-group, Name: all, Members: [{Partition: default}, {Partition: west}, "
    "{Peer: east}]%}\n";

Opened with_entry(const std::string& entry, const std::string& of_group = "") {
  std::string text = three_places;
  text.replace(text.find('%'), 1, of_group);
  return opened(text + entry);
}

std::vector<std::string> targets(const model::Model& model, const mesh::ServiceName& service) {
  std::vector<std::string> found;
  for (const mesh::Elsewhere& one : model.service_resolver_of(service)->failover.at("*").targets) {
    found.push_back(one.partition.empty() ? "peer " + one.peer : one.partition);
  }
  return found;
}

TEST(SamenessGroup, IsTheOtherMembersInAFailover) {
  const Opened found = with_entry(
      "  - {Kind: service-resolver, Name: api, Failover: {\"*\": {SamenessGroup: all}}}\n");

  EXPECT_THAT(found.diagnostics, IsEmpty());
  ASSERT_TRUE(found.model);
  EXPECT_THAT(targets(*found.model, {.name = "api"}), ElementsAre("west", "peer east"));
}

TEST(SamenessGroup, IsTheFailoverOfEveryServiceWithoutAResolverWhereItIsTheDefault) {
  const Opened found = with_entry("", ", DefaultForFailover: true");

  ASSERT_TRUE(found.model);
  EXPECT_THAT(targets(*found.model, {.name = "web"}), ElementsAre("west", "peer east"));
  EXPECT_EQ(found.model->service_resolver_of({.partition = "west", .name = "api"}), nullptr);
}

TEST(SamenessGroup, IsEveryMemberInAnExportAndInAnIntention) {
  const Opened found = with_entry(
      "  - {Kind: exported-services, Name: default, Services: [{Name: api, Consumers: "
      "[{SamenessGroup: all}]}]}\n"
      "  - {Kind: service-intentions, Name: api, Sources: [{Name: web, SamenessGroup: all, Action: "
      "allow}]}\n");

  ASSERT_TRUE(found.model);
  const auto& consumers = found.model->exported_services.at(0).services.at(0).consumers;
  ASSERT_EQ(consumers.size(), 3U);
  EXPECT_EQ(consumers[1].partition, "west");
  EXPECT_EQ(consumers[2].peer, "east");
  EXPECT_EQ(found.model->intentions.size(), 3U);
}

TEST(SamenessGroup, HasMembersOfOneKindEach) {
  const Opened found = with_entry(
      "  - {Kind: sameness-group, Name: odd, Members: [{Partition: west, Peer: east}, {}]}\n");

  EXPECT_THAT(codes(found.diagnostics), ElementsAre("invalid-entry", "invalid-entry"));
}

TEST(MeshEntry, SaysWhetherPeeringsGoThroughGateways) {
  const Opened found = with_entry(
      "  - {Kind: mesh, Peering: {PeerThroughMeshGateways: true}, TransparentProxy: "
      "{MeshDestinationsOnly: true}, AllowEnablingPermissiveMutualTLS: true}\n");

  EXPECT_THAT(found.diagnostics, IsEmpty());
  ASSERT_TRUE(found.model);
  EXPECT_TRUE(found.model->consul.peer_through_mesh_gateways);
}

TEST(PreparedQueries, AreWhatAnUpstreamOfTheirTypeFinds) {
  const Opened found = opened(
      "partitions:\n"
      "  default:\n"
      "    services:\n"
      "      web: {proxy: {upstreams: [{destination_name: near, destination_type: prepared_query, "
      "local_bind_port: 10000}]}}\n"
      "      api: {}\n"
      "prepared_queries: {near: {service: api}}\n"
      "traffic: [{from: web, to: api, rate: 1/s}]\n");

  EXPECT_THAT(found.diagnostics, IsEmpty());
  ASSERT_TRUE(found.model);
  EXPECT_EQ(found.model->prepared_queries.at(0).service.name, "api");
}

TEST(Names, ThatAreWrongAreComplainedAboutOnce) {
  const Opened found = opened(
      "partitions:\n"
      "  äpi:\n"
      "    services:\n"
      "      web: {proxy: {upstreams: [{destination_name: b c, local_bind_port: 10000}]}}\n"
      "      b c: {}\n"
      "traffic: [{from: äpi/web, to: äpi/b c, rate: 1/s}]\n"
      "expect: [{from: äpi/web, to: äpi/b c, reachable: true}]\n");

  EXPECT_THAT(codes(found.diagnostics), ElementsAre("invalid-name", "invalid-name"));
}

}  // namespace
}  // namespace isthmus::scenario

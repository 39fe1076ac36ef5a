// peers: and datacenters:, from text to model.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/support/opened_text.hpp"

namespace isthmus::scenario {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using tests::codes;

Opened opened(const std::string& body) { return open_text("test.yaml", "isthmus: 1\n" + body, {}); }

Opened with_upstream(const std::string& upstream, const std::string& beyond) {
  return opened(
      "partitions:\n"
      "  default:\n"
      "    services:\n"
      "      web: {proxy: {upstreams: [{destination_name: api, local_bind_port: 10000, " +
      upstream + "}]}}\n" + beyond + "traffic: []\n");
}

TEST(PeersOfAScenario, HaveTheirServicesBehindTheirName) {
  const Opened found = with_upstream("destination_peer: east",
                                     "peers: {east: {knows_us_as: west, services: {api: {}}}}\n");

  EXPECT_THAT(found.diagnostics, IsEmpty());
  ASSERT_TRUE(found.model);
  EXPECT_TRUE(found.model->find_service({"default", "default", "api", "east"}).is_some());
  const model::Peer& peer = found.model->peers.at(0);
  EXPECT_EQ(peer.trust_domain, "east.consul");
  EXPECT_EQ(peer.knows_us_as, "west");
  EXPECT_EQ((*found.model)[peer.partition].away, "east");
}

TEST(PeersOfAScenario, HaveEntriesOfTheirOwn) {
  const Opened found = with_upstream(
      "destination_peer: east",
      "peers:\n"
      "  east:\n"
      "    knows_us_as: west\n"
      "    services: {api: {}}\n"
      "    config_entries:\n"
      "      - {Kind: exported-services, Name: default, Services: [{Name: api, Consumers: [{Peer: "
      "west}]}]}\n"
      "      - {Kind: service-defaults, Name: api, Protocol: grpc}\n");

  EXPECT_THAT(found.diagnostics, IsEmpty());
  ASSERT_TRUE(found.model);
  EXPECT_EQ(found.model->peers.at(0).exported.services.at(0).consumers.at(0).peer, "west");
  EXPECT_EQ(found.model->protocol_of({"default", "default", "api", "east"}), "grpc");
  EXPECT_EQ(found.model->protocol_of({"default", "default", "api"}), "tcp");
}

TEST(PeersOfAScenario, AServiceThatTheyDoNotHaveIsASlip) {
  const Opened found =
      with_upstream("destination_peer: east", "peers: {east: {services: {app: {}}}}\n");

  EXPECT_THAT(codes(found.diagnostics), ElementsAre("unknown-service"));
}

TEST(PeersOfAScenario, ServeAndDoNotCall) {
  const Opened found = with_upstream(
      "destination_peer: east",
      "peers: {east: {services: {api: {proxy: {upstreams: [{destination_name: b, local_bind_port: "
      "1}]}}}}}\n");

  EXPECT_THAT(codes(found.diagnostics), Contains("unsupported-key"));
}

TEST(PeersOfAScenario, RefuseEntriesThatWouldChangeWhereCallsGo) {
  const Opened found = with_upstream("destination_peer: east",
                                     "peers: {east: {services: {api: {}}, config_entries: [{Kind: "
                                     "service-resolver, Name: api}]}}\n");

  EXPECT_THAT(codes(found.diagnostics), ElementsAre("unknown-config-entry-kind"));
}

TEST(DatacentersOfAScenario, HaveTheirServicesBehindTheirName) {
  const Opened found =
      with_upstream("datacenter: dc2", "datacenters: {dc2: {services: {api: {}}}}\n");

  EXPECT_THAT(found.diagnostics, IsEmpty());
  ASSERT_TRUE(found.model);
  const auto api = found.model->find_service("dc2", {"default", "default", "api"});
  ASSERT_TRUE(api.is_some());
  EXPECT_EQ((*found.model)[(*found.model)[api].partition].datacenter, "dc2");
}

TEST(DatacentersOfAScenario, ThatAreNotThereAreAWarning) {
  const Opened found = with_upstream("datacenter: dc3", "");

  EXPECT_THAT(codes(found.diagnostics), ElementsAre("destination-outside"));
}

TEST(DatacentersOfAScenario, AndPeersHaveDifferentNames) {
  const Opened found = with_upstream(
      "datacenter: dc2", "datacenters: {dc2: {services: {api: {}}}}\npeers: {dc2: {}}\n");

  EXPECT_THAT(codes(found.diagnostics), Contains("duplicate-entry"));
}

TEST(NamesWithAPlace, AreReadInTrafficAndExpectations) {
  const Opened found = opened(
      "partitions:\n"
      "  default:\n"
      "    services:\n"
      "      web: {proxy: {upstreams: [{destination_name: api, datacenter: dc2, local_bind_port: "
      "10000}]}}\n"
      "datacenters: {dc2: {mesh_gateway: {replicas: 1}, services: {api: {}}}}\n"
      "traffic: [{from: web, to: api@dc2, rate: 1/s}]\n"
      "expect: [{from: web, to: api@dc2, reachable: true, via: []}]\n");

  EXPECT_THAT(found.diagnostics, IsEmpty());
  ASSERT_TRUE(found.model);
  EXPECT_TRUE(found.model->traffic.at(0).to.is_some());
  EXPECT_EQ(found.model->expectations.at(0).to, found.model->traffic.at(0).to);
}

}  // namespace
}  // namespace isthmus::scenario

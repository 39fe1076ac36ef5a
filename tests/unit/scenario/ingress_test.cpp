// ingress-gateway entries, from text to model.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/support/opened_text.hpp"

namespace isthmus::scenario {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using tests::codes;

Opened opened(const std::string& listeners) {
  return open_text("test.yaml",
                   "isthmus: 1\n"
                   "partitions: {default: {services: {web: {}, api: {}, dev/api: {}}}}\n"
                   "traffic: []\n"
                   "config_entries:\n"
                   "  - {Kind: ingress-gateway, Name: public, Listeners: [" +
                       listeners + "]}\n",
                   {});
}

std::vector<std::string> behind(const Opened& found) {
  std::vector<std::string> names;
  const model::ServiceId id = found.model->find_service({.name = "public"});
  for (const mesh::Upstream& one : (*found.model)[id].registration.upstreams) {
    names.push_back(mesh::short_text(one.destination) + ":" + std::to_string(one.local_bind_port));
  }
  return names;
}

TEST(IngressGateway, IsAServiceWhoseUpstreamsStandBehindItsListeners) {
  const Opened found = opened(
      "{Port: 8080, Protocol: tcp, Services: [{Name: web}]},"
      "{Port: 8081, Protocol: http, Services: [{Name: api, Namespace: dev}]}");

  EXPECT_THAT(found.diagnostics, IsEmpty());
  ASSERT_TRUE(found.model);
  EXPECT_THAT(behind(found), ElementsAre("web:8080", "default/dev/api:8081"));
}

TEST(IngressGateway, TakesAStarForEveryServiceOfItsNamespace) {
  const Opened found = opened("{Port: 8080, Protocol: http, Services: [{Name: \"*\"}]}");

  ASSERT_TRUE(found.model);
  EXPECT_THAT(behind(found), ElementsAre("api:8080", "web:8080"));
}

TEST(IngressGateway, HasNoStarBehindATcpListener) {
  EXPECT_THAT(codes(opened("{Port: 8080, Services: [{Name: \"*\"}]}").diagnostics),
              ElementsAre("invalid-entry"));
}

TEST(IngressGateway, HasOneServiceBehindATcpListener) {
  EXPECT_THAT(codes(opened("{Port: 8080, Services: [{Name: web}, {Name: api}]}").diagnostics),
              ElementsAre("invalid-entry"));
}

TEST(IngressGateway, HasOneListenerForAPort) {
  EXPECT_THAT(codes(opened("{Port: 8080, Services: [{Name: web}]},"
                           "{Port: 8080, Services: [{Name: api}]}")
                        .diagnostics),
              ElementsAre("invalid-entry"));
}

TEST(IngressGateway, IsRegisteredUnderItsOwnKind) {
  const Opened found =
      open_text("test.yaml",
                "isthmus: 1\n"
                "partitions: {default: {services: {web: {}}}}\n"
                "traffic: []\n"
                "registrations: [{kind: ingress-gateway, name: public, port: 8443}]\n"
                "config_entries:\n"
                "  - {Kind: ingress-gateway, Name: public, Listeners: [{Port: 1, Services: [{Name: "
                "web}]}]}\n",
                {});

  EXPECT_THAT(found.diagnostics, IsEmpty());
  ASSERT_TRUE(found.model);
  EXPECT_THAT(behind(found), ElementsAre("web:1"));
}

TEST(Datacenter, HasATrustDomainOfItsOwnWhereItSaysOne) {
  const Opened found = open_text("test.yaml",
                                 "isthmus: 1\n"
                                 "partitions: {default: {services: {web: {}}}}\n"
                                 "datacenters: {dc2: {trust_domain: other.consul}, dc3: {}}\n"
                                 "traffic: []\n",
                                 {});

  ASSERT_TRUE(found.model);
  EXPECT_EQ(found.model->partitions[1].trust_domain, "other.consul");
  EXPECT_EQ(found.model->partitions[2].trust_domain, "");
}

TEST(Upstream, ToAServiceThatOnlyAnotherDatacenterHasIsForTheCheckToExplain) {
  const Opened found = open_text(
      "test.yaml",
      "isthmus: 1\n"
      "partitions: {default: {services: {web: {proxy: {upstreams: [{destination_name: api, "
      "local_bind_port: 1}]}}}}}\n"
      "datacenters: {dc2: {services: {api: {}}}}\n"
      "traffic: []\n",
      {});

  EXPECT_THAT(found.diagnostics, IsEmpty());
}

}  // namespace
}  // namespace isthmus::scenario

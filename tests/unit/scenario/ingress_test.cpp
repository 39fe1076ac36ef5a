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

Opened opened(const std::string& listeners, const std::string& more_entries = "") {
  return open_text("test.yaml",
                   "isthmus: 1\n"
                   "partitions: {default: {services: {web: {}, api: {}, dev/api: {}}}}\n"
                   "traffic: []\n"
                   "config_entries:\n"
                   "  - {Kind: ingress-gateway, Name: public, Listeners: [" +
                       listeners + "]}\n" + more_entries,
                   {});
}

Opened speaking_http(const std::string& listeners) {
  return opened(listeners, "  - {Kind: proxy-defaults, Name: global, Config: {protocol: http}}\n");
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
      "{Port: 8080, Services: [{Name: web}]},"
      "{Port: 8081, Protocol: tcp, Services: [{Name: api, Namespace: dev}]}");

  EXPECT_THAT(found.diagnostics, IsEmpty());
  ASSERT_TRUE(found.model);
  EXPECT_THAT(behind(found), ElementsAre("web:8080", "default/dev/api:8081"));
}

TEST(IngressGateway, TakesAStarForEveryServiceOfItsNamespace) {
  const Opened found = speaking_http("{Port: 8080, Protocol: http, Services: [{Name: \"*\"}]}");

  ASSERT_TRUE(found.model);
  EXPECT_THAT(behind(found), ElementsAre("api:8080", "web:8080"));
}

TEST(IngressGateway, LeavesOutOfAStarWhatSpeaksAnotherProtocol) {
  const Opened found = opened("{Port: 8080, Protocol: http, Services: [{Name: \"*\"}]}",
                              "  - {Kind: service-defaults, Name: api, Protocol: http}\n"
                              "  - {Kind: service-defaults, Name: web, Protocol: grpc}\n");

  ASSERT_TRUE(found.model);
  EXPECT_THAT(behind(found), ElementsAre("api:8080"));
}

TEST(IngressGateway, SpeaksTheProtocolOfTheServicesBehindItsListener) {
  EXPECT_THAT(codes(opened("{Port: 8080, Protocol: http, Services: [{Name: web}]}").diagnostics),
              ElementsAre("invalid-entry"));
  EXPECT_THAT(
      codes(speaking_http("{Port: 8080, Protocol: http2, Services: [{Name: web}]}").diagnostics),
      ElementsAre("invalid-entry"));
  EXPECT_THAT(speaking_http("{Port: 8080, Protocol: HTTP, Services: [{Name: web}]}").diagnostics,
              IsEmpty());
}

TEST(IngressGateway, MayPassHttpThroughATcpListenerUntilSomethingRoutesIt) {
  const std::string listener = "{Port: 8080, Services: [{Name: web}]}";
  const std::string http = "  - {Kind: service-defaults, Name: web, Protocol: http}\n";

  EXPECT_THAT(opened(listener, http).diagnostics, IsEmpty());
  EXPECT_THAT(codes(opened(listener, http + "  - {Kind: service-router, Name: web}\n").diagnostics),
              ElementsAre("invalid-entry"));
}

TEST(IngressGateway, HasNoOtherProtocols) {
  EXPECT_THAT(codes(opened("{Port: 8080, Protocol: udp, Services: [{Name: web}]}").diagnostics),
              ElementsAre("invalid-entry", "invalid-entry"));
}

TEST(IngressGateway, HasServicesBehindEachListenerAndEachOnce) {
  EXPECT_THAT(codes(opened("{Port: 8080}").diagnostics), ElementsAre("invalid-entry"));
  EXPECT_THAT(codes(speaking_http("{Port: 1, Protocol: http, Services: [{Name: web}, {Name: web}]}")
                        .diagnostics),
              ElementsAre("invalid-entry"));
}

TEST(IngressGateway, HasNoHostsBehindATcpListenerNorForAStar) {
  EXPECT_THAT(
      codes(opened("{Port: 8080, Services: [{Name: web, Hosts: [a.example]}]}").diagnostics),
      ElementsAre("invalid-entry"));
  EXPECT_THAT(codes(speaking_http("{Port: 1, Protocol: http, Services: [{Name: \"*\", Hosts: "
                                  "[a.example]}]}")
                        .diagnostics),
              ElementsAre("invalid-entry"));
}

TEST(IngressGateway, HasEachHostOnceWithinAListener) {
  const std::string web = "{Name: web, Hosts: [a.example, \"*.b.example\"]}";
  const std::string api = "{Name: api, Hosts: [a.example]}";

  EXPECT_THAT(codes(speaking_http("{Port: 1, Protocol: http, Services: [" + web + ", " + api + "]}")
                        .diagnostics),
              ElementsAre("invalid-entry"));
  EXPECT_THAT(speaking_http("{Port: 1, Protocol: http, Services: [" + web +
                            "]}, {Port: 2, Protocol: http, Services: [" + api + "]}")
                  .diagnostics,
              IsEmpty());
}

TEST(IngressGateway, HasHostsThatCanBeLookedUp) {
  for (const char* host : {"\"a..b\"", "\"a.*.b\"", "\"*.*.b\"", "\"\""}) {
    EXPECT_THAT(codes(speaking_http(std::string{"{Port: 1, Protocol: http, Services: [{Name: web, "
                                                "Hosts: ["} +
                                    host + "]}]}")
                          .diagnostics),
                ElementsAre("invalid-entry"))
        << host;
  }
}

TEST(IngressGateway, SaysThatTheTlsOfItsClientsIsNotSimulated) {
  const Opened found = speaking_http(
      "{Port: 1, Protocol: http, TLS: {Enabled: true}, Services: [{Name: web}]},"
      "{Port: 2, Protocol: http, TLS: {Enabled: false}, Services: [{Name: api}]}");

  EXPECT_THAT(codes(found.diagnostics), ElementsAre("client-tls-not-simulated"));
  EXPECT_TRUE(found.model);
}

TEST(IngressGateway, LimitsWhatGoesToAServiceByItsOwnWordsThenByItsDefaults) {
  const Opened found = open_text(
      "test.yaml",
      "isthmus: 1\n"
      "partitions: {default: {services: {web: {}, api: {}}}}\n"
      "traffic: []\n"
      "config_entries:\n"
      "  - Kind: ingress-gateway\n"
      "    Name: public\n"
      "    Defaults: {MaxConnections: 10, PassiveHealthCheck: {MaxFailures: 3}}\n"
      "    Listeners:\n"
      "      - {Port: 1, Services: [{Name: api, MaxConnections: 20}]}\n"
      "      - {Port: 2, Services: [{Name: web, MaxConnections: 0, MaxPendingRequests: 5}]}\n",
      {});

  EXPECT_THAT(found.diagnostics, IsEmpty());
  ASSERT_TRUE(found.model);
  const model::ServiceId id = found.model->find_service({.name = "public"});
  const auto& upstreams = (*found.model)[id].registration.upstreams;
  EXPECT_EQ(upstreams[0].policy->limits->max_connections, 20U);
  EXPECT_EQ(upstreams[1].policy->limits->max_connections, 10U);
  EXPECT_EQ(upstreams[1].policy->limits->max_pending_requests, 5U);
  EXPECT_EQ(upstreams[1].policy->passive_health_check->max_failures, 3U);
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

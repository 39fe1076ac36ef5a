// What a document becomes: defaults, names, promises.
#include "sim/scenario/build.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/support/opened_text.hpp"

namespace isthmus::scenario {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using tests::first;
using tests::opened;
using tests::places;

model::Model model_of(const std::string& body) {
  Opened result = opened(body);
  for (const Diagnostic& one : result.diagnostics) {
    if (one.severity == Severity::error) ADD_FAILURE() << one.code << ": " << one.problem;
  }
  return result.model.value_or(model::Model{});
}

const model::Service& service(const model::Model& model, mesh::ServiceName name) {
  return model[model.find_service("dc1", name)];
}

constexpr const char* web_calls_api =
    "partitions:\n"
    "  default:\n"
    "    services:\n"
    "      web: {proxy: {upstreams: [{destination_name: api, local_bind_port: 10000}]}}\n"
    "      api: {}\n";

TEST(Build, ServicesStandInTheOrderOfTheirNamesWhateverTheFileSays) {
  const model::Model model = model_of(
      "partitions:\n"
      "  ops: {services: {z: {}, a: {}}}\n"
      "  default: {services: {web: {}, dev/api: {}}}\n");

  std::vector<std::string> names;
  for (const model::Service& one : model.services) names.push_back(mesh::full_text(one.name));
  EXPECT_THAT(names, ElementsAre("default/default/web", "default/dev/api", "ops/default/a",
                                 "ops/default/z"));
  EXPECT_EQ(model.partitions[1].services.size(), 2u);
}

TEST(Build, TheNearestPlaceThatSpeaksDecidesANumber) {
  const model::Model model = model_of(
      "defaults: {service: {replicas: 3, concurrency: 5}}\n"
      "partitions: {default: {services: {web: {replicas: 7}, api: {}}}}\n");

  EXPECT_EQ(service(model, {.name = "web"}).replicas, 7u);
  EXPECT_EQ(service(model, {.name = "api"}).replicas, 3u);
  EXPECT_EQ(service(model, {.name = "web"}).concurrency, 5u);
}

TEST(Build, ASidecarCostsMoreWhereItReadsTheProtocol) {
  const model::Model model = model_of(
      "partitions: {default: {services: {web: {}, api: {}}}}\n"
      "config_entries: [{Kind: service-defaults, Name: web, Protocol: http}]\n");

  EXPECT_EQ(service(model, {.name = "web"}).sidecar.costs.per_message,
            random::Distribution{random::Constant{Duration::microseconds(100)}});
  EXPECT_EQ(service(model, {.name = "api"}).sidecar.costs.per_message,
            random::Distribution{random::Constant{Duration::microseconds(40)}});
}

TEST(Build, AHelloIsThatOfTheProxyUnlessTheServiceOrTheDefaultsSayOtherwise) {
  using model::ClientHello;
  const std::string services =
      "partitions: {default: {services: {web: {client_hello: chromium}, api: {},\n"
      "  old: {sidecar: {proxy: built-in}}}}}\n";
  const model::Model plain = model_of(services);
  const model::Model general = model_of("defaults: {service: {client_hello: java}}\n" + services);

  EXPECT_EQ(service(plain, {.name = "web"}).sidecar.client_hello, ClientHello::chromium);
  EXPECT_EQ(service(plain, {.name = "api"}).sidecar.client_hello, ClientHello::envoy);
  EXPECT_EQ(service(plain, {.name = "old"}).sidecar.client_hello, ClientHello::go);
  EXPECT_EQ(service(general, {.name = "web"}).sidecar.client_hello, ClientHello::chromium);
  EXPECT_EQ(service(general, {.name = "old"}).sidecar.client_hello, ClientHello::java);
}

TEST(Build, AMistypedClientOfAHelloIsCorrected) {
  const Opened result =
      opened("partitions: {default: {services: {web: {client_hello: chromum}}}}\n");

  EXPECT_EQ(first(result.diagnostics, "unknown-value").remedy, "did you mean \"chromium\"?");
}

TEST(Build, WithoutZonesEverythingIsInOne) {
  const model::Model model = model_of(web_calls_api);

  ASSERT_EQ(model.network.zones().size(), 1u);
  EXPECT_EQ(model.network.zones()[0].name, "local");
}

TEST(Build, ARoundTripIsTwiceTheOneWayDelay) {
  const model::Model model = model_of(
      "zones: {a: {region: r1}, b: {region: r2}}\n"
      "links: [{between: [r1, r2], rtt: 80ms}]\n"
      "partitions: {default: {zones: [a, b], services: {web: {}}}}\n");

  const auto path =
      model.network.path_between(model.network.find_zone("a"), model.network.find_zone("b"));
  ASSERT_TRUE(path.has_value());
  EXPECT_EQ(path->one_way, Duration::milliseconds(40));
}

TEST(Build, AnUpstreamWithoutPartitionAndNamespaceMeansItsOwnersOwn) {
  const model::Model model = model_of(
      "partitions:\n"
      "  finance:\n"
      "    services:\n"
      "      dev/web: {proxy: {upstreams: [{destination_name: api, local_bind_port: 1}]}}\n"
      "      dev/api: {}\n");

  const auto& upstreams = service(model, {"finance", "dev", "web"}).registration.upstreams;
  EXPECT_EQ(upstreams.at(0).destination, (mesh::ServiceName{"finance", "dev", "api"}));
}

TEST(Build, ARegistrationMakesTheServiceItStandsBeside) {
  const model::Model model = model_of(
      "partitions: {default: {services: {api: {}}}}\n"
      "registrations:\n"
      "  - {name: web-proxy, kind: connect-proxy, port: 1, proxy: {destination_service_name: web,\n"
      "     upstreams: [{destination_name: api, local_bind_port: 9090}]}}\n");

  EXPECT_EQ(service(model, {.name = "web"}).registration.upstreams.at(0).local_bind_port, 9090);
  EXPECT_EQ(service(model, {.name = "web"}).replicas, 1u);
}

TEST(Build, TwoRegistrationsOfOneSidecarNameEachOthersPlace) {
  const Opened result = opened(
      "partitions: {default: {services: {web: {proxy: {}}}}}\n"
      "registrations:\n"
      "  - {name: p, kind: connect-proxy, port: 1, proxy: {destination_service_name: web}}\n");

  EXPECT_THAT(places(result.diagnostics), ElementsAre("duplicate-entry:5:5"));
  EXPECT_NE(result.diagnostics[0].problem.find("line 3"), std::string::npos);
}

TEST(Build, EachRegisteredGatewayIsAnInstanceWhereThePartitionDoesNotSay) {
  const model::Model model = model_of(
      "partitions: {default: {services: {web: {}}}}\n"
      "registrations:\n"
      "  - {name: gw, kind: mesh-gateway, port: 8443, address: 10.0.0.1}\n"
      "  - {name: gw, kind: mesh-gateway, port: 8443, address: 10.0.0.2}\n");

  ASSERT_TRUE(model.partitions[0].mesh_gateway.has_value());
  EXPECT_EQ(model.partitions[0].mesh_gateway->replicas, 2u);
  EXPECT_EQ(model.partitions[0].mesh_gateway->service_name, "gw");
  EXPECT_EQ(model.partitions[0].mesh_gateway->lan.host, "10.0.0.1");
}

TEST(Build, TrafficFindsTheUpstreamItGoesThrough) {
  const Opened result = open_text(
      "t", std::string{"isthmus: 1\n"} + web_calls_api +
               "traffic: [{from: web, to: api, rate: 5/s, tls: 1.2, resumption: ticket}]\n");

  ASSERT_TRUE(result.model.has_value());
  const model::TrafficSource& source = result.model->traffic.at(0);
  EXPECT_EQ(source.upstream, 0u);
  EXPECT_EQ(source.name, "web → api");
  EXPECT_EQ(source.tls.version, model::TlsVersion::tls_1_2);
  EXPECT_EQ(source.response_size, Bytes::of(1536));
}

TEST(Build, WithoutTrafficEveryUpstreamGetsALittleAndANoteSaysSo) {
  const Opened result = open_text("t", std::string{"isthmus: 1\n"} + web_calls_api);

  ASSERT_TRUE(result.model.has_value());
  EXPECT_EQ(result.model->traffic.at(0).rate, PerSecond::of(10));
  EXPECT_EQ(first(result.diagnostics, "default-traffic").severity, Severity::note);
}

TEST(Build, EachKeyOfAnExpectationIsAPromiseOfItsOwn) {
  const model::Model model = model_of(
      std::string{web_calls_api} +
      "expect: [{from: web, to: api, reachable: true, via: [], hops: 1, latency: p99 < 120ms,\n"
      "          error_rate: < 0.3%}]\n");

  std::vector<std::string> texts;
  for (const model::Expectation& one : model.expectations) texts.push_back(one.text);
  EXPECT_THAT(texts,
              ElementsAre("web → api: reachable", "web → api: via no gateway", "web → api: 1 hop",
                          "web → api: p99 latency < 120 ms", "web → api: error rate < 0.3 %"));
}

TEST(Build, AnExpectationWithoutACallerSpeaksOfRequestsFromOutside) {
  const model::Model model =
      model_of(std::string{web_calls_api} + "expect: [{to: api, latency: p99 < 120ms}]\n");

  EXPECT_FALSE(model.expectations.at(0).from.is_some());
  EXPECT_EQ(model.expectations.at(0).text, "outside → api: p99 latency < 120 ms");
}

TEST(Build, NobodyCanPromiseAPathOfRequestsFromOutside) {
  const Opened result = opened(std::string{web_calls_api} + "expect: [{to: api, hops: 1}]\n");

  EXPECT_THAT(places(result.diagnostics), ElementsAre("contradicting-keys:8:26"));
}

TEST(Build, AnUpstreamToNowhereIsAllowedWhereItIsPromisedToBeUnreachable) {
  const std::string body =
      "partitions:\n"
      "  default:\n"
      "    services:\n"
      "      web: {proxy: {upstreams: [{destination_name: gone, local_bind_port: 1}]}}\n";

  EXPECT_THAT(places(opened(body).diagnostics), ElementsAre("unknown-service:6:52"));

  const Opened promised = opened(body + "expect: [{from: web, to: gone, reachable: false}]\n");
  ASSERT_TRUE(promised.model.has_value());
  EXPECT_FALSE(promised.model->expectations.at(0).to.is_some());
  EXPECT_EQ(promised.model->expectations.at(0).destination.name, "gone");
}

TEST(Build, AServiceInAnotherPlaceIsSuggestedWithItsWholeName) {
  const Opened result = opened(
      "partitions:\n"
      "  default:\n"
      "    services:\n"
      "      web: {proxy: {upstreams: [{destination_name: billing, local_bind_port: 1}]}}\n"
      "  finance: {services: {billing: {}}}\n");

  EXPECT_EQ(first(result.diagnostics, "unknown-service").remedy,
            "did you mean \"finance/billing\"?");
}

TEST(Build, OnlyOneComplaintIsMadeAboutAnUpstreamThatLeadsNowhere) {
  const Opened result =
      open_text("t",
                "isthmus: 1\n"
                "partitions:\n"
                "  default:\n"
                "    services:\n"
                "      web: {proxy: {upstreams: [{destination_name: ap, local_bind_port: 1}]}}\n"
                "traffic: [{from: web, to: ap, rate: 1/s}]\n");

  EXPECT_THAT(places(result.diagnostics), ElementsAre("unknown-service:5:52"));
}

TEST(Build, AModeOnAnInstanceWithOtherUpstreamsAcrossIsNoMistake) {
  const Opened result = opened(
      "partitions:\n"
      "  default:\n"
      "    services:\n"
      "      web:\n"
      "        proxy:\n"
      "          mesh_gateway: {mode: local}\n"
      "          upstreams:\n"
      "            - {destination_name: api, local_bind_port: 1}\n"
      "            - {destination_name: billing, destination_partition: finance, local_bind_port: "
      "2}\n"
      "      api: {}\n"
      "  finance: {services: {billing: {}}}\n");

  EXPECT_THAT(result.diagnostics, IsEmpty());
}

}  // namespace
}  // namespace isthmus::scenario

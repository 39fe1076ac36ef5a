// What is refused, what is merged, and who sees what.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sim/mesh/endpoints.hpp"
#include "sim/mesh/export_rules.hpp"
#include "sim/mesh/exports.hpp"
#include "sim/mesh/registration_rules.hpp"
#include "sim/mesh/service_modes.hpp"

namespace isthmus::mesh {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

ServiceDefinition sidecar() {
  ServiceDefinition definition;
  definition.kind = ServiceKind::connect_proxy;
  definition.port = 20000;
  definition.destination_service_name = "web";
  return definition;
}

Upstream upstream(const std::string& name, std::uint16_t port) {
  Upstream one;
  one.destination = {"", "", name};
  one.local_bind_port = port;
  return one;
}

TEST(Registration, EverythingThatIsWrongIsSaidAtOnce) {
  ServiceDefinition definition = sidecar();
  definition.upstreams = {upstream("", 0), upstream("*", 9000)};

  EXPECT_THAT(registration_faults(definition),
              ElementsAre("upstream destination name cannot be empty", HasSubstr("nonzero"),
                          "upstream destination name cannot be a wildcard"));
}

TEST(Registration, APeersPartitionIsTheServicesOwn) {
  ServiceDefinition definition = sidecar();
  Upstream peered = upstream("api", 9000);
  peered.peer = "cloud";
  peered.destination.partition = "finance";
  definition.upstreams = {peered};

  EXPECT_THAT(registration_faults(definition), ElementsAre(HasSubstr("same partition")));
}

TEST(Registration, ASocketPathIsEnough) {
  ServiceDefinition definition = sidecar();
  Upstream one = upstream("api", 0);
  one.local_bind_socket_path = "/run/api.sock";
  definition.upstreams = {one};

  EXPECT_THAT(registration_faults(definition), IsEmpty());
}

TEST(Registration, WhatIsWrongForOneKindOfGatewayIsWrongForAll) {
  for (const ServiceKind kind : {ServiceKind::mesh_gateway, ServiceKind::terminating_gateway,
                                 ServiceKind::ingress_gateway, ServiceKind::api_gateway}) {
    ServiceDefinition definition;
    definition.kind = kind;
    definition.port = 8443;
    definition.has_nested_sidecar = true;
    definition.upstreams = {upstream("api", 9000)};

    const std::string name{text(kind)};
    EXPECT_THAT(registration_faults(definition),
                ElementsAre("A " + name + " cannot have a sidecar service defined",
                            "The Proxy.Upstreams configuration is invalid for a " + name));
  }
}

TEST(Registration, OnlyGatewaysWithListenersInTheirEntryNeedNoPort) {
  ServiceDefinition gateway;
  gateway.kind = ServiceKind::terminating_gateway;
  ServiceDefinition ingress;
  ingress.kind = ServiceKind::ingress_gateway;

  EXPECT_THAT(registration_faults(gateway),
              ElementsAre("Port must be non-zero for a terminating-gateway"));
  EXPECT_THAT(registration_faults(ingress), IsEmpty());
}

TEST(Registration, AProxyIsNotNativeToo) {
  ServiceDefinition definition = sidecar();
  definition.is_native = true;

  EXPECT_THAT(registration_faults(definition), ElementsAre(HasSubstr("Connect Native")));
}

TEST(ServiceModes, AWrongModeGetsPastTheHttpApiOnly) {
  EXPECT_FALSE(is_mode_accepted(ModeSurface::agent_file, "locall"));
  EXPECT_TRUE(is_mode_accepted(ModeSurface::http_registration, "locall"));
  EXPECT_TRUE(is_mode_accepted(ModeSurface::config_entry, "locall"));
}

TEST(ServiceModes, ATransparentProxyGetsCentralUpstreamsToo) {
  const std::vector<std::string> registered{"zip"};
  const std::vector<std::string> central{"zap", "*", "zip"};

  EXPECT_THAT(merged_upstreams(ProxyReach::transparent, registered, central),
              ElementsAre("zip", "zap"));
}

TEST(Exports, TheWildcardCoversItsNamespaceOnly) {
  ExportedServices entry;
  entry.partition = "finance";
  entry.services = {{"*", "billing", {{"web", {}, {}, {}}}, {}}};

  EXPECT_TRUE(is_visible(&entry, {"finance", "billing", "ledger"}, "web"));
  EXPECT_FALSE(is_visible(&entry, {"finance", "default", "ledger"}, "web"));
}

TEST(Exports, TheServersThemselvesAreNeverShown) {
  ExportedServices entry;
  entry.partition = "finance";
  entry.services = {{"consul", "default", {{"web", {}, {}, {}}}, {}}};

  EXPECT_FALSE(is_visible(&entry, {"finance", "default", "consul"}, "web"));
}

TEST(ExportRules, AnEntryOfTheCommunityEditionIsTheDefaultPartitions) {
  ExportedServices entry;
  entry.partition = "finance";

  EXPECT_THAT(export_faults(entry, PartitionsFeature::absent),
              Contains("exported-services Name must be \"default\""));
}

TEST(Endpoints, AHostnameIsWhatIsNoAddress) {
  EXPECT_TRUE(is_hostname("gw.example.com"));
  EXPECT_TRUE(is_hostname("localhost"));
  EXPECT_FALSE(is_hostname("10.0.0.1"));
  EXPECT_FALSE(is_hostname("2001:db8::ff"));
  EXPECT_FALSE(is_hostname(""));
}

TEST(Endpoints, AFilterComparesMetadata) {
  std::vector<Instance> instances(2);
  instances[0].meta["version"] = "1";
  instances[1].meta["version"] = "2";

  const auto chosen = filtered(instances, {"Service.Meta.version != \"1\"", false});

  ASSERT_EQ(chosen.size(), 1U);
  EXPECT_EQ(chosen[0].meta.at("version"), "2");
}

TEST(Endpoints, NoInstanceAtAllMakesEveryGatewayUnhealthy) {
  EXPECT_EQ(health_behind_gateway({}, Accepts::passing_and_warning), EndpointHealth::unhealthy);
}

}  // namespace
}  // namespace isthmus::mesh

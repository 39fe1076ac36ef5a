#include "sim/route/requirements.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sim/route/version_gate.hpp"
#include "tests/unit/route/small_mesh.hpp"

namespace isthmus::route {
namespace {

using mesh::GatewayMode;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> complaints(const SmallMesh& mesh) {
  const model::Model model = mesh.model();
  std::vector<std::string> all;
  for (const Diagnostic& one : requirements(model, resolve(model))) {
    if (one.severity != Severity::note) all.push_back(one.code);
  }
  return all;
}

TEST(Requirements, AMeshThatMeetsThemAllHasNoComplaint) {
  EXPECT_THAT(complaints(web_to_finance(GatewayMode::local)), IsEmpty());
}

TEST(Requirements, PartitionsNeedEnterprise) {
  SmallMesh mesh = web_to_finance(GatewayMode::local);
  mesh.consul.edition = model::Edition::community;

  EXPECT_THAT(complaints(mesh), ElementsAre("enterprise-required"));
}

TEST(Requirements, PartitionsNeedElevenDotZero) {
  SmallMesh mesh = web_to_finance(GatewayMode::local);
  mesh.consul.version = {1, 10, 12};

  EXPECT_THAT(complaints(mesh), ElementsAre("version-too-old"));
}

TEST(Requirements, TheDefaultPartitionAloneNeedsNeither) {
  SmallMesh mesh;
  mesh.partition("default").service("default", "web");
  mesh.consul.edition = model::Edition::community;
  mesh.consul.version = {1, 9, 0};

  EXPECT_THAT(complaints(mesh), IsEmpty());
}

TEST(Requirements, EveryProxyNeedsAnAgent) {
  SmallMesh mesh = web_to_finance(GatewayMode::local);
  mesh.partition_named("finance").agent_present = false;

  EXPECT_THAT(complaints(mesh), ElementsAre("agent-missing"));
}

TEST(Requirements, ServiceMeshIsOnWhereTrafficEnds) {
  SmallMesh mesh = web_to_finance(GatewayMode::local);
  mesh.partition_named("finance").connect_enabled = false;

  EXPECT_THAT(complaints(mesh), ElementsAre("connect-disabled"));
}

TEST(Requirements, APartitionNameStartsWithALowerCaseLetter) {
  SmallMesh mesh;
  mesh.partition("default").partition("1st").partition("Ops").partition("a_b").partition("fine-1");

  EXPECT_THAT(complaints(mesh), ElementsAre("partition-name", "partition-name", "partition-name"));
}

TEST(Requirements, PartitionNamesDifferByMoreThanCase) {
  SmallMesh mesh;
  mesh.partition("default").partition("ops").partition("OPS");

  EXPECT_THAT(complaints(mesh), Contains("partition-not-unique"));
}

TEST(Requirements, ACentralModeNeedsCentralConfiguration) {
  SmallMesh mesh = web_to_finance(GatewayMode::local);
  mesh.consul.central_service_config = false;
  mesh::ProxyDefaults defaults;
  defaults.mode.value = GatewayMode::remote;
  mesh.proxy_defaults.push_back(defaults);

  EXPECT_THAT(complaints(mesh), ElementsAre("central-config-disabled"));
}

TEST(Requirements, TokensOfGatewaysAreLookedAtWithAclsOnly) {
  SmallMesh mesh = web_to_finance(GatewayMode::local);
  mesh.partition_named("finance").mesh_gateway->token = {false, false, {}};

  EXPECT_THAT(complaints(mesh), IsEmpty());

  mesh.consul.acl_enabled = true;
  EXPECT_THAT(complaints(mesh), ElementsAre("gateway-token-write", "gateway-token-read"));
}

TEST(Requirements, TheBuiltInProxyMayNotBeAskedToDialAGateway) {
  SmallMesh mesh = web_to_finance(GatewayMode::remote);
  mesh.service_named("web").registration.kind = mesh::ProxyKind::built_in;

  EXPECT_THAT(complaints(mesh), ElementsAre("proxy-cannot-dial-gateway"));
}

TEST(Requirements, AGatewayWithALanAddressNeedsAWanAddressToo) {
  SmallMesh mesh = web_to_finance(GatewayMode::remote);
  mesh.partition_named("finance").mesh_gateway->lan = {"10.0.0.1", 8443, {}};

  EXPECT_THAT(complaints(mesh), ElementsAre("wan-address-missing"));
}

TEST(VersionGate, AMendedOlderLineCounts) {
  EXPECT_TRUE(is_available(Feature::no_watch_without_mode, {1, 16, 6}));
  EXPECT_FALSE(is_available(Feature::no_watch_without_mode, {1, 16, 5}));
  EXPECT_FALSE(is_available(Feature::no_watch_without_mode, {1, 17, 0}));
  EXPECT_TRUE(is_available(Feature::no_watch_without_mode, {1, 22, 0}));
}

}  // namespace
}  // namespace isthmus::route

// Where splitters and routers part the requests of one upstream.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/route/small_mesh.hpp"

namespace isthmus::route {
namespace {

using mesh::GatewayMode;
using testing::DoubleNear;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

mesh::ServiceDefaults over_http(const std::string& partition, const std::string& name) {
  mesh::ServiceDefaults defaults;
  defaults.service = {partition, "default", name};
  defaults.protocol.value = "http";
  return defaults;
}

/// `web` calls `api`; there is one in default and one in next, behind a gateway.
SmallMesh two_apis() {
  SmallMesh mesh;
  mesh.partition("default").partition("next");
  mesh.service("default", "web").service("default", "api").service("next", "api");
  mesh.upstream("web", "default", "api", GatewayMode::remote);
  mesh.exported("next", "api", "default");
  mesh.service_defaults = {over_http("default", "api"), over_http("next", "api")};
  return mesh;
}

mesh::Split split(double weight, const std::string& partition) {
  mesh::Split one;
  one.weight = weight;
  one.to.partition = partition;
  return one;
}

SmallMesh canary(double weight) {
  SmallMesh mesh = two_apis();
  mesh::ServiceSplitter splitter;
  splitter.service = {"default", "default", "api"};
  splitter.splits = {split(100 - weight, ""), split(weight, "next")};
  mesh.service_splitters = {splitter};
  return mesh;
}

/// GET /admin goes to next, everything else stays.
SmallMesh by_path() {
  SmallMesh mesh = two_apis();
  mesh::ServiceRouter router;
  router.service = {"default", "default", "api"};
  router.rules.resize(1);
  router.rules.front().match.path_prefix = "/admin";
  router.rules.front().to.partition = "next";
  mesh.service_routers = {router};
  return mesh;
}

Route between(const SmallMesh& mesh, const mesh::HttpRequest& request) {
  const model::Model model = mesh.model();
  const RouteTable table = resolve(model);
  return route_between(model, table, model.find_service("dc1", {"default", "default", "web"}),
                       model.find_service("dc1", {"default", "default", "api"}), request);
}

std::vector<double> shares(const Route& route) {
  std::vector<double> found;
  for (const Branch& branch : route.branches) found.push_back(branch.share);
  return found;
}

TEST(Branches, ASplitterPartsRequestsByWeight) {
  const Route route = only_route(canary(10));

  EXPECT_THAT(shares(route), ElementsAre(DoubleNear(0.9, 1e-12), DoubleNear(0.1, 1e-12)));
  EXPECT_EQ(route.branches[0].route.network_hops(), 1);
  EXPECT_EQ(route.branches[1].route.network_hops(), 2);
  EXPECT_THAT(route.branches[1].route.sni, HasSubstr("api.default.next.dc1.internal-v1"));
}

TEST(Branches, TheRouteItselfIsThatOfTheWorstBranch) {
  EXPECT_EQ(only_route(canary(10)).network_hops(), 2);

  SmallMesh without_export = canary(10);
  without_export.consul.acl_enabled = false;
  without_export.service_named("api").replicas = 0;  // That of default.
  const Route route = only_route(without_export);

  EXPECT_EQ(route.disposition, Disposition::no_healthy_endpoint);
  EXPECT_FALSE(route.delivered());
  EXPECT_NEAR(route.delivered_share(), 0.1, 1e-12);
}

TEST(Branches, ASplitterWithOneShareOfEverythingIsNoParting) {
  SmallMesh mesh = canary(10);
  mesh.service_splitters.front().splits = {split(100, "next")};

  const Route route = only_route(mesh);

  EXPECT_THAT(route.branches, IsEmpty());
  EXPECT_EQ(route.network_hops(), 2);
}

TEST(Branches, AShareOfNothingDoesNotCount) {
  const Route route = only_route(canary(0));

  EXPECT_THAT(shares(route), ElementsAre(1.0, 0.0));
  EXPECT_EQ(route.network_hops(), 1);
}

TEST(Branches, TheFirstRuleThatFitsPicksARequest) {
  EXPECT_THAT(shares(between(by_path(), {})), ElementsAre(0.0, 1.0));
  EXPECT_THAT(shares(between(by_path(), {"GET", "/admin/x", {}})), ElementsAre(1.0, 0.0));
  EXPECT_EQ(between(by_path(), {}).network_hops(), 1);
  EXPECT_EQ(between(by_path(), {"GET", "/admin/x", {}}).network_hops(), 2);
}

TEST(Branches, RequestsThatNobodySentAreARemarkWhereTheyWouldNotArrive) {
  SmallMesh mesh = by_path();
  mesh.partition_named("next").mesh_gateway.reset();

  const Route route = only_route(mesh);

  EXPECT_TRUE(route.delivered());
  ASSERT_FALSE(route.remarks.empty());
  EXPECT_EQ(route.remarks.back().code, "other-requests-end");
  EXPECT_THAT(route.remarks.back().problem, HasSubstr("path prefix /admin"));
}

TEST(Branches, PermissionsAreAskedAboutTheRequestAsTheRouterSendsItOn) {
  SmallMesh mesh = by_path();
  mesh.service_routers.front().rules.front().prefix_rewrite = "/internal";
  mesh::Intention intention;
  intention.source.service = {"default", "default", "web"};
  intention.destination = {"next", "default", "api"};
  mesh::HttpCondition allowed;
  allowed.path_prefix = "/internal";
  intention.permissions = {{mesh::IntentionAction::allow, allowed}};
  mesh.intentions = {intention};
  mesh.consul.default_intention_policy = model::DefaultPolicy::deny;

  EXPECT_TRUE(between(mesh, {"GET", "/admin", {}}).branches[0].route.delivered());
}

TEST(Branches, ARouterOfATcpServiceHasNoChain) {
  SmallMesh mesh = by_path();
  mesh.service_defaults.clear();

  const Route route = only_route(mesh);

  EXPECT_EQ(route.disposition, Disposition::no_upstream);
  EXPECT_THAT(route.reasons.front().problem,
              HasSubstr("does not permit advanced routing or splitting behavior"));
}

}  // namespace
}  // namespace isthmus::route

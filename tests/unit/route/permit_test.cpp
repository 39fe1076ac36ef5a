#include "sim/route/permit.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sim/route/requirements.hpp"
#include "tests/support/edit_text.hpp"
#include "tests/unit/route/small_mesh.hpp"

namespace isthmus::route {
namespace {

using support::edit_text;

using mesh::GatewayMode;
using mesh::Intention;
using mesh::IntentionAction;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

Intention intention(const std::string& source, IntentionAction action) {
  Intention one;
  one.source.service = {"default", "default", source};
  one.destination = {"finance", "default", "billing"};
  one.action = action;
  return one;
}

Intention with_permission(IntentionAction action, const std::string& prefix) {
  Intention one = intention("web", action);
  one.action.reset();
  mesh::HttpCondition http;
  http.path_prefix = prefix;
  one.permissions = {{action, http}};
  return one;
}

SmallMesh web_to_finance_with(std::vector<Intention> intentions) {
  SmallMesh mesh = web_to_finance(GatewayMode::local);
  mesh.intentions = std::move(intentions);
  return mesh;
}

SmallMesh over_http(SmallMesh mesh) {
  mesh::ServiceDefaults defaults;
  defaults.service = {"finance", "default", "billing"};
  defaults.protocol.value = "http";
  mesh.service_defaults = {defaults};
  return mesh;
}

TEST(Permit, ADenyingIntentionEndsTheRouteAtTheDestinationsSidecar) {
  const Route route = only_route(web_to_finance_with({intention("web", IntentionAction::deny)}));

  EXPECT_EQ(route.disposition, Disposition::denied_by_intention);
  EXPECT_THAT(codes(route.reasons), ElementsAre("denied-by-intention"));
  EXPECT_THAT(kinds(route), ElementsAre("app", "source_sidecar", "local_gateway", "remote_gateway",
                                        "destination_sidecar"));
}

TEST(Permit, TheReasonNamesTheIntentionItsPrecedenceAndWhatItOverrules) {
  const Route route = only_route(web_to_finance_with(
      {intention("web", IntentionAction::deny), intention("*", IntentionAction::allow)}));

  EXPECT_EQ(route.reasons.front().problem,
            "the sidecar of finance/billing refuses web: the intention \"deny web → "
            "finance/billing\" (precedence 9); it overrules \"allow * → finance/billing\" "
            "(precedence 8)");
}

TEST(Permit, AnExactIntentionIsAskedBeforeOneForAllCallers) {
  const Route route = only_route(web_to_finance_with(
      {intention("web", IntentionAction::allow), intention("*", IntentionAction::deny)}));

  EXPECT_TRUE(route.delivered());
  EXPECT_EQ(route.permit.decided_by.precedence, 9);
  ASSERT_EQ(route.permit.overruled.size(), 1U);
  EXPECT_EQ(route.permit.overruled.front().text, "deny * → finance/billing");
}

TEST(Permit, AnIntentionOnAllServicesOfTheNamespaceSpeaksToo) {
  Intention all = intention("web", IntentionAction::deny);
  all.destination.name = "*";

  const Route route = only_route(web_to_finance_with({all}));

  EXPECT_EQ(route.disposition, Disposition::denied_by_intention);
  EXPECT_EQ(route.permit.decided_by.precedence, 6);
}

TEST(Permit, AnIntentionOnAnotherPartitionSaysNothing) {
  Intention other = intention("web", IntentionAction::deny);
  other.destination.partition = "default";

  EXPECT_TRUE(only_route(web_to_finance_with({other})).delivered());
}

TEST(Permit, WithoutIntentionsAndAclsEverybodyIsLetInAndNobodyIsNamed) {
  const Route route = only_route(web_to_finance_with({}));

  EXPECT_TRUE(route.permit.allowed);
  EXPECT_THAT(route.permit.decided_by.text, IsEmpty());
}

TEST(Permit, WhereNoIntentionSpeaksThePolicyOfTheAclsDecides) {
  SmallMesh mesh = web_to_finance_with({});
  mesh.consul.acl_enabled = true;
  mesh.consul.acl_default_policy = model::DefaultPolicy::deny;

  const Route route = only_route(mesh);

  EXPECT_EQ(route.disposition, Disposition::denied_by_intention);
  EXPECT_EQ(route.permit.decided_by.text, "acl default_policy: deny");
  EXPECT_THAT(edit_text(route.reasons.front().edit), HasSubstr("service-intentions: append"));
}

TEST(Permit, ThePolicyOfSwitchedOffAclsDoesNotCount) {
  SmallMesh mesh = web_to_finance_with({});
  mesh.consul.acl_default_policy = model::DefaultPolicy::deny;

  EXPECT_TRUE(only_route(mesh).delivered());
}

TEST(Permit, TheIntentionsOwnPolicyComesBeforeThatOfTheAcls) {
  SmallMesh mesh = web_to_finance_with({});
  mesh.consul.default_intention_policy = model::DefaultPolicy::deny;

  EXPECT_EQ(only_route(mesh).disposition, Disposition::denied_by_intention);
}

TEST(Permit, AReleaseThatDoesNotKnowTheIntentionsOwnPolicyIgnoresItAndCheckSaysSo) {
  SmallMesh mesh = web_to_finance_with({});
  mesh.consul.default_intention_policy = model::DefaultPolicy::deny;
  mesh.consul.version = {1, 17, 9};
  const model::Model model = mesh.model();

  const RouteTable table = resolve(model);

  EXPECT_TRUE(table.facts.front().delivered());
  bool said = false;
  for (const Diagnostic& one : requirements(model, table)) {
    said = said || (one.code == "version-too-old" &&
                    one.problem.find("default_intention_policy") != std::string::npos);
  }
  EXPECT_TRUE(said);
}

TEST(Permit, PermissionsDenyOnTcpWhateverTheySay) {
  const Route route =
      only_route(web_to_finance_with({with_permission(IntentionAction::allow, "/")}));

  EXPECT_EQ(route.disposition, Disposition::denied_by_intention);
  EXPECT_EQ(edit_text(route.reasons.front().edit), "service-defaults: set protocol http");
}

TEST(Permit, PermissionsDecideAboutGetOnHttpAndARemarkSaysSo) {
  const Route route =
      only_route(over_http(web_to_finance_with({with_permission(IntentionAction::allow, "/")})));

  EXPECT_TRUE(route.delivered());
  EXPECT_THAT(codes(route.remarks), testing::Contains("decided-by-request"));
}

TEST(Permit, ARequestThatNoPermissionCoversGoesToThePolicy) {
  SmallMesh mesh =
      over_http(web_to_finance_with({with_permission(IntentionAction::allow, "/admin")}));
  mesh.consul.default_intention_policy = model::DefaultPolicy::deny;

  EXPECT_EQ(only_route(mesh).disposition, Disposition::denied_by_intention);
}

TEST(Permit, AnEntryThatIsThereIsExtendedByTheFix) {
  const Route route = only_route(web_to_finance_with({intention("*", IntentionAction::deny)}));

  EXPECT_EQ(edit_text(route.reasons.front().edit),
            "service-intentions: append sources {name: web, partition: default, action: allow}");
}

TEST(Permit, WhatStandsEarlierOnTheWayDecidesTheDisposition) {
  SmallMesh mesh = web_to_finance_with({intention("web", IntentionAction::deny)});
  mesh.partition_named("finance").mesh_gateway.reset();

  const Route route = only_route(mesh);

  EXPECT_EQ(route.disposition, Disposition::no_gateway);
  EXPECT_THAT(codes(route.reasons), ElementsAre("no-gateway", "denied-by-intention"));
}

}  // namespace
}  // namespace isthmus::route

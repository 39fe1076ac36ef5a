#include "sim/mesh/discovery_chain.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <variant>

namespace isthmus::mesh {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

ServiceName service(const std::string& name) { return {"default", "default", name}; }

ChainRequest request_for(const std::string& name) {
  ChainRequest request;
  request.service = service(name);
  request.datacenter = "dc1";
  request.trust_domain = "t.consul";
  return request;
}

ServiceDefaults with_protocol(const std::string& name, const std::string& protocol) {
  ServiceDefaults defaults;
  defaults.service = service(name);
  defaults.protocol.value = protocol;
  return defaults;
}

ServiceSplitter half_and_half(const std::string& name, const std::string& other) {
  ServiceSplitter splitter;
  splitter.service = service(name);
  splitter.splits = {{50, {}, {}}, {50, {}, {}}};
  splitter.splits[1].to.service = other;
  return splitter;
}

std::vector<std::string> services_of(const DiscoveryChain& chain) {
  std::vector<std::string> names;
  for (const ChainTarget& target : chain.targets) names.push_back(target.service.name);
  return names;
}

TEST(DiscoveryChain, ASplitterReachesAllItsServices) {
  ChainEntries entries;
  entries.service_defaults = {with_protocol("web", "http"), with_protocol("canary", "http")};
  entries.splitters = {half_and_half("web", "canary")};

  entries.sort();
  const auto compiled = compile_chain(entries, request_for("web"));

  ASSERT_TRUE(std::holds_alternative<DiscoveryChain>(compiled));
  const auto& chain = std::get<DiscoveryChain>(compiled);
  EXPECT_EQ(chain.start, "splitter:web.default.default");
  EXPECT_THAT(services_of(chain), ElementsAre("web", "canary"));
  EXPECT_FALSE(chain.is_default);
}

TEST(DiscoveryChain, SplittersThatSplitToEachOtherAreACircle) {
  ChainEntries entries;
  entries.service_defaults = {with_protocol("a", "http"), with_protocol("b", "http")};
  entries.splitters = {half_and_half("a", "b"), half_and_half("b", "a")};

  entries.sort();
  const auto compiled = compile_chain(entries, request_for("a"));

  ASSERT_TRUE(std::holds_alternative<ChainFault>(compiled));
  EXPECT_EQ(std::get<ChainFault>(compiled).text,
            "detected circular reference: [splitter:a.default.default -> "
            "splitter:b.default.default -> splitter:a.default.default]");
}

TEST(DiscoveryChain, RequestsCannotBeToldApartOnTcp) {
  ChainEntries entries;
  entries.splitters = {half_and_half("web", "canary")};

  entries.sort();
  const auto compiled = compile_chain(entries, request_for("web"));

  ASSERT_TRUE(std::holds_alternative<ChainFault>(compiled));
  EXPECT_THAT(std::get<ChainFault>(compiled).text, HasSubstr("does not permit advanced routing"));
}

TEST(DiscoveryChain, OneChainHasOneProtocol) {
  ChainEntries entries;
  entries.service_defaults = {with_protocol("web", "http"), with_protocol("canary", "grpc")};
  entries.splitters = {half_and_half("web", "canary")};

  entries.sort();
  const auto compiled = compile_chain(entries, request_for("web"));

  ASSERT_TRUE(std::holds_alternative<ChainFault>(compiled));
  EXPECT_THAT(std::get<ChainFault>(compiled).text, HasSubstr("uses inconsistent protocols"));
}

TEST(DiscoveryChain, ARouterGoesOnToTheServiceItself) {
  ChainEntries entries;
  entries.service_defaults = {with_protocol("web", "http"), with_protocol("admin", "http")};
  ServiceRouter router;
  router.service = service("web");
  router.rules.resize(1);
  router.rules.front().match.path_prefix = "/admin";
  router.rules.front().to.service = "admin";
  entries.routers = {router};

  entries.sort();
  const auto compiled = compile_chain(entries, request_for("web"));

  ASSERT_TRUE(std::holds_alternative<DiscoveryChain>(compiled));
  EXPECT_THAT(services_of(std::get<DiscoveryChain>(compiled)), ElementsAre("admin", "web"));
}

std::vector<std::string> legs_of(const DiscoveryChain& chain) {
  std::vector<std::string> legs;
  for (const ChainLeg& leg : chain.legs) {
    legs.push_back(std::to_string(leg.rule) + ": " + std::to_string(std::lround(leg.weight)) +
                   " % to " + chain.target(leg.target)->service.name);
  }
  return legs;
}

TEST(DiscoveryChain, EachRuleOfARouterLeadsThroughItsSplittersToWeightedTargets) {
  ChainEntries entries;
  for (const char* name : {"web", "canary", "admin"}) {
    entries.service_defaults.push_back(with_protocol(name, "http"));
  }
  ServiceRouter router;
  router.service = service("web");
  router.rules.resize(1);
  router.rules.front().to.service = "admin";
  entries.routers = {router};
  entries.splitters = {half_and_half("web", "canary")};
  entries.splitters.front().splits[0].weight = 90;
  entries.splitters.front().splits[1].weight = 10;

  entries.sort();
  const auto compiled = compile_chain(entries, request_for("web"));

  ASSERT_TRUE(std::holds_alternative<DiscoveryChain>(compiled));
  EXPECT_THAT(legs_of(std::get<DiscoveryChain>(compiled)),
              ElementsAre("0: 100 % to admin", "1: 90 % to web", "1: 10 % to canary"));
}

TEST(DiscoveryChain, ASplitterBehindASplitterSharesItsShare) {
  ChainEntries entries;
  for (const char* name : {"a", "b", "c"}) {
    entries.service_defaults.push_back(with_protocol(name, "http"));
  }
  entries.splitters = {half_and_half("a", "b"), half_and_half("b", "c")};

  entries.sort();
  const auto compiled = compile_chain(entries, request_for("a"));

  ASSERT_TRUE(std::holds_alternative<DiscoveryChain>(compiled));
  EXPECT_THAT(legs_of(std::get<DiscoveryChain>(compiled)),
              ElementsAre("0: 50 % to a", "0: 25 % to b", "0: 25 % to c"));
}

TEST(DiscoveryChain, ATargetInAnotherPartitionHasItsModeAndItsName) {
  ChainEntries entries;
  ProxyDefaults finance;
  finance.partition = "finance";
  finance.mode.value = GatewayMode::local;
  entries.proxy_defaults = {finance};
  ServiceResolver resolver;
  resolver.service = service("web");
  resolver.redirect = Elsewhere{};
  resolver.redirect->service = "billing";
  resolver.redirect->partition = "finance";
  entries.resolvers = {resolver};

  entries.sort();
  const auto compiled = compile_chain(entries, request_for("web"));

  ASSERT_TRUE(std::holds_alternative<DiscoveryChain>(compiled));
  const ChainTarget& target = std::get<DiscoveryChain>(compiled).targets.front();
  EXPECT_EQ(target.sni, "billing.default.finance.dc1.internal-v1.t.consul");
  EXPECT_EQ(target.mode, GatewayMode::local);
}

TEST(DiscoveryChain, ACallersModeOverridesThatOfEveryTarget) {
  ChainEntries entries;
  ProxyDefaults defaults;
  defaults.mode.value = GatewayMode::local;
  entries.proxy_defaults = {defaults};
  ChainRequest request = request_for("web");
  request.override_mode = GatewayMode::none;

  entries.sort();
  const auto compiled = compile_chain(entries, request);

  const auto& chain = std::get<DiscoveryChain>(compiled);
  EXPECT_EQ(chain.targets.front().mode, GatewayMode::none);
  EXPECT_TRUE(chain.customized);
}

TEST(DiscoveryChain, RemembersWhichEntrySentTheCallWhere) {
  ChainEntries entries;
  ServiceResolver redirect;
  redirect.service = service("web");
  redirect.at.line = 3;
  redirect.redirect = Elsewhere{};
  redirect.redirect->service = "api";
  ServiceResolver failover;
  failover.service = service("api");
  failover.at.line = 8;
  failover.failover["*"].targets = {Elsewhere{}};
  failover.failover["*"].targets.front().service = "spare";
  entries.resolvers = {redirect, failover};
  entries.sort();

  const auto compiled = compile_chain(entries, request_for("web"));

  const auto& chain = std::get<DiscoveryChain>(compiled);
  ASSERT_EQ(chain.steps.size(), 2U);
  EXPECT_EQ(chain.steps[0].what, "service-resolver of web redirects to api");
  EXPECT_EQ(chain.steps[1].what, "service-resolver of api fails over from api to spare");
  EXPECT_EQ(chain.target("api.default.default.dc1")->led_here.at.line, 3U);
  EXPECT_EQ(chain.target("spare.default.default.dc1")->led_here.at.line, 8U);
}

/// Where the fault of the chain of `web` lies.
std::uint32_t line_of_fault(ChainEntries entries) {
  entries.sort();
  const auto compiled = compile_chain(entries, request_for("web"));
  const auto* fault = std::get_if<ChainFault>(&compiled);
  return fault != nullptr ? fault->at.line : 0;
}

TEST(ChainFault, LiesWhereTheOtherProtocolIsSaid) {
  ChainEntries entries;
  entries.service_defaults = {with_protocol("web", "http"), with_protocol("canary", "grpc")};
  entries.service_defaults[1].protocol.at.line = 7;
  entries.splitters = {half_and_half("web", "canary")};

  EXPECT_EQ(line_of_fault(entries), 7U);
}

TEST(ChainFault, LiesWhereAServiceWithoutAProtocolIsBroughtIn) {
  ChainEntries entries;
  entries.service_defaults = {with_protocol("web", "http")};
  entries.splitters = {half_and_half("web", "canary")};
  entries.splitters[0].splits[1].at.line = 5;

  EXPECT_EQ(line_of_fault(entries), 5U);
}

TEST(ChainFault, IsForTheServiceToMendThatSaysNoProtocol) {
  ChainEntries entries;
  entries.service_defaults = {with_protocol("api", "http")};
  ServiceResolver redirect;
  redirect.service = service("web");
  redirect.at.line = 9;
  redirect.redirect = Elsewhere{};
  redirect.redirect->service = "api";
  entries.resolvers = {redirect};

  const auto compiled = compile_chain(entries, request_for("web"));

  ASSERT_TRUE(std::holds_alternative<ChainFault>(compiled));
  const auto& fault = std::get<ChainFault>(compiled);
  EXPECT_EQ(fault.at.line, 9U);
  EXPECT_EQ(fault.service.name, "web");
  EXPECT_EQ(fault.protocol, "http");
}

TEST(ChainFault, OfASplitterForTcpLiesAtTheSplitter) {
  ChainEntries entries;
  entries.splitters = {half_and_half("web", "canary")};
  entries.splitters[0].at.line = 4;

  EXPECT_EQ(line_of_fault(entries), 4U);
}

TEST(ChainFault, OfAMissingSubsetLiesWhereTheSubsetIsNamed) {
  ChainEntries entries;
  ServiceResolver redirect;
  redirect.service = service("web");
  redirect.at.line = 9;
  redirect.redirect = Elsewhere{};
  redirect.redirect->service = "api";
  redirect.redirect->subset = "v2";
  ServiceResolver api;
  api.service = service("api");
  api.at.line = 20;
  api.subsets["v1"] = {};
  entries.resolvers = {redirect, api};

  EXPECT_EQ(line_of_fault(entries), 9U);
}

TEST(ChainFault, OfACircleLiesAtTheRedirectThatClosesIt) {
  ChainEntries entries;
  ServiceResolver there;
  there.service = service("web");
  there.at.line = 2;
  there.redirect = Elsewhere{};
  there.redirect->service = "api";
  ServiceResolver back;
  back.service = service("api");
  back.at.line = 6;
  back.redirect = Elsewhere{};
  back.redirect->service = "web";
  entries.resolvers = {there, back};

  EXPECT_EQ(line_of_fault(entries), 6U);
}

}  // namespace
}  // namespace isthmus::mesh

#include "sim/route/gateway_table.hpp"

#include <gtest/gtest.h>

namespace isthmus::route {
namespace {

constexpr model::PartitionId finance{1};
constexpr model::PartitionId everybody_else{0};
constexpr model::ServiceId web{7};

GatewayTable table_of_web() {
  GatewayTable table;
  table.add_gateway_cluster("finance.dc1.internal-v1.t.consul", finance);
  table.add_gateway_cluster("dc1.internal.t.consul", everybody_else);
  table.add_local_cluster("web.default.web.dc1.internal-v1.t.consul", web);
  table.seal();
  return table;
}

TEST(GatewayTable, ANameOfAnotherPartitionGoesToItsGateways) {
  const GatewayTable table = table_of_web();

  const GatewayMatch match = table.match("billing.default.finance.dc1.internal-v1.t.consul");

  EXPECT_EQ(match.how, MatchKind::suffix);
  EXPECT_EQ(match.pattern, "*.finance.dc1.internal-v1.t.consul");
  EXPECT_EQ(match.cluster, "finance.dc1.internal-v1.t.consul");
  EXPECT_EQ(match.gateways_of, finance);
}

TEST(GatewayTable, TheNameOfALocalServiceIsItsCluster) {
  const GatewayTable table = table_of_web();

  const GatewayMatch match = table.match("web.default.web.dc1.internal-v1.t.consul");

  EXPECT_EQ(match.how, MatchKind::catch_all);
  EXPECT_EQ(match.service, web);
}

TEST(GatewayTable, AnUnknownNameIsClosed) {
  EXPECT_FALSE(table_of_web().match("nope.default.web.dc1.internal-v1.t.consul").forwards());
}

TEST(GatewayTable, NoNameIsClosed) { EXPECT_FALSE(table_of_web().match("").forwards()); }

TEST(GatewayTable, ASniffedNameIsLowerCasedFirst) {
  const GatewayTable table = table_of_web();

  EXPECT_EQ(table.match("WEB.default.web.dc1.internal-v1.t.consul").service, web);
  EXPECT_EQ(table.match("Billing.default.FINANCE.dc1.internal-v1.t.consul").gateways_of, finance);
}

TEST(GatewayTable, AClusterWithUpperCaseLettersIsNeverFound) {
  GatewayTable table;
  table.add_local_cluster("Web.default.dc1.internal.t.consul", web);
  table.seal();

  EXPECT_FALSE(table.match("Web.default.dc1.internal.t.consul").forwards());
}

TEST(GatewayTable, TheBareNameOfAGatewayIsACluster) {
  const GatewayTable table = table_of_web();

  const GatewayMatch match = table.match("dc1.internal.t.consul");

  EXPECT_EQ(match.how, MatchKind::catch_all);
  EXPECT_EQ(match.gateways_of, everybody_else);
}

TEST(GatewayTable, AnyDepthBelowASuffixMatches) {
  EXPECT_EQ(table_of_web().match("a.b.c.d.api.default.dc1.internal.t.consul").gateways_of,
            everybody_else);
}

TEST(ServerNameTable, TheLongestSuffixWins) {
  ServerNameTable table;
  table.add_cluster("near");
  table.add_cluster("far");
  table.add_chain("*.t.consul", "far");
  table.add_chain("*.dc1.t.consul", "near");
  table.seal();

  EXPECT_EQ(table.clusters()[table.match("web.dc1.t.consul").cluster], "near");
  EXPECT_EQ(table.clusters()[table.match("web.dc2.t.consul").cluster], "far");
}

TEST(ServerNameTable, AnExactNameWinsOverASuffix) {
  ServerNameTable table;
  table.add_cluster("one");
  table.add_cluster("all");
  table.add_chain("web.t.consul", "one");
  table.add_chain("*.t.consul", "all");
  table.seal();

  EXPECT_EQ(table.match("web.t.consul").how, MatchKind::exact);
}

TEST(ServerNameTable, ASuffixNeedsSomethingBeforeIt) {
  ServerNameTable table;
  table.add_cluster("all");
  table.add_chain("*.t.consul", "all");
  table.seal();

  EXPECT_EQ(table.match("t.consul").how, MatchKind::none);
  EXPECT_EQ(table.match(".t.consul").how, MatchKind::none);
}

}  // namespace
}  // namespace isthmus::route

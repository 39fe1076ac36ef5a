#include "reports/graph.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <regex>
#include <sstream>
#include <string>

#include "sim/session/generate.hpp"
#include "sim/session/study.hpp"

namespace isthmus::reports {
namespace {

using testing::HasSubstr;
using testing::Not;
using Kind = Topology::Kind;
using Shape = Topology::Shape;

const std::string clouds = "/scenarios/tutorial/05-three-partitions-two-clouds.yaml";

session::Study study_of(const std::string& text) {
  std::istringstream input{text};
  session::Opened opened = session::open("-", {{}, &input});
  if (!opened) throw std::logic_error{opened.diagnostics.front().problem};
  return std::move(*opened.study);
}

session::Study three_partitions() { return *session::open(ISTHMUS_SOURCE_DIR + clouds).study; }

/// web calls billing, which finance does not export, and a service of a peer.
session::Study broken() {
  return study_of(R"(isthmus: 1
name: a < b & "c"
partitions:
  default:
    services:
      web:
        proxy:
          upstreams:
            - {destination_name: billing, destination_partition: finance, local_bind_port: 10000}
            - {destination_name: ghost, destination_peer: east, local_bind_port: 10001}
  finance:
    services:
      billing: {}
)");
}

session::Study generated(std::size_t partitions, std::size_t services) {
  session::GenerateSpec spec;
  spec.partitions = partitions;
  spec.services = services;
  std::ostringstream text;
  session::generate(spec, text);
  return study_of(text.str());
}

std::size_t node(const Topology& topology, const std::string& id) {
  const auto found = std::find_if(topology.nodes.begin(), topology.nodes.end(),
                                  [&](const Topology::Node& one) { return one.id == id; });
  return static_cast<std::size_t>(found - topology.nodes.begin());
}

/// The edge between two nodes; fails the test where there is none.
Topology::Edge edge(const Topology& topology, const std::string& from, const std::string& to) {
  for (const Topology::Edge& one : topology.edges) {
    if (one.from == node(topology, from) && one.to == node(topology, to)) return one;
  }
  ADD_FAILURE() << "no edge from " << from << " to " << to;
  return {};
}

std::string svg_of(const session::Study& study, GraphDetail detail = GraphDetail::automatic) {
  std::ostringstream out;
  write_graph_svg(out, topology_of(study, detail));
  return out.str();
}

TEST(Topology, AnUpstreamInModeLocalPassesTheOwnGatewayAndTheirs) {
  const Topology topology = topology_of(three_partitions(), GraphDetail::automatic);

  EXPECT_EQ(edge(topology, "default/default/web", "default/~gateway").kind, Kind::local);
  EXPECT_EQ(edge(topology, "default/~gateway", "finance/~gateway").kind, Kind::local);
}

TEST(Topology, AnUpstreamInModeRemoteLeadsToTheirGatewayAtOnce) {
  const Topology topology = topology_of(three_partitions(), GraphDetail::automatic);

  EXPECT_EQ(edge(topology, "default/default/cart", "finance/~gateway").kind, Kind::remote);
}

TEST(Topology, UpstreamsThatShareASegmentShareAnEdge) {
  const Topology topology = topology_of(three_partitions(), GraphDetail::automatic);

  const Topology::Edge shared = edge(topology, "finance/~gateway", "finance/default/billing");

  EXPECT_EQ(shared.upstreams, 2U);
  EXPECT_EQ(shared.kind, Kind::several);
}

TEST(Topology, TheModeStandsWhereTheServiceIsLeftAndNotAgain) {
  const Topology topology = topology_of(three_partitions(), GraphDetail::automatic);

  EXPECT_EQ(edge(topology, "default/default/web", "default/~gateway").label, "local");
  EXPECT_EQ(edge(topology, "default/~gateway", "finance/~gateway").label, "");
}

TEST(Topology, TheTooltipSaysWhatDecidedTheMode) {
  const Topology topology = topology_of(three_partitions(), GraphDetail::automatic);

  EXPECT_THAT(edge(topology, "default/default/web", "default/~gateway").title,
              HasSubstr("web → finance/billing: mode local, from "));
}

TEST(Topology, AnUpstreamThatDoesNotArriveIsBrokenWithItsReason) {
  const Topology topology = topology_of(broken(), GraphDetail::automatic);

  const Topology::Edge lost = edge(topology, "default/default/web", "finance/default/billing");

  EXPECT_EQ(lost.kind, Kind::broken);
  EXPECT_EQ(lost.label, "not-exported");
  EXPECT_THAT(lost.title, HasSubstr("not-exported"));
}

TEST(Topology, ADestinationOutsideOfTheScenarioIsShownAsMissing) {
  const Topology topology = topology_of(broken(), GraphDetail::automatic);

  const std::size_t ghost = node(topology, "outside peer east/~missing/ghost");

  ASSERT_LT(ghost, topology.nodes.size());
  EXPECT_EQ(topology.nodes[ghost].shape, Shape::missing);
}

TEST(Topology, TheSummaryCountsWhatIsUnreachable) {
  EXPECT_EQ(topology_of(broken(), GraphDetail::automatic).summary(),
            "2 partitions · 2 services · 0 gateways · 2 upstreams, 2 unreachable");
}

TEST(Topology, ManyServicesBecomeOneBoxOfEachPartition) {
  const Topology topology = topology_of(generated(10, 11), GraphDetail::automatic);

  EXPECT_TRUE(topology.collapsed);
  EXPECT_EQ(topology.nodes.size(), 20U);
}

TEST(Topology, AFewServicesAreShownOneByOne) {
  EXPECT_FALSE(topology_of(generated(10, 10), GraphDetail::automatic).collapsed);
}

TEST(Topology, DetailOverrulesTheNumberOfServices) {
  EXPECT_TRUE(topology_of(three_partitions(), GraphDetail::partitions).collapsed);
  EXPECT_FALSE(topology_of(generated(10, 11), GraphDetail::services).collapsed);
}

TEST(Topology, BothDirectionsBetweenTwoPartitionsAreOneEdge) {
  const Topology topology = topology_of(generated(2, 60), GraphDetail::partitions);

  EXPECT_EQ(topology.edges.size(), 3U);  // Services and gateway of each, and the gateways.
  for (const Topology::Edge& one : topology.edges) EXPECT_TRUE(one.both_ways);
}

TEST(GraphSvg, IsTheSameTwice) {
  EXPECT_EQ(svg_of(three_partitions()), svg_of(three_partitions()));
}

TEST(GraphSvg, EscapesWhatXmlWouldTakeForItsOwn) {
  const std::string svg = svg_of(broken());

  EXPECT_THAT(svg, HasSubstr("a &lt; b &amp; &quot;c&quot;"));
  EXPECT_THAT(svg, Not(HasSubstr("a < b")));
}

TEST(GraphSvg, NoTextIsSmallerThanElevenPixels) {
  const std::string svg = svg_of(three_partitions());

  const std::regex size{"font-size:([0-9]+)px"};
  for (std::sregex_iterator at{svg.begin(), svg.end(), size}; at != std::sregex_iterator{}; ++at) {
    EXPECT_GE(std::stoi((*at)[1]), 11);
  }
}

TEST(GraphSvg, HasColoursForTheDark) {
  EXPECT_THAT(svg_of(three_partitions()), HasSubstr("prefers-color-scheme:dark"));
}

TEST(GraphSvg, NeedsNothingFromElsewhere) {
  const std::string svg = svg_of(three_partitions());

  EXPECT_THAT(svg, Not(HasSubstr("href")));
  EXPECT_THAT(svg, Not(HasSubstr("url(http")));
}

TEST(GraphSvg, OpensAndClosesAsManyGroups) {
  const std::string svg = svg_of(generated(12, 10), GraphDetail::partitions);

  const auto times = [&](const std::string& word) {
    std::size_t n = 0;
    for (std::size_t at = svg.find(word); at != std::string::npos; at = svg.find(word, at + 1)) ++n;
    return n;
  };
  EXPECT_EQ(times("<g>") + times("<g "), times("</g>"));
}

TEST(GraphDot, GatewaysAreHexagons) {
  std::ostringstream out;

  write_graph_dot(out, topology_of(three_partitions(), GraphDetail::automatic));

  EXPECT_THAT(out.str(), HasSubstr("shape=hexagon"));
}

TEST(GraphDot, QuotesAreEscaped) {
  std::ostringstream out;

  write_graph_dot(out, topology_of(broken(), GraphDetail::automatic));

  EXPECT_THAT(out.str(), HasSubstr(R"(label="a < b & \"c\"\n)"));
}

TEST(GraphDot, WhatDoesNotArriveIsDashed) {
  std::ostringstream out;

  write_graph_dot(out, topology_of(broken(), GraphDetail::automatic));

  EXPECT_THAT(out.str(), HasSubstr(R"(label="not-exported", style=dashed)"));
}

TEST(GraphMermaid, GatewaysAreHexagonsAndBrokenEdgesDotted) {
  std::ostringstream whole;
  std::ostringstream lost;

  write_graph_mermaid(whole, topology_of(three_partitions(), GraphDetail::automatic));
  write_graph_mermaid(lost, topology_of(broken(), GraphDetail::automatic));

  EXPECT_THAT(whole.str(), HasSubstr("{{\"gateway ×2\"}}"));
  EXPECT_THAT(lost.str(), HasSubstr("-.->|\"not-exported\"|"));
}

}  // namespace
}  // namespace isthmus::reports

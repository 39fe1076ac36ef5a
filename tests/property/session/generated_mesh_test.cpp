// Synthetic meshes through the whole front half: text, model, routes.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>
#include <string>

#include "sim/session/generate.hpp"
#include "sim/session/questions.hpp"
#include "sim/session/study.hpp"

namespace isthmus::session {
namespace {

std::string generated(const GenerateSpec& spec) {
  std::ostringstream out;
  generate(spec, out);
  return out.str();
}

Opened opened(const GenerateSpec& spec) {
  std::istringstream input{generated(spec)};
  return open("-", {{}, &input});
}

/// Small meshes of every mode and shape.
template <class Claim>
void for_each_spec(Claim claim) {
  for (const auto mode :
       {mesh::GatewayMode::local, mesh::GatewayMode::remote, mesh::GatewayMode::none}) {
    for (const std::size_t partitions : {1U, 2U, 5U, 12U}) {
      for (const std::size_t services : {1U, 4U, 11U}) {
        GenerateSpec spec;
        spec.mode = mode;
        spec.partitions = partitions;
        spec.services = services;
        spec.cross_partition = Ratio::percent(40);
        spec.rate = PerSecond::of(1.5);
        spec.seed = {partitions * 31 + services};
        SCOPED_TRACE(generated(spec).substr(0, 200));
        claim(spec);
        if (testing::Test::HasFailure()) return;
      }
    }
  }
}

TEST(GeneratedMesh, HasNothingToComplainAbout) {
  for_each_spec([](const GenerateSpec& spec) {
    const Opened found = opened(spec);

    ASSERT_TRUE(found) << found.diagnostics.front().problem;
    for (const analysis::Finding& one : check(*found.study).findings) {
      // What mode none asks of the network below, and that it leaves the gateways idle.
      EXPECT_THAT(one.complaint.code, testing::AnyOf("direct-across-partitions", "gateways-unused"))
          << one.complaint.problem;
      EXPECT_EQ(spec.mode, mesh::GatewayMode::none);
    }
  });
}

TEST(GeneratedMesh, HasTheSizeAskedFor) {
  for_each_spec([](const GenerateSpec& spec) {
    const Opened found = opened(spec);

    ASSERT_TRUE(found);
    EXPECT_EQ(found.study->model.partitions.size(), spec.partitions);
    EXPECT_EQ(found.study->model.services.size(), spec.partitions * spec.services);
    EXPECT_EQ(found.study->model.traffic.size(), found.study->routes.facts.size());
  });
}

TEST(GeneratedMesh, DeliversEveryUpstreamInTheModeAskedFor) {
  for_each_spec([](const GenerateSpec& spec) {
    const Opened found = opened(spec);

    ASSERT_TRUE(found);
    for (const route::RouteFacts& route : found.study->routes.facts) {
      EXPECT_TRUE(route.delivered());
      const int crossing_hops = spec.mode == mesh::GatewayMode::local    ? 3
                                : spec.mode == mesh::GatewayMode::remote ? 2
                                                                         : 1;
      EXPECT_EQ(route.network_hops, route.crosses_partition ? crossing_hops : 1);
    }
  });
}

TEST(GeneratedMesh, ExportsLeftOutBreakExactlyWhatCrosses) {
  for_each_spec([](GenerateSpec spec) {
    spec.broken = Ratio::percent(100);
    const Opened found = opened(spec);

    ASSERT_TRUE(found);
    for (const route::RouteFacts& route : found.study->routes.facts) {
      EXPECT_EQ(route.delivered(), !route.crosses_partition);
    }
  });
}

TEST(GeneratedMesh, WithoutARateThereIsDefaultTrafficAndANote) {
  const Opened found = opened({});

  ASSERT_TRUE(found);
  const Diagnostics& all = found.study->diagnostics;
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all.front().severity, Severity::note);
}

}  // namespace
}  // namespace isthmus::session

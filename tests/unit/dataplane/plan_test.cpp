#include "sim/dataplane/plan.hpp"

#include <gtest/gtest.h>

#include "tests/support/mesh_builder.hpp"

namespace isthmus::dataplane {
namespace {

Duration us(std::int64_t n) { return Duration::microseconds(n); }

/// Three partitions in a row, with traffic from each to the next.
support::World row(Duration first, Duration second, double per_second) {
  support::MeshBuilder mesh;
  mesh.zone("a").zone("b").zone("c").link("a", "b", first).link("b", "c", second);
  for (const char* name : {"a", "b", "c"}) {
    mesh.partition(name, {name}, support::free_gateway());
    mesh.service({.name = std::string{name} + "/app"});
  }
  mesh.traffic({.from = "a/app", .to = "b/app", .per_second = per_second});
  mesh.traffic({.from = "b/app", .to = "c/app", .per_second = per_second});
  return mesh.build();
}

TEST(Plan, EveryPartitionIsALogicalProcessWhereDelaysAllowIt) {
  const auto world = row(us(5000), us(8000), 1000);

  const Plan plan = plan_of(*world.model, world.routes);

  EXPECT_EQ(plan.sites.size(), 3u);
  EXPECT_EQ(plan.lookahead, us(5000));
}

TEST(Plan, PartitionsThatAreTooCloseAreOneLogicalProcess) {
  const auto world = row(us(20), us(8000), 1000);

  const Plan plan = plan_of(*world.model, world.routes);

  EXPECT_EQ(plan.sites.size(), 2u);
  EXPECT_EQ(plan.lookahead, us(8000));
}

TEST(Plan, WindowsThatWouldHoldNextToNothingAreNotWorthIt) {
  const auto world = row(us(5000), us(8000), 1);

  const Plan plan = plan_of(*world.model, world.routes);

  EXPECT_EQ(plan.sites.size(), 1u);
  EXPECT_EQ(plan.lookahead, Duration::longest());
}

TEST(Plan, PartitionsThatNeverMeetNeedNoWindows) {
  support::MeshBuilder mesh;
  mesh.zone("a").zone("b").partition("a", {"a"}).partition("b", {"b"});
  mesh.service({.name = "a/app"}).service({.name = "b/app"});
  mesh.traffic({.to = "a/app"}).traffic({.to = "b/app"});
  const auto world = mesh.build();

  const Plan plan = plan_of(*world.model, world.routes);

  EXPECT_EQ(plan.sites.size(), 2u);
  EXPECT_EQ(plan.lookahead, Duration::longest());
}

TEST(Plan, ARoutePassesItsPlacesInOrder) {
  support::MeshBuilder mesh;
  mesh.zone("a").zone("b").link("a", "b", us(9000));
  mesh.partition("a", {"a"}, support::free_gateway());
  mesh.partition("b", {"b"}, support::free_gateway());
  mesh.service({.name = "a/web"}).service({.name = "b/api"});
  mesh.traffic({.from = "a/web", .to = "b/api", .mode = mesh::GatewayMode::local});
  const auto world = mesh.build();

  const Plan plan = plan_of(*world.model, world.routes);

  std::vector<std::string> names;
  for (const Place& place : plan.flows[0].places) names.push_back(plan.groups[place.group].name);
  EXPECT_EQ(names, (std::vector<std::string>{"sidecar a/web", "gateway a", "gateway b",
                                             "sidecar b/api", "service b/api"}));
  EXPECT_EQ(plan.flows[0].stop_count, 9u);
  EXPECT_EQ(plan.flows[0].legs[1].between(0, 0).one_way, us(9000));
}

}  // namespace
}  // namespace isthmus::dataplane

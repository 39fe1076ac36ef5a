// Small meshes of every kind: what a route says must agree with the tables it names.
#include <gtest/gtest.h>

#include <cstdint>
#include <optional>
#include <random>
#include <string>

#include "tests/unit/route/small_mesh.hpp"

namespace isthmus::route {
namespace {

constexpr std::uint32_t seed = 1911;

std::optional<mesh::GatewayMode> any_mode(std::mt19937& random) {
  const std::uint32_t draw = random() % 4;
  if (draw == 3) return std::nullopt;
  return static_cast<mesh::GatewayMode>(draw);
}

bool one_in(std::mt19937& random, std::uint32_t n) { return random() % n == 0; }

SmallMesh any_mesh(std::mt19937& random) {
  const std::vector<std::string> partitions{"default", "finance", "ops"};
  const std::vector<std::string> names{"s0", "s1", "S2", "s3"};
  SmallMesh mesh;
  mesh.consul.acl_enabled = one_in(random, 3);
  for (const std::string& partition : partitions) {
    mesh.partition(partition, one_in(random, 5) ? 0 : 1);
  }
  for (const std::string& name : names) {
    mesh.service(partitions[random() % 3], name);
    mesh.service_named(name).replicas = one_in(random, 8) ? 0 : 1;
    if (one_in(random, 8)) {
      mesh.service_named(name).registration.kind = mesh::ProxyKind::built_in;
    }
  }
  for (const std::string& from : names) {
    for (const std::string& to : names) {
      const std::string home = mesh.service_named(to).name.partition;
      mesh.upstream(from, one_in(random, 6) ? "default" : home, to, any_mode(random));
    }
  }
  for (const std::string& exporter : partitions) {
    for (const std::string& consumer : partitions) {
      if (one_in(random, 2)) mesh.exported(exporter, "mesh-gateway", consumer);
      if (one_in(random, 2)) mesh.exported(exporter, one_in(random, 2) ? "*" : "s1", consumer);
    }
  }
  if (one_in(random, 4)) {
    underlay::Link cut{"z-default", "z-finance"};
    cut.down = true;
    mesh.link(cut);
  }
  return mesh;
}

void expect_consistent(const Route& route, const RouteTable& table, int world) {
  ASSERT_EQ(route.delivered(), route.reasons.empty()) << "world " << world;
  ASSERT_EQ(route.delivered(), route.hops.back().kind == HopKind::service) << "world " << world;
  for (std::size_t i = 0; i < route.hops.size(); ++i) {
    const Hop& hop = route.hops[i];
    if (hop.kind != HopKind::local_gateway && hop.kind != HopKind::remote_gateway) continue;
    const GatewayMatch match = table.gateways[hop.partition.index()].match(route.sni);
    if (i + 1 == route.hops.size()) continue;
    ASSERT_EQ(hop.match, match.how) << "world " << world;
    const Hop& next = route.hops[i + 1];
    if (next.kind == HopKind::remote_gateway) {
      ASSERT_EQ(match.gateways_of, next.partition) << "world " << world;
    } else {
      ASSERT_EQ(match.service, route.to) << "world " << world;
    }
  }
}

TEST(Resolve, RoutesAgreeWithTheTablesOfTheirGateways) {
  std::mt19937 random{seed};
  for (int world = 0; world < 500; ++world) {
    const model::Model model = any_mesh(random).model();

    const RouteTable table = resolve(model);

    for (const Route& route : all_routes(model, table)) expect_consistent(route, table, world);
  }
}

TEST(Resolve, TheFactsThatAreKeptAreThoseOfTheRouteThatIsFoundAgain) {
  std::mt19937 random{seed};
  for (int world = 0; world < 500; ++world) {
    const model::Model model = any_mesh(random).model();

    const RouteTable table = resolve(model);

    for (std::size_t i = 0; i < table.facts.size(); ++i) {
      ASSERT_EQ(table.facts[i], facts_of(route_of(model, table, i))) << "world " << world;
    }
  }
}

TEST(RouteBetween, EveryPairHasAnAnswer) {
  std::mt19937 random{seed};
  for (int world = 0; world < 100; ++world) {
    const model::Model model = any_mesh(random).model();
    const RouteTable table = resolve(model);
    for (std::size_t from = 0; from < model.services.size(); ++from) {
      for (std::size_t to = 0; to < model.services.size(); ++to) {
        const Route route =
            route_between(model, table, model::ServiceId{from}, model::ServiceId{to});
        ASSERT_EQ(route.to, model::ServiceId{to}) << "world " << world;
        expect_consistent(route, table, world);
      }
    }
  }
}

}  // namespace
}  // namespace isthmus::route

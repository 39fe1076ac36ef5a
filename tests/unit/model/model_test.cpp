#include "sim/model/model.hpp"

#include <gtest/gtest.h>

namespace isthmus::model {
namespace {

Service service(PartitionId partition, mesh::ServiceName name) {
  const random::Distribution nothing = random::Constant{};
  Service made{.name = std::move(name),
               .partition = partition,
               .zones = {underlay::ZoneId{0}, underlay::ZoneId{1}},
               .service_time = nothing,
               .sidecar = {.costs = {.per_connection = nothing, .per_message = nothing},
                           .handshake = {.full = nothing, .resumed = nothing}}};
  return made;
}

Model two_partitions() {
  Model model;
  for (const char* name : {"default", "finance"}) {
    Partition partition;
    partition.name = name;
    partition.datacenter = "dc1";
    model.partitions.push_back(partition);
  }
  model.services.push_back(service(PartitionId{0}, {"default", "default", "web"}));
  model.services.push_back(service(PartitionId{0}, {"default", "dev", "api"}));
  model.services.push_back(service(PartitionId{1}, {"finance", "default", "billing"}));
  model.proxy_defaults.push_back({.partition = "finance"});
  model.service_defaults.push_back({.service = {"default", "dev", "api"}});
  model.exported_services.push_back({.partition = "finance"});
  return model;
}

TEST(Model, FindsAServiceByItsWholeName) {
  const Model model = two_partitions();

  EXPECT_EQ(model.find_service("dc1", {"default", "dev", "api"}), ServiceId{1});
  EXPECT_EQ(model.find_service("dc1", {"finance", "default", "billing"}), ServiceId{2});
}

TEST(Model, AnswersNoneForANameInAnotherPlace) {
  const Model model = two_partitions();

  EXPECT_FALSE(model.find_service("dc1", {"default", "default", "api"}).is_some());
  EXPECT_FALSE(model.find_service("dc2", {"default", "dev", "api"}).is_some());
  EXPECT_FALSE(model.find_partition("dc1", "ops").is_some());
}

TEST(Model, FindsEntriesByWhatTheyAreAbout) {
  const Model model = two_partitions();

  EXPECT_EQ(model.proxy_defaults_of("finance"), &model.proxy_defaults[0]);
  EXPECT_EQ(model.proxy_defaults_of("default"), nullptr);
  EXPECT_EQ(model.service_defaults_of({"default", "dev", "api"}), &model.service_defaults[0]);
  EXPECT_EQ(model.service_defaults_of({"default", "dev", "web"}), nullptr);
  EXPECT_EQ(model.exported_services_of("finance"), &model.exported_services[0]);
}

TEST(Service, InstancesTakeTurnsInItsZones) {
  const Service web = service(PartitionId{0}, {"default", "default", "web"});

  EXPECT_EQ(web.zone_of(0), underlay::ZoneId{0});
  EXPECT_EQ(web.zone_of(1), underlay::ZoneId{1});
  EXPECT_EQ(web.zone_of(2), underlay::ZoneId{0});
}

TEST(ByteCost, GrowsWithTheBytesMoved) {
  const ByteCost cost{Duration::milliseconds(400)};

  EXPECT_EQ(cost.of(Bytes::of(1'000'000)), Duration::microseconds(400));
  EXPECT_EQ(cost.of(Bytes::of(0)), Duration::zero());
}

TEST(Expectation, NeedsARunWhereOnlyTimeCanTell) {
  Expectation hops;
  hops.promise = ExpectHops{3};
  Expectation latency;
  latency.promise = ExpectLatency{};

  EXPECT_FALSE(hops.needs_run());
  EXPECT_TRUE(latency.needs_run());
}

mesh::Intention intention_on(const std::string& namespace_, const std::string& name) {
  mesh::Intention intention;
  intention.destination = {"finance", namespace_, name};
  return intention;
}

TEST(Model, IntentionsOnAServiceAreThoseOnItsNameItsNamespaceAndItsPartition) {
  Model model;
  model.intentions = {intention_on("*", "*"), intention_on("default", "*"),
                      intention_on("default", "api"), intention_on("default", "web"),
                      intention_on("default", "web")};

  const auto parts = model.intentions_on({"finance", "default", "web"});

  EXPECT_EQ(parts[0].size(), 2U);
  EXPECT_EQ(parts[1].size(), 1U);
  EXPECT_EQ(parts[2].size(), 1U);
  EXPECT_TRUE(model.intentions_on({"default", "default", "web"})[0].empty());
}

TEST(Model, TheProtocolOfAServiceIsItsOwnElseItsPartitionsElseTcp) {
  Model model;
  mesh::ProxyDefaults all;
  all.partition = "finance";
  all.protocol.value = "grpc";
  mesh::ServiceDefaults own;
  own.service = {"finance", "default", "web"};
  own.protocol.value = "http";
  model.proxy_defaults = {all};
  model.service_defaults = {own};

  EXPECT_EQ(model.protocol_of({"finance", "default", "web"}), "http");
  EXPECT_EQ(model.protocol_of({"finance", "default", "api"}), "grpc");
  EXPECT_EQ(model.protocol_of({"default", "default", "web"}), "tcp");
}

}  // namespace
}  // namespace isthmus::model

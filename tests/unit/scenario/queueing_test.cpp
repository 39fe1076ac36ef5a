// How work queues and what links do, as scenarios say it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/support/opened_text.hpp"

namespace isthmus::scenario {
namespace {

using ::testing::ElementsAre;
using tests::opened;
using tests::places;

model::Model model_of(const std::string& body) {
  Opened result = opened(body);
  for (const Diagnostic& one : result.diagnostics) {
    if (one.severity == Severity::error) ADD_FAILURE() << one.code << ": " << one.problem;
  }
  return result.model.value_or(model::Model{});
}

/// The only service of a scenario.
model::Service service_of(const std::string& keys) {
  return model_of("partitions: {default: {services: {web: {" + keys + "}}}}\n").services.at(0);
}

TEST(QueueingKeys, WithoutThemAServiceIsAPlainQueueAndConnectionsArePinnedByChance) {
  const model::Service service = service_of("");

  EXPECT_EQ(service.concurrency, 1u);
  EXPECT_EQ(service.discipline, model::Discipline::fifo);
  EXPECT_FALSE(service.queue_limit.has_value());
  EXPECT_FALSE(service.cpu.has_value());
  EXPECT_EQ(service.sidecar.queueing.worker_choice, model::WorkerChoice::random);
  EXPECT_FALSE(service.sidecar.queueing.loop.has_value());
}

TEST(QueueingKeys, OfAServiceAreRead) {
  const model::Service service =
      service_of("concurrency: unlimited, discipline: ps, queue_limit: 7, cpu: 500m");

  EXPECT_EQ(service.concurrency, 0u);
  EXPECT_EQ(service.discipline, model::Discipline::ps);
  EXPECT_EQ(service.queue_limit, 7u);
  EXPECT_EQ(service.cpu, model::CpuLimit{500});
}

TEST(QueueingKeys, CpuIsCountedAsKubernetesCountsIt) {
  EXPECT_EQ(service_of("cpu: 2").cpu, model::CpuLimit{2000});
  EXPECT_EQ(service_of("cpu: 0.25").cpu, model::CpuLimit{250});
  EXPECT_EQ(service_of("cpu: 1.5").cpu, model::CpuLimit{1500});
}

TEST(QueueingKeys, AnAmountOfCpuThatIsNoneIsPointedAt) {
  for (const std::string wrong : {"0", "-1", "500k", "0.1234", "m", ".5", "1."}) {
    const std::string body =
        "partitions:\n  default:\n    services:\n      web: {cpu: \"" + wrong + "\"}\n";
    EXPECT_THAT(places(opened(body).diagnostics), ElementsAre("invalid-quantity:6:18")) << wrong;
  }
}

TEST(QueueingKeys, TheCostsOfALoopHaveDefaults) {
  const model::Model model = model_of(
      "partitions: {default: {mesh_gateway: {cost: {per_turn: 3us}}, services: {web: {}}}}\n");

  const model::ProxyQueueing& queueing = model.partitions[0].mesh_gateway->queueing;
  ASSERT_TRUE(queueing.loop.has_value());
  EXPECT_EQ(queueing.loop->per_event,
            random::Distribution{random::Constant{Duration::microseconds(8)}});
  EXPECT_EQ(queueing.loop->per_turn, Duration::microseconds(3));
  EXPECT_EQ(queueing.loop->per_wake, Duration::microseconds(21));
}

TEST(QueueingKeys, PlainCostsNearbyOverruleALoopFurtherAway) {
  const model::Model model = model_of(
      "defaults: {sidecar: {cost: {per_event: 9us}}}\n"
      "partitions: {default: {services: {api: {}, web: {sidecar: {per_message: 1ms}}}}}\n");

  EXPECT_TRUE(model.services[0].sidecar.queueing.loop.has_value());
  EXPECT_FALSE(model.services[1].sidecar.queueing.loop.has_value());
}

TEST(QueueingKeys, ALoopBesidePlainCostsOrASharedQueueIsPointedAt) {
  EXPECT_THAT(places(opened("defaults:\n"
                            "  sidecar: {per_message: 1ms, cost: {per_event: 9us}}\n"
                            "partitions: {default: {services: {web: {}}}}\n")
                         .diagnostics),
              ::testing::Each(::testing::StartsWith("contradicting-keys:4")));
  EXPECT_THAT(places(opened("partitions:\n"
                            "  default:\n"
                            "    services: {web: {sidecar: {worker_choice: shared, cost: {}}}}\n")
                         .diagnostics),
              ElementsAre("contradicting-keys:5:47"));
}

TEST(LinkKeys, OfQualityAreRead) {
  const model::Model model = model_of(
      "zones: {a: {region: r}}\n"
      "links: [{between: [a, a], bandwidth: 1Gbit/s, jitter: exp(1ms), loss: 0.5%, sharing: ps}]\n"
      "partitions: {default: {services: {web: {}}}}\n");

  ASSERT_EQ(model.link_qualities.size(), 1u);
  EXPECT_TRUE(model.link_qualities[0].jitter.has_value());
  EXPECT_DOUBLE_EQ(model.link_qualities[0].loss.share(), 0.005);
  EXPECT_EQ(model.link_qualities[0].sharing, model::LinkSharing::ps);
}

TEST(LinkKeys, ALineWithoutBandwidthIsNotShared) {
  EXPECT_THAT(places(opened("zones: {a: {region: r}}\n"
                            "links: [{between: [a, a], sharing: ps}]\n"
                            "partitions: {default: {services: {web: {}}}}\n")
                         .diagnostics),
              ElementsAre("required-key:4:36"));
}

TEST(LinkKeys, ALinkThatLosesNearlyEverythingIsNoLink) {
  EXPECT_THAT(places(opened("zones: {a: {region: r}}\n"
                            "links: [{between: [a, a], loss: 60%}]\n"
                            "partitions: {default: {services: {web: {}}}}\n")
                         .diagnostics),
              ElementsAre("out-of-range:4:33"));
}

}  // namespace
}  // namespace isthmus::scenario

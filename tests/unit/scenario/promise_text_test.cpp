#include "sim/scenario/promise_text.hpp"

#include <gtest/gtest.h>

#include <string>
#include <variant>

namespace isthmus::scenario {
namespace {

template <class T>
bool refused(const Parsed<T>& parsed) {
  return std::holds_alternative<QuantityFault>(parsed);
}

TEST(PromiseText, ALatencyPromiseIsAStatisticASignAndALimit) {
  const auto promise = std::get<model::ExpectLatency>(parse_latency_promise("p99.9 <= 1.5s"));

  EXPECT_EQ(promise.statistic, model::Statistic::p999);
  EXPECT_EQ(promise.relation, model::Relation::at_most);
  EXPECT_EQ(promise.limit, Duration::milliseconds(1500));
}

TEST(PromiseText, BlanksDoNotMatter) {
  const auto promise = std::get<model::ExpectLatency>(parse_latency_promise(" mean>5ms "));

  EXPECT_EQ(promise.statistic, model::Statistic::mean);
  EXPECT_EQ(promise.relation, model::Relation::greater);
}

TEST(PromiseText, AnUnknownStatisticIsAnsweredWithTheNearestOne) {
  const auto fault = std::get<QuantityFault>(parse_latency_promise("p96 < 5ms"));

  EXPECT_EQ(fault.problem, "\"p96\" is not a known statistic");
  EXPECT_NE(fault.remedy.find("did you mean \"p9"), std::string::npos);
}

TEST(PromiseText, HalfAPromiseIsRefused) {
  for (const char* text : {"", "p99", "p99 <", "< 5ms", "p99 5ms", "p99 < 5", "p99 = 5ms", "<"}) {
    EXPECT_TRUE(refused(parse_latency_promise(text))) << text;
  }
}

TEST(PromiseText, AnErrorRateIsASignAndAShare) {
  const auto promise = std::get<model::ExpectErrorRate>(parse_error_rate_promise("< 0.1%"));

  EXPECT_EQ(promise.relation, model::Relation::less);
  EXPECT_DOUBLE_EQ(promise.limit.share(), 0.001);
}

TEST(PromiseText, AGatewayIsNamedByItsPartitionOnEitherSideOfTheWord) {
  EXPECT_EQ(std::get<std::string>(parse_gateway_name("finance gateway")), "finance");
  EXPECT_EQ(std::get<std::string>(parse_gateway_name("gateway finance")), "finance");
  EXPECT_TRUE(refused(parse_gateway_name("finance")));
}

TEST(PromiseText, AVersionMayLeaveOutItsLastNumberAndCarryAnEdition) {
  EXPECT_EQ(std::get<model::ConsulVersion>(parse_version("1.11")),
            (model::ConsulVersion{1, 11, 0}));
  EXPECT_EQ(std::get<model::ConsulVersion>(parse_version("v1.18.2+ent")),
            (model::ConsulVersion{1, 18, 2}));
}

TEST(PromiseText, WhatIsNoVersionIsRefused) {
  for (const char* text : {"", "1", "1.", "one", "1.18.", "1.18.2.1", "1,18", "-1.2", "1.99999"}) {
    EXPECT_TRUE(refused(parse_version(text))) << text;
  }
}

TEST(PromiseText, ABareServiceIsLookedForInItsContext) {
  const mesh::ServiceName context{"finance", "dev", ""};

  EXPECT_EQ(std::get<mesh::ServiceName>(parse_service_name("billing", context)),
            (mesh::ServiceName{"finance", "dev", "billing"}));
}

TEST(PromiseText, TwoPartsAreAPartitionAndAServiceOfItsDefaultNamespace) {
  const mesh::ServiceName context{"ops", "dev", ""};

  EXPECT_EQ(std::get<mesh::ServiceName>(parse_service_name("finance/billing", context)),
            (mesh::ServiceName{"finance", "default", "billing"}));
}

TEST(PromiseText, ThreePartsSayEverything) {
  EXPECT_EQ(std::get<mesh::ServiceName>(parse_service_name("finance/dev/billing", {})),
            (mesh::ServiceName{"finance", "dev", "billing"}));
}

TEST(PromiseText, ANameWithAnEmptyPartOrADotIsRefused) {
  for (const char* text :
       {"", "/", "finance/", "/billing", "a/b/c/d", "web.shop", "-web", "we b"}) {
    EXPECT_TRUE(refused(parse_service_name(text, {}))) << text;
  }
}

}  // namespace
}  // namespace isthmus::scenario

#include "sim/session/study.hpp"

#include <gtest/gtest.h>

#include <sstream>

#include "sim/session/run.hpp"

namespace isthmus::session {
namespace {

Opened opened(const std::string& text, std::vector<std::string> settings = {}) {
  std::istringstream in{text};
  return open("-", {std::move(settings), &in});
}

const std::string two_partitions = R"(isthmus: 1
partitions:
  default:
    services:
      web:
        proxy:
          upstreams:
            - {destination_name: billing, destination_partition: finance, local_bind_port: 10000}
  finance:
    services:
      billing: {service_time: 5ms}
config_entries:
  - Kind: exported-services
    Name: finance
    Services: [{Name: billing, Consumers: [{Partition: default}]}]
traffic: [{from: web, to: finance/billing, rate: 50/s}]
run: {replications: 3, duration: 4s}
)";

TEST(Open, AStudyHasItsRoutes) {
  const Opened study = opened(two_partitions);

  ASSERT_TRUE(study.study.has_value());
  EXPECT_EQ(study.study->routes.facts.size(), 1U);
}

TEST(Open, ASettingChangesTheHash) {
  EXPECT_EQ(opened(two_partitions).study->hash, opened(two_partitions).study->hash);
  EXPECT_NE(opened(two_partitions).study->hash, opened(two_partitions, {"run.seed=2"}).study->hash);
}

TEST(Open, WhatIsWrongComesWithItsTexts) {
  const Opened study = opened("isthmus: 1\nwrong: 1\n");

  ASSERT_FALSE(study);
  ASSERT_FALSE(study.diagnostics.empty());
  EXPECT_FALSE(study.unreadable);
  EXPECT_EQ(study.sources.place(study.diagnostics.back().at), "-:2:1");
}

TEST(Open, AFileThatIsNotThereIsUnreadable) { EXPECT_TRUE(open("/nowhere/x.yaml").unreadable); }

TEST(FindService, TakesEveryFormOfAName) {
  const Opened study = opened(two_partitions);

  for (const char* name : {"finance/billing", "finance/default/billing"}) {
    EXPECT_TRUE(find_service(*study.study, name).service.is_some()) << name;
  }
}

TEST(FindService, ANameOfTooManyPartsIsNone) {
  const Opened study = opened(two_partitions);

  for (const char* name : {"", "/", "finance/", "a/b/c/d"}) {
    EXPECT_FALSE(find_service(*study.study, name).problem.empty()) << name;
  }
}

TEST(Run, OptionsOverrideThePlan) {
  const Opened study = opened(two_partitions);
  RunOptions options;
  options.seed = 9;
  options.replications = 2;
  options.duration = Duration::seconds(2);

  const RunResult result = run(*study.study, options);

  EXPECT_EQ(result.plan.seed, 9U);
  EXPECT_EQ(result.records.size(), 2U);
  EXPECT_EQ(result.records[0].warmup + result.records[0].measured, Duration::seconds(2));
}

TEST(Run, AFixedWarmUpIsKept) {
  const Opened study = opened(two_partitions, {"run.warmup=1s"});

  const RunResult result = run(*study.study);

  EXPECT_TRUE(result.warm_up_was_fixed);
  EXPECT_EQ(result.records[0].warmup, Duration::seconds(1));
}

TEST(Run, AWarmUpAsLongAsTheRunIsRefused) {
  const Opened study = opened(two_partitions, {"run.warmup=1s"});
  RunOptions options;
  options.duration = Duration::seconds(1);

  const RunResult result = run(*study.study, options);

  EXPECT_TRUE(has_errors(result.diagnostics));
  EXPECT_TRUE(result.records.empty());
}

TEST(Run, CancelledBeforeItBeganLeavesNothing) {
  const Opened study = opened(two_partitions);
  const std::atomic<bool> cancel{true};
  RunOptions options;
  options.cancel = &cancel;

  const RunResult result = run(*study.study, options);

  EXPECT_TRUE(result.interrupted);
  EXPECT_TRUE(result.records.empty());
}

TEST(Run, NoReplicationBreaksARule) {
  const Opened study = opened(two_partitions);

  for (const Diagnostic& diagnostic : run(*study.study).diagnostics) {
    EXPECT_NE(diagnostic.code, "broken-invariant") << diagnostic.problem;
  }
}

}  // namespace
}  // namespace isthmus::session

#include "sim/scenario/sweep_file.hpp"

#include <gtest/gtest.h>

#include <cstdio>
#include <fstream>
#include <string>

#include "tests/support/node_text.hpp"

namespace isthmus::scenario {
namespace {

SweepFile read(const std::string& text) {
  const std::string path = ::testing::TempDir() + "isthmus_sweep_file.yaml";
  std::ofstream{path} << text;
  SweepFile file = read_sweep(path);
  std::remove(path.c_str());
  return file;
}

TEST(SweepFile, SaysWhatIsVariedAndHowOftenEachPointIsRun) {
  const SweepFile file = read(
      "scenario: mesh.yaml\n"
      "matrix:\n  traffic.users.rate: [100/s, 200/s]\n  run.seed: [1, 2, 3]\n"
      "replications: 4\nuntil: mean within 2%\nreplications_max: 64\n");

  EXPECT_EQ(codes_text(file.diagnostics), "");
  EXPECT_EQ(file.plan.scenario, ::testing::TempDir() + "mesh.yaml");
  ASSERT_EQ(file.plan.axes.size(), 2U);
  EXPECT_EQ(file.plan.axes[0].path, "traffic.users.rate");
  EXPECT_EQ(file.plan.axes[0].values, (std::vector<std::string>{"100/s", "200/s"}));
  EXPECT_EQ(file.plan.points(), 6U);
  EXPECT_EQ(file.plan.replications, 4U);
  EXPECT_EQ(file.plan.replications_max, 64U);
  ASSERT_TRUE(file.plan.until);
  EXPECT_EQ(file.plan.until->statistic, model::Statistic::mean);
  EXPECT_DOUBLE_EQ(file.plan.until->share.share(), 0.02);
}

TEST(SweepFile, AFileWithoutAMatrixIsTheScenarioItself) {
  const SweepFile file = read("isthmus: 1\n");

  EXPECT_EQ(codes_text(file.diagnostics), "");
  EXPECT_EQ(file.plan.scenario, ::testing::TempDir() + "isthmus_sweep_file.yaml");
  EXPECT_EQ(file.plan.points(), 1U);
}

TEST(SweepFile, EveryMistakeIsFoundAtItsPlace) {
  const SweepFile file = read(
      "scenari: mesh.yaml\n"
      "matrix:\n  a: []\n  b: [1, 1]\n  c: 2\nuntil: p98 within 5%\nreplications: 1\n");

  EXPECT_EQ(codes_text(file.diagnostics),
            "required-key@1:1 unknown-key@1:1 wrong-count@3:3 duplicate-entry@4:10 "
            "wrong-count@5:3 wrong-type@5:6 invalid-promise@6:8 out-of-range@7:15");
}

TEST(SweepFile, MorePointsThanAnybodyRunsAreRefused) {
  std::string values = "[0";
  for (int i = 1; i < 101; ++i) values += ", " + std::to_string(i);
  values += "]";

  const SweepFile file =
      read("scenario: m.yaml\nmatrix:\n  a: " + values + "\n  b: " + values + "\n");

  EXPECT_EQ(codes_text(file.diagnostics), "out-of-range@1:1");
}

TEST(Precision, HasAStatisticAndAShareThatIsNotNothing) {
  for (const char* text : {"p99", "p99 within", "p99 within 0%", "p98 within 5%", " within 5%"}) {
    Diagnostics diagnostics;
    EXPECT_FALSE(precision_from(text, diagnostics)) << text;
    EXPECT_EQ(diagnostics.size(), 1U) << text;
  }
}

}  // namespace
}  // namespace isthmus::scenario

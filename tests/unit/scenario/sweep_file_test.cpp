#include "sim/scenario/sweep_file.hpp"

#include <gtest/gtest.h>

#include <string>

#include "tests/support/node_text.hpp"
#include "tests/support/temporary_folder.hpp"

namespace isthmus::scenario {
namespace {

class SweepFileText : public ::testing::Test {
 protected:
  SweepFile read(const std::string& text) const {
    support::write_file(folder_ / "sweep.yaml", text);
    return read_sweep(folder_ / "sweep.yaml");
  }

  const support::TemporaryFolder folder_{};
};

TEST_F(SweepFileText, SaysWhatIsVariedAndHowOftenEachPointIsRun) {
  const SweepFile file = read(
      "scenario: mesh.yaml\n"
      "matrix:\n  traffic.users.rate: [100/s, 200/s]\n  run.seed: [1, 2, 3]\n"
      "replications: 4\nuntil: mean within 2%\nreplications_max: 64\n");

  EXPECT_EQ(codes_text(file.diagnostics), "");
  EXPECT_EQ(file.plan.scenario, folder_ / "mesh.yaml");
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

TEST_F(SweepFileText, AFileWithoutAMatrixIsTheScenarioItself) {
  const SweepFile file = read("isthmus: 1\n");

  EXPECT_EQ(codes_text(file.diagnostics), "");
  EXPECT_EQ(file.plan.scenario, folder_ / "sweep.yaml");
  EXPECT_EQ(file.plan.points(), 1U);
}

TEST_F(SweepFileText, EveryMistakeIsFoundAtItsPlace) {
  const SweepFile file = read(
      "scenari: mesh.yaml\n"
      "matrix:\n  a: []\n  b: [1, 1]\n  c: 2\nuntil: p98 within 5%\nreplications: 1\n");

  EXPECT_EQ(codes_text(file.diagnostics),
            "required-key@1:1 unknown-key@1:1 wrong-count@3:3 duplicate-entry@4:10 "
            "wrong-count@5:3 wrong-type@5:6 invalid-promise@6:8 out-of-range@7:15");
}

TEST_F(SweepFileText, MorePointsThanAnybodyRunsAreRefused) {
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

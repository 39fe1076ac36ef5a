// Every scenario of scenarios/faults keeps what it promises, and would not if nothing happened.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "sim/results/invariants.hpp"
#include "sim/session/run.hpp"
#include "sim/session/study.hpp"

namespace isthmus::session {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> scenarios() {
  std::vector<fs::path> files;
  for (const auto& entry :
       fs::directory_iterator{std::string{ISTHMUS_SOURCE_DIR} + "/scenarios/faults"}) {
    files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

Study study_of(const fs::path& file) {
  Opened opened = open(file.string());
  EXPECT_TRUE(opened);
  return std::move(*opened.study);
}

class FaultScenario : public ::testing::TestWithParam<fs::path> {};

TEST_P(FaultScenario, KeepsItsPromises) {
  const Study study = study_of(GetParam());

  const RunResult result = run(study);

  for (const analysis::Verdict& verdict : result.verdicts) {
    EXPECT_EQ(verdict.status, analysis::Status::pass)
        << study.model.expectations[verdict.expectation].text << ": " << verdict.why;
  }
  for (const results::RunRecord& record : result.records) {
    EXPECT_TRUE(results::violations_of(record).empty());
  }
}

TEST_P(FaultScenario, BreaksAPromiseWhereNothingHappens) {
  Study study = study_of(GetParam());
  for (model::Event& event : study.model.events) {
    event.kind = model::FaultKind::cut;
    event.target = model::LinkTarget{"nowhere", "nowhere"};
  }
  study.model.changes.clear();
  study.routes.later.clear();

  const RunResult result = run(study);

  EXPECT_TRUE(std::any_of(
      result.verdicts.begin(), result.verdicts.end(),
      [](const analysis::Verdict& verdict) { return verdict.status == analysis::Status::fail; }));
}

TEST_P(FaultScenario, HasALineForEachOfItsEvents) {
  const Study study = study_of(GetParam());
  RunOptions options;
  options.replications = 2;

  const RunResult result = run(study, options);

  ASSERT_EQ(result.timeline.events.size(), study.model.events.size());
  std::uint64_t windows = 0;
  for (const analysis::WindowSummary& window : result.timeline.windows) windows += window.requests;
  EXPECT_GE(windows, result.summary.requests);
  for (const analysis::EventSummary& event : result.timeline.events) {
    EXPECT_GT(event.all.during.requests, 0u);
    EXPECT_LE(event.all.during.failed, event.all.lost);
  }
}

INSTANTIATE_TEST_SUITE_P(Files, FaultScenario, ::testing::ValuesIn(scenarios()),
                         [](const auto& file) {
                           std::string name = file.param.stem().string();
                           std::erase(name, '-');
                           return name;
                         });

}  // namespace
}  // namespace isthmus::session

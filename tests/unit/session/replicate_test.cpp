#include "sim/session/replicate.hpp"

#include <gtest/gtest.h>

namespace isthmus::session {
namespace {

results::RunRecord record_of(std::size_t index) {
  results::RunRecord record;
  record.replication = index;
  return record;
}

TEST(Replicate, ResultsStandByIndexForAnyNumberOfThreads) {
  for (const std::size_t jobs : {1U, 2U, 7U, 64U}) {
    Replicate how;
    how.jobs = jobs;

    const auto records = replicate(20, how, record_of);

    ASSERT_EQ(records.size(), 20U);
    for (std::size_t i = 0; i < 20; ++i) EXPECT_EQ(records[i].replication, i);
  }
}

TEST(Replicate, AfterACancelAGaplessBeginningIsLeft) {
  std::atomic<bool> cancel{false};
  Replicate how;
  how.jobs = 3;
  how.cancel = &cancel;

  const auto records = replicate(1000, how, [&](std::size_t index) {
    if (index == 10) cancel = true;
    return record_of(index);
  });

  ASSERT_LT(records.size(), 1000U);
  for (std::size_t i = 0; i < records.size(); ++i) EXPECT_EQ(records[i].replication, i);
}

TEST(Replicate, ProgressCountsUpToTheTotalOneByOne) {
  Replicate how;
  how.jobs = 4;
  how.done_before = 5;
  how.total = 25;
  std::vector<std::size_t> seen;
  how.progress = [&](const Progress& progress) { seen.push_back(progress.done); };

  replicate(20, how, record_of);

  ASSERT_EQ(seen.size(), 20U);
  for (std::size_t i = 0; i < 20; ++i) EXPECT_EQ(seen[i], 6 + i);
}

TEST(Replicate, NothingToDoIsDone) { EXPECT_TRUE(replicate(0, {}, record_of).empty()); }

}  // namespace
}  // namespace isthmus::session

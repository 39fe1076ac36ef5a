// The line that says how far a simulation has come.
#include "sim/cli/progress_text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace isthmus::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

ProgressFacts facts() {
  ProgressFacts facts;
  facts.name = "mesh";
  facts.progress.done = 20;
  facts.progress.total = 32;
  facts.progress.latency = session::LatencySoFar{"web → db", {0.118, 0.00236, 0.95, 32, ""}};
  facts.share = 0.625;
  facts.events_per_s = 8.1e6;
  facts.seconds_left = 11.2;
  return facts;
}

TEST(ProgressText, SaysHowFarHowFastAndHowLongStill) {
  EXPECT_EQ(progress_text(facts(), 200),
            "mesh  ███████████████·········  62 %  20/32 runs  p99 web → db 118 ms ±2.0 %  "
            "8.10 M events/s  12 s left");
}

TEST(ProgressText, OnANarrowTerminalWhatTellsLeastGoesFirst) {
  const std::string line = progress_text(facts(), 60);

  EXPECT_THAT(line, Not(HasSubstr("█")));
  EXPECT_EQ(line, "62 %  20/32 runs  p99 web → db 118 ms ±2.0 %  12 s left");
}

TEST(ProgressText, TheShareStaysHoweverNarrow) { EXPECT_EQ(progress_text(facts(), 3), "62 %"); }

TEST(ProgressText, OfSeveralRunsSaysWhichOneItIs) {
  ProgressFacts loss = facts();
  loss.progress.run = "zone use1-a";
  loss.progress.runs_done = 4;
  loss.progress.runs = 25;

  EXPECT_THAT(progress_text(loss, 200), HasSubstr("  zone use1-a (5 of 25)  62 %"));
}

TEST(ProgressText, LongWaitsAreSaidInMinutesAndHours) {
  ProgressFacts slow = facts();
  slow.seconds_left = 61;
  EXPECT_THAT(progress_text(slow, 200), HasSubstr("2 min left"));
  slow.seconds_left = 7260;
  EXPECT_THAT(progress_text(slow, 200), HasSubstr("2 h 1 min left"));
}

TEST(ProgressText, InALogThereIsNoBar) {
  EXPECT_EQ(plain_progress_text(facts()),
            "mesh: 62 %, 20/32 runs, p99 web → db 118 ms ±2.0 %, 8.10 M events/s, 12 s left");
}

}  // namespace
}  // namespace isthmus::cli

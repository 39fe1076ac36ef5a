#include "sim/kernel/windowed_run.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace isthmus::kernel {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

SimTime at_us(std::int64_t us) { return SimTime::start() + Duration::microseconds(us); }
Duration us(std::int64_t n) { return Duration::microseconds(n); }

/// Writes down what happens to it; a word of 100 or more sends itself on, 5 us ahead.
struct Diary {
  struct Message {
    std::uint32_t word;
  };
  std::vector<std::string> lines;

  void happen(Event event, SimTime now, Scheduler<Message>& out) {
    lines.push_back(line("event ", event.word, now));
    if (event.word >= 100) out.send(ProcessId{0}, now + us(5), Phase::arrival, {event.word});
  }
  void receive(Message& message, SimTime now, Scheduler<Message>&) {
    lines.push_back(line("message ", message.word, now));
  }
  static std::string line(const std::string& what, std::uint32_t word, SimTime now) {
    return what + std::to_string(word) + " at " +
           std::to_string(now.since_start().in_nanoseconds() / 1000);
  }
};

TEST(WindowedRun, LetsEverythingUpToTheEndHappen) {
  std::vector<Diary> diaries(1);
  WindowedRun<Diary> run{diaries, {}};
  for (std::uint32_t t : {1u, 10u, 11u}) {
    run.scheduler(ProcessId{0}).at(at_us(t), Phase::stop, {t});
  }
  run.run_through(at_us(10));

  EXPECT_THAT(diaries[0].lines, ElementsAre("event 1 at 1", "event 10 at 10"));
  EXPECT_EQ(run.happened(), 2u);
}

TEST(WindowedRun, GoesOnWhereItStopped) {
  std::vector<Diary> diaries(1);
  WindowedRun<Diary> run{diaries, {}};
  run.scheduler(ProcessId{0}).at(at_us(20), Phase::arrival, {1});
  run.run_through(at_us(10));
  run.scheduler(ProcessId{0}).after(us(5), Phase::arrival, {2});
  run.run_through(at_us(20));

  EXPECT_THAT(diaries[0].lines, ElementsAre("event 2 at 15", "event 1 at 20"));
}

TEST(WindowedRun, DeliversAMessageBeforeTheEventsOfItsMoment) {
  std::vector<Diary> diaries(2);
  WindowedRun<Diary> run{diaries, {.lookahead = us(5)}};
  run.scheduler(ProcessId{0}).at(at_us(6), Phase::arrival, {7});
  run.scheduler(ProcessId{0}).at(at_us(6), Phase::departure, {8});
  run.scheduler(ProcessId{1}).at(at_us(1), Phase::arrival, {100});
  run.run_through(at_us(10));

  EXPECT_THAT(diaries[0].lines, ElementsAre("event 8 at 6", "message 100 at 6", "event 7 at 6"));
}

TEST(WindowedRun, OrdersMessagesOfOneMomentByTheirOrigin) {
  for (std::int64_t window_us : {1, 5}) {
    std::vector<Diary> diaries(3);
    WindowedRun<Diary> run{diaries, {.lookahead = us(5), .window = us(window_us)}};
    run.scheduler(ProcessId{2}).at(at_us(1), Phase::arrival, {102});
    run.scheduler(ProcessId{1}).at(at_us(1), Phase::arrival, {101});
    run.scheduler(ProcessId{2}).at(at_us(1), Phase::arrival, {103});
    run.run_through(at_us(10));

    EXPECT_THAT(diaries[0].lines,
                ElementsAre("message 101 at 6", "message 102 at 6", "message 103 at 6"));
  }
}

TEST(WindowedRun, KeepsAMessageForTheNextLeg) {
  std::vector<Diary> diaries(2);
  WindowedRun<Diary> run{diaries, {.lookahead = us(5)}};
  run.scheduler(ProcessId{1}).at(at_us(9), Phase::arrival, {100});
  run.run_through(at_us(10));
  ASSERT_THAT(diaries[0].lines, IsEmpty());
  run.run_through(at_us(14));

  EXPECT_THAT(diaries[0].lines, ElementsAre("message 100 at 14"));
}

TEST(WindowedRun, LetsAProcessSendToItself) {
  std::vector<Diary> diaries(1);
  WindowedRun<Diary> run{diaries, {.lookahead = us(5)}};
  run.scheduler(ProcessId{0}).at(at_us(1), Phase::arrival, {100});
  run.run_through(at_us(10));

  EXPECT_THAT(diaries[0].lines, ElementsAre("event 100 at 1", "message 100 at 6"));
}

TEST(WindowedRun, RunsWithoutAnyProcess) {
  std::vector<Diary> none;
  WindowedRun<Diary> run{none, {}};
  run.run_through(at_us(10));

  EXPECT_EQ(run.happened(), 0u);
}

TEST(WindowedRun, TellsAProcessWhoAndWhenItIs) {
  std::vector<Diary> diaries(2);
  WindowedRun<Diary> run{diaries, {.lookahead = us(5)}};
  run.run_through(at_us(10));

  EXPECT_EQ(run.scheduler(ProcessId{1}).self(), ProcessId{1});
  EXPECT_EQ(run.scheduler(ProcessId{1}).now(), at_us(10));
  EXPECT_EQ(run.scheduler(ProcessId{1}).lookahead(), us(5));
}

TEST(WindowedRunDeathTest, RefusesAMessageAtTooShortNotice) {
  std::vector<Diary> diaries(2);
  WindowedRun<Diary> run{diaries, {.lookahead = us(6)}};
  run.scheduler(ProcessId{1}).at(at_us(1), Phase::arrival, {100});

  EXPECT_DEATH(run.run_through(at_us(10)), "lookahead");
}

TEST(WindowedRunDeathTest, RefusesAnEventInThePast) {
  std::vector<Diary> diaries(1);
  WindowedRun<Diary> run{diaries, {}};
  run.run_through(at_us(10));

  EXPECT_DEATH(run.scheduler(ProcessId{0}).at(at_us(9), Phase::arrival, {1}), "now_");
}

}  // namespace
}  // namespace isthmus::kernel

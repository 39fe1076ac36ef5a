#include "sim/kernel/pending_set.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

namespace isthmus::kernel {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

SimTime at_us(std::int64_t us) { return SimTime::start() + Duration::microseconds(us); }
Moment arrival(std::int64_t us) { return {at_us(us), Phase::arrival}; }

/// Everything that is left, in order.
std::vector<std::uint32_t> drained(PendingSet& pending) {
  std::vector<std::uint32_t> words;
  while (pending.next() != Moment::never()) words.push_back(pending.pop().word);
  return words;
}

TEST(PendingSet, IsEmptyAtFirst) {
  PendingSet pending;

  EXPECT_EQ(pending.next(), Moment::never());
}

TEST(PendingSet, GivesTheEarliestFirst) {
  PendingSet pending;
  pending.push(arrival(30), {3});
  pending.push(arrival(10), {1});
  pending.push(arrival(20), {2});

  EXPECT_THAT(drained(pending), ElementsAre(1, 2, 3));
}

TEST(PendingSet, GivesPhasesOfOneInstantInTheirOrder) {
  PendingSet pending;
  pending.push({at_us(1), Phase::stop}, {6});
  pending.push({at_us(1), Phase::timeout}, {4});
  pending.push({at_us(1), Phase::fault}, {1});
  pending.push({at_us(1), Phase::sample}, {5});
  pending.push({at_us(1), Phase::arrival}, {3});
  pending.push({at_us(1), Phase::departure}, {2});

  EXPECT_THAT(drained(pending), ElementsAre(1, 2, 3, 4, 5, 6));
}

TEST(PendingSet, GivesEqualMomentsInTheOrderOfScheduling) {
  PendingSet pending;
  for (std::uint32_t word : {5u, 3u, 9u, 1u}) pending.push(arrival(10), {word});

  EXPECT_THAT(drained(pending), ElementsAre(5, 3, 9, 1));
}

TEST(PendingSet, FillsTheGapThatTheTakenEventLeft) {
  PendingSet pending;
  pending.push(arrival(10), {1});
  pending.push(arrival(20), {2});
  ASSERT_EQ(pending.next(), arrival(10));
  pending.pop();
  pending.push(arrival(30), {3});

  EXPECT_THAT(drained(pending), ElementsAre(2, 3));
}

TEST(PendingSet, TakesWhatIsScheduledForTheVeryMoment) {
  PendingSet pending;
  pending.push(arrival(10), {1});
  pending.push(arrival(10), {2});
  pending.next();
  pending.pop();
  pending.push(arrival(10), {3});

  EXPECT_THAT(drained(pending), ElementsAre(2, 3));
}

TEST(PendingSet, MixesLanesAndPlainEventsAsIfThereWereNoLanes) {
  PendingSet pending;
  const LaneId lane = pending.lane(Duration::microseconds(10), Phase::arrival);
  pending.push(arrival(10), {1});
  pending.push_along(lane, at_us(0), {2});
  pending.push(arrival(10), {3});
  pending.push_along(lane, at_us(0), {4});
  pending.push(arrival(11), {6});
  pending.push_along(lane, at_us(1), {7});
  pending.push({at_us(10), Phase::timeout}, {5});

  EXPECT_THAT(drained(pending), ElementsAre(1, 2, 3, 4, 5, 6, 7));
}

TEST(PendingSet, GivesOneLaneForOneDelayAndPhase) {
  PendingSet pending;
  const LaneId lane = pending.lane(Duration::microseconds(10), Phase::arrival);

  EXPECT_EQ(pending.lane(Duration::microseconds(10), Phase::arrival), lane);
  EXPECT_NE(pending.lane(Duration::microseconds(10), Phase::timeout), lane);
  EXPECT_NE(pending.lane(Duration::microseconds(11), Phase::arrival), lane);
}

TEST(PendingSet, FiresATimerThatNobodyCancels) {
  PendingSet pending;
  pending.push_timer(arrival(10), {1});

  EXPECT_THAT(drained(pending), ElementsAre(1));
}

TEST(PendingSet, DoesNotFireACancelledTimer) {
  PendingSet pending;
  const Timer timer = pending.push_timer(arrival(10), {1});
  pending.push(arrival(20), {2});

  EXPECT_TRUE(pending.cancel(timer));
  EXPECT_THAT(drained(pending), ElementsAre(2));
}

TEST(PendingSet, SaysThatItsNextIsAfterACancelledTimer) {
  PendingSet pending;
  pending.cancel(pending.push_timer(arrival(10), {1}));
  pending.push(arrival(20), {2});

  EXPECT_EQ(pending.next(), arrival(20));
}

TEST(PendingSet, CancelsOnlyOnce) {
  PendingSet pending;
  const Timer timer = pending.push_timer(arrival(10), {1});
  pending.cancel(timer);

  EXPECT_FALSE(pending.cancel(timer));
}

TEST(PendingSet, DoesNotCancelATimerThatHasFired) {
  PendingSet pending;
  const Timer timer = pending.push_timer(arrival(10), {1});
  drained(pending);

  EXPECT_FALSE(pending.cancel(timer));
}

TEST(PendingSet, DoesNotTakeAnOldTicketForTheTimerThatHasItsSlotNow) {
  PendingSet pending;
  const Timer old = pending.push_timer(arrival(10), {1});
  drained(pending);
  pending.push_timer(arrival(20), {2});

  EXPECT_FALSE(pending.cancel(old));
  EXPECT_THAT(drained(pending), ElementsAre(2));
}

TEST(PendingSet, DoesNotCancelWithoutATicket) {
  PendingSet pending;

  EXPECT_FALSE(pending.cancel(Timer{}));
}

TEST(PendingSet, SkipsCancelledTimersWithinALane) {
  PendingSet pending;
  const LaneId lane = pending.lane(Duration::microseconds(10), Phase::timeout);
  std::vector<Timer> timers;
  for (std::uint32_t word : {1u, 2u, 3u, 4u}) {
    timers.push_back(pending.push_timer_along(lane, at_us(word), {word}));
  }
  for (std::size_t i : {0u, 1u, 3u}) pending.cancel(timers[i]);

  EXPECT_THAT(drained(pending), ElementsAre(3));
  EXPECT_EQ(pending.size(), 0u);
}

TEST(PendingSet, CountsWhatItHolds) {
  PendingSet pending;
  const LaneId lane = pending.lane(Duration::microseconds(10), Phase::arrival);
  pending.push(arrival(1), {1});
  for (std::uint32_t word : {2u, 3u, 4u}) pending.push_along(lane, at_us(0), {word});

  EXPECT_EQ(pending.size(), 4u);
}

TEST(PendingSet, KeepsItsOrderWhenSequenceNumbersRunOut) {
  PendingSet pending{(1u << Entry::sequence_bits) - 3};
  const LaneId lane = pending.lane(Duration::microseconds(10), Phase::arrival);
  pending.push(arrival(10), {1});
  pending.push_along(lane, at_us(0), {2});
  pending.push(arrival(10), {3});
  pending.push_along(lane, at_us(0), {4});
  pending.push(arrival(10), {5});

  EXPECT_THAT(drained(pending), ElementsAre(1, 2, 3, 4, 5));
}

TEST(PendingSet, LendsTimersOutAndRedeemsThemUnlessCancelled) {
  PendingSet pending;
  const Timer timer = pending.push_timer(arrival(10), {1});
  pending.push_timer(arrival(20), {2});
  const auto first = pending.take_loose().value();
  const auto second = pending.take_loose().value();
  pending.cancel(timer);

  EXPECT_EQ(pending.take_loose(), std::nullopt);
  EXPECT_EQ(pending.redeem(first), std::nullopt);
  EXPECT_EQ(pending.redeem(second), Event{2});
}

TEST(PendingSetDeathTest, RefusesALaneOfNegativeDelay) {
  PendingSet pending;

  EXPECT_DEATH(pending.lane(Duration::nanoseconds(-1), Phase::arrival), "delay");
}

}  // namespace
}  // namespace isthmus::kernel

#include "sim/kernel/phase.hpp"

#include <gtest/gtest.h>

#include "sim/kernel/event.hpp"

namespace isthmus::kernel {
namespace {

SimTime at_ns(std::int64_t ns) { return SimTime::start() + Duration::nanoseconds(ns); }

TEST(Moment, IsEarlierInTimeWhateverThePhase) {
  EXPECT_LT((Moment{at_ns(1), Phase::stop}), (Moment{at_ns(2), Phase::fault}));
}

TEST(Moment, IsEarlierInPhaseAtOneTime) {
  EXPECT_LT((Moment{at_ns(1), Phase::departure}), (Moment{at_ns(1), Phase::arrival}));
}

TEST(Moment, HoldsItsTimeAndPhase) {
  const Moment moment{at_ns(123'456'789'012'345), Phase::timeout};

  EXPECT_EQ(moment.time(), at_ns(123'456'789'012'345));
  EXPECT_EQ(moment.phase(), Phase::timeout);
}

TEST(Moment, OfTheOpeningIsNotAfterAnythingOfItsTime) {
  EXPECT_LE(Moment::opening(at_ns(5)), (Moment{at_ns(5), Phase::fault}));
  EXPECT_GT(Moment::opening(at_ns(5)), (Moment{at_ns(4), Phase::stop}));
}

TEST(Moment, HasRoomForSeventyYears) {
  const SimTime far = SimTime::start() + Duration::seconds(70ll * 365 * 86'400);

  EXPECT_EQ((Moment{far, Phase::stop}.time()), far);
  EXPECT_LT((Moment{far, Phase::stop}), Moment::never());
}

TEST(MomentDeathTest, RefusesATimeBeforeTheStart) {
  EXPECT_DEATH((Moment{at_ns(-1), Phase::fault}), "time_limit");
}

TEST(MomentDeathTest, RefusesATimeThatNeverComes) {
  EXPECT_DEATH((Moment{SimTime::never(), Phase::fault}), "time_limit");
}

enum class Kind { first, second };

TEST(Event, HoldsItsKindAndIndex) {
  const Event event = Event::of(Kind::second, 67'108'863);

  EXPECT_EQ(event.kind<Kind>(), Kind::second);
  EXPECT_EQ(event.index(), 67'108'863u);
}

TEST(EventDeathTest, RefusesAnIndexThatDoesNotFit) {
  EXPECT_DEATH(Event::of(Kind::first, 67'108'864), "index");
}

}  // namespace
}  // namespace isthmus::kernel

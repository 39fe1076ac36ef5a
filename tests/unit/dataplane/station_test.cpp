#include "sim/dataplane/station.hpp"

#include <gtest/gtest.h>

namespace isthmus::dataplane {
namespace {

SimTime at(std::int64_t ms) { return SimTime::start() + Duration::milliseconds(ms); }
Duration ms(std::int64_t n) { return Duration::milliseconds(n); }

TEST(Station, AJobThatFindsAFreeServerStartsAtOnce) {
  Station station{1};

  const Visit visit = station.admit(at(3), ms(2));

  EXPECT_EQ(visit.start, at(3));
  EXPECT_EQ(visit.departure, at(5));
}

TEST(Station, AJobThatWaitedStartsWhenTheServerFrees) {
  Station station{1};
  station.admit(at(0), ms(10));

  const Visit visit = station.admit(at(4), ms(1));

  EXPECT_EQ(visit.start, at(10));
  EXPECT_EQ(visit.departure, at(11));
}

TEST(Station, AServerFreedAtAnInstantServesAnArrivalAtThatInstant) {
  Station station{1};
  station.admit(at(0), ms(10));

  EXPECT_EQ(station.admit(at(10), ms(1)).start, at(10));
}

TEST(Station, TheServerThatFreesFirstTakesTheNextJob) {
  Station station{2};
  station.admit(at(0), ms(10));
  station.admit(at(1), ms(3));

  const Visit third = station.admit(at(2), ms(100));
  const Visit fourth = station.admit(at(2), ms(1));

  EXPECT_EQ(third.start, at(4));
  EXPECT_EQ(fourth.start, at(10));
}

TEST(Station, WorkOfNoLengthTakesNoTimeButStillWaitsItsTurn) {
  Station station{1};
  station.admit(at(0), ms(5));

  const Visit visit = station.admit(at(1), Duration::zero());

  EXPECT_EQ(visit.start, at(5));
  EXPECT_EQ(visit.departure, at(5));
}

TEST(Station, MoreServersThanFitInPlaceFollowTheSameRule) {
  Station station{20};
  for (int i = 0; i < 20; ++i) station.admit(at(0), ms(100 - i));

  EXPECT_EQ(station.admit(at(1), ms(50)).start, at(81));
  EXPECT_EQ(station.admit(at(1), ms(50)).start, at(82));
}

TEST(Station, AQueueThatWouldLastLongerThanTimeIsCutOff) {
  Station station{1};
  station.admit(at(0), Duration::longest());

  EXPECT_EQ(station.admit(at(1), Duration::longest()).departure, Station::closing);
}

TEST(StationDeathTest, TimeNeverGoesBack) {
  Station station{1};
  station.admit(at(5), ms(1));

  EXPECT_DEATH(station.admit(at(4), ms(1)), "latest_");
}

}  // namespace
}  // namespace isthmus::dataplane

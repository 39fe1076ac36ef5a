#include "sim/dataplane/station_observer.hpp"

#include <gtest/gtest.h>

namespace isthmus::dataplane {
namespace {

SimTime at(std::int64_t n) { return SimTime::start() + Duration::nanoseconds(n); }
Duration ns(std::int64_t n) { return Duration::nanoseconds(n); }
const Measured measured{at(100), at(200)};

/// A job comes at 110 and leaves at 150; another comes at 120, starts at 150 and leaves at 180.
StationObserver after_two(const std::vector<SimTime>& probes) {
  StationObserver observer{measured, probes};
  observer.arrived(at(110));
  observer.departs(at(150));
  observer.stayed(at(110), at(110), at(150), ns(40));
  observer.arrived(at(120));
  observer.departs(at(180));
  observer.stayed(at(120), at(150), at(180), ns(30));
  return observer;
}

TEST(StationObserver, MeasuresHowLongHowManyArePresent) {
  const auto detail = after_two({}).detail();

  EXPECT_EQ(detail.at_number_ns, (std::vector<std::int64_t>{30, 40, 30}));
}

TEST(StationObserver, CountsThePresentAtEachProbeOnceTheInstantHasSettled) {
  const std::vector<SimTime> probes{at(109), at(110), at(149), at(150), at(250)};

  EXPECT_EQ(after_two(probes).detail().at_probes, (std::vector<std::int64_t>{0, 1, 2, 1, 0}));
}

TEST(StationObserver, KeepsTheWaitAndTheStayOfEachJob) {
  const auto detail = after_two({}).detail();

  EXPECT_EQ(detail.waits.greatest(), ns(30));
  EXPECT_EQ(detail.waits.least(), ns(0));
  EXPECT_EQ(detail.sojourns.greatest(), ns(60));
  EXPECT_EQ(detail.slowed, 2u);
  EXPECT_DOUBLE_EQ(detail.slowdowns, 1.0 + 2.0);
}

TEST(StationObserver, LeavesOutJobsThatArriveOutsideTheMeasuredTime) {
  const std::vector<SimTime> probes;
  StationObserver observer{measured, probes};
  observer.arrived(at(90));
  observer.departs(at(120));
  observer.stayed(at(90), at(90), at(120), ns(30));

  const auto detail = observer.detail();

  EXPECT_TRUE(detail.waits.empty());
  EXPECT_EQ(detail.at_number_ns, (std::vector<std::int64_t>{80, 20}));
}

}  // namespace
}  // namespace isthmus::dataplane

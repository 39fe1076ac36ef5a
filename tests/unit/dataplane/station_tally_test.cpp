#include "sim/dataplane/station_tally.hpp"

#include <gtest/gtest.h>

namespace isthmus::dataplane {
namespace {

SimTime at(std::int64_t n) { return SimTime::start() + Duration::nanoseconds(n); }
const Measured measured{at(100), at(200)};

results::StationRecord after(SimTime arrival, SimTime start, SimTime departure) {
  StationTally tally;
  tally.add(arrival, {start, departure}, measured);
  results::StationRecord record;
  tally.write(record);
  return record;
}

TEST(StationTally, AVisitInsideCountsWhole) {
  const auto record = after(at(110), at(115), at(140));

  EXPECT_EQ(record.arrivals, 1u);
  EXPECT_EQ(record.wait_ns, 5);
  EXPECT_EQ(record.service_ns, 25);
  EXPECT_EQ(record.queue_area_ns, 5);
  EXPECT_EQ(record.busy_ns, 25);
  EXPECT_EQ(record.number_area_ns, 30);
}

TEST(StationTally, AVisitThatBeganBeforeCountsItsStretchInsideButNotItsArrival) {
  const auto record = after(at(80), at(110), at(130));

  EXPECT_EQ(record.arrivals, 0u);
  EXPECT_EQ(record.wait_ns, 0);
  EXPECT_EQ(record.queue_area_ns, 10);
  EXPECT_EQ(record.busy_ns, 20);
  EXPECT_EQ(record.carried_in_ns, 30);
}

TEST(StationTally, AVisitThatEndsAfterwardsCountsItsArrivalWithAllItsTime) {
  const auto record = after(at(190), at(195), at(230));

  EXPECT_EQ(record.arrivals, 1u);
  EXPECT_EQ(record.service_ns, 35);
  EXPECT_EQ(record.busy_ns, 5);
  EXPECT_EQ(record.carried_out_ns, 30);
}

TEST(StationTally, AVisitAcrossTheWholeStretchFillsIt) {
  const auto record = after(at(0), at(0), at(900));

  EXPECT_EQ(record.arrivals, 0u);
  EXPECT_EQ(record.busy_ns, 100);
  EXPECT_EQ(record.carried_in_ns, 100);
}

TEST(StationTally, TheEndOfTheStretchIsOutsideIt) {
  EXPECT_EQ(after(at(100), at(100), at(101)).arrivals, 1u);
  EXPECT_EQ(after(at(200), at(200), at(201)).arrivals, 0u);
}

}  // namespace
}  // namespace isthmus::dataplane

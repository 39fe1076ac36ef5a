#include "sim/results/merge.hpp"

#include <gtest/gtest.h>

namespace isthmus::results {
namespace {

TEST(Merge, RequestsOfTwoReplicationsAddUp) {
  TrafficRecord into{.requests = 2, .connections = 1};
  into.ended[0] = 2;
  into.latency.record(Duration::nanoseconds(5));
  into.latency.record(Duration::nanoseconds(7));
  into.ledger[0] = 12;
  TrafficRecord other{.requests = 1, .connections = 4};
  other.ended[0] = 1;
  other.latency.record(Duration::nanoseconds(9));
  other.ledger[0] = 9;

  merge(into, other);

  EXPECT_EQ(into.requests, 3u);
  EXPECT_EQ(into.ended[0], 3u);
  EXPECT_EQ(into.connections, 5u);
  EXPECT_EQ(into.ledger[0], 21);
  EXPECT_EQ(into.latency.count(), 3u);
  EXPECT_EQ(into.latency.greatest(), Duration::nanoseconds(9));
}

TEST(Merge, SumsOfOneStationAddUp) {
  StationRecord into{.name = "gateway finance[0]", .arrivals = 3, .busy_ns = 10};
  const StationRecord other{.name = "gateway finance[0]", .arrivals = 4, .busy_ns = 15};

  merge(into, other);

  EXPECT_EQ(into.arrivals, 7u);
  EXPECT_EQ(into.busy_ns, 25);
}

TEST(MergeDeathTest, TwoStationsAreNotAdded) {
  StationRecord into{.name = "gateway finance[0]"};
  const StationRecord other{.name = "gateway finance[1]"};

  EXPECT_DEATH(merge(into, other), "name");
}

TEST(Part, EveryPartHasAWord) {
  EXPECT_EQ(text(Part::app), "app");
  EXPECT_EQ(text(Part::retry_wait), "retry_wait");
  EXPECT_EQ(text(StationKind::gateway), "gateway");
}

}  // namespace
}  // namespace isthmus::results

#include <gtest/gtest.h>

#include "tests/unit/analysis/hand_made.hpp"

namespace isthmus::analysis {
namespace {

constexpr std::int64_t second = 1'000'000'000;

/// Ten measured seconds of a station with two servers.
results::StationRecord station(std::uint64_t arrivals, std::int64_t service_ns) {
  results::StationRecord record;
  record.name = "gateway finance[0]";
  record.kind = results::StationKind::gateway;
  record.servers = 2;
  record.capacity_milli = 2000;
  record.arrivals = arrivals;
  record.service_ns = service_ns;
  record.busy_ns = std::min(service_ns, 20 * second);
  return record;
}

RunSummary summary_with(const results::StationRecord& record) {
  const support::World world = web_to_billing();
  results::RunRecord run = replication(0, delivered({ms(1)}));
  run.stations.push_back(record);
  return summary_of(world, {run});
}

TEST(StationSummary, UtilisationIsBusyTimeOverAllServers) {
  const RunSummary summary = summary_with(station(100, 5 * second));

  EXPECT_DOUBLE_EQ(summary.stations[0].utilisation.mean, 0.25);
}

TEST(StationSummary, TheWaitIsPerArrival) {
  results::StationRecord record = station(100, 5 * second);
  record.wait_ns = 2 * second;

  const RunSummary summary = summary_with(record);

  EXPECT_DOUBLE_EQ(summary.stations[0].wait_s.mean, 0.02);
}

TEST(StationSummary, TheQueueIsItsAreaOverTime) {
  results::StationRecord record = station(100, 5 * second);
  record.queue_area_ns = 30 * second;

  const RunSummary summary = summary_with(record);

  EXPECT_DOUBLE_EQ(summary.stations[0].queue.mean, 3.0);
}

TEST(StationSummary, MoreWorkThanTheServersCanDoIsUnstable) {
  EXPECT_FALSE(summary_with(station(100, 19 * second)).stations[0].unstable);
  EXPECT_TRUE(summary_with(station(100, 20 * second)).stations[0].unstable);
}

TEST(StationSummary, AnUnstableQueueGrowsByWhatIsNotServed) {
  // 100 jobs of 0.4 s in 10 s: two servers do 5 per second, 10 arrive.
  const RunSummary summary = summary_with(station(100, 40 * second));

  EXPECT_DOUBLE_EQ(summary.stations[0].growth_per_s, 5.0);
}

TEST(StationSummary, UsersWhoWaitMakeAStationFullAndNoMoreThanThat) {
  // 100 jobs of 0.21 s in 10 s: five more than can be done.
  const auto summary_for = [](std::uint64_t users) {
    const support::World world = web_to_billing();
    world.model->traffic[0].arrivals = model::Users{users, support::constant(Duration::zero())};
    results::RunRecord run = replication(0, delivered({ms(1)}));
    run.stations.push_back(station(100, 21 * second));
    return summary_of(world, {run});
  };

  EXPECT_FALSE(summary_for(6).stations[0].unstable);
  EXPECT_TRUE(summary_for(4).stations[0].unstable);
}

TEST(StationSummary, APairKnowsTheStationOnItsPathThatCannotKeepUp) {
  EXPECT_EQ(summary_with(station(100, 40 * second)).pairs[0].unstable_at, "gateway finance[0]");
  EXPECT_EQ(summary_with(station(100, 4 * second)).pairs[0].unstable_at, "");
}

TEST(StationSummary, AStationElsewhereDoesNotConcernAPair) {
  results::StationRecord record = station(100, 40 * second);
  record.name = "gateway financial[0]";

  EXPECT_EQ(summary_with(record).pairs[0].unstable_at, "");
}

}  // namespace
}  // namespace isthmus::analysis

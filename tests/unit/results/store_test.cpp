#include "sim/results/store.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <string>

#include "sim/results/record_bytes.hpp"
#include "tests/support/store_content.hpp"
#include "tests/support/temporary_folder.hpp"

namespace isthmus::results {
namespace {

/// A record with something in every field that is kept.
RunRecord full_record(std::size_t number) {
  RunRecord record;
  record.replication = number;
  record.fingerprint = 0xfedc'ba98'7654'3210 + number;
  record.events = 12'345;
  record.warmup = Duration::seconds(1);
  record.measured = Duration::seconds(9);
  TrafficRecord& traffic = record.traffic.emplace_back();
  traffic.requests = 3;
  traffic.connections = 2;
  traffic.ended[static_cast<std::size_t>(route::Disposition::delivered)] = 2;
  traffic.ended[static_cast<std::size_t>(route::Disposition::no_gateway)] = 1;
  traffic.latency.record(Duration::nanoseconds(5));
  traffic.latency.record(Duration::milliseconds(80));
  traffic.ledger[static_cast<std::size_t>(Part::app)] = 4;
  traffic.ledger[static_cast<std::size_t>(Part::queue)] = 80'000'001;
  record.traffic.emplace_back();  // A source of which nothing was measured.
  record.stations.push_back({.name = "gateway finance[0]",
                             .kind = StationKind::gateway,
                             .servers = 4,
                             .capacity_milli = 2500,
                             .may_grow = false,
                             .arrivals = 7,
                             .busy_ns = 1,
                             .wait_ns = 2,
                             .service_ns = 3,
                             .busiest_ns = 8,
                             .queues = 2,
                             .queue_area_ns = 4,
                             .number_area_ns = 5,
                             .carried_in_ns = 6,
                             .carried_out_ns = 7});
  return record;
}

StoredPoint point_of(std::uint64_t hash) {
  StoredPoint point;
  point.scenario = "mesh";
  point.settings = {{"traffic.users.rate", "200/s"}};
  point.sources = {{"users", "default/default/web", "default/default/api"}, {"probe", "", "x"}};
  point.hash = hash;
  point.seed = UINT64_MAX;
  point.duration = Duration::seconds(10);
  point.version = "0.1.0";
  return point;
}

class StoreFile : public ::testing::Test {
 protected:
  const support::TemporaryFolder folder_{};
  const std::string path_ = folder_ / "results.db";
};

TEST_F(StoreFile, GivesBackTheRecordsThatWereKept) {
  {
    Result<Store> store = Store::open(path_);
    ASSERT_TRUE(store);
    const PointId point = store->point(point_of(1));
    store->keep(point, full_record(1));
    store->keep(point, full_record(0));
    EXPECT_FALSE(store->fault());
  }
  Result<Store> again = Store::open(path_);
  ASSERT_TRUE(again);

  const std::vector<RunRecord> records = again->records(again->point(point_of(1)), 10);

  ASSERT_EQ(records.size(), 2U);
  EXPECT_EQ(bytes_of(records[0]), bytes_of(full_record(0)));
  EXPECT_EQ(bytes_of(records[1]), bytes_of(full_record(1)));
}

TEST_F(StoreFile, FindsAPointByWhatDecidesItsResults) {
  Result<Store> store = Store::open(path_);
  ASSERT_TRUE(store);
  StoredPoint renamed = point_of(1);
  renamed.scenario = "another name";
  StoredPoint reseeded = point_of(1);
  reseeded.seed = 1;

  EXPECT_EQ(store->point(renamed), store->point(point_of(1)));
  EXPECT_NE(store->point(reseeded), store->point(point_of(1)));
  EXPECT_NE(store->point(point_of(2)), store->point(point_of(1)));
}

TEST_F(StoreFile, KeepsAReplicationOnce) {
  Result<Store> store = Store::open(path_);
  ASSERT_TRUE(store);
  const PointId point = store->point(point_of(1));
  store->keep(point, full_record(4));
  const std::string before = support::store_content(path_);

  store->keep(point, full_record(4));

  EXPECT_EQ(support::store_content(path_), before);
  EXPECT_EQ(store->replications(point), std::vector<std::size_t>{4});
}

TEST_F(StoreFile, RemembersAWarmUpAndThePilotThatFoundIt) {
  Result<Store> store = Store::open(path_);
  ASSERT_TRUE(store);
  const PointId point = store->point(point_of(1));
  RunRecord pilot;
  pilot.replication = 3;
  pilot.slices = {{5, 100}, {0, 0}, {7, -1}};
  EXPECT_FALSE(store->warm_up(point));

  store->keep_pilot(point, pilot);
  store->keep_warm_up(point, {Duration::seconds(2), false, true});

  const std::vector<RunRecord> pilots = store->pilots(point);
  ASSERT_EQ(pilots.size(), 1U);
  EXPECT_EQ(bytes_of(pilots[0]), bytes_of(pilot));
  const auto warm_up = store->warm_up(point);
  ASSERT_TRUE(warm_up);
  EXPECT_EQ(warm_up->cut, Duration::seconds(2));
  EXPECT_FALSE(warm_up->found);
  EXPECT_TRUE(warm_up->drifts);
}

TEST_F(StoreFile, IsNotMadeOfAFileThatIsSomethingElse) {
  std::ofstream{path_} << "a text, longer than the header of a database would be, and none at all, "
                          "so that nothing in it can be mistaken for one; it stays as it is.";

  const Result<Store> store = Store::open(path_);

  ASSERT_FALSE(store);
  EXPECT_EQ(store.error().front().code, "not-a-store");
}

TEST_F(StoreFile, IsNotMadeOfAnotherProgramsDatabase) {
  {
    Database other{path_};
    other.run("CREATE TABLE theirs (a)");
  }

  const Result<Store> store = Store::open(path_);

  ASSERT_FALSE(store);
  EXPECT_EQ(store.error().front().code, "not-a-store");
}

TEST(Store, InAFolderThatIsNotThereCannotBeOpened) {
  const Result<Store> store = Store::open("/nowhere/at/all.db");

  ASSERT_FALSE(store);
  EXPECT_EQ(store.error().front().code, "cannot-open-store");
}

TEST(RecordBytes, GiveTheRecordBack) {
  RunRecord record = full_record(9);
  record.slices = {{1, 2}, {3, 4}};

  const auto found = record_from(bytes_of(record));

  ASSERT_TRUE(found);
  EXPECT_EQ(bytes_of(*found), bytes_of(record));
  EXPECT_EQ(found->traffic[0].latency, record.traffic[0].latency);
  EXPECT_EQ(found->stations[0].name, "gateway finance[0]");
}

TEST(RecordBytes, ThatAreCutShortAreNoRecord) {
  const std::string whole = bytes_of(full_record(1));
  for (std::size_t size = 0; size < whole.size(); ++size) {
    EXPECT_FALSE(record_from(std::string_view{whole}.substr(0, size))) << size;
  }
}

}  // namespace
}  // namespace isthmus::results

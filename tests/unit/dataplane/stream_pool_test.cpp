#include "sim/dataplane/stream_pool.hpp"

#include <gtest/gtest.h>

namespace isthmus::dataplane {
namespace {

SimTime at(std::int64_t milliseconds) {
  return SimTime::start() + Duration::milliseconds(milliseconds);
}

TEST(StreamPool, LendsNoConnectionBeforeItIsReady) {
  Path path;
  StreamPool pool;
  pool.add(&path, at(5), 0);

  EXPECT_EQ(pool.with_room(at(4), UINT64_MAX), nullptr);
  EXPECT_NE(pool.with_room(at(5), UINT64_MAX), nullptr);
}

TEST(StreamPool, CountsRequestsUntilTheyEnd) {
  Path path;
  StreamPool pool;
  pool.add(&path, at(0), 1);
  EXPECT_EQ(pool.with_room(at(1), 1), nullptr);

  pool.ended(&path, at(9), 1);  // Known ahead of time.

  EXPECT_EQ(pool.with_room(at(8), 1), nullptr);
  EXPECT_NE(pool.with_room(at(9), 1), nullptr);
}

TEST(StreamPool, GivesUpConnectionsThatNobodyUses) {
  Path path;
  StreamPool pool;
  pool.add(&path, at(0), 1);
  EXPECT_EQ(pool.take_older(at(100)), nullptr);

  pool.ended(&path, at(50), UINT64_MAX);

  EXPECT_EQ(pool.take_older(at(50)), nullptr);
  EXPECT_EQ(pool.take_older(at(51)), &path);
  EXPECT_EQ(pool.with_room(at(60), UINT64_MAX), nullptr);
}

}  // namespace
}  // namespace isthmus::dataplane

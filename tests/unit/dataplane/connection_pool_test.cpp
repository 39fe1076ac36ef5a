#include "sim/dataplane/connection_pool.hpp"

#include <gtest/gtest.h>

namespace isthmus::dataplane {
namespace {

SimTime at(std::int64_t ms) { return SimTime::start() + Duration::milliseconds(ms); }

/// The connection that is handed out at `now`, or 0.
int taken(ConnectionPool<int>& pool, SimTime now) {
  int connection = 0;
  SimTime idle_from;
  pool.take(now, connection, idle_from);
  return connection;
}

TEST(ConnectionPool, TheConnectionUsedLastGoesFirst) {
  ConnectionPool<int> pool;
  pool.put(at(1), 11);
  pool.put(at(2), 22);

  EXPECT_EQ(taken(pool, at(3)), 22);
  EXPECT_EQ(taken(pool, at(3)), 11);
}

TEST(ConnectionPool, AnEmptyPoolHandsOutNothing) {
  ConnectionPool<int> pool;

  EXPECT_EQ(taken(pool, at(3)), 0);
}

TEST(ConnectionPool, AConnectionIsNotHandedOutBeforeItIsIdle) {
  ConnectionPool<int> pool;
  pool.put(at(5), 55);
  pool.put(at(1), 11);

  EXPECT_EQ(taken(pool, at(4)), 11);
  EXPECT_EQ(taken(pool, at(4)), 0);
  EXPECT_EQ(taken(pool, at(5)), 55);
}

TEST(ConnectionPool, WhatBecomesIdleInAnotherOrderThanItWasPutBackGoesByTime) {
  ConnectionPool<int> pool;
  for (const int ms : {40, 10, 30, 20}) pool.put(at(ms), ms);

  EXPECT_EQ(taken(pool, at(35)), 30);
  EXPECT_EQ(taken(pool, at(35)), 20);
  EXPECT_EQ(taken(pool, at(100)), 40);
}

TEST(ConnectionPool, ManyBusyConnectionsHideNoIdleOne) {
  ConnectionPool<int> pool;
  pool.put(at(1), 1);
  for (int i = 0; i < 100; ++i) pool.put(at(1000 + i), 1000 + i);

  EXPECT_EQ(taken(pool, at(2)), 1);
  EXPECT_EQ(taken(pool, at(2)), 0);
}

TEST(ConnectionPool, AConnectionSaysSinceWhenItWasIdle) {
  ConnectionPool<int> pool;
  pool.put(at(1), 11);
  int connection = 0;
  SimTime idle_from;

  ASSERT_TRUE(pool.take(at(9), connection, idle_from));

  EXPECT_EQ(idle_from, at(1));
}

TEST(ConnectionPool, OfThoseIdleForTooLongTheOldestGoesFirst) {
  ConnectionPool<int> pool;
  pool.put(at(1), 11);
  pool.put(at(2), 22);
  pool.put(at(5), 55);
  int connection = 0;

  EXPECT_TRUE(pool.take_older(at(5), connection));
  EXPECT_EQ(connection, 11);
  EXPECT_TRUE(pool.take_older(at(5), connection));
  EXPECT_EQ(connection, 22);
  EXPECT_FALSE(pool.take_older(at(5), connection));
}

}  // namespace
}  // namespace isthmus::dataplane

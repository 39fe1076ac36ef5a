#include "sim/dataplane/timeline_tally.hpp"

#include <gtest/gtest.h>

namespace isthmus::dataplane {
namespace {

using route::Disposition;

SimTime at(std::int64_t n) { return SimTime::start() + Duration::seconds(n); }

/// A run of 100 s, of which 10 s are warm-up, with an event from 40 s to 60 s.
class Tally : public ::testing::Test {
 protected:
  Tally() {
    model::Event event;
    event.begin = at(40);
    event.end = at(60);
    scale_ = results::timeline_scale({event}, Duration::seconds(100));
    tally_.emplace(scale_, Measured{at(10), at(100)}, 1);
  }

  void request(std::int64_t from, std::int64_t to, Disposition disposition) {
    tally_->started(0, at(from));
    tally_->ended(0, at(from), at(to), disposition);
  }
  std::uint64_t in_span(std::size_t span, Disposition disposition) const {
    return tally_->settled().sources[0].spans[span].ended[static_cast<std::size_t>(disposition)];
  }
  std::uint64_t lost() const { return tally_->settled().sources[0].lost[0]; }

  results::TimelineScale scale_;
  std::optional<TimelineTally> tally_;
};

TEST_F(Tally, EventsCutTheRunWhereTheyBeginAndEnd) {
  EXPECT_EQ(scale_.spans(), 3u);
  EXPECT_EQ(scale_.span_of(at(39)), 0u);
  EXPECT_EQ(scale_.span_of(at(40)), 1u);
  EXPECT_EQ(scale_.span_of(at(60)), 2u);
  EXPECT_EQ(scale_.window, Duration::milliseconds(500));
}

TEST_F(Tally, ARequestIsOfTheTimeInWhichItStarts) {
  request(39, 45, Disposition::delivered);

  EXPECT_EQ(in_span(0, Disposition::delivered), 1u);
  EXPECT_EQ(lost(), 0u);
}

TEST_F(Tally, AFailureIsOfTheEventThatBeganMeanwhile) {
  request(39, 45, Disposition::reset);

  EXPECT_EQ(in_span(0, Disposition::reset), 0u);
  EXPECT_EQ(in_span(1, Disposition::reset), 1u);
  EXPECT_EQ(lost(), 1u);
}

TEST_F(Tally, AFailureThatIsOverBeforeAnEventIsNotLostToIt) {
  request(30, 39, Disposition::overloaded);
  request(61, 70, Disposition::overloaded);

  EXPECT_EQ(lost(), 0u);
}

TEST_F(Tally, AFailureAfterAnEventOfARequestThatBeganInItIsLostToIt) {
  request(59, 65, Disposition::connect_timeout);

  EXPECT_EQ(in_span(1, Disposition::connect_timeout), 1u);
  EXPECT_EQ(lost(), 1u);
}

TEST_F(Tally, WhatNeverEndsHasTimedOut) {
  tally_->started(0, at(30));

  EXPECT_EQ(in_span(1, Disposition::timed_out), 1u);
  EXPECT_EQ(lost(), 1u);
}

TEST_F(Tally, TheWarmUpIsInTheWindowsOnly) {
  request(5, 6, Disposition::delivered);

  EXPECT_EQ(in_span(0, Disposition::delivered), 0u);
  EXPECT_EQ(tally_->settled().windows[10].requests, 1u);
}

}  // namespace
}  // namespace isthmus::dataplane

#include "sim/session/together.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

#include "tests/support/thread_ranks.hpp"

namespace isthmus::session {
namespace {

using support::Post;
using support::ThreadRank;

results::RunRecord record_of(std::size_t index) {
  results::RunRecord record;
  record.replication = index;
  record.fingerprint = 7 * index;
  return record;
}

/// Two stages, as every rank carries them out: the length of the second depends on the first.
std::vector<results::RunRecord> two_stages(Team& team, std::uint64_t content = 1) {
  const auto first = together(team, content, 3, {}, record_of);
  if (first.empty()) return {};
  return together(team, content + 1, first.size() * 4, {}, record_of);
}

struct Outcome {
  std::vector<std::size_t> made{};             ///< How many records each rank has in the end.
  std::vector<results::RunRecord> of_first{};  ///< What the first has.
  std::optional<Diagnostic> complaint{};
  bool everybody_left = true;
};

/// By four ranks. `other(team, own, rank)` is what those beside the first do.
template <class Other>
Outcome carried_out(Other other) {
  constexpr int size = 4;
  Outcome outcome;
  outcome.made.resize(size);
  Post post{size};
  std::vector<std::thread> others;
  for (int rank = 1; rank < size; ++rank) {
    others.emplace_back([&, rank] {
      ThreadRank own{post, rank};
      Team team{own};
      outcome.made[static_cast<std::size_t>(rank)] = other(team, own, rank);
    });
  }
  ThreadRank first{post, 0};
  Team team{first};
  outcome.of_first = two_stages(team);
  outcome.made[0] = outcome.of_first.size();
  outcome.complaint = team.complaint();
  team.leave();
  outcome.everybody_left = first.all_left;
  for (std::thread& one : others) one.join();
  return outcome;
}

std::size_t works(Team& team) {
  const std::size_t made = two_stages(team).size();
  team.leave();
  return made;
}

TEST(Together, EveryRankHasAllRecordsByIndex) {
  const Outcome outcome = carried_out([](Team& team, ThreadRank&, int) { return works(team); });

  EXPECT_EQ(outcome.made, (std::vector<std::size_t>{12, 12, 12, 12}));
  ASSERT_EQ(outcome.of_first.size(), 12U);
  for (std::size_t i = 0; i < 12; ++i) {
    EXPECT_EQ(outcome.of_first[i].replication, i);
    EXPECT_EQ(outcome.of_first[i].fingerprint, 7 * i);
  }
  EXPECT_TRUE(outcome.everybody_left);
}

TEST(Together, WhatADeadRankHadIsMadeByAnother) {
  const Outcome outcome = carried_out([](Team& team, ThreadRank& own, int rank) {
    if (rank > 1) return works(team);
    own.next_order();
    return std::size_t{0};
  });

  EXPECT_EQ(outcome.made, (std::vector<std::size_t>{12, 0, 12, 12}));
  EXPECT_FALSE(outcome.everybody_left) << "one is still waited for";
}

TEST(Together, ARankThatMeansSomethingElseIsNotBelieved) {
  const Outcome outcome = carried_out([](Team& team, ThreadRank&, int rank) {
    if (rank > 1) return works(team);
    const std::size_t made = two_stages(team, 99).size();
    team.leave();
    return made;
  });

  ASSERT_TRUE(outcome.complaint);
  EXPECT_EQ(outcome.complaint->code, "rank-reads-other-scenario");
}

TEST(Together, ARankThatEndedEarlyIsNotWaitedFor) {
  const Outcome outcome = carried_out([](Team& team, ThreadRank&, int rank) {
    if (rank > 1) return works(team);
    team.leave();
    return std::size_t{0};
  });

  ASSERT_TRUE(outcome.complaint);
  EXPECT_EQ(outcome.complaint->code, "rank-reads-other-scenario");
}

TEST(Together, AfterACancelAllRanksHaveTheSameGaplessBeginning) {
  Post post{2};
  std::atomic<bool> cancel{false};
  std::size_t theirs = 0;
  std::thread other{[&] {
    ThreadRank own{post, 1};
    Team team{own};
    theirs = together(team, 1, 1000, {}, [&](std::size_t index) {
               if (index == 10) cancel = true;
               return record_of(index);
             }).size();
    team.leave();
  }};
  ThreadRank first{post, 0};
  Team team{first};
  Replicate how;
  how.cancel = &cancel;

  const auto records = together(team, 1, 1000, how, record_of);
  team.leave();
  other.join();

  EXPECT_LT(records.size(), 1000U);
  EXPECT_EQ(records.size(), theirs);
}

TEST(Team, OfWhichTheFirstIsGoneEnds) {
  Post post{2};
  post.first_is_gone = true;
  ThreadRank own{post, 1};
  Team team{own};

  const auto records = together(team, 1, 5, {}, record_of);
  team.leave();

  EXPECT_TRUE(records.empty());
  EXPECT_TRUE(team.is_deserted());
  EXPECT_FALSE(own.all_left);
}

}  // namespace
}  // namespace isthmus::session

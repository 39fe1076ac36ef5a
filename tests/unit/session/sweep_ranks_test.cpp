#include "sim/session/sweep_ranks.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <thread>
#include <vector>

#include "tests/support/store_content.hpp"
#include "tests/support/sweep_folder.hpp"
#include "tests/support/thread_ranks.hpp"

namespace isthmus::session {
namespace {

using support::Post;
using support::SweepFolder;
using support::ThreadRank;

/// Takes an order and is not heard of any more.
void die_at_work(ThreadRank& rank) { rank.next_order(); }

struct Outcome {
  std::string content{};
  bool done = false;
  bool everybody_left = true;
  std::optional<Diagnostic> complaint{};
};

/// A sweep by `size` ranks, of which the last `dying` die with their first unit.
Outcome swept_by(const SweepFolder& folder, int size, int dying, const std::string& theirs = {}) {
  const SweepOptions options;
  const std::string path = folder.sweep_file();
  SweepWork work{path, options};
  Outcome outcome;
  {
    Result<results::Store> store = results::Store::open(folder.store());
    SweepBoard board{work.tasks(*store), *store, [](std::size_t, std::size_t) { return true; }};
    Post post{size};
    std::vector<std::thread> others;
    for (int rank = 1; rank < size; ++rank) {
      others.emplace_back([&, rank] {
        ThreadRank own{post, rank};
        if (rank >= size - dying) return die_at_work(own);
        SweepWork own_work{theirs.empty() ? path : theirs, options};
        Team team{own};
        serve(team, own_work);
        team.leave();
      });
    }
    ThreadRank first{post, 0};
    Team team{first};
    outcome.complaint = direct(team, board, work, [] { return false; });
    team.leave();
    for (std::thread& other : others) other.join();
    outcome.done = board.done();
    outcome.everybody_left = first.all_left;
  }
  outcome.content = support::store_content(folder.store());
  return outcome;
}

TEST(SweepRanks, TheStoreHasTheSameContentHoweverManyWork) {
  const SweepFolder alone;
  SweepOptions options;
  options.store = alone.store();
  sweep(alone.sweep_file(), options);
  const std::string expected = support::store_content(alone.store());

  for (const int size : {2, 4}) {
    const SweepFolder folder;
    const Outcome outcome = swept_by(folder, size, 0);
    EXPECT_TRUE(outcome.done);
    EXPECT_TRUE(outcome.everybody_left);
    EXPECT_EQ(outcome.content, expected) << size << " ranks";
  }
}

TEST(SweepRanks, WhoDiesAtWorkCostsNothingButTime) {
  const SweepFolder whole;
  const SweepFolder folder;

  const Outcome outcome = swept_by(folder, 4, 2);

  EXPECT_TRUE(outcome.done);
  EXPECT_FALSE(outcome.everybody_left) << "two are still waited for";
  EXPECT_EQ(outcome.content, swept_by(whole, 2, 0).content);
}

TEST(SweepRanks, ARankThatReadsAnotherScenarioIsNotBelieved) {
  const SweepFolder folder;
  const SweepFolder other;
  const std::string theirs = other.sweep_file();
  std::ofstream{other.scenario(), std::ios::app} << "links: []\n";

  const Outcome outcome = swept_by(folder, 2, 0, theirs);

  ASSERT_TRUE(outcome.complaint);
  EXPECT_EQ(outcome.complaint->code, "rank-reads-other-scenario");
  EXPECT_FALSE(outcome.done);
}

}  // namespace
}  // namespace isthmus::session

#include "sim/session/sweep_ranks.hpp"

#include <gtest/gtest.h>

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>
#include <vector>

#include "tests/support/store_content.hpp"
#include "tests/support/sweep_folder.hpp"

namespace isthmus::session {
namespace {

using support::SweepFolder;

/// The letters between the ranks, which are threads here.
struct Post {
  std::mutex mutex{};
  std::condition_variable arrived{};
  std::vector<std::deque<std::string>> orders{};
  std::deque<Ranks::Answer> answers{};
};

class ThreadRank : public Ranks {
 public:
  ThreadRank(Post& post, int rank, int size) : post_{post}, rank_{rank}, size_{size} {}

  int rank() const override { return rank_; }
  int size() const override { return size_; }

  void order(int to, const std::string& bytes) override {
    const std::lock_guard lock{post_.mutex};
    post_.orders[static_cast<std::size_t>(to)].push_back(bytes);
    post_.arrived.notify_all();
  }
  std::optional<Answer> answered() override {
    const std::lock_guard lock{post_.mutex};
    if (post_.answers.empty()) return std::nullopt;
    Answer first = std::move(post_.answers.front());
    post_.answers.pop_front();
    return first;
  }
  std::string next_order() override {
    std::unique_lock lock{post_.mutex};
    auto& mine = post_.orders[static_cast<std::size_t>(rank_)];
    post_.arrived.wait(lock, [&] { return !mine.empty(); });
    std::string first = std::move(mine.front());
    mine.pop_front();
    return first;
  }
  void answer(const std::string& bytes) override {
    const std::lock_guard lock{post_.mutex};
    post_.answers.push_back({rank_, bytes});
  }
  void leave(bool everybody) override { all_left = everybody; }

  bool all_left = true;

 private:
  Post& post_;
  int rank_;
  int size_;
};

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
    Post post;
    post.orders.resize(static_cast<std::size_t>(size));
    std::vector<std::thread> others;
    for (int rank = 1; rank < size; ++rank) {
      others.emplace_back([&, rank] {
        ThreadRank own{post, rank, size};
        if (rank >= size - dying) return die_at_work(own);
        SweepWork own_work{theirs.empty() ? path : theirs, options};
        serve(own, own_work);
      });
    }
    ThreadRank first{post, 0, size};
    outcome.complaint = direct(first, board, work, [] { return false; });
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

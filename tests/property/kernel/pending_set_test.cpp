// The pending set against a sorted multimap, through random schedules of every kind.
#include "sim/kernel/pending_set.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <map>
#include <vector>

namespace isthmus::kernel {
namespace {

class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_{seed * 2654435769 + 1} {}
  std::uint64_t below(std::uint64_t n) {
    state_ ^= state_ << 13;
    state_ ^= state_ >> 7;
    state_ ^= state_ << 17;
    return (state_ >> 11) % n;
  }

 private:
  std::uint64_t state_;
};

/// Plays one random schedule; returns how many events came out.
std::size_t play(std::uint64_t seed, std::uint32_t first_sequence) {
  Dice dice{seed};
  PendingSet pending{first_sequence};
  std::multimap<Moment, std::uint32_t> expected;  // Equal keys stay in the order of insertion.
  std::vector<LaneId> lanes;
  for (std::int64_t delay : {0, 3, 20}) {
    lanes.push_back(pending.lane(Duration::nanoseconds(delay), Phase::arrival));
  }
  using Place = std::multimap<Moment, std::uint32_t>::iterator;
  std::map<std::uint32_t, std::pair<Timer, Place>> timers;
  SimTime now = SimTime::start();
  std::size_t happened = 0;
  const std::uint64_t greed = 30 + dice.below(40);  // Grows, shrinks or hovers.

  for (std::uint32_t word = 0; word < 3000; ++word) {
    if (dice.below(100) < greed) {
      const auto phase = static_cast<Phase>(dice.below(6));
      const Moment at{now + Duration::nanoseconds(static_cast<std::int64_t>(dice.below(30))),
                      phase};
      const LaneId lane = lanes[dice.below(lanes.size())];
      switch (dice.below(4)) {
        case 0:
          pending.push(at, {word});
          expected.emplace(at, word);
          break;
        case 1:
          pending.push_along(lane, now, {word});
          expected.emplace(pending.lane_end(lane, now), word);
          break;
        case 2:
          timers[word] = {pending.push_timer(at, {word}), expected.emplace(at, word)};
          break;
        default:
          timers[word] = {pending.push_timer_along(lane, now, {word}),
                          expected.emplace(pending.lane_end(lane, now), word)};
      }
    } else if (dice.below(4) == 0 && !timers.empty()) {
      auto chosen = timers.lower_bound(static_cast<std::uint32_t>(dice.below(3000)));
      if (chosen == timers.end()) chosen = timers.begin();
      EXPECT_TRUE(pending.cancel(chosen->second.first));
      expected.erase(chosen->second.second);
      timers.erase(chosen);
    } else if (expected.empty()) {
      EXPECT_EQ(pending.next(), Moment::never());
    } else {
      EXPECT_EQ(pending.next(), expected.begin()->first);
      now = expected.begin()->first.time();
      EXPECT_EQ(pending.pop().word, expected.begin()->second) << "seed " << seed;
      timers.erase(expected.begin()->second);
      expected.erase(expected.begin());
      ++happened;
    }
    if (::testing::Test::HasFailure()) return happened;
  }
  return happened;
}

std::uint64_t first_seed() {
  const char* chosen = std::getenv("ISTHMUS_TEST_SEED");
  return chosen == nullptr ? 1 : std::strtoull(chosen, nullptr, 10);
}

TEST(PendingSet, GivesWhatASortedMultimapWouldGive) {
  std::size_t happened = 0;
  for (std::uint64_t seed = first_seed(); seed < first_seed() + 300 && !HasFailure(); ++seed) {
    happened += play(seed, 0);
  }

  EXPECT_GT(happened, 100'000u);
}

TEST(PendingSet, GivesTheSameWhereverItsSequenceNumbersRunOut) {
  for (std::uint32_t left = 0; left < 200 && !HasFailure(); ++left) {
    play(first_seed() + left, (1u << Entry::sequence_bits) - left * 7);
  }
}

}  // namespace
}  // namespace isthmus::kernel

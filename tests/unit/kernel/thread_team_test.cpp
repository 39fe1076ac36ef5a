#include "sim/kernel/thread_team.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <vector>

namespace isthmus::kernel {
namespace {

TEST(ThreadTeam, DoesEachItemOnce) {
  for (std::size_t workers : {1u, 2u, 3u, 8u}) {
    ThreadTeam team{workers};
    for (std::size_t count : {0u, 1u, 2u, 7u, 100u}) {
      std::vector<std::atomic<int>> done(count);
      team.each(count, [&](std::size_t i) { ++done[i]; });
      for (std::size_t i = 0; i < count; ++i) {
        EXPECT_EQ(done[i], 1) << workers << " workers, item " << i << " of " << count;
      }
    }
  }
}

TEST(ThreadTeam, ShowsTheCallerWhatItsWorkersWrote) {
  ThreadTeam team{3};
  std::vector<std::size_t> squares(1000);
  for (int round = 0; round < 20; ++round) {
    team.each(squares.size(), [&](std::size_t i) { squares[i] += i * i; });
  }

  for (std::size_t i = 0; i < squares.size(); ++i) EXPECT_EQ(squares[i], 20 * i * i);
}

TEST(ThreadTeam, MayBeLeftUnused) {
  ThreadTeam team{4};

  EXPECT_EQ(team.size(), 4u);
}

TEST(ThreadTeamDeathTest, NeedsAWorker) { EXPECT_DEATH(ThreadTeam{0}, "size"); }

}  // namespace
}  // namespace isthmus::kernel

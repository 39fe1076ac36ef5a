// Ten million jobs of processor sharing against the slow recursion, to the nanosecond.
#include <gtest/gtest.h>

#include "sim/dataplane/sharing_station.hpp"
#include "tests/support/live_run.hpp"
#include "tests/support/slow_sharing.hpp"

namespace isthmus::dataplane {
namespace {

class SharingLong : public ::testing::TestWithParam<std::size_t> {};

TEST_P(SharingLong, EqualsTheRecursionToTheNanosecondOverTenMillionJobs) {
  const std::size_t servers = GetParam();
  const auto jobs = support::random_jobs(10'000'000, servers, 0.8, "sharing-long");

  const auto left = support::departures(LiveStation{SharingStation{servers}}, CpuClock{}, jobs);
  const auto slow = support::slow_sharing(servers, jobs);

  std::size_t different = 0;
  for (std::size_t i = 0; i < jobs.size(); ++i) {
    const std::int64_t apart = (left[i] - slow[i]).in_nanoseconds();
    different += apart < 0 || apart > 1 ? 1 : 0;
  }
  EXPECT_EQ(different, 0u);
}

INSTANTIATE_TEST_SUITE_P(Servers, SharingLong, ::testing::Values(1, 4));

}  // namespace
}  // namespace isthmus::dataplane

// Processor sharing against its slow recursion: the work left of every job, lowered from event to
// event. No virtual time, no heap.
#include "sim/dataplane/sharing_station.hpp"

#include <gtest/gtest.h>

#include "tests/support/live_run.hpp"
#include "tests/support/slow_sharing.hpp"

namespace isthmus::dataplane {
namespace {

class Sharing : public ::testing::TestWithParam<std::size_t> {};

TEST_P(Sharing, EqualsTheRecursionToTheNanosecondOverAHundredThousandJobs) {
  const std::size_t servers = GetParam();
  const auto jobs = support::random_jobs(100'000, servers, 0.9, "sharing");

  const auto left = support::departures(LiveStation{SharingStation{servers}}, CpuClock{}, jobs);
  const auto slow = support::slow_sharing(servers, jobs);

  for (std::size_t i = 0; i < jobs.size(); ++i) {
    ASSERT_GE((left[i] - slow[i]).in_nanoseconds(), 0) << "job " << i;
    ASSERT_LE((left[i] - slow[i]).in_nanoseconds(), 1) << "job " << i;
  }
}

INSTANTIATE_TEST_SUITE_P(Servers, Sharing, ::testing::Values(1, 2, 3, 4, 8, 16));

}  // namespace
}  // namespace isthmus::dataplane

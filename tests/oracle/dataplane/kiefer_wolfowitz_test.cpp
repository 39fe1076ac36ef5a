// A station against the recursion of Kiefer and Wolfowitz: the vector of the work that stands
// before each server, sorted, as a new job finds it. No clock, no free times, only differences.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <vector>

#include "sim/dataplane/station.hpp"
#include "sim/random/stream.hpp"
#include "sim/random/variate.hpp"

namespace isthmus::dataplane {
namespace {

class SamplePath : public ::testing::TestWithParam<std::size_t> {};

TEST_P(SamplePath, EqualsTheRecursionToTheNanosecondOverAMillionJobs) {
  const std::size_t servers = GetParam();
  random::Stream stream{{.number = 7}, {.index = servers}, "kiefer-wolfowitz"};
  const double gap_seconds = 1e-3 / (0.9 * static_cast<double>(servers));
  Station station{servers};
  std::vector<std::int64_t> workload(servers, 0);
  SimTime now = SimTime::start();
  std::size_t waited = 0;

  for (int job = 0; job < 1'000'000; ++job) {
    const Duration gap = Duration::nearest_seconds(random::unit_exponential(stream) * gap_seconds);
    const Duration work = Duration::nearest_seconds(random::unit_exponential(stream) * 1e-3);
    now = now + gap;
    for (std::int64_t& w : workload) w = std::max<std::int64_t>(0, w - gap.in_nanoseconds());

    const Visit visit = station.admit(now, work);

    ASSERT_EQ((visit.start - now).in_nanoseconds(), workload[0]) << "job " << job;
    ASSERT_EQ(visit.departure - visit.start, work);
    waited += workload[0] > 0 ? 1 : 0;
    workload[0] += work.in_nanoseconds();
    for (std::size_t i = 1; i < servers && workload[i] < workload[i - 1]; ++i) {
      std::swap(workload[i], workload[i - 1]);
    }
  }
  EXPECT_GT(waited, 300'000u) << "a test in which nobody waits shows nothing";
}

INSTANTIATE_TEST_SUITE_P(Servers, SamplePath, ::testing::Range<std::size_t>(1, 17));

}  // namespace
}  // namespace isthmus::dataplane

// Stations under a CPU quota against a machine that is moved one nanosecond at a time.
#include <gtest/gtest.h>

#include <deque>

#include "tests/support/live_run.hpp"
#include "tests/support/slow_sharing.hpp"

namespace isthmus::dataplane {
namespace {

Duration ns(std::int64_t n) { return Duration::nanoseconds(n); }

/// A handful of jobs, tens of nanoseconds long.
std::vector<support::GivenJob> small_jobs(std::uint64_t seed, std::uint64_t gap_max,
                                          std::uint64_t work_max) {
  random::Stream stream{{.number = seed}, {}, "quota"};
  std::vector<support::GivenJob> jobs;
  SimTime now = SimTime::start();
  for (int i = 0; i < 200; ++i) {
    now = now + ns(static_cast<std::int64_t>(stream.pick(gap_max)));
    jobs.push_back({now, ns(1 + static_cast<std::int64_t>(stream.pick(work_max)))});
  }
  return jobs;
}

struct Limit {
  std::int64_t quota;
  std::int64_t period;
  std::int64_t first_end;
};

/// FIFO on `servers` threads; in each period they use up at most `quota` between them.
std::vector<SimTime> one_by_one(std::size_t servers, const Limit& limit,
                                const std::vector<support::GivenJob>& jobs) {
  std::vector<SimTime> left(jobs.size());
  std::deque<std::pair<std::size_t, std::int64_t>> inside;  // Number and work left, oldest first.
  std::size_t coming = 0;
  std::size_t done = 0;
  std::int64_t quota = limit.quota;
  for (std::int64_t now = 0; done < jobs.size(); ++now) {
    if (now >= limit.first_end && (now - limit.first_end) % limit.period == 0) quota = limit.quota;
    for (auto job = inside.begin(); job != inside.end();) {
      if (job->second > 0) {
        ++job;
        continue;
      }
      left[job->first] = SimTime::start() + ns(now);
      job = inside.erase(job);
      ++done;
    }
    for (; coming < jobs.size() && jobs[coming].arrival.since_start() == ns(now); ++coming) {
      inside.push_back({coming, jobs[coming].work.in_nanoseconds()});
    }
    const std::size_t running = std::min(servers, inside.size());
    if (quota < static_cast<std::int64_t>(running)) continue;
    for (std::size_t i = 0; i < running; ++i) --inside[i].second;
    quota -= static_cast<std::int64_t>(running);
  }
  return left;
}

class Quota : public ::testing::TestWithParam<std::uint64_t> {};

TEST_P(Quota, StopsAQueueExactlyAsAMachineThatIsMovedNanosecondByNanosecond) {
  const std::uint64_t seed = GetParam();
  const std::size_t servers = 1 + seed % 4;
  const Limit limit{static_cast<std::int64_t>(20 + 7 * (seed % 9)), 100,
                    static_cast<std::int64_t>(1 + 13 * seed % 100)};
  const auto jobs = small_jobs(seed, 60, 50);

  const auto left = support::departures(
      LiveStation{OrderedStation{Station{servers}, servers}},
      CpuClock{ns(limit.quota), ns(limit.period), SimTime::start() + ns(limit.first_end)}, jobs);

  EXPECT_EQ(left, one_by_one(servers, limit, jobs));
}

INSTANTIATE_TEST_SUITE_P(Seeds, Quota, ::testing::Range<std::uint64_t>(1, 41));

}  // namespace
}  // namespace isthmus::dataplane

// A queue with a limit against a list of everybody who is inside.
#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "sim/dataplane/station.hpp"
#include "sim/dataplane/waiting_room.hpp"
#include "tests/support/slow_sharing.hpp"

namespace isthmus::dataplane {
namespace {

struct Size {
  std::size_t servers;
  std::size_t limit;
};

class Loss : public ::testing::TestWithParam<Size> {};

TEST_P(Loss, AdmitsExactlyThoseWhoFindAPlaceAmongAllWhoAreInside) {
  const Size size = GetParam();
  const auto jobs = support::random_jobs(100'000, size.servers, 1.2, "loss");
  Station station{size.servers};
  WaitingRoom room{size.limit};
  std::vector<SimTime> inside;  // Departures.
  std::size_t refused = 0;

  for (const support::GivenJob& job : jobs) {
    inside.erase(std::remove_if(inside.begin(), inside.end(),
                                [&](SimTime departure) { return departure <= job.arrival; }),
                 inside.end());
    const SimTime start = station.start_at(job.arrival);
    const bool admitted = room.admits(job.arrival, start);

    ASSERT_EQ(admitted, inside.size() < size.servers + size.limit);

    refused += admitted ? 0 : 1;
    if (!admitted) continue;
    // The server that is free first: after all but the last `servers - 1` of those inside.
    std::sort(inside.begin(), inside.end());
    const SimTime expected =
        inside.size() < size.servers ? job.arrival : inside[inside.size() - size.servers];
    ASSERT_EQ(start, expected);
    room.enter(job.arrival, start);
    inside.push_back(station.admit(job.arrival, job.work).departure);
  }
  EXPECT_GT(refused, 1'000u) << "a test in which nobody is refused shows nothing";
}

INSTANTIATE_TEST_SUITE_P(Sizes, Loss,
                         ::testing::Values(Size{1, 0}, Size{1, 9}, Size{2, 3}, Size{4, 4},
                                           Size{10, 0}, Size{16, 2}));

}  // namespace
}  // namespace isthmus::dataplane

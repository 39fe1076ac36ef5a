#include "sim/dataplane/host_health.hpp"

#include <gtest/gtest.h>

namespace isthmus::dataplane {
namespace {

SimTime at(std::int64_t seconds) { return SimTime::start() + Duration::seconds(seconds); }

const mesh::PassiveHealthCheck check{.max_failures = 3};  // Looks every 10 s, leaves out for 30 s.

TEST(HostHealth, CountsFailuresInARow) {
  HostHealth host;

  EXPECT_FALSE(host.failed(check));
  EXPECT_FALSE(host.failed(check));
  host.answered();
  EXPECT_FALSE(host.failed(check));
  EXPECT_FALSE(host.failed(check));
  EXPECT_TRUE(host.failed(check));
}

TEST(HostHealth, IsBackAtTheFirstLookAfterItsTime) {
  HostHealth host;
  host.eject(check, at(4));

  EXPECT_TRUE(host.is_out(at(34)));
  EXPECT_TRUE(host.is_out(at(39)));
  EXPECT_FALSE(host.is_out(at(40)));
}

TEST(HostHealth, IsOutForLongerEachTime) {
  HostHealth host;
  host.eject(check, at(0));   // Until 30.
  host.eject(check, at(31));  // For 60.

  EXPECT_TRUE(host.is_out(at(99)));
  EXPECT_FALSE(host.is_out(at(100)));
}

TEST(HostHealth, IsForgivenOncePerIntervalWithoutEjection) {
  HostHealth host;
  host.eject(check, at(0));
  host.eject(check, at(30));   // Twice: until 90.
  host.eject(check, at(110));  // Two intervals later as if for the first time.

  EXPECT_FALSE(host.is_out(at(140)));
}

TEST(HostHealth, IsOutForFiveMinutesAtMost) {
  HostHealth host;
  for (int i = 0; i < 20; ++i) host.eject(check, at(0));

  EXPECT_TRUE(host.is_out(at(299)));
  EXPECT_FALSE(host.is_out(at(300)));
}

}  // namespace
}  // namespace isthmus::dataplane

// What the catalog believes, against checks that are written out.
#include "sim/dataplane/health_view.hpp"

#include <gtest/gtest.h>

namespace isthmus::dataplane {
namespace {

SimTime at(std::int64_t n) { return SimTime::start() + Duration::seconds(n); }

/// Checks at 4 s, 14 s, 24 s, ...
std::vector<Opinion> opinions(const Signs& signs, std::uint64_t failures = 1,
                              std::uint64_t passes = 1) {
  const model::HealthChecks checks{.interval = Duration::seconds(10),
                                   .timeout = Duration::seconds(2),
                                   .failures = failures,
                                   .passes = passes};
  return opinions_of(signs, checks, at(4), at(1000));
}

TEST(HealthView, NothingHappensToAnInstanceThatIsFine) { EXPECT_TRUE(opinions({}).empty()); }

TEST(HealthView, ACrashIsSeenByTheNextCheckAndItsEndByTheNextAfterIt) {
  Signs signs;
  signs.down.add({at(20), at(30)});

  EXPECT_EQ(opinions(signs), (std::vector<Opinion>{{at(24), false}, {at(34), true}}));
}

TEST(HealthView, ACheckWithoutAnAnswerFailsWhenItTimesOut) {
  Signs signs;
  signs.silent.add({at(20), at(30)});

  EXPECT_EQ(opinions(signs), (std::vector<Opinion>{{at(26), false}, {at(34), true}}));
}

TEST(HealthView, ACrashBetweenTwoChecksIsNeverSeen) {
  Signs signs;
  signs.down.add({at(15), at(23)});

  EXPECT_TRUE(opinions(signs).empty());
}

TEST(HealthView, SomeFailuresInARowAreNeeded) {
  Signs signs;
  signs.down.add({at(20), at(50)});

  EXPECT_EQ(opinions(signs, 3, 2), (std::vector<Opinion>{{at(44), false}, {at(64), true}}));
}

TEST(HealthView, FailuresThatArePartedByAPassDoNotAddUp) {
  Signs signs;
  signs.down.add({at(20), at(30)});
  signs.down.add({at(40), at(50)});

  EXPECT_TRUE(opinions(signs, 2).empty());
}

TEST(HealthView, WhoSaysThatItLeavesIsCriticalAtOnce) {
  Signs signs;
  signs.announced.add({at(20), at(30)});

  EXPECT_EQ(opinions(signs), (std::vector<Opinion>{{at(20), false}, {at(34), true}}));
}

TEST(HealthView, WhoStaysAwayIsNeverBack) {
  Signs signs;
  signs.down.add({at(20), SimTime::never()});

  EXPECT_EQ(opinions(signs), (std::vector<Opinion>{{at(24), false}}));
}

}  // namespace
}  // namespace isthmus::dataplane

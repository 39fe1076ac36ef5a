#include "sim/dataplane/outages.hpp"

#include <gtest/gtest.h>

namespace isthmus::dataplane {
namespace {

SimTime at(std::int64_t n) { return SimTime::start() + Duration::seconds(n); }

Outages two() {
  Outages outages;
  outages.add({at(30), at(40)});
  outages.add({at(10), at(20)});
  return outages;
}

TEST(Outages, TheBeginningBelongsToThemAndTheEndDoesNot) {
  EXPECT_FALSE(two().covers(at(9)));
  EXPECT_TRUE(two().covers(at(10)));
  EXPECT_TRUE(two().covers(at(19)));
  EXPECT_FALSE(two().covers(at(20)));
}

TEST(Outages, ThatTouchAreOne) {
  Outages outages = two();

  outages.add({at(20), at(30)});

  EXPECT_EQ(outages.all(), (std::vector<Stretch>{{at(10), at(40)}}));
}

TEST(Outages, ThatOverlapSeveralAreOne) {
  Outages outages = two();

  outages.add({at(5), at(35)});

  EXPECT_EQ(outages.all(), (std::vector<Stretch>{{at(5), at(40)}}));
}

TEST(Outages, AreOverWhereTheyEnd) {
  EXPECT_EQ(two().over(at(15)), at(20));
  EXPECT_EQ(two().over(at(25)), at(25));
}

TEST(Outages, ABeginningIsFoundAfterOneTimeAndUpToAnother) {
  EXPECT_EQ(two().begins(at(9), at(10)), at(10));
  EXPECT_EQ(two().begins(at(10), at(30)), at(30));
  EXPECT_FALSE(two().begins(at(10), at(29)));
}

TEST(Outages, OfNoLengthAreNone) {
  Outages outages;

  outages.add({at(10), at(10)});

  EXPECT_TRUE(outages.empty());
}

}  // namespace
}  // namespace isthmus::dataplane

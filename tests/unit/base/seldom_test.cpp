// A value that few owners have.
#include "sim/base/seldom.hpp"

#include <gtest/gtest.h>

#include <string>

namespace isthmus {
namespace {

TEST(Seldom, IsAbsentUntilItIsMade) {
  Seldom<std::string> text;
  EXPECT_FALSE(text);
  EXPECT_EQ(text.value_or("none"), "none");

  text.made() += "here";

  EXPECT_TRUE(text);
  EXPECT_EQ(*text, "here");
}

TEST(Seldom, CostsItsOwnerAPointer) { EXPECT_EQ(sizeof(Seldom<std::string>), sizeof(void*)); }

TEST(Seldom, IsCopiedWithItsValue) {
  const Seldom<std::string> first{"one"};
  Seldom<std::string> second = first;

  second.made() = "two";

  EXPECT_EQ(*first, "one");
  EXPECT_EQ(*second, "two");
}

TEST(Seldom, TakesOverWhatIsAssigned) {
  Seldom<std::string> text{"one"};

  text = Seldom<std::string>{};

  EXPECT_FALSE(text);
}

TEST(Seldom, OutlivesBeingAssignedToItself) {
  Seldom<std::string> text{"one"};
  const Seldom<std::string>& same = text;

  text = same;

  EXPECT_EQ(*text, "one");
}

}  // namespace
}  // namespace isthmus

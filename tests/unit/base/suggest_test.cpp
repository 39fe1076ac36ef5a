#include "sim/base/suggest.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace isthmus {
namespace {

using Words = std::vector<std::string>;

TEST(EditDistance, CountsInsertDeleteReplaceAndSwap) {
  EXPECT_EQ(edit_distance("finance", "finance"), 0u);
  EXPECT_EQ(edit_distance("finace", "finance"), 1u);
  EXPECT_EQ(edit_distance("financee", "finance"), 1u);
  EXPECT_EQ(edit_distance("finanse", "finance"), 1u);
  EXPECT_EQ(edit_distance("fniance", "finance"), 1u);
  EXPECT_EQ(edit_distance("", "api"), 3u);
}

TEST(EditDistance, LetterCaseIsNoEdit) { EXPECT_EQ(edit_distance("LOCAL", "local"), 0u); }

TEST(Nearest, FindsTheWordThatWasMeant) {
  EXPECT_EQ(nearest("finanse", Words{"default", "finance"}), "finance");
}

TEST(Nearest, AWordTooFarFromAllIsNotGuessed) {
  EXPECT_EQ(nearest("billing", Words{"default", "finance"}), std::nullopt);
}

TEST(Nearest, ATieGoesToTheNearerLetterCaseThenToTheEarlierWord) {
  EXPECT_EQ(nearest("Mod", Words{"mode", "Mode"}), "Mode");
  EXPECT_EQ(nearest("wab", Words{"web", "wob"}), "web");
}

TEST(Nearest, AWordOfWhichNoLetterWouldBeKeptWasNotMeant) {
  EXPECT_EQ(nearest("x", Words{"y"}), std::nullopt);
  EXPECT_EQ(nearest("", Words{"y"}), std::nullopt);
}

TEST(Nearest, AVeryLongWordIsNearToNothing) {
  EXPECT_EQ(nearest(std::string(100, 'a'), Words{std::string(99, 'a')}), std::nullopt);
}

TEST(Suggestion, AsksWhetherTheNearestWasMeant) {
  EXPECT_EQ(suggestion("locl", Words{"none", "local", "remote"}), "did you mean \"local\"?");
}

TEST(Suggestion, ListsWhatIsKnownWhenNothingIsNear) {
  EXPECT_EQ(suggestion("direct", Words{"none", "local"}), "known: none, local");
}

TEST(Suggestion, CountsTheKnownWordsBeyondTheTwelfth) {
  Words words;
  for (int i = 10; i < 30; ++i) words.push_back("partition-" + std::to_string(i));

  EXPECT_TRUE(suggestion("zzz", words).ends_with("partition-21 and 8 more"));
}

TEST(Suggestion, IsEmptyWhenNothingIsKnown) { EXPECT_EQ(suggestion("x", Words{}), ""); }

}  // namespace
}  // namespace isthmus

#include "sim/base/utf8.hpp"

#include <gtest/gtest.h>

namespace isthmus {
namespace {

TEST(Utf8, ReadsCharactersOfOneToFourBytes) {
  const std::string_view text = "a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x9A\x80";

  EXPECT_EQ(utf8_at(text, 0).point, U'a');
  EXPECT_EQ(utf8_at(text, 1).point, U'\u00E9');
  EXPECT_EQ(utf8_at(text, 3).point, U'\u20AC');
  EXPECT_EQ(utf8_at(text, 6).point, U'\U0001F680');
  EXPECT_EQ(utf8_at(text, 10).length, 0u) << "the end";
}

TEST(Utf8, AnOverlongFormIsNotUtf8) {
  EXPECT_FALSE(utf8_at("\xC0\x80", 0).valid);
  EXPECT_FALSE(utf8_at("\xE0\x80\x80", 0).valid);
  EXPECT_FALSE(utf8_at("\xF0\x80\x80\x80", 0).valid);
}

TEST(Utf8, ASurrogateIsNotUtf8) { EXPECT_FALSE(utf8_at("\xED\xA0\x80", 0).valid); }

TEST(Utf8, APointBeyondTheLastIsNotUtf8) { EXPECT_FALSE(utf8_at("\xF4\x90\x80\x80", 0).valid); }

TEST(Utf8, ACharacterCutShortIsNotUtf8) {
  EXPECT_FALSE(utf8_at("\xE2\x82", 0).valid);
  EXPECT_EQ(utf8_at("\xE2\x82", 0).length, 1u);
}

TEST(Utf8, LengthCountsCharactersAndEachBadByteAsOne) {
  EXPECT_EQ(utf8_length("na\xC3\xAFve"), 5u);
  EXPECT_EQ(utf8_length("a\xFF\xFE"
                        "b"),
            4u);
}

}  // namespace
}  // namespace isthmus

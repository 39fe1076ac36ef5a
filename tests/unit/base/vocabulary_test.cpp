#include <gtest/gtest.h>

#include <string>

#include "sim/base/diagnostic.hpp"
#include "sim/base/id.hpp"
#include "sim/base/quantity.hpp"
#include "sim/base/result.hpp"
#include "sim/base/source.hpp"

namespace isthmus {
namespace {

struct Zone;

TEST(Id, ADefaultIdNamesNothing) {
  EXPECT_FALSE(Id<Zone>{}.is_some());
  EXPECT_TRUE(Id<Zone>{0}.is_some());
}

TEST(Id, IdsAreOrderedByTheirIndex) { EXPECT_LT(Id<Zone>{1}, Id<Zone>{2}); }

TEST(BitRate, TransmissionTakesEightBitsAByte) {
  const BitRate rate = BitRate::bits_per_second(8e6);

  EXPECT_EQ(rate.transmission(Bytes::of(1'000)), Duration::milliseconds(1));
}

TEST(BitRateDeathTest, ARateOfZeroCarriesNothing) {
  EXPECT_DEATH(BitRate{}.transmission(Bytes::of(1)), "n_ > 0");
}

TEST(Ratio, APercentIsAHundredth) { EXPECT_DOUBLE_EQ(Ratio::percent(25).share(), 0.25); }

TEST(Result, HoldsAValue) {
  const Result<std::string> result{std::string{"web"}};

  ASSERT_TRUE(result);
  EXPECT_EQ(*result, "web");
}

TEST(Result, HoldsEveryReasonThereIsNoValue) {
  const Result<std::string> result{Diagnostics{error_at({}, "a", "x"), error_at({}, "b", "y")}};

  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().size(), 2u);
}

TEST(ResultDeathTest, AskingForAValueThatIsNotThereIsAProgrammingError) {
  const Result<int> result{Diagnostics{}};

  EXPECT_DEATH(static_cast<void>(*result), "index\\(\\) == 0");
}

TEST(Sources, ALineComesWithoutItsEnding) {
  Sources sources;
  const SourceId id = sources.add("a.yaml", "one\r\ntwo\nthree");

  EXPECT_EQ(sources.line_text(id, 1), "one");
  EXPECT_EQ(sources.line_text(id, 2), "two");
  EXPECT_EQ(sources.line_text(id, 3), "three");
}

TEST(Sources, EveryLineOfALongTextIsFound) {
  std::string text;
  for (int i = 1; i <= 5000; ++i) text += "line " + std::to_string(i) + "\n";
  Sources sources;
  const SourceId id = sources.add("a.yaml", text);

  for (const std::uint32_t line : {1U, 1023U, 1024U, 1025U, 2048U, 2049U, 4999U, 5000U}) {
    EXPECT_EQ(sources.line_text(id, line), "line " + std::to_string(line));
  }
  EXPECT_EQ(sources.line_text(id, 5001), "");
  EXPECT_EQ(sources.line_text(id, 9999), "");
}

TEST(Sources, ALineThatIsNotThereIsEmpty) {
  Sources sources;
  const SourceId id = sources.add("a.yaml", "one");

  EXPECT_EQ(sources.line_text(id, 0), "");
  EXPECT_EQ(sources.line_text(id, 2), "");
  EXPECT_EQ(sources.line_text(SourceId{}, 1), "");
}

TEST(Sources, AByteOrderMarkIsNoPartOfTheText) {
  Sources sources;
  const SourceId id = sources.add("a.yaml", "\xEF\xBB\xBFone");

  EXPECT_EQ(sources[id].text, "one");
}

TEST(Sources, APlaceIsNameLineColumn) {
  Sources sources;
  const SourceId id = sources.add("a.yaml", "one");

  EXPECT_EQ(sources.place({id, 1, 2, 1}), "a.yaml:1:2");
  EXPECT_EQ(sources.place({SourceId{}, 1, 2, 1}), "1:2");
  EXPECT_EQ(sources.place({}), "") << "nobody wrote it";
}

TEST(Diagnostics, AreSortedByPlaceAndKeepTheOrderOfEquals) {
  const SourceSpan early{SourceId{0}, 1, 5, 0};
  const SourceSpan late{SourceId{0}, 2, 1, 0};
  Diagnostics diagnostics{error_at(late, "c", ""), error_at(early, "a", ""),
                          error_at(early, "b", "")};

  sort_by_place(diagnostics);

  EXPECT_EQ(diagnostics[0].code + diagnostics[1].code + diagnostics[2].code, "abc");
}

TEST(Diagnostics, AWarningIsNoError) {
  EXPECT_FALSE(has_errors({warning_at({}, "a", "")}));
  EXPECT_TRUE(has_errors({warning_at({}, "a", ""), error_at({}, "b", "")}));
}

}  // namespace
}  // namespace isthmus

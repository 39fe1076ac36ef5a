#include "sim/scenario/json_reader.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>

#include "tests/support/node_text.hpp"

namespace isthmus::scenario {
namespace {

Read read(std::string text) {
  return read_text([](SourceId id, const Sources& s) { return read_json(id, s); }, std::move(text));
}

TEST(JsonReader, ReadsEveryKindOfValue) {
  const Read json = read(R"({"s": "x", "n": -1.5e3, "t": true, "z": null, "a": [1, []], "o": {}})");

  EXPECT_EQ(codes_text(json.diagnostics), "");
  EXPECT_EQ(node_text(json.root), R"({s: "x", n: -1.5e3, t: true, z: null, a: [1, []], o: {}})");
  EXPECT_EQ(json.root.find("n")->form, ScalarForm::number);
  EXPECT_EQ(json.root.find("t")->form, ScalarForm::boolean);
}

TEST(JsonReader, KeysAndValuesHaveTheirPlaces) {
  const Read json = read("{\n  \"caf\u00E9\": \"\u00FC\", \"n\": 12\n}");

  ASSERT_EQ(json.root.members.size(), 2u);
  EXPECT_EQ(place_text(json.root.members[0].key_at), "2:3+6");
  EXPECT_EQ(place_text(json.root.members[0].value.at), "2:11+3");
  EXPECT_EQ(place_text(json.root.members[1].value.at), "2:21+2") << "columns are characters";
}

TEST(JsonReader, ResolvesEscapes) {
  EXPECT_EQ(read(R"("\"\\\/\b\f\n\r\t")").root.text, "\"\\/\b\f\n\r\t");
  EXPECT_EQ(read(R"("\u00e9\u20AC")").root.text, "\u00E9\u20AC");
  EXPECT_EQ(read(R"("\ud83d\ude80")").root.text, "\U0001F680") << "a surrogate pair";
}

TEST(JsonReader, HalfASurrogatePairIsReported) {
  const Read json = read(R"(["\ud83d", "\ude80", "\ud83d\u0041", "\u12"])");

  EXPECT_EQ(codes_text(json.diagnostics),
            "bad-escape@1:3 bad-escape@1:13 bad-escape@1:23 bad-escape@1:39");
}

TEST(JsonReader, AKeyWrittenTwiceIsAnErrorAtTheSecond) {
  const Read json = read("{\"a\": 1,\n \"a\": 2}");

  EXPECT_EQ(codes_text(json.diagnostics), "duplicate-key@2:2");
  EXPECT_EQ(json.diagnostics[0].problem, "the key \"a\" is already written on line 1");
  EXPECT_EQ(node_text(json.root), "{a: 1}");
}

TEST(JsonReader, ATrailingCommaIsReportedWhereItIs) {
  const Read json = read("{\"a\": [1, 2,], \"b\": 3,}");

  EXPECT_EQ(codes_text(json.diagnostics), "trailing-comma@1:12 trailing-comma@1:22");
  EXPECT_EQ(node_text(json.root), "{a: [1, 2], b: 3}");
}

TEST(JsonReader, AMissingCommaIsReportedAfterTheValueBefore) {
  const Read json = read("{\"a\": 1 \"b\": [1 2]}");

  EXPECT_EQ(codes_text(json.diagnostics), "missing-comma@1:8 missing-comma@1:16");
  EXPECT_EQ(node_text(json.root), "{a: 1, b: [1, 2]}");
}

TEST(JsonReader, ABracketThatIsNeverClosedIsReportedWhereItOpened) {
  const Read json = read("{\"a\": {\"b\": [1, 2}, \"c\": 3");

  EXPECT_EQ(codes_text(json.diagnostics), "missing-bracket@1:1 missing-bracket@1:13");
  EXPECT_EQ(node_text(json.root), "{a: {b: [1, 2]}, c: 3}");
}

TEST(JsonReader, TextWithoutQuotesIsReportedAndRead) {
  const Read json = read("{mode: local, \"n\": 01}");

  EXPECT_EQ(codes_text(json.diagnostics), "unquoted-text@1:2 unquoted-text@1:8 unquoted-text@1:20");
  EXPECT_EQ(node_text(json.root), R"({mode: "local", n: "01"})");
}

TEST(JsonReader, SingleQuotesAreReportedAndRead) {
  const Read json = read("{'a': 'b'}");

  EXPECT_EQ(codes_text(json.diagnostics), "wrong-quotes@1:2 wrong-quotes@1:7");
  EXPECT_EQ(node_text(json.root), R"({a: "b"})");
}

TEST(JsonReader, AStringWithoutAnEndEndsWithItsLine) {
  const Read json = read("{\"a\": \"x\n, \"b\": 1}");

  EXPECT_EQ(codes_text(json.diagnostics), "unterminated-string@1:7");
  EXPECT_EQ(node_text(json.root), R"({a: "x", b: 1})");
}

TEST(JsonReader, AMissingColonOrValueIsReported) {
  const Read json = read("{\"a\" 1, \"b\": , \"c\": 2}");

  EXPECT_EQ(codes_text(json.diagnostics), "missing-colon@1:2 missing-value@1:14");
  EXPECT_EQ(node_text(json.root), "{a: 1, b: null, c: 2}");
}

TEST(JsonReader, TextAfterTheDocumentIsReported) {
  EXPECT_EQ(codes_text(read("{}\n{}").diagnostics), "trailing-text@2:1");
}

TEST(JsonReader, AnEmptyFileIsReported) {
  EXPECT_EQ(codes_text(read("").diagnostics), "empty-file@1:1");
  EXPECT_EQ(codes_text(read(" \n ").diagnostics), "empty-file@2:2");
}

TEST(JsonReader, NestingIsFollowedToItsLimitAndNoFurther) {
  const std::string deep(depth_max, '[');

  EXPECT_EQ(codes_text(read(deep + std::string(depth_max, ']')).diagnostics), "");
  EXPECT_EQ(codes_text(read(std::string(200'000, '[')).diagnostics), "too-deep@1:201");
}

TEST(JsonReader, ComplaintsHaveAnEnd) {
  std::string text = "[";
  for (int i = 0; i < 100'000; ++i) text += "x,";

  EXPECT_EQ(read(text).diagnostics.size(), 100u);
}

TEST(JsonReader, ATextThatIsNoTextIsReportedOnce) {
  std::string binary;
  for (int i = 0; i < 1'000; ++i) binary += static_cast<char>(i * 37);

  const Read json = read(binary);

  EXPECT_EQ(json.diagnostics.size(), 1u);
  EXPECT_EQ(json.diagnostics[0].code, "not-text");
  EXPECT_TRUE(json.root.is_null());
}

TEST(JsonReader, AShortTextOfBadBytesIsReportedOnce) {
  EXPECT_EQ(codes_text(read("\xF9\x01\x02\xFF").diagnostics), "not-text@1:1");
}

TEST(JsonReader, AFewBadBytesAreReportedAndTheRestIsRead) {
  const Read json = read("{\"a\": \"x\xFFy\",\n \"b\": 1}");

  EXPECT_EQ(codes_text(json.diagnostics), "not-text@1:9");
  EXPECT_EQ(node_text(json.root), "{a: \"x\uFFFDy\", b: 1}");
}

TEST(JsonReader, AByteOrderMarkIsNoPartOfTheText) {
  const Read json = read("\uFEFF{\"a\": 1}");

  EXPECT_EQ(codes_text(json.diagnostics), "");
  EXPECT_EQ(place_text(json.root.members[0].key_at), "1:2+3");
}

TEST(JsonReader, WindowsLineEndsAreLineEnds) {
  const Read json = read("{\r\n\"a\": 1\r\n}");

  EXPECT_EQ(codes_text(json.diagnostics), "");
  EXPECT_EQ(place_text(json.root.members[0].key_at), "2:1+3");
}

}  // namespace
}  // namespace isthmus::scenario

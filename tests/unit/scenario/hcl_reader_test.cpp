#include "sim/scenario/hcl_reader.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>

#include "tests/support/node_text.hpp"

namespace isthmus::scenario {
namespace {

Read read(std::string text) { return read_text(read_hcl, std::move(text)); }

std::string tree(std::string text) { return node_text(read(std::move(text)).root); }
std::string codes(std::string text) { return codes_text(read(std::move(text)).diagnostics); }

TEST(HclReader, ReadsEveryKindOfValue) {
  const Read hcl =
      read("s = \"x\"\nn = -1.5e3\nh = 0x1F\nt = true\na = [1, [2,], ]\no = { p: 1 }\n");

  EXPECT_EQ(codes_text(hcl.diagnostics), "");
  EXPECT_EQ(node_text(hcl.root), "{s: \"x\", n: -1.5e3, h: 0x1F, t: true, a: [1, [2]], o: {p: 1}}");
  EXPECT_EQ(hcl.root.find("n")->form, ScalarForm::number);
  EXPECT_EQ(hcl.root.find("t")->form, ScalarForm::boolean);
}

TEST(HclReader, KeysAndValuesHaveTheirPlaces) {
  const Read hcl = read("proxy {\n  \"caf\u00E9\" = \"\u00FC\", n = 12\n}\n");

  const Node& proxy = hcl.root.members[0].value;
  EXPECT_EQ(place_text(hcl.root.members[0].key_at), "1:1+5");
  EXPECT_EQ(place_text(proxy.at), "1:7+1");
  EXPECT_EQ(place_text(proxy.members[0].key_at), "2:3+6");
  EXPECT_EQ(place_text(proxy.members[0].value.at), "2:12+3");
  EXPECT_EQ(place_text(proxy.members[1].value.at), "2:21+2") << "columns are characters";
}

TEST(HclReader, ABlockIsAnObjectThatKnowsItWasABlock) {
  const Read hcl = read("a { x = 1 }\nb = { x = 1 }\n");

  EXPECT_EQ(node_text(hcl.root), "{a: {x: 1}, b: {x: 1}}");
  EXPECT_EQ(hcl.root.find("a")->origin, Origin::block);
  EXPECT_EQ(hcl.root.find("b")->origin, Origin::value);
}

TEST(HclReader, RepeatedBlocksBecomeASequence) {
  EXPECT_EQ(tree("service { a = 1 }\nservice { a = 2 }\nservice { a = 3 }\n"),
            "{service: [{a: 1}, {a: 2}, {a: 3}]}");
}

TEST(HclReader, LabelsBecomeKeys) {
  EXPECT_EQ(tree("listener \"http\" web { port = 1 }"), "{listener: {http: {web: {port: 1}}}}");
  EXPECT_EQ(tree("s \"a\" { p = 1 }\ns \"b\" { p = 2 }"), "{s: [{a: {p: 1}}, {b: {p: 2}}]}");
}

TEST(HclReader, CommentsOfAllThreeKindsAreSkipped) {
  EXPECT_EQ(tree("# a\n// b\n/* c\n d */ x = 1 # e\n"), "{x: 1}");
  EXPECT_EQ(codes("x = 1 /* never closed"), "unterminated-comment@1:7");
}

TEST(HclReader, ResolvesEscapesAndKeepsInterpolation) {
  EXPECT_EQ(read("a = \"\\\"\\n\\u00e9\\x41\"").root.find("a")->text, "\"\n\u00E9A");
  EXPECT_EQ(read("a = \"x ${f(\"y\")} z\"").root.find("a")->text, "x ${f(\"y\")} z");
  EXPECT_EQ(codes("a = \"\\q\""), "bad-escape@1:6");
}

TEST(HclReader, AHeredocIsTheLinesUpToItsMark) {
  EXPECT_EQ(read("a = <<EOF\n x\n  y\nEOF\nb = 1").root.find("a")->text, " x\n  y\n");
}

TEST(HclReader, AnIndentedHeredocLosesTheIndentationOfItsMark) {
  EXPECT_EQ(read("a = <<-EOF\n    x\n      y\n    EOF\n").root.find("a")->text, "x\n  y\n");
  EXPECT_EQ(read("a = <<-EOF\n  x\n    y\n    EOF\n").root.find("a")->text, "  x\n    y\n")
      << "a line is less indented than the mark, so all stay as they are";
}

TEST(HclReader, AHeredocWithoutAnEndIsReportedWhereItBegan) {
  EXPECT_EQ(codes("a = <<EOF\nx\n"), "unterminated-heredoc@1:5");
  EXPECT_EQ(codes("a = <<\nb = 1\n"), "bad-heredoc@1:5");
}

TEST(HclReader, AMissingBraceBeforeABracketIsPutInWhereItOpened) {
  const Read hcl = read("u = [\n  { a = 1 },\n  { b = 2\n]\nc = 3\n");

  EXPECT_EQ(codes_text(hcl.diagnostics), "repaired_missing_brace@3:3?");
  EXPECT_EQ(node_text(hcl.root), "{u: [{a: 1}, {b: 2}], c: 3}");
}

TEST(HclReader, ABracketClosesEveryObjectThatIsOpenInItsList) {
  EXPECT_EQ(codes("u = [\n  { a = 1\n    b { c = 2\n]\nd = 3\n"),
            "repaired_missing_brace@2:3? repaired_missing_brace@3:7?");
  EXPECT_EQ(tree("u = [\n  { a = 1\n    b { c = 2\n]\nd = 3\n"), "{u: [{a: 1, b: {c: 2}}], d: 3}");
}

TEST(HclReader, AMissingBracketIsPutInBeforeTheNextKeyOrBrace) {
  EXPECT_EQ(codes("a = [1, 2\nb = 3\n"), "repaired_missing_brace@1:5?");
  EXPECT_EQ(tree("a = [1, 2\nb = 3\n"), "{a: [1, 2], b: 3}");
  EXPECT_EQ(codes("p {\n  a = [1, 2\n}\nb = 3\n"), "repaired_missing_brace@2:7?");
  EXPECT_EQ(tree("p {\n  a = [1, 2\n}\nb = 3\n"), "{p: {a: [1, 2]}, b: 3}");
}

TEST(HclReader, IndentationTellsWhichBraceIsMissing) {
  const std::string text =
      "service {\n"
      "  proxy {\n"
      "    mode = 1\n"
      "  port = 2\n"
      "}\n"
      "service {\n"
      "  port = 3\n"
      "}\n";

  EXPECT_EQ(codes(text), "repaired_missing_brace@2:9?");
  EXPECT_EQ(tree(text), "{service: [{proxy: {mode: 1}, port: 2}, {port: 3}]}");
}

TEST(HclReader, ABalancedTextMayBeIndentedAsItLikes) {
  const std::string text = "  a {\nb {\nc = 1\n      }\n d = 2\n}\n";

  EXPECT_EQ(codes(text), "");
  EXPECT_EQ(tree(text), "{a: {b: {c: 1}, d: 2}}");
}

TEST(HclReader, ABraceTooManyIsReported) {
  EXPECT_EQ(codes("a = 1\n}\nb = 2\n"), "unexpected-bracket@2:1");
  EXPECT_EQ(tree("a = 1\n}\nb = 2\n"), "{a: 1, b: 2}");
}

TEST(HclReader, AKeyWrittenTwiceIsAnErrorAtTheSecond) {
  EXPECT_EQ(codes("a = 1\na = 2\n"), "duplicate-key@2:1");
  EXPECT_EQ(tree("a = 1\na = 2\n"), "{a: 1}");
  EXPECT_EQ(codes("a = [{x = 1}]\na { x = 2 }\n"), "duplicate-key@2:1")
      << "a list in brackets is not a repeated block";
}

TEST(HclReader, TextWithoutQuotesIsReportedAndRead) {
  EXPECT_EQ(codes("mode = local\ntime = 10ms\n"), "unquoted-text@1:8 unquoted-text@2:8");
  EXPECT_EQ(tree("mode = local\ntime = 10ms\n"), R"({mode: "local", time: "10ms"})");
}

TEST(HclReader, QuotesOfOtherKindsAreReportedAndRead) {
  EXPECT_EQ(codes("a = 'x'\nb = \u201Cy\u201D\n"), "wrong-quotes@1:5 wrong-quotes@2:5");
  EXPECT_EQ(tree("a = 'x'\nb = \u201Cy\u201D\n"), R"({a: "x", b: "y"})");
}

TEST(HclReader, AStringWithoutAnEndEndsWithItsLine) {
  EXPECT_EQ(codes("a = \"x\nb = 1\n"), "unterminated-string@1:5");
  EXPECT_EQ(tree("a = \"x\nb = 1\n"), R"({a: "x", b: 1})");
}

TEST(HclReader, AKeyWithoutAValueIsReportedAndTheNextLineIsRead) {
  EXPECT_EQ(codes("name\nport = 1\n"), "missing-value@1:1");
  EXPECT_EQ(tree("name\nport = 1\n"), "{port: 1}");
  EXPECT_EQ(codes("port 8080\n"), "missing-value@1:1 missing-key@1:6");
}

TEST(HclReader, AMissingCommaInAListIsReported) {
  EXPECT_EQ(codes("a = [{ x = 1 } { y = 2 }]"), "missing-comma@1:16");
  EXPECT_EQ(tree("a = [{ x = 1 } { y = 2 }]"), "{a: [{x: 1}, {y: 2}]}");
  EXPECT_EQ(codes("a = [1,,2]"), "missing-value@1:8");
}

TEST(HclReader, ALabelBeforeAnEqualsSignIsReported) {
  EXPECT_EQ(codes("Name \"web\" = \"x\""), "unexpected-label@1:6");
}

TEST(HclReader, ACharacterOfNoUseIsReportedAndSkipped) {
  EXPECT_EQ(codes("a = 1;\nb = 2\n"), "unexpected-character@1:6");
  EXPECT_EQ(tree("a = 1;\nb = 2\n"), "{a: 1, b: 2}");
}

TEST(HclReader, LineNumbersOfACopiedPageAreTakenOff) {
  const Read hcl = read("1. Kind = \"x\"\n2. Mesh {\n3. Mode = 1\n4. }\n");

  EXPECT_EQ(codes_text(hcl.diagnostics), "stripped_line_numbers@1:1?");
  EXPECT_EQ(node_text(hcl.root), R"({Kind: "x", Mesh: {Mode: 1}})");
  EXPECT_EQ(place_text(hcl.root.members[0].key_at), "1:4+4") << "the place in the file";
}

TEST(HclReader, NumbersThatDoNotCountTheLinesAreLeftAlone) {
  EXPECT_NE(codes("1. a = 1\n3. b = 2\n"), "stripped_line_numbers@1:1?");
}

TEST(HclReader, JsonIsHclToo) {
  const Read hcl = read("\n {\"a\": [1, {\"b\": null}]}\n");

  EXPECT_EQ(codes_text(hcl.diagnostics), "");
  EXPECT_EQ(node_text(hcl.root), "{a: [1, {b: null}]}");
}

TEST(HclReader, AnEmptyFileIsAnEmptyConfiguration) {
  EXPECT_EQ(codes(""), "");
  EXPECT_EQ(tree("# nothing\n"), "{}");
}

TEST(HclReader, NestingIsFollowedToItsLimitAndNoFurther) {
  std::string blocks;
  for (int i = 0; i < 200'000; ++i) blocks += "a{";
  std::string labels = "a ";
  for (int i = 0; i < 200'000; ++i) labels += "\"b\" ";

  EXPECT_EQ(codes("a = " + std::string(depth_max, '[') + std::string(depth_max, ']')), "");
  EXPECT_EQ(codes("a = " + std::string(200'000, '[')), "too-deep@1:205");
  EXPECT_EQ(codes(blocks), "too-deep@1:402");
  EXPECT_EQ(codes(labels + "{}"), "too-deep@1:799");
}

TEST(HclReader, ComplaintsHaveAnEnd) {
  std::string text;
  for (int i = 0; i < 100'000; ++i) text += "a = '\n";

  EXPECT_EQ(read(text).diagnostics.size(), 100u);
}

}  // namespace
}  // namespace isthmus::scenario

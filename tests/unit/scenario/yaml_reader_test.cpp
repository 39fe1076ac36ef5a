#include "sim/scenario/yaml_reader.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>

#include "tests/support/node_text.hpp"

namespace isthmus::scenario {
namespace {

Read read(std::string text) { return read_text(read_yaml, std::move(text)); }
ReadDocuments documents(std::string text) {
  return read_text(read_yaml_documents, std::move(text));
}

std::string tree(std::string text) { return node_text(read(std::move(text)).root); }
std::string codes(std::string text) { return codes_text(read(std::move(text)).diagnostics); }

TEST(YamlReader, ReadsMappingsSequencesAndScalars) {
  const Read yaml = read("a: x\nb:\n  - 1\n  - {c: 'y', d: [\"z\"]}\ne:\n");

  EXPECT_EQ(codes_text(yaml.diagnostics), "");
  EXPECT_EQ(node_text(yaml.root), R"({a: x, b: [1, {c: "y", d: ["z"]}], e: null})");
}

TEST(YamlReader, TextStaysText) {
  EXPECT_EQ(tree("a: yes\nb: 010\nc: 1e3\nd: 0x1F\ne: 1_000\nf: True\n"),
            "{a: yes, b: 010, c: 1e3, d: 0x1F, e: 1_000, f: True}");
}

TEST(YamlReader, QuotedAndBlockScalarsAreStrings) {
  const Read yaml = read("a: 1\nb: '1'\nc: |\n  1\nd: !!str 1\n");

  EXPECT_EQ(yaml.root.find("a")->form, ScalarForm::plain);
  EXPECT_EQ(yaml.root.find("b")->form, ScalarForm::string);
  EXPECT_EQ(yaml.root.find("c")->form, ScalarForm::string);
  EXPECT_EQ(yaml.root.find("d")->form, ScalarForm::string);
}

TEST(YamlReader, KeysAndValuesHaveTheirPlaces) {
  const Read yaml = read("caf\u00E9: \u00FCber\nn:\n  - &k !!str 'it''s'\nz: ~\ne:\n");

  EXPECT_EQ(place_text(yaml.root.members[0].key_at), "1:1+4");
  EXPECT_EQ(place_text(yaml.root.members[0].value.at), "1:7+4") << "columns are characters";
  EXPECT_EQ(place_text(yaml.root.members[1].value.at), "3:3+1");
  EXPECT_EQ(place_text(yaml.root.members[1].value.items[0].at), "3:14+7");
  EXPECT_EQ(place_text(yaml.root.members[2].value.at), "4:4+1");
  EXPECT_EQ(place_text(yaml.root.members[3].value.at), "5:1+1") << "nothing written: its key";
}

TEST(YamlReader, AKeyWrittenTwiceIsAnErrorAtTheSecond) {
  const Read yaml = read("a: 1\nb: {c: 1, c: 2}\na: 3\n");

  EXPECT_EQ(codes_text(yaml.diagnostics), "duplicate-key@2:11 duplicate-key@3:1");
  EXPECT_EQ(yaml.diagnostics[1].problem, "the key \"a\" is already written on line 1");
  EXPECT_EQ(node_text(yaml.root), "{a: 1, b: {c: 1}}");
}

TEST(YamlReader, AnAliasIsWhatItsAnchorMarks) {
  const Read yaml = read("a: &x {k: 1}\nb: *x\n");

  EXPECT_EQ(node_text(yaml.root), "{a: {k: 1}, b: {k: 1}}");
  EXPECT_EQ(place_text(yaml.root.find("b")->find("k")->at), "1:11+1") << "where it is written";
}

TEST(YamlReader, MergeKeysFillInWhatIsNotSaid) {
  EXPECT_EQ(tree("x: &x {a: 1, b: 2}\ny:\n  <<: *x\n  b: 3\n"),
            "{x: {a: 1, b: 2}, y: {b: 3, a: 1}}");
  EXPECT_EQ(tree("x: &x {a: 1}\ny: &y {a: 2, b: 2}\nz: {<<: [*x, *y]}\n"),
            "{x: {a: 1}, y: {a: 2, b: 2}, z: {a: 1, b: 2}}");
  EXPECT_EQ(tree("\"<<\": 1\n"), "{<<: 1}") << "in quotes it is a key like any other";
  EXPECT_EQ(codes("<<: 1\na: 2\n"), "bad-merge@1:1");
}

TEST(YamlReader, AnAliasWithoutAnAnchorIsReportedAndReadAsText) {
  const Read yaml = read("a: *.example.com\nb: 1\n");

  EXPECT_EQ(codes_text(yaml.diagnostics), "unknown-anchor@1:4");
  EXPECT_EQ(yaml.diagnostics[0].remedy, "if text is meant, write \"*.example.com\"");
  EXPECT_EQ(node_text(yaml.root), R"({a: "*.example.com", b: 1})");
}

TEST(YamlReader, TheExtentOfAnAliasIsInCharacters) {
  EXPECT_EQ(place_text(read("a: *\u00E9\u00E9\n").diagnostics[0].at), "1:4+3");
}

TEST(YamlReader, AnAliasOfAValueThatContainsItIsRefused) {
  EXPECT_EQ(codes("a: &a [x, *a]\n"), "recursive-alias@1:11");
}

TEST(YamlReader, AStarWithoutQuotesIsAWarning) {
  const Read yaml = read("- name: *\n  x: [*, y]\n");

  EXPECT_EQ(codes_text(yaml.diagnostics), "unquoted_star@1:9? unquoted_star@2:7?");
  EXPECT_EQ(node_text(yaml.root), R"([{name: "*", x: ["*", y]}])");
}

TEST(YamlReader, AliasesOfAliasesAreRefusedBeforeTheyGrow) {
  std::string bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < 12; ++i) {
    const std::string before = "*a" + std::to_string(i - 1);
    bomb += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + before;
    for (int j = 1; j < 9; ++j) bomb += ", " + before;
    bomb += "]\n";
  }

  const Read yaml = read(bomb);

  ASSERT_EQ(yaml.diagnostics.size(), 1u);
  EXPECT_EQ(yaml.diagnostics[0].code, "too-many-aliases");
}

TEST(YamlReader, ALongTextAliasedManyTimesIsRefused) {
  std::string bomb = "a: &a " + std::string(1'000'000, 'x') + "\nb: [*a";
  for (int i = 0; i < 10'000; ++i) bomb += ", *a";

  const Read yaml = read(bomb + "]\n");

  ASSERT_EQ(yaml.diagnostics.size(), 1u);
  EXPECT_EQ(yaml.diagnostics[0].code, "too-many-aliases");
}

TEST(YamlReader, AStringWithoutAnEndIsReportedWhereItBegan) {
  EXPECT_EQ(codes("a: \"b\nc: d\n"), "unterminated-string@1:4") << "to the end of the text";
  EXPECT_EQ(codes("a: 'b\nc: d\n"), "unterminated-string@1:4");
  EXPECT_EQ(codes("a: \"b\nc: \"d\"\ne: f\n"), "unterminated-string@1:4") << "to the next quote";
  EXPECT_EQ(tree("a: \"b\nc: \"d\"\ne: f\n"), R"({a: "b", c: "d", e: f})");
}

TEST(YamlReader, AStringMayStandOnSeveralLines) {
  EXPECT_EQ(tree("a: \"b\n  c\"\nd: 1\n"), R"({a: "b c", d: 1})");
}

TEST(YamlReader, ABracketThatIsNeverClosedIsReportedWhereItOpened) {
  EXPECT_EQ(codes("a: [1, 2\nb: 3\n"), "missing-bracket@1:4");
  EXPECT_EQ(tree("a: [1, 2\nb: 3\n"), "{a: [1, 2], b: 3}");
  EXPECT_EQ(codes("a: {b: [1"), "missing-bracket@1:4 missing-bracket@1:8");
}

TEST(YamlReader, ABracketThatClosesNothingIsReported) {
  EXPECT_EQ(codes("a: 1\n}\nb: 2\n"), "unexpected-bracket@2:1");
  EXPECT_EQ(tree("a: 1\n}\nb: 2\n"), "{a: 1, b: 2}");
}

TEST(YamlReader, ATabInTheIndentationIsReportedAtTheTab) {
  EXPECT_EQ(codes("a:\n\tb: 1\n"), "tab-indentation@2:1");
}

TEST(YamlReader, ALineThatLinesUpWithNothingIsReportedAndLeftOut) {
  EXPECT_EQ(codes("a:\n   b: 1\n  c: 2\nd: 3\n"), "bad-indentation@3:3");
  EXPECT_EQ(tree("a:\n   b: 1\n  c: 2\nd: 3\n"), "{a: {b: 1}, d: 3}");
  EXPECT_EQ(codes("a: 1\n  b: 2\nc: 3\n"), "bad-indentation@2:3");
  EXPECT_EQ(codes("- a\nb: c\n"), "bad-indentation@2:1") << "neither item nor document";
}

TEST(YamlReader, ALineWithoutAColonIsReported) {
  EXPECT_EQ(codes("a: 1\nfoo\nb: 2\n"), "missing-colon@2:1");
  EXPECT_EQ(tree("a: 1\nfoo\nb: 2\n"), "{a: 1, b: 2}");
}

TEST(YamlReader, ABrokenLineIsLeftOutWithWhatBelongsToIt) {
  EXPECT_EQ(codes("a: @x\nb:\n  c: `y`\n  d: 1\ne: f: g\nh: 2\n"),
            "unquoted-text@1:4 unquoted-text@3:6 yaml-syntax@5:5");
  EXPECT_EQ(tree("a: @x\nb:\n  c: `y`\n  d: 1\ne: f: g\n  i: 1\nh: 2\n"), "{b: {d: 1}, h: 2}");
}

TEST(YamlReader, TextAfterAClosingQuoteIsReported) {
  EXPECT_EQ(codes("a: 'it's'\nb: 1\n"), "text-after-quote@1:8");
  EXPECT_EQ(codes("a: [\"x\" \"y\"]\nb: 1\n"), "missing-comma@1:9");
}

TEST(YamlReader, ATemplateIsRecognised) {
  EXPECT_EQ(codes("a: {{ .Values.name }}\nb: 1\n"), "template-text@1:4");
}

TEST(YamlReader, AKeyMustBeText) {
  EXPECT_EQ(codes("~: 1\n[a]: 2\nb: 3\n"), "key-not-text@1:1 key-not-text@2:1");
  EXPECT_EQ(tree("~: 1\n[a]: 2\nb: 3\n"), "{b: 3}");
}

TEST(YamlReader, ATagOfOnesOwnIsIgnoredWithAWarning) {
  EXPECT_EQ(codes("a: !include x.yaml\nb: !!int 1\n"), "tag-ignored@1:4?");
}

TEST(YamlReader, DocumentsAreReadApart) {
  const ReadDocuments read = documents("# c\n---\na: \"x\n---\nb: 1\n...\n---\n---\nc: 2\n");

  EXPECT_EQ(codes_text(read.diagnostics), "unterminated-string@3:4");
  ASSERT_EQ(read.roots.size(), 3u) << "empty documents are none";
  EXPECT_EQ(node_text(read.roots[0]), R"({a: "x"})");
  EXPECT_EQ(node_text(read.roots[1]), "{b: 1}");
  EXPECT_EQ(place_text(read.roots[2].members[0].value.at), "9:4+1");
}

TEST(YamlReader, ASecondDocumentWhereOneIsWantedIsReported) {
  EXPECT_EQ(codes("a: 1\n---\nb: 2\n"), "second-document@3:1");
  EXPECT_EQ(tree("a: 1\n---\nb: 2\n"), "{a: 1}");
}

TEST(YamlReader, AnEmptyFileIsReported) {
  EXPECT_EQ(codes(""), "empty-file@1:1");
  EXPECT_EQ(codes("# only a comment\n---\n"), "empty-file@1:1");
}

TEST(YamlReader, LineNumbersOfACopiedPageAreTakenOff) {
  std::string text;
  for (int i = 1; i <= 9; ++i) text += std::to_string(i) + ". k" + std::to_string(i) + ": x\n";
  text += "10. k10:\n11.   - y\n";

  const Read yaml = read(text);

  EXPECT_EQ(codes_text(yaml.diagnostics), "stripped_line_numbers@1:1?");
  EXPECT_EQ(node_text(*yaml.root.find("k10")), "[y]");
  EXPECT_EQ(place_text(yaml.root.find("k10")->items[0].at), "11:9+1") << "the place in the file";
}

TEST(YamlReader, WindowsLineEndsAreLineEnds) {
  EXPECT_EQ(tree("a: b\r\nc: |\r\n  d\r\n"), "{a: b, c: \"d\n\"}");
}

TEST(YamlReader, BadBytesAreReportedAndBinaryIsRefused) {
  EXPECT_EQ(codes(std::string{"a: x\0y\xFF\n", 8}), "not-text@1:5 not-text@1:7");
  EXPECT_EQ(codes("\xFF\xFE" + std::string(20, '\0')), "not-text@1:1");
  EXPECT_EQ(read("\xFF\xFE" + std::string(20, '\0')).diagnostics[0].problem, "this is UTF-16");
}

TEST(YamlReader, NestingIsFollowedToItsLimitAndNoFurther) {
  EXPECT_EQ(codes(std::string(depth_max, '[') + std::string(depth_max, ']')), "");
  EXPECT_TRUE(codes(std::string(200'000, '[')).starts_with("too-deep@1:"));

  std::string dashes;
  for (int i = 0; i < 200'000; ++i) dashes += "- ";
  EXPECT_EQ(codes(dashes), "too-deep@1:401");
}

TEST(YamlReader, AliasesCannotNestBeyondTheLimit) {
  const std::string half = std::string(150, '[') + std::string(150, ']');
  const std::string around = std::string(100, '[') + "*a" + std::string(100, ']');

  EXPECT_EQ(codes("a: &a " + half + "\nb: " + around + "\n"), "too-deep@2:104");
}

TEST(YamlReader, AVeryLongLineKeepsItsColumns) {
  std::string text = "a: [";
  for (int i = 0; i < 100'000; ++i) text += "\u00E9, ";

  const Read yaml = read(text + "z]\n");

  ASSERT_EQ(yaml.root.find("a")->items.size(), 100'001u);
  EXPECT_EQ(place_text(yaml.root.find("a")->items.back().at), "1:300005+1");
}

TEST(YamlReader, ComplaintsHaveAnEnd) {
  std::string text;
  for (int i = 0; i < 10'000; ++i) text += "a: 1\n";

  EXPECT_EQ(read(text).diagnostics.size(), 100u);
}

}  // namespace
}  // namespace isthmus::scenario

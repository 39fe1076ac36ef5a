#include "sim/base/diagnostic_text.hpp"

#include <gtest/gtest.h>

#include <string>

namespace isthmus {
namespace {

std::string text_of(std::string source, SourceSpan at, std::string problem, std::string remedy) {
  Sources sources;
  at.source = sources.add("three.yaml", std::move(source));
  return diagnostic_text(error_at(at, "code", std::move(problem), std::move(remedy)), sources,
                         Colour::never);
}

/// Only the source line and the line of the caret.
std::string excerpt_of(std::string source, std::uint32_t column, std::uint32_t length) {
  const std::string text = text_of(std::move(source), {SourceId{}, 1, column, length}, "p", "");
  return text.substr(text.find("1 |"));
}

TEST(DiagnosticText, ShowsCodePlaceLineCaretAndRemedy) {
  const std::string source = std::string(13, '\n') + "  destination_partition: finanse\n";

  EXPECT_EQ(text_of(source, {SourceId{}, 14, 26, 7}, "unknown partition \"finanse\"",
                    "did you mean \"finance\"?"),
            "error[code]: unknown partition \"finanse\"\n"
            "  --> three.yaml:14:26\n"
            "   |\n"
            "14 |   destination_partition: finanse\n"
            "   |                          ^^^^^^^ did you mean \"finance\"?\n");
}

TEST(DiagnosticText, WithoutAPlaceThereIsTheProblemAndTheRemedy) {
  EXPECT_EQ(
      diagnostic_text(warning_at({}, "c", "nothing to do", "add a service"), {}, Colour::never),
      "warning[c]: nothing to do\n"
      "  = add a service\n");
}

TEST(DiagnosticText, ColumnsCountCharacters) {
  EXPECT_EQ(excerpt_of("\u00E9\u00E9: bad", 5, 3),
            "1 | \u00E9\u00E9: bad\n"
            "  |     ^^^\n");
}

TEST(DiagnosticText, AWideCharacterTakesTwoCells) {
  EXPECT_EQ(excerpt_of("\u6771\u4EAC: bad", 5, 3),
            "1 | \u6771\u4EAC: bad\n"
            "  |       ^^^\n");
  EXPECT_EQ(excerpt_of("\u6771\u4EAC", 2, 1),
            "1 | \u6771\u4EAC\n"
            "  |   ^^\n");
}

TEST(DiagnosticText, TabsAreKeptUnderTheLine) {
  EXPECT_EQ(excerpt_of("\ta\tbad", 4, 3),
            "1 | \ta\tbad\n"
            "  | \t \t^^^\n");
}

TEST(DiagnosticText, ControlCharactersAreEscapedAndTheCaretStillPoints) {
  EXPECT_EQ(excerpt_of("\x1b[2J bad", 6, 3),
            "1 | \\x1b[2J bad\n"
            "  |         ^^^\n");
}

TEST(DiagnosticText, CharactersThatTurnTheDirectionOfTextAreEscaped) {
  EXPECT_EQ(excerpt_of("a\u202E"
                       "b",
                       3, 1),
            "1 | a\\u{202e}b\n"
            "  |          ^\n");
}

TEST(DiagnosticText, BytesThatAreNotUtf8AreEscaped) {
  EXPECT_EQ(excerpt_of("a\xFF"
                       "b",
                       2, 1),
            "1 | a\\xffb\n"
            "  |  ^^^^\n");
}

TEST(DiagnosticText, MessagesAndNamesCannotDriveTheTerminal) {
  const std::string text = text_of("x", {SourceId{}, 1, 1, 1}, "bad \x1b[31m\n", "\x07");

  EXPECT_EQ(text.find('\x1b'), std::string::npos);
  EXPECT_EQ(text.find('\x07'), std::string::npos);
  EXPECT_NE(text.find("bad \\x1b[31m\\x0a\n"), std::string::npos);
}

TEST(DiagnosticText, ALongLineIsCutAroundTheCaret) {
  const std::string source = std::string(1'000, 'a') + "bad" + std::string(1'000, 'z');

  const std::string excerpt = excerpt_of(source, 1'001, 3);

  EXPECT_EQ(excerpt, "1 | \u2026" + std::string(53, 'a') + "bad" + std::string(104, 'z') +
                         "\u2026\n  | " + std::string(54, ' ') + "^^^\n");
}

TEST(DiagnosticText, ASpanBeyondTheEndOfItsLineIsCutToTheLine) {
  EXPECT_EQ(excerpt_of("ab", 2, 50),
            "1 | ab\n"
            "  |  ^\n");
}

TEST(DiagnosticText, ACaretMayStandJustAfterTheLine) {
  EXPECT_EQ(excerpt_of("ab", 3, 0),
            "1 | ab\n"
            "  |   ^\n");
}

TEST(DiagnosticText, ALongRemedyGetsALineOfItsOwn) {
  const std::string remedy(120, 'r');

  const std::string text = text_of("ab", {SourceId{}, 1, 1, 2}, "p", remedy);

  EXPECT_TRUE(text.ends_with("  | ^^\n  = " + remedy + "\n")) << text;
}

TEST(DiagnosticText, ColourMarksTheSeverityAndNothingElseChanges) {
  const Diagnostic diagnostic = error_at({}, "c", "p");

  const std::string coloured = diagnostic_text(diagnostic, {}, Colour::always);

  EXPECT_EQ(coloured, "\x1b[1;31merror[c]\x1b[0m\x1b[1m: p\x1b[0m\n");
}

TEST(DiagnosticsText, EndsWithTheCounts) {
  const Diagnostics diagnostics{error_at({}, "a", "x"), warning_at({}, "b", "y"),
                                error_at({}, "c", "z")};

  const std::string text = diagnostics_text(diagnostics, {}, Colour::never);

  EXPECT_EQ(text, "error[a]: x\nwarning[b]: y\nerror[c]: z\n2 errors, 1 warning\n");
}

TEST(DiagnosticsText, CountsWhatItDoesNotShow) {
  const Diagnostics diagnostics(5, warning_at({}, "b", "y"));

  const std::string text = diagnostics_text(diagnostics, {}, Colour::never, 1);

  EXPECT_EQ(text, "warning[b]: y\nand 4 more\n5 warnings\n");
}

TEST(DiagnosticsText, NothingWrongIsNoText) {
  EXPECT_EQ(diagnostics_text({}, {}, Colour::always), "");
}

}  // namespace
}  // namespace isthmus

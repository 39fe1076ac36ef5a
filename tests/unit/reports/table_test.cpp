#include "reports/table.hpp"

#include <gtest/gtest.h>

#include <sstream>

namespace isthmus::reports {
namespace {

std::string written(const Table& table, const TextStyle& style = {}) {
  std::ostringstream out;
  table.write(out, style, 0);
  return out.str();
}

TEST(Table, ColumnsAreAsWideAsTheirWidestCell) {
  Table table{{{"NAME"}, {"N", Table::Align::right}}};
  table.row({{"a"}, {"1"}});
  table.row({{"longer"}, {"23"}});

  EXPECT_EQ(written(table),
            "NAME     N\n"
            "a        1\n"
            "longer  23\n");
}

TEST(Table, WidthsAreCountedInCharactersNotBytes) {
  Table table{{{""}, {""}}};
  table.row({{"→→"}, {"x"}});
  table.row({{"ab"}, {"y"}});

  EXPECT_EQ(written(table),
            "→→  x\n"
            "ab  y\n");
}

TEST(Table, NoLineEndsInBlanks) {
  Table table{{{"A"}, {"B"}, {"C", Table::Align::right}}};
  table.row({{"x"}});
  table.row({{"x"}, {"y"}, {"z"}});

  EXPECT_EQ(written(table),
            "A  B  C\n"
            "x\n"
            "x  y  z\n");
}

TEST(Table, ColourTakesNoRoom) {
  Table table{{{""}, {""}}};
  table.row({{"ab", Ink::good}, {"c"}});

  EXPECT_EQ(written(table, {Colour::always, Signs::unicode}), "\x1b[32mab\x1b[0m  c\n");
}

TEST(Table, ASignSpelledInAsciiKeepsItsColumn) {
  Table table{{{""}, {""}}};
  table.row({{"→"}, {"x"}});
  table.row({{"abc"}, {"y"}});

  EXPECT_EQ(written(table, {Colour::never, Signs::ascii}),
            "->   x\n"
            "abc  y\n");
}

TEST(TextStyle, ANameCannotDriveTheTerminal) {
  EXPECT_EQ(spelled("a\x1b[31mb\u202e", {}), "a\\x1b[31mb\\u{202e}");
}

TEST(TextStyle, BytesThatAreNoTextAreShownAsTheyAre) { EXPECT_EQ(spelled("\xff", {}), "\\u{ff}"); }

}  // namespace
}  // namespace isthmus::reports

#include "sim/base/json_writer.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <locale>
#include <sstream>
#include <string>

namespace isthmus {
namespace {

template <class Body>
std::string compact(Body body) {
  std::ostringstream out;
  JsonWriter json{out, JsonWriter::Style::compact};
  body(json);
  return out.str();
}

template <class T>
std::string written(const T& value) {
  return compact([&](JsonWriter& json) { json.value(value); });
}

TEST(JsonWriter, KeepsTheCallersKeyOrder) {
  const std::string text = compact([](JsonWriter& json) {
    json.object([&] {
      json.field("schema", "isthmus.run/1");
      json.key("pairs").array([&] { json.value(1), json.value(2.5); });
      json.field("done", true);
    });
  });

  EXPECT_EQ(text, R"({"schema":"isthmus.run/1","pairs":[1,2.5],"done":true})");
}

TEST(JsonWriter, IndentsByTwoAndLeavesEmptyBracketsTogether) {
  std::ostringstream out;
  JsonWriter json{out};

  json.object([&] {
    json.key("a").array([&] { json.value(1); });
    json.key("b").object([] {});
  });

  EXPECT_EQ(out.str(), "{\n  \"a\": [\n    1\n  ],\n  \"b\": {}\n}");
}

TEST(JsonWriter, EscapesWhatJsonCannotHold) {
  EXPECT_EQ(written("a\"b\\c\n\t\x01"), R"("a\"b\\c\n\t\u0001")");
}

TEST(JsonWriter, WritesUtf8AsItIs) { EXPECT_EQ(written("caf\u00E9"), "\"caf\u00E9\""); }

TEST(JsonWriter, BytesThatAreNotUtf8LeaveAsReplacementCharacters) {
  EXPECT_EQ(written("a\xFF"
                    "b"),
            "\"a\uFFFD"
            "b\"");
}

TEST(JsonWriter, WritesWholeNumbersOfEitherSign) {
  EXPECT_EQ(written(INT64_MIN), "-9223372036854775808");
  EXPECT_EQ(written(UINT64_MAX), "18446744073709551615");
}

TEST(JsonWriter, AnAbsentValueIsNull) {
  EXPECT_EQ(written(std::optional<int>{}), "null");
  EXPECT_EQ(written(std::optional<int>{3}), "3");
}

TEST(JsonWriter, TheStreamsLocaleDoesNotShow) {
  struct Grouped : std::numpunct<char> {
    char do_thousands_sep() const override { return '.'; }
    std::string do_grouping() const override { return "\3"; }
    char do_decimal_point() const override { return ','; }
  };
  std::ostringstream out;
  out.imbue(std::locale(std::locale::classic(), new Grouped));
  JsonWriter json{out, JsonWriter::Style::compact};

  json.array([&] { json.value(1234567), json.value(1.5); });

  EXPECT_EQ(out.str(), "[1234567,1.5]");
}

TEST(JsonWriterDeathTest, NotANumberIsAProgrammingError) {
  EXPECT_DEATH(written(std::nan("")), "isfinite");
}

TEST(JsonWriterDeathTest, AValueWithoutItsKeyIsAProgrammingError) {
  EXPECT_DEATH(compact([](JsonWriter& json) { json.object([&] { json.value(1); }); }), "kind");
}

}  // namespace
}  // namespace isthmus

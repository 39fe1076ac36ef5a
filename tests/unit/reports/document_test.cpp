#include <gtest/gtest.h>

#include <sstream>

#include "reports/document_writers.hpp"

namespace isthmus::reports {
namespace {

std::string json(const Value& value) {
  std::ostringstream out;
  write_json(out, value);
  return out.str();
}

std::string yaml(const Value& value) {
  std::ostringstream out;
  write_yaml(out, value);
  return out.str();
}

Value sample() {
  Value inner = Value::object();
  inner.set("count", 1).set("none", Value{});
  Value list = Value::list();
  list.add(inner);
  list.add(2.5);
  Value value = Value::object();
  value.set("zeta", "first").set("alpha", list).set("empty", Value::list());
  return value;
}

TEST(Json, KeepsTheOrderOfKeys) {
  EXPECT_EQ(json(sample()),
            "{\n"
            "  \"zeta\": \"first\",\n"
            "  \"alpha\": [\n"
            "    {\n"
            "      \"count\": 1,\n"
            "      \"none\": null\n"
            "    },\n"
            "    2.5\n"
            "  ],\n"
            "  \"empty\": []\n"
            "}\n");
}

TEST(Yaml, IsTheSameTree) {
  EXPECT_EQ(yaml(sample()),
            "zeta: first\n"
            "alpha:\n"
            "  - count: 1\n"
            "    none: null\n"
            "  - 2.5\n"
            "empty: []\n");
}

TEST(Yaml, QuotesWhatCouldBeTakenForSomethingElse) {
  for (const char* text : {"", "true", "No", "null", "1.5", "-x", "a: b", "a #b", "~", "*a", "0x1",
                           "1_000", "a\nb", " a", "a ", "y", "12:30:45", "=", "<<"}) {
    EXPECT_EQ(yaml(Value{text}).front(), '"') << text;
  }
}

TEST(Yaml, LeavesPlainWordsPlain) {
  for (const std::string text : {"delivered", "default/default/web", "isthmus.run/1", "proxy_x"}) {
    EXPECT_EQ(yaml(Value{text}), text + "\n");
  }
}

TEST(Yaml, GivesANumberWithAnExponentItsPoint) {
  EXPECT_EQ(yaml(Value{1e-9}), "1.0e-09\n");
  EXPECT_EQ(yaml(Value{1.5e-9}), "1.5e-09\n");
}

TEST(Value, AnOptionalIsNullWithoutAValue) {
  EXPECT_EQ(yaml(Value{std::optional<double>{}}), "null\n");
  EXPECT_EQ(yaml(Value{std::optional<double>{0.5}}), "0.5\n");
}

TEST(Value, FindsAMemberByItsKey) {
  const Value value = sample();

  EXPECT_NE(value.find("zeta"), nullptr);
  EXPECT_EQ(value.find("eta"), nullptr);
}

}  // namespace
}  // namespace isthmus::reports

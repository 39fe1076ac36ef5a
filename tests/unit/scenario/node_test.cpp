#include "sim/scenario/node.hpp"

#include <gtest/gtest.h>

#include <string>

#include "sim/scenario/mapping_builder.hpp"
#include "tests/support/node_text.hpp"

namespace isthmus::scenario {
namespace {

TEST(Node, ANewNodeIsNull) { EXPECT_TRUE(Node{}.is_null()); }

TEST(Node, AMemberIsFoundByItsExactKey) {
  Node mapping = mapping_at({});
  mapping.members.push_back({"Kind", {}, scalar_at({}, ScalarForm::plain, "mesh")});

  ASSERT_NE(mapping.find("Kind"), nullptr);
  EXPECT_EQ(mapping.find("Kind")->text, "mesh");
  EXPECT_EQ(mapping.find("kind"), nullptr);
}

TEST(Node, OnlyAStringIsQuoted) {
  EXPECT_TRUE(scalar_at({}, ScalarForm::string, "1").is_quoted());
  EXPECT_FALSE(scalar_at({}, ScalarForm::number, "1").is_quoted());
  EXPECT_FALSE(Node{}.is_quoted());
}

TEST(NodeText, WritesATreeOnOneLine) {
  Node sequence = sequence_at({});
  sequence.items.push_back(scalar_at({}, ScalarForm::plain, "a"));
  sequence.items.push_back(Node{});
  Node mapping = mapping_at({});
  mapping.members.push_back({"k", {}, scalar_at({}, ScalarForm::string, "v")});
  mapping.members.push_back({"l", {}, std::move(sequence)});

  EXPECT_EQ(node_text(mapping), "{k: \"v\", l: [a, null]}");
}

TEST(MappingBuilder, FindsEveryKeyOfALargeMapping) {
  MappingBuilder builder{mapping_at({})};
  for (int i = 0; i < 1'000; ++i) {
    const std::string key = "k" + std::to_string(i);
    EXPECT_EQ(builder.find(key), nullptr);
    builder.add({key, {}, scalar_at({}, ScalarForm::plain, key)});
  }

  for (int i = 0; i < 1'000; ++i) {
    const std::string key = "k" + std::to_string(i);
    ASSERT_NE(builder.find(key), nullptr);
    EXPECT_EQ(builder.find(key)->value.text, key);
  }
  EXPECT_EQ(builder.take().members.size(), 1'000u);
}

}  // namespace
}  // namespace isthmus::scenario

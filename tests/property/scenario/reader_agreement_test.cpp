// JSON is YAML and HCL too: the three readers, which share little code, make the same tree of it.
#include <gtest/gtest.h>

#include <random>
#include <sstream>
#include <string>

#include "sim/base/json_writer.hpp"
#include "sim/scenario/hcl_reader.hpp"
#include "sim/scenario/json_reader.hpp"
#include "sim/scenario/yaml_reader.hpp"
#include "tests/support/node_text.hpp"
#include "tests/support/test_seed.hpp"

namespace isthmus::scenario {
namespace {

/// Text of characters that some syntax treats in a special way.
std::string random_text(std::mt19937_64& random) {
  static constexpr std::string_view pieces[] = {"a", "Z", "0", " ", "\"", "'",  "\\", "\n",
                                                ":", "#", "{", "]", ",",  "\t", "*",  "\u00E9",
                                                "-", "&", "!", "$", "%",  "<<", "/",  "\U0001F680"};
  std::string text;
  for (std::size_t i = random() % 6; i > 0; --i) text += pieces[random() % std::size(pieces)];
  return text;
}

void write_random(JsonWriter& json, std::mt19937_64& random, int depth) {
  const std::size_t kind = depth == 0 ? 4 + random() % 2 : depth > 3 ? random() % 4 : random() % 6;
  if (kind == 0) return json.value(static_cast<std::int64_t>(random() % 100'000) - 50'000);
  if (kind == 1) return json.value(random() % 2 == 0);
  if (kind == 2) return json.null();
  if (kind == 3) return json.value(random_text(random));
  const std::size_t size = random() % 5;
  if (kind == 4) {
    return json.array([&] {
      for (std::size_t i = 0; i < size; ++i) write_random(json, random, depth + 1);
    });
  }
  json.object([&] {
    for (std::size_t i = 0; i < size; ++i) {
      json.key(std::to_string(i) + random_text(random));
      write_random(json, random, depth + 1);
    }
  });
}

std::string random_object(std::mt19937_64& random, JsonWriter::Style style) {
  std::ostringstream out;
  JsonWriter json{out, style};
  json.object([&] {
    json.key("root");
    write_random(json, random, 0);
  });
  return out.str();
}

TEST(Readers, MakeTheSameTreeOfTheSameJson) {
  SCOPED_TRACE(test_seed_text());
  std::mt19937_64 random{test_seed()};
  for (int i = 0; i < 2'000; ++i) {
    const std::string text = random_object(
        random, i % 2 == 0 ? JsonWriter::Style::compact : JsonWriter::Style::indented);

    const Read json = read_text([](auto id, auto& s) { return read_json(id, s); }, text);
    const Read hcl = read_text(read_hcl, text);
    const Read yaml = read_text(read_yaml, text);

    ASSERT_EQ(codes_text(json.diagnostics), "") << text;
    ASSERT_EQ(codes_text(yaml.diagnostics), "") << text;
    ASSERT_EQ(node_text(yaml.root), node_text(json.root)) << text;
    ASSERT_EQ(node_text(hcl.root), node_text(json.root)) << text;
  }
}

/// The places of all scalars and keys, in order.
std::string places_of(const Node& node) {
  std::string text = node.is_scalar() ? place_text(node.at) + " " : "";
  for (const Node& item : node.items) text += places_of(item);
  for (const Member& member : node.members) {
    text += place_text(member.key_at) + " " + places_of(member.value);
  }
  return text;
}

TEST(Readers, AgreeAboutEveryPlaceInTheSameJson) {
  SCOPED_TRACE(test_seed_text());
  std::mt19937_64 random{test_seed()};
  for (int i = 0; i < 2'000; ++i) {
    const std::string text = random_object(random, JsonWriter::Style::indented);

    const Read json = read_text([](auto id, auto& s) { return read_json(id, s); }, text);
    const Read yaml = read_text(read_yaml, text);

    ASSERT_EQ(places_of(yaml.root), places_of(json.root)) << text;
  }
}

/// The tree in HCL's own syntax; nulls, which HCL does not have, as empty strings. A dollar sign is
/// escaped, because `${` would begin an interpolation.
void append_hcl(std::string& hcl, const Node& node) {
  const auto quoted = [](const std::string& text) {
    std::ostringstream out;
    JsonWriter{out}.value(text);
    std::string hcl_text = out.str();
    for (std::size_t at = hcl_text.find('$'); at != std::string::npos; at = hcl_text.find('$')) {
      hcl_text.replace(at, 1, "\\u0024");
    }
    return hcl_text;
  };
  switch (node.kind) {
    case Node::Kind::null:
      hcl += "\"\"";
      break;
    case Node::Kind::scalar:
      hcl += node.is_quoted() ? quoted(node.text) : node.text;
      break;
    case Node::Kind::sequence:
      hcl += "[";
      for (const Node& item : node.items) {
        append_hcl(hcl, item);
        hcl += ", ";
      }
      hcl += "]";
      break;
    case Node::Kind::mapping:
      hcl += "{\n";
      for (const Member& member : node.members) {
        hcl += quoted(member.key) + (member.value.is_mapping() ? " " : " = ");
        append_hcl(hcl, member.value);
        hcl += "\n";
      }
      hcl += "}";
      break;
  }
}

TEST(HclReader, ReadsBackEveryTreeWrittenInItsOwnSyntax) {
  SCOPED_TRACE(test_seed_text());
  std::mt19937_64 random{test_seed()};
  for (int i = 0; i < 2'000; ++i) {
    const std::string text = random_object(random, JsonWriter::Style::compact);
    const Read json = read_text([](auto id, auto& s) { return read_json(id, s); }, text);
    std::string hcl = "top ";
    append_hcl(hcl, json.root);

    const Read once = read_text(read_hcl, hcl);
    std::string again = "top ";
    append_hcl(again, *once.root.find("top"));

    ASSERT_EQ(codes_text(once.diagnostics), "") << hcl;
    ASSERT_EQ(again, hcl);
  }
}

}  // namespace
}  // namespace isthmus::scenario

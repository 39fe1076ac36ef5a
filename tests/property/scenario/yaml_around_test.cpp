// Reading a YAML text around some of its lines: what is read is what reading all of it gives, and
// whatever begins on one of the lines is there as a whole.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "sim/scenario/generate.hpp"
#include "sim/scenario/place_in_tree.hpp"
#include "sim/scenario/yaml_reader.hpp"
#include "tests/support/node_text.hpp"
#include "tests/support/test_seed.hpp"

namespace isthmus::scenario {
namespace {

namespace fs = std::filesystem;

struct Text {
  Sources sources{};
  SourceId id{};
};

Text text_of(const std::string& text) {
  Text read;
  read.id = read.sources.add("text.yaml", text);
  return read;
}

/// Every mapping of a tree, by place.
void collect(const Node& node, std::vector<SourceSpan>& places) {
  if (node.is_mapping()) places.push_back(node.at);
  for (const Node& item : node.items) collect(item, places);
  for (const Member& member : node.members) collect(member.value, places);
}

/// `part` is `all`, but for values that are null in it.
bool is_part(const Node& part, const Node& all) {
  if (part.is_null()) return true;
  if (part.kind != all.kind || part.at != all.at || part.text != all.text) return false;
  if (part.items.size() != all.items.size() || part.members.size() != all.members.size()) {
    return false;
  }
  for (std::size_t i = 0; i < part.items.size(); ++i) {
    if (!is_part(part.items[i], all.items[i])) return false;
  }
  for (std::size_t i = 0; i < part.members.size(); ++i) {
    const Member& mine = part.members[i];
    const Member& theirs = all.members[i];
    if (mine.key != theirs.key || mine.key_at != theirs.key_at) return false;
    if (!is_part(mine.value, theirs.value)) return false;
  }
  return true;
}

std::size_t size_of(const Node& node) {
  std::size_t size = 1;
  for (const Node& item : node.items) size += size_of(item);
  for (const Member& member : node.members) size += size_of(member.value);
  return size;
}

/// Reads around up to three of the places of mappings and holds what is found against all.
void expect_the_same_around(const std::string& text, std::mt19937_64& random,
                            const std::string& what) {
  const Text read = text_of(text);
  const std::vector<Tree> all = trees_of(read.sources, read.id);
  std::vector<SourceSpan> places;
  for (const Tree& tree : all) collect(tree.root, places);
  if (places.empty()) return;
  std::vector<SourceSpan> chosen;
  std::vector<std::uint32_t> lines;
  for (std::size_t i = random() % 3 + 1; i > 0; --i) {
    chosen.push_back(places[random() % places.size()]);
    lines.push_back(chosen.back().line);
  }
  std::sort(lines.begin(), lines.end());

  const std::vector<Tree> around = trees_around(read.sources, read.id, lines);

  ASSERT_EQ(around.size(), all.size()) << what;
  for (std::size_t i = 0; i < all.size(); ++i) {
    EXPECT_EQ(around[i].form, all[i].form) << what;
    EXPECT_TRUE(is_part(around[i].root, all[i].root)) << what;
  }
  for (const SourceSpan& at : chosen) {
    const auto found = place_in(around, at);
    const auto wanted = place_in(all, at);
    ASSERT_EQ(found.has_value(), wanted.has_value()) << what << " line " << at.line;
    if (!found) continue;
    EXPECT_EQ(node_text(found->node), node_text(wanted->node)) << what << " line " << at.line;
    EXPECT_EQ(found->path, wanted->path) << what;
  }
}

TEST(YamlAround, EveryScenarioHasTheSameMappingsAtItsPlaces) {
  SCOPED_TRACE(test_seed_text());
  std::mt19937_64 random{test_seed()};
  for (const auto& entry :
       fs::recursive_directory_iterator{std::string{ISTHMUS_SOURCE_DIR} + "/scenarios"}) {
    if (entry.path().extension() != ".yaml") continue;
    std::ostringstream text;
    text << std::ifstream{entry.path(), std::ios::binary}.rdbuf();
    for (int i = 0; i < 2; ++i) {
      expect_the_same_around(text.str(), random, entry.path().string());
    }
  }
}

TEST(YamlAround, AGeneratedMeshHasThemToo) {
  SCOPED_TRACE(test_seed_text());
  std::mt19937_64 random{test_seed()};
  std::ostringstream out;
  generate({}, out);
  for (int i = 0; i < 20; ++i) expect_the_same_around(out.str(), random, "generated");
}

TEST(YamlAround, WhatNobodyLooksAtIsNotRead) {
  std::ostringstream out;
  generate({}, out);
  const Text read = text_of(out.str());

  const std::vector<Tree> none = trees_around(read.sources, read.id, {});
  const std::vector<Tree> all = trees_of(read.sources, read.id);

  EXPECT_LT(size_of(none.front().root) * 4, size_of(all.front().root));
}

TEST(YamlAround, AListUnderItsKeyInTheSameColumnBelongsToIt) {
  const std::string text =
      "a:\n"
      "  b:\n"
      "    c:\n"
      "    - {x: 1}\n"
      "    - {x: 2}\n"
      "    d: {y: 3}\n";
  const Text read = text_of(text);
  const std::vector<std::uint32_t> lines{6};

  const std::vector<Tree> around = trees_around(read.sources, read.id, lines);

  EXPECT_EQ(node_text(around.front().root), "{a: {b: {c: null, d: {y: 3}}}}");
}

}  // namespace
}  // namespace isthmus::scenario

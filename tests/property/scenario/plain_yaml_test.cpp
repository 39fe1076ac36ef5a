// The reader of plain YAML against the full parser: it makes the same tree, to the last place, or
// it takes its hands off.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "sim/scenario/generate.hpp"
#include "sim/scenario/yaml_plain.hpp"
#include "sim/scenario/yaml_reader.hpp"
#include "tests/support/node_text.hpp"
#include "tests/support/test_seed.hpp"

namespace isthmus::scenario {
namespace {

namespace fs = std::filesystem;

std::string whole(const Node& node) {
  std::string text = place_text(node.at);
  switch (node.kind) {
    case Node::Kind::null:
      return text + " null";
    case Node::Kind::scalar:
      return text + (node.is_quoted() ? " quoted " : " plain ") + node.text;
    case Node::Kind::sequence:
      for (const Node& item : node.items) text += "\n- " + whole(item);
      return text + "\n]";
    case Node::Kind::mapping:
      for (const Member& member : node.members) {
        text += "\n" + member.key + " " + place_text(member.key_at) + ": " + whole(member.value);
      }
      return text + "\n}";
  }
  return text;
}

std::string whole(const ReadDocuments& read) {
  std::string text = codes_text(read.diagnostics) + "\n";
  for (const Node& root : read.roots) text += whole(root) + "\n---\n";
  return text;
}

void expect_agreement(const std::string& text, const std::string& what) {
  EXPECT_EQ(whole(read_text(read_yaml_documents, text)), whole(read_text(read_yaml_in_full, text)))
      << what;
}

/// Whether the plain reader takes the document as it is.
bool is_plain(const std::string& text) {
  Sources sources;
  Diagnostics diagnostics;
  const auto legible = legible_text(sources.add("text", text), sources, diagnostics);
  const YamlPlaces places{*legible, legible->text, 1};
  YamlTree tree{places, diagnostics};
  return read_plain_yaml(legible->text, tree);
}

struct Input {
  std::string path;
  std::string text;
};

/// Every YAML file that the checkout has.
std::vector<Input> yaml_files() {
  std::vector<Input> found;
  for (const char* folder : {"/scenarios", "/tests"}) {
    for (const auto& entry :
         fs::recursive_directory_iterator{std::string{ISTHMUS_SOURCE_DIR} + folder}) {
      const std::string ending = entry.path().extension().string();
      if (ending != ".yaml" && ending != ".yml") continue;
      std::ostringstream text;
      text << std::ifstream{entry.path(), std::ios::binary}.rdbuf();
      found.push_back({entry.path().string(), text.str()});
    }
  }
  std::sort(found.begin(), found.end(),
            [](const Input& a, const Input& b) { return a.path < b.path; });
  return found;
}

std::string generated() {
  GenerateSpec spec;
  spec.broken = Ratio::of(0.2);
  spec.rate = PerSecond::of(10.0);
  std::ostringstream out;
  generate(spec, out);
  return out.str();
}

TEST(PlainYaml, EveryScenarioReadsAsTheFullParserReadsIt) {
  const std::vector<Input> files = yaml_files();

  EXPECT_GT(files.size(), 50U);
  for (const Input& file : files) expect_agreement(file.text, file.path);
}

TEST(PlainYaml, MostScenariosArePlain) {
  std::size_t plain = 0;
  const std::vector<Input> files = yaml_files();
  for (const Input& file : files) plain += is_plain(file.text) ? 1 : 0;

  EXPECT_GT(plain * 2, files.size()) << plain << " of " << files.size();
}

TEST(PlainYaml, AGeneratedMeshIsPlain) {
  EXPECT_TRUE(is_plain(generated()));
  expect_agreement(generated(), "generated");
}

TEST(PlainYaml, WhatItDoesNotKnowItLeavesAlone) {
  for (const char* text :
       {"a: &x 1\nb: *x\n", "a: !!str 1\n", "a: |\n  text\n", "a: >\n  text\n", "a: \"x\\ty\"\n",
        "a: 'it''s'\n", "a: one\n  two\n", "a:\nb: 1\n", "? a\n: b\n", "a: {b: 1,\n  c: 2}\n",
        "a: [x: 1]\n", "{a: b}: c\n", "a: b: c\n", "a: b\n  c: d\n", "a: {b, c}\n", "- a\nb: c\n",
        "", "# x\n"}) {
    EXPECT_FALSE(is_plain(text)) << text;
    expect_agreement(text, text);
  }
}

/// Pieces out of which YAML is made, those that mean something twice as likely as any other.
std::string random_yaml(std::mt19937_64& random) {
  static constexpr std::string_view pieces[] = {
      "a",         "b: ",    "c: d", "key:", "\n",    "\n  ",   "\n    ",  "- ",
      "- x",       "{",      "}",    "[",    "]",     ", ",     ": ",      " #c",
      "#",         "\"q\"",  "'s'",  "null", "~",     "&x",     "*x",      "!t",
      "|",         ">",      "? ",   "%",    "\t",    "---",    "<<: ",    "é",
      "10",        "-1",     "a:b",  "x y",  "\n",    "\n- ",   "\n  - ",  "e: ",
      "f: {g: h}", "[i, j]", ":",    "  ",   "\nk: ", "\nl: m", "\n  n: o"};
  std::string text;
  for (std::size_t i = random() % 24; i > 0; --i) text += pieces[random() % std::size(pieces)];
  return text;
}

TEST(PlainYaml, RandomTextsReadAsTheFullParserReadsThem) {
  SCOPED_TRACE(test_seed_text());
  std::mt19937_64 random{test_seed()};
  std::size_t plain = 0;
  for (int round = 0; round < 60'000 && !::testing::Test::HasFailure(); ++round) {
    const std::string text = random_yaml(random);
    plain += is_plain(text) ? 1 : 0;
    if (is_plain(text)) expect_agreement(text, text);
  }

  EXPECT_GT(plain, 1'000U) << "the comparison should have something to compare";
}

TEST(PlainYaml, DamagedScenariosReadAsTheFullParserReadsThem) {
  SCOPED_TRACE(test_seed_text());
  std::mt19937_64 random{test_seed()};
  const std::string characters = " \n:-,{}[]#'\"ab0?&*!|>~%\t";
  std::string sound = generated().substr(0, 3'000);
  for (int round = 0; round < 4'000 && !::testing::Test::HasFailure(); ++round) {
    std::string text = sound;
    for (std::size_t i = 1 + random() % 3; i > 0; --i) {
      const std::size_t at = random() % text.size();
      const char c = characters[random() % characters.size()];
      switch (random() % 3) {
        case 0:
          text[at] = c;
          break;
        case 1:
          text.insert(at, 1, c);
          break;
        default:
          text.erase(at, 1 + random() % 4);
      }
    }
    if (is_plain(text)) expect_agreement(text, text);
  }
}

}  // namespace
}  // namespace isthmus::scenario

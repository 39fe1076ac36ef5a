// The readers on everything that people really write, whole, cut short and damaged: they never
// crash, never answer with nothing, and every place they name is in the text.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "sim/base/utf8.hpp"
#include "sim/scenario/hcl_reader.hpp"
#include "sim/scenario/json_reader.hpp"
#include "sim/scenario/yaml_reader.hpp"
#include "tests/support/node_text.hpp"
#include "tests/support/test_seed.hpp"

namespace isthmus::scenario {
namespace {

namespace fs = std::filesystem;

enum class Format { hcl, json, yaml };

struct Input {
  std::string name;
  Format format;
  std::string text;
};

std::string file_text(const fs::path& path) {
  std::ifstream file{path, std::ios::binary};
  return {std::istreambuf_iterator<char>{file}, {}};
}

/// Every configuration of the vectors, and one text per syntax that uses all of it.
std::vector<Input> inputs() {
  std::vector<Input> all{
      {"all of HCL", Format::hcl,
       "# c\n/* d */ service \"w\" x {\n  a = [1, -2.5e3, true,]\n  b : <<-EOF\n    t\n    EOF\n"
       "  \"c\" = \"\\u00e9 ${f(\"x\")}\"\n  d { e = 0x1F, f = \"y\" }\n}\nservice { a = 1 }\n"},
      {"all of JSON", Format::json,
       "{\"a\": [1, -2.5e+3, true, false, null], \"\u00E9\": \"\\ud83d\\ude80\\n\", \"o\": {}}"},
      {"all of YAML", Format::yaml,
       "%YAML 1.2\n---\nisthmus: 1 # c\na: &x {k: 'it''s', l: \"\\u00e9\"}\nb:\n  <<: *x\n"
       "  c: |\n    t\n  d: >-\n    u\n    v\ne: [1, *x, ~]\n? f\n: !!str g\n...\n---\nh:\n- i\n"}};
  const fs::path folder = fs::path{ISTHMUS_SOURCE_DIR} / "tests/data/vectors/config_parse/inputs";
  for (const fs::directory_entry& entry : fs::directory_iterator{folder}) {
    const std::string ending = entry.path().extension();
    if (ending == ".txt") continue;
    const Format format = ending == ".hcl"    ? Format::hcl
                          : ending == ".json" ? Format::json
                                              : Format::yaml;
    all.push_back({entry.path().filename(), format, file_text(entry.path())});
  }
  std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  return all;
}

ReadDocuments read(Format format, const std::string& text) {
  Sources sources;
  const SourceId id = sources.add("input", text);
  if (format == Format::yaml) return read_yaml_documents(id, sources);
  Read one = format == Format::hcl ? read_hcl(id, sources) : read_json(id, sources);
  ReadDocuments documents{{}, std::move(one.diagnostics)};
  if (!one.root.is_null()) documents.roots.push_back(std::move(one.root));
  return documents;
}

/// Whether a place is in the text, or just after a line of it.
class Places {
 public:
  explicit Places(const std::string& text) {
    std::size_t begin = 0;
    do {
      const std::size_t end = std::min(text.find('\n', begin), text.size());
      widths_.push_back(utf8_length(std::string_view{text}.substr(begin, end - begin)));
      begin = end + 1;
    } while (begin <= text.size());
  }

  bool hold(const SourceSpan& at) const {
    return at.line >= 1 && at.line <= widths_.size() && at.column >= 1 &&
           at.column + std::max(at.length, 1u) <= widths_[at.line - 1] + 2;
  }

  bool hold_all_of(const Node& node) const {
    const auto item_is_held = [&](const Node& item) { return hold_all_of(item); };
    const auto member_is_held = [&](const Member& member) {
      return hold(member.key_at) && hold_all_of(member.value);
    };
    return hold(node.at) && std::all_of(node.items.begin(), node.items.end(), item_is_held) &&
           std::all_of(node.members.begin(), node.members.end(), member_is_held);
  }

 private:
  std::vector<std::size_t> widths_;
};

/// What must be true of the reading of any text at all; the empty string if it is.
std::string broken_promise(Format format, const std::string& text) {
  const ReadDocuments documents = read(format, text);
  if (documents.roots.empty() && documents.diagnostics.empty()) {
    return text == "null" ? "" : "neither a tree nor a complaint";
  }
  const Places places{text};
  for (const Diagnostic& diagnostic : documents.diagnostics) {
    if (!places.hold(diagnostic.at)) {
      return diagnostic.code + " is outside of the text at " + place_text(diagnostic.at);
    }
  }
  for (const Node& root : documents.roots) {
    if (!places.hold_all_of(root)) return "a node is outside of the text: " + node_text(root);
  }
  return {};
}

TEST(Readers, EveryPrefixOfEveryInputIsReadOrComplainedAbout) {
  for (const Input& input : inputs()) {
    for (std::size_t length = 0; length <= input.text.size(); ++length) {
      const std::string text = input.text.substr(0, length);
      ASSERT_EQ(broken_promise(input.format, text), "") << input.name << " cut after " << length;
    }
  }
}

TEST(Readers, AnInputWithOneCharacterMissingIsReadOrComplainedAbout) {
  for (const Input& input : inputs()) {
    for (std::size_t at = 0; at < input.text.size(); ++at) {
      std::string text = input.text;
      text.erase(at, 1);
      ASSERT_EQ(broken_promise(input.format, text), "") << input.name << " without " << at;
    }
  }
}

/// `text` with up to four bytes replaced, put in, taken out or repeated.
std::string damaged(std::string text, std::mt19937_64& random) {
  const std::string favourites = "{}[]\"'\\\n\t =:,-#&*!|>%@`0a<$/.\xC3\xFF";
  const std::size_t damages = 1 + random() % 4;
  for (std::size_t i = 0; i < damages && !text.empty(); ++i) {
    const std::size_t at = random() % text.size();
    const char c = favourites[random() % favourites.size()];
    switch (random() % 4) {
      case 0:
        text[at] = c;
        break;
      case 1:
        text.insert(at, 1, c);
        break;
      case 2:
        text.erase(at, 1 + random() % 8);
        break;
      default:
        text.insert(at, text.substr(random() % text.size(), random() % 32));
        break;
    }
  }
  return text;
}

TEST(Readers, DamagedInputsAreReadOrComplainedAbout) {
  SCOPED_TRACE(test_seed_text());
  std::mt19937_64 random{test_seed()};
  for (const Input& input : inputs()) {
    for (int i = 0; i < 400; ++i) {
      const std::string text = damaged(input.text, random);
      ASSERT_EQ(broken_promise(input.format, text), "") << input.name << "\n" << text;
    }
  }
}

TEST(Readers, AnInputReadAsAnotherSyntaxIsReadOrComplainedAbout) {
  for (const Input& input : inputs()) {
    for (const Format format : {Format::hcl, Format::json, Format::yaml}) {
      ASSERT_EQ(broken_promise(format, input.text), "") << input.name;
    }
  }
}

TEST(Readers, EveryConfigurationOfTheVectorsIsReadWithTheWarningsThatItDeserves) {
  for (const Input& input : inputs()) {
    std::string expected;
    if (input.name.starts_with("seed-08")) expected = "repaired_missing_brace@26:10?";
    if (input.name.starts_with("seed-11")) expected = "stripped_line_numbers@1:1?";
    if (input.name.starts_with("crd-11")) expected = "unquoted_star@8:11?";

    EXPECT_EQ(codes_text(read(input.format, input.text).diagnostics), expected) << input.name;
  }
}

}  // namespace
}  // namespace isthmus::scenario

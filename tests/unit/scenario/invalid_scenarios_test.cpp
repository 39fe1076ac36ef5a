// One mistake per file of scenarios/invalid, named after the diagnostic that it must yield, at the
// line that is marked; and a file for every code there is.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include "sim/scenario/codes.hpp"
#include "sim/scenario/open.hpp"

namespace isthmus::scenario {
namespace {

namespace fs = std::filesystem;

const fs::path source_dir{ISTHMUS_SOURCE_DIR};

/// Codes that no file of a repository can show, with what shows them instead.
const std::set<std::string> shown_elsewhere{
    "file-too-large",    // legible_text: a text of 256 MiB
    "invalid-override",  // overrides_test.cpp
    "unknown-path",      // overrides_test.cpp
};

std::vector<fs::path> invalid_files() {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator{source_dir / "scenarios" / "invalid"}) {
    if (entry.path().extension() == ".yaml") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

/// The line with the mark, in whichever text it stands: "source:line".
std::string marked_line(const Sources& sources) {
  for (std::size_t i = 0; i < sources.size(); ++i) {
    const std::string& text = sources[SourceId{i}].text;
    const std::size_t mark = text.find("<- here");
    if (mark == std::string::npos) continue;
    const auto end = text.begin() + static_cast<std::ptrdiff_t>(mark);
    return std::to_string(i) + ":" + std::to_string(1 + std::count(text.begin(), end, '\n'));
  }
  return "no mark";
}

class InvalidScenario : public ::testing::TestWithParam<fs::path> {};

TEST_P(InvalidScenario, YieldsExactlyTheDiagnosticItIsNamedAfterAtTheMarkedLine) {
  const Opened opened = open(GetParam().string());

  std::vector<std::string> found;
  for (const Diagnostic& one : opened.diagnostics) {
    found.push_back(one.code + " at " + std::to_string(one.at.source.index()) + ":" +
                    std::to_string(one.at.line));
  }
  EXPECT_THAT(found, ::testing::ElementsAre(GetParam().stem().string() + " at " +
                                            marked_line(opened.sources)));
  EXPECT_EQ(opened.model.has_value(), !has_errors(opened.diagnostics));
}

INSTANTIATE_TEST_SUITE_P(Files, InvalidScenario, ::testing::ValuesIn(invalid_files()),
                         [](const auto& file) {
                           std::string name;
                           bool capital = true;
                           for (const char c : file.param.stem().string()) {
                             if (c == '-' || c == '_') {
                               capital = true;
                               continue;
                             }
                             name +=
                                 capital && c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
                             capital = false;
                           }
                           return name;
                         });

TEST(Codes, EachHasAFileThatShowsIt) {
  std::set<std::string> shown = shown_elsewhere;
  for (const fs::path& file : invalid_files()) shown.insert(file.stem().string());

  for (const Code& code : codes()) {
    EXPECT_TRUE(shown.contains(std::string{code.code})) << code.code;
  }
}

TEST(Codes, EachFileIsNamedAfterOneOfThem) {
  for (const fs::path& file : invalid_files()) {
    EXPECT_NE(find_code(file.stem().string()), nullptr) << file;
  }
}

TEST(Codes, EachHasAParagraphAndStandsOnce) {
  const auto all = codes();
  for (std::size_t i = 0; i < all.size(); ++i) {
    EXPECT_GT(all[i].meaning.size(), 30u) << all[i].code;
    EXPECT_FALSE(all[i].remedy.empty()) << all[i].code;
    EXPECT_TRUE(i == 0 || all[i - 1].code < all[i].code) << all[i].code;
  }
}

TEST(Codes, AreFoundWithEitherHyphensOrUnderscores) {
  ASSERT_NE(find_code("yaml-not-native"), nullptr);
  EXPECT_EQ(find_code("yaml-not-native")->code, "yaml_not_native");
  EXPECT_EQ(find_code("no-such-code"), nullptr);
}

// Every text literal of this room that looks like a code and is passed where complaints are made.
TEST(Codes, AreAllThatTheRoomCanPrint) {
  const std::regex complaint{
      R"((?:error|warning|error_at|warning_at|complain)\([^";]*"([a-z]+(?:[-_][a-z]+)+)\")"};
  std::size_t complaints = 0;
  for (const auto& entry : fs::directory_iterator{source_dir / "sim" / "scenario"}) {
    if (entry.path().extension() != ".cpp") continue;
    std::ifstream stream{entry.path()};
    const std::string text{std::istreambuf_iterator<char>{stream}, {}};
    for (auto at = std::sregex_iterator{text.begin(), text.end(), complaint};
         at != std::sregex_iterator{}; ++at) {
      ++complaints;
      EXPECT_NE(find_code((*at)[1].str()), nullptr) << entry.path() << ": " << (*at)[1];
    }
  }
  EXPECT_GT(complaints, 60u) << "the pattern no longer fits how complaints are written";
}

}  // namespace
}  // namespace isthmus::scenario

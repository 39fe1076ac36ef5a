// What a reader would stumble over, found by a machine: long files, banned words, missing pages.
#include <gtest/gtest.h>

#include <filesystem>
#include <regex>
#include <string>
#include <vector>

#include "tests/tidy/source_tree.hpp"

namespace isthmus::tidy {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t lines_max = 400;
constexpr std::size_t columns_max = 100;

std::size_t characters(const std::string& line) {
  std::size_t count = 0;
  for (const char c : line) {
    if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) ++count;
  }
  return count;
}

TEST(HouseRules, NoFileIsLongerThanOneSitting) {
  for (const SourceFile& file : sources()) {
    EXPECT_LE(file.lines.size(), lines_max) << file.path << ": split it by noun";
  }
}

TEST(HouseRules, NoLineIsWiderThanThePage) {
  for (const SourceFile& file : sources()) {
    for (std::size_t i = 0; i < file.lines.size(); ++i) {
      EXPECT_LE(characters(file.lines[i]), columns_max) << place(file, i);
    }
  }
}

TEST(HouseRules, EveryHeaderSaysPragmaOnceAndWhatItIs) {
  for (const SourceFile& file : sources()) {
    if (!file.is_header()) continue;
    ASSERT_FALSE(file.lines.empty()) << file.path;
    EXPECT_EQ(file.lines.front().substr(0, 2), "//") << file.path << ": open with what this is";
    bool found = false;
    for (const std::string& line : file.lines) found = found || line == "#pragma once";
    EXPECT_TRUE(found) << file.path << ": #pragma once";
  }
}

struct Ban {
  const char* pattern;
  const char* instead;
};

// Each would make a result depend on something that is not in the scenario, or hide a type.
const std::vector<Ban> bans{
    {R"(\busing namespace\b)", "name what you use"},
    {R"(\bstd::shared_ptr\b|\bmake_shared\b)", "one owner each"},
    {R"(\bthread_local\b)", "a run is a local variable"},
    {R"(std::\w+_distribution\b|\bstd::shuffle\b|\bstd::mt19937)", "sim/random has our samplers"},
    {R"(\b(s?rand)\(|\brandom_device\b)", "sim/random has named streams"},
    {R"(\bsystem_clock\b|\bgettimeofday\b|\bstd::time\()", "simulated time only"},
    {R"(\bstd::unordered_(map|set)\b)", "an ordered container: its order is the same everywhere"},
    {R"(\bstd::(stod|stof|strtod|setlocale|locale)\b)", "base/quantity_text and base/number_text"},
};

TEST(HouseRules, NothingBannedIsUsedInTheSimulator) {
  for (const SourceFile& file : files_below({"sim", "reports"}, {".hpp", ".cpp"})) {
    for (std::size_t i = 0; i < file.lines.size(); ++i) {
      const std::string code = file.lines[i].substr(0, file.lines[i].find("//"));
      for (const Ban& ban : bans) {
        EXPECT_FALSE(std::regex_search(code, std::regex{ban.pattern}))
            << place(file, i) << ": " << ban.instead;
      }
    }
  }
}

TEST(HouseRules, EveryRoomHasAPageOfItsOwn) {
  const fs::path top = ISTHMUS_SOURCE_DIR;
  for (const auto& entry : fs::directory_iterator{top / "sim"}) {
    if (!entry.is_directory()) continue;
    EXPECT_TRUE(fs::exists(entry.path() / "README.md")) << entry.path().filename();
  }
}

TEST(HouseRules, TestNamesAreSentencesWithoutUnderscores) {
  const std::regex test_name{R"(^TEST(_F|_P)?\((\w+), *(\w+)\))"};
  for (const SourceFile& file : files_below({"tests"}, {".cpp"})) {
    for (std::size_t i = 0; i < file.lines.size(); ++i) {
      std::smatch match;
      if (!std::regex_search(file.lines[i], match, test_name)) continue;
      EXPECT_EQ(match[2].str().find('_'), std::string::npos) << place(file, i);
      EXPECT_EQ(match[3].str().find('_'), std::string::npos) << place(file, i);
    }
  }
}

}  // namespace
}  // namespace isthmus::tidy

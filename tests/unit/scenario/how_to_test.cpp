// What the how-to pages tell people to paste: every YAML block reads, every shell block is shell.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "sim/scenario/yaml_reader.hpp"

namespace isthmus::scenario {
namespace {

struct Block {
  std::string place;
  std::string language;
  std::string text;
};

/// The fenced blocks of all how-to pages.
std::vector<Block> blocks() {
  std::vector<Block> all;
  std::vector<std::filesystem::path> pages;
  const std::string folder = std::string{ISTHMUS_SOURCE_DIR} + "/docs/how-to";
  for (const auto& entry : std::filesystem::directory_iterator{folder}) {
    if (entry.path().extension() == ".md") pages.push_back(entry.path());
  }
  std::sort(pages.begin(), pages.end());
  for (const auto& page : pages) {
    std::ifstream in{page};
    bool inside = false;
    std::size_t number = 0;
    for (std::string line; std::getline(in, line);) {
      ++number;
      const bool fence = line.rfind("```", 0) == 0;
      if (fence && !inside) {
        all.push_back(
            {page.filename().string() + ":" + std::to_string(number), line.substr(3), ""});
      } else if (!fence && inside) {
        all.back().text += line + "\n";
      }
      if (fence) inside = !inside;
    }
  }
  return all;
}

std::vector<Block> blocks_in(const std::string& language) {
  std::vector<Block> all = blocks();
  std::erase_if(all, [&](const Block& block) { return block.language != language; });
  return all;
}

bool is_shell(const std::string& text) {
  std::FILE* pipe = popen("bash -n 2>/dev/null", "w");
  if (pipe == nullptr) return false;
  std::fwrite(text.data(), 1, text.size(), pipe);
  return WEXITSTATUS(pclose(pipe)) == 0;
}

TEST(HowTo, EveryYamlBlockReadsWithoutAComplaint) {
  const std::vector<Block> all = blocks_in("yaml");
  ASSERT_GE(all.size(), 2U);

  for (const Block& block : all) {
    Sources sources;
    const SourceId id = sources.add(block.place, block.text);
    const ReadDocuments read = read_yaml_documents(id, sources);

    EXPECT_FALSE(read.roots.empty()) << block.place;
    for (const Diagnostic& one : read.diagnostics) ADD_FAILURE() << block.place << one.problem;
  }
}

TEST(HowTo, EveryShellBlockIsShell) {
  const std::vector<Block> all = blocks_in("sh");
  ASSERT_GE(all.size(), 2U);

  for (const Block& block : all) EXPECT_TRUE(is_shell(block.text)) << block.place;
}

TEST(HowTo, TheCheckOfShellFindsWhatIsNone) {
  EXPECT_FALSE(is_shell("if true; then echo\n"));
  EXPECT_TRUE(is_shell("#SBATCH --ntasks=2\nsrun true\n"));
}

TEST(HowTo, TheClusterPagesHaveTheirJobs) {
  std::string shell;
  std::string yaml;
  for (const Block& block : blocks_in("sh")) shell += block.text;
  for (const Block& block : blocks_in("yaml")) yaml += block.text;

  EXPECT_THAT(shell, testing::HasSubstr("#SBATCH --ntasks"));
  EXPECT_THAT(yaml, testing::HasSubstr("kind: MPIJob"));
}

}  // namespace
}  // namespace isthmus::scenario

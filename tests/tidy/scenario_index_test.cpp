// scenarios/README.md is a table of every scenario: nothing missing, nothing that is gone.
#include <gtest/gtest.h>

#include <filesystem>
#include <regex>
#include <set>
#include <string>

#include "tests/tidy/source_tree.hpp"

namespace isthmus::tidy {
namespace {

namespace fs = std::filesystem;

std::set<std::string> scenarios_on_disk() {
  std::set<std::string> found;
  for (const SourceFile& file : files_below({"scenarios"}, {".yaml"})) {
    // Files in a folder `consul` are inputs of the scenarios beside it.
    if (file.path.parent_path().filename() == "consul") continue;
    // Those in `invalid` are named after the diagnostic they must yield; that is their index.
    if (file.path.parent_path().filename() == "invalid") continue;
    found.insert(fs::relative(file.path, "scenarios").string());
  }
  return found;
}

std::set<std::string> scenarios_in_index() {
  std::set<std::string> found;
  const std::regex row{R"(^\| *\[[^\]]*\]\(([^)]+\.yaml)\))"};
  for (const SourceFile& file : files_below({"scenarios"}, {".md"})) {
    if (file.path != fs::path{"scenarios/README.md"}) continue;
    for (const std::string& line : file.lines) {
      std::smatch match;
      if (std::regex_search(line, match, row)) found.insert(match[1].str());
    }
  }
  return found;
}

TEST(ScenarioIndex, HasARowForEveryScenario) {
  const std::set<std::string> listed = scenarios_in_index();
  for (const std::string& path : scenarios_on_disk()) {
    EXPECT_TRUE(listed.contains(path)) << "scenarios/README.md has no row for " << path;
  }
}

TEST(ScenarioIndex, HasNoRowForAScenarioThatIsGone) {
  const std::set<std::string> there = scenarios_on_disk();
  for (const std::string& path : scenarios_in_index()) {
    EXPECT_TRUE(there.contains(path)) << "scenarios/README.md lists " << path;
  }
}

}  // namespace
}  // namespace isthmus::tidy

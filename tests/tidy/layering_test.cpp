// The include table holds, on every line of the project.
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/tidy/include_rules.hpp"
#include "tests/tidy/source_tree.hpp"

namespace isthmus::tidy {
namespace {

TEST(IncludeTable, IsOrderedInLayersWithoutCycles) {
  for (const Room& room : rooms) {
    for (const std::string_view named : room.includes) {
      const auto* const below = std::find_if(
          rooms.begin(), rooms.end(), [named](const Room& other) { return other.name == named; });
      ASSERT_NE(below, rooms.end()) << room.name << " names an unknown room " << named;
      EXPECT_LT(below->layer, room.layer) << room.name << " includes " << named;
    }
  }
}

TEST(IncludeTable, ListsEveryFolderOfTheSimulator) {
  for (const SourceFile& file : sources()) {
    const std::string room = file.room();
    EXPECT_TRUE(
        std::any_of(rooms.begin(), rooms.end(), [&](const Room& r) { return r.name == room; }))
        << file.path << ": no room " << room << " in the include table";
  }
}

TEST(IncludeTable, HoldsForEveryIncludeOfTheProject) {
  for (const SourceFile& file : sources()) {
    for (std::size_t i = 0; i < file.lines.size(); ++i) {
      const auto why = complaint(file.room(), included_path(file.lines[i]));
      EXPECT_FALSE(why) << place(file, i) << ": " << *why;
    }
  }
}

TEST(IncludeTable, KeepsEachThirdPartyLibraryInsideItsRoom) {
  for (const SourceFile& file : sources()) {
    for (std::size_t i = 0; i < file.lines.size(); ++i) {
      const auto why =
          third_party_complaint(file.room(), file.is_header(), included_path(file.lines[i]));
      EXPECT_FALSE(why) << place(file, i) << ": " << *why;
    }
  }
}

TEST(IncludeRules, RefuseAnIncludeThatGoesUp) {
  EXPECT_EQ(complaint("mesh", "sim/kernel/run.hpp"), "mesh may not include kernel");
}

TEST(IncludeRules, InheritPermissionDownward) {
  EXPECT_FALSE(complaint("session", "sim/wire/sni_sniffer.hpp"));
}

TEST(IncludeRules, GiveTheCommandLineOnlyWhatItNames) {
  EXPECT_EQ(complaint("cli", "sim/route/route.hpp"), "cli may not include route");
}

TEST(IncludeRules, RefuseALibraryOutsideItsRoom) {
  EXPECT_TRUE(third_party_complaint("mesh", false, "yaml-cpp/yaml.h"));
  EXPECT_TRUE(third_party_complaint("scenario", true, "yaml-cpp/yaml.h"));
  EXPECT_FALSE(third_party_complaint("scenario", false, "yaml-cpp/yaml.h"));
}

TEST(IncludeRules, LetTheWindowDeriveFromQtInItsHeaders) {
  EXPECT_FALSE(third_party_complaint("gui", true, "QWidget"));
  EXPECT_TRUE(third_party_complaint("reports", false, "QWidget"));
}

TEST(IncludeRules, ReadThePathOfAnInclude) {
  EXPECT_EQ(included_path("#include \"sim/base/id.hpp\"  // why"), "sim/base/id.hpp");
  EXPECT_EQ(included_path("// #include <x>"), "");
}

}  // namespace
}  // namespace isthmus::tidy

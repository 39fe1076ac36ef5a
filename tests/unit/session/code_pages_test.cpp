// Every code that stands in the source has a page, so that `explain --code` never shrugs.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <regex>
#include <set>

#include "sim/session/reference.hpp"

namespace isthmus::session {
namespace {

/// The codes given to the makers of diagnostics and reasons in the rooms whose codes reach users.
std::set<std::string> codes_in_sources() {
  const std::regex made{
      R"re((?:(?:error|warning|mistake|note)(?:_at)?\([^"]*?|Reason\w* ?\w*\{|code = |return \{))re"
      R"re("([a-z]+-[a-z-]+)",?)re"};
  std::set<std::string> codes;
  for (const char* room : {"route", "session", "analysis", "cli", "capture"}) {
    const auto folder = std::filesystem::path{ISTHMUS_SOURCE_DIR} / "sim" / room;
    for (const auto& entry : std::filesystem::directory_iterator{folder}) {
      if (entry.path().extension() != ".cpp") continue;
      std::ifstream in{entry.path()};
      const std::string text{std::istreambuf_iterator<char>{in}, {}};
      for (std::sregex_iterator at{text.begin(), text.end(), made}, end; at != end; ++at) {
        codes.insert((*at)[1]);
      }
    }
  }
  return codes;
}

TEST(CodePages, EveryCodeInTheSourceHasOne) {
  const std::set<std::string> used = codes_in_sources();
  ASSERT_GT(used.size(), 30U) << "the search has gone blind";
  std::set<std::string> known;
  for (const CodePage& page : code_pages()) known.insert(page.code);

  for (const std::string& code : used) EXPECT_TRUE(known.count(code) == 1) << code;
}

TEST(CodePages, EachIsThereOnceAndSaysSomething) {
  std::set<std::string> seen;
  for (const CodePage& page : code_pages()) {
    EXPECT_TRUE(seen.insert(page.code).second) << page.code;
    EXPECT_FALSE(page.meaning.empty()) << page.code;
  }
}

TEST(CodePages, HyphensAndUnderscoresAreTheSame) {
  EXPECT_TRUE(same_code("not-exported", "not_exported"));
  EXPECT_FALSE(same_code("not-exported", "not-export"));
}

}  // namespace
}  // namespace isthmus::session

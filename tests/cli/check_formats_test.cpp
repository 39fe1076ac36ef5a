// `check` for the programs that others read: SARIF, annotations, JUnit; and what it is silent
// about.
#include <gmock/gmock.h>

#include "tests/cli/program.hpp"

namespace isthmus::cli_test {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

std::string accepted() {
  return blocked() +
         "suppress:\n  - {code: not-exported, to: finance/billing, reason: not \"yet\" "
         "<open> & done}\n";
}

TEST(CheckFormats, EveryOneHasTheSameExitStatus) {
  for (const std::string format : {"table", "json", "yaml", "sarif", "github", "junit"}) {
    EXPECT_EQ(with_input({"check", "-", "-o", format}, two_services()).status, 0) << format;
    EXPECT_EQ(with_input({"check", "-", "-o", format}, blocked()).status, 4) << format;
    EXPECT_EQ(with_input({"check", "-", "-o", format}, accepted()).status, 0) << format;
    EXPECT_EQ(with_input({"check", "-", "-o", format}, "isthmus: 1\nparts: 2\n").status, 3)
        << format;
  }
}

TEST(CheckSarif, HasARuleWithHelpForEveryResult) {
  const json log = json_of(with_input({"check", "-", "-o", "sarif"}, blocked()));

  EXPECT_EQ(log["version"], "2.1.0");
  const json& run = log["runs"][0];
  EXPECT_EQ(run["columnKind"], "unicodeCodePoints");
  ASSERT_FALSE(run["results"].empty());
  for (const json& result : run["results"]) {
    const json& rule = run["tool"]["driver"]["rules"][result["ruleIndex"].get<std::size_t>()];
    EXPECT_EQ(rule["id"], result["ruleId"]);
    EXPECT_FALSE(rule["help"]["text"].get<std::string>().empty());
    EXPECT_FALSE(rule["help"]["markdown"].get<std::string>().empty());
  }
}

TEST(CheckSarif, PointsAtTheLineAndTheColumn) {
  const TemporaryFolder folder;
  support::write_file(folder / "my mesh.yaml", blocked());

  const json log = json_of(isthmus({"check", folder / "my mesh.yaml", "-o", "sarif"}));

  for (const json& result : log["runs"][0]["results"]) {
    if (result["ruleId"] != "not-exported") continue;
    const json& place = result["locations"][0]["physicalLocation"];
    EXPECT_EQ(place["region"]["startLine"], 8);
    EXPECT_EQ(place["region"]["startColumn"], 15);
    EXPECT_THAT(place["artifactLocation"]["uri"].get<std::string>(),
                testing::EndsWith("my%20mesh.yaml"));
  }
}

TEST(CheckSarif, SaysWhyAResultIsSuppressed) {
  const json log = json_of(with_input({"check", "-", "-o", "sarif"}, accepted()));

  bool said = false;
  for (const json& result : log["runs"][0]["results"]) {
    if (result["suppressions"].empty()) continue;
    said = true;
    EXPECT_EQ(result["ruleId"], "not-exported");
    EXPECT_EQ(result["suppressions"][0]["justification"], "not \"yet\" <open> & done");
  }
  EXPECT_TRUE(said);
}

TEST(CheckGithub, IsOneCommandToALineWithEverythingEscaped) {
  const Ended ended = with_input({"check", "-", "-o", "github"}, blocked());

  EXPECT_THAT(ended.out, HasSubstr("\n::error file=-,line=8,col=15"));
  EXPECT_THAT(ended.out, HasSubstr("title=not-exported::"));
  EXPECT_THAT(ended.out, HasSubstr("%0A"));
  std::istringstream lines{ended.out};
  for (std::string line; std::getline(lines, line);) EXPECT_THAT(line, StartsWith("::"));
}

TEST(CheckGithub, IsSilentAboutWhatIsSuppressed) {
  EXPECT_THAT(with_input({"check", "-", "-o", "github"}, accepted()).out,
              Not(HasSubstr("not-exported")));
}

TEST(CheckJunit, CountsFailuresAndSkipsWhatIsSuppressed) {
  EXPECT_THAT(with_input({"check", "-", "-o", "junit"}, blocked()).out,
              HasSubstr("failures=\"1\" errors=\"0\" skipped=\"0\""));
  EXPECT_THAT(with_input({"check", "-", "-o", "junit"}, accepted()).out,
              HasSubstr("<skipped message=\"not &quot;yet&quot; &lt;open&gt; &amp; done\"/>"));
}

TEST(CheckJunit, OfAMeshWithoutFaultHasACaseThatPasses) {
  const std::string fine = two_services();

  const Ended ended = with_input({"check", "-", "-o", "junit"}, fine);

  EXPECT_THAT(ended.out, HasSubstr("tests=\"1\" failures=\"0\""));
}

TEST(CheckJson, ListsWhatIsSuppressedWithItsReason) {
  const json found = json_of(with_input({"check", "-", "-o", "json"}, accepted()))["diagnostics"];

  for (const json& one : found) {
    if (one["code"] != "not-exported") continue;
    EXPECT_EQ(one["suppressed"]["reason"], "not \"yet\" <open> & done");
    EXPECT_EQ(one["to"], "finance/default/billing");
    return;
  }
  FAIL() << "it is not listed";
}

TEST(CheckSuppress, OfNothingIsNoted) {
  const Ended ended = with_input(
      {"check", "-"}, two_services("suppress: [{code: no-gateway, reason: there will be one}]\n"));

  EXPECT_EQ(ended.status, 0);
  EXPECT_THAT(ended.out, HasSubstr("note[suppression-unused]"));
}

TEST(CheckSuppress, OfACodeThatDoesNotExistSaysWhichIsMeant) {
  const Ended ended = with_input(
      {"check", "-"}, two_services("suppress: [{code: no-gatewai, reason: there will be one}]\n"));

  EXPECT_THAT(ended.out, HasSubstr("did you mean \"no-gateway\"?"));
}

TEST(CheckSuppress, NeedsAReason) {
  EXPECT_EQ(with_input({"check", "-"}, two_services("suppress: [{code: no-gateway}]\n")).status, 3);
  EXPECT_EQ(
      with_input({"check", "-"}, two_services("suppress: [{code: no-gateway, reason: ' '}]\n"))
          .status,
      3);
}

TEST(CheckWrite, TakesTheFormatFromTheEnding) {
  const TemporaryFolder folder;

  with_input({"check", "-", "--write", folder / "a.sarif", "--write", folder / "b.xml"}, blocked());

  EXPECT_TRUE(json::accept(support::file_text(folder / "a.sarif")));
  EXPECT_THAT(support::file_text(folder / "b.xml"), StartsWith("<?xml"));
}

TEST(ReachFilters, LeaveOutWhatIsNotAskedFor) {
  const json all = json_of(with_input({"reach", "-", "-o", "json"}, blocked()));
  const json some = json_of(
      with_input({"reach", "-", "--from", "web", "--to", "finance/*", "-o", "json"}, blocked()));

  EXPECT_EQ(all["pairs"].size(), 2U);
  ASSERT_EQ(some["pairs"].size(), 1U);
  EXPECT_EQ(some["pairs"][0]["to"], "finance/default/billing");
}

TEST(ReachFilters, SayWhenANameIsNone) {
  const Ended ended = with_input({"reach", "-", "--from", "wep"}, blocked());

  EXPECT_EQ(ended.status, 2);
  EXPECT_THAT(ended.err, HasSubstr("did you mean \"web\"?"));
}

TEST(ReachCsv, HasALineForEachPair) {
  EXPECT_EQ(with_input({"reach", "-", "--upstreams", "-o", "csv"}, blocked()).out,
            "from,to,disposition,network_hops,mode,why\n"
            "default/default/web,finance/default/billing,not_exported,0,none,\"partition finance "
            "does not export billing to default, so web finds no instances of it\"\n");
}

TEST(ReachPartitions, AreCounted) {
  const json partitions =
      json_of(with_input({"reach", "-", "-o", "json"}, blocked()))["partitions"];

  ASSERT_EQ(partitions.size(), 1U);
  EXPECT_EQ(partitions[0]["upstreams"], 1);
  EXPECT_EQ(partitions[0]["delivered"], 0);
  EXPECT_EQ(partitions[0]["worst"], "not_exported");
}

}  // namespace
}  // namespace isthmus::cli_test

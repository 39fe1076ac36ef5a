#include "sim/scenario/open.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <sstream>
#include <string>

#include "tests/support/opened_text.hpp"
#include "tests/support/temporary_folder.hpp"

namespace isthmus::scenario {
namespace {

using ::testing::ElementsAre;
using tests::codes;

namespace fs = std::filesystem;

/// A folder to which files are added by their names in it.
class Folder {
 public:
  std::string add(const std::string& name, const std::string& text) const {
    fs::create_directories(fs::path{path(name)}.parent_path());
    support::write_file(path(name), text);
    return path(name);
  }
  std::string path(const std::string& name) const { return folder_ / name; }

 private:
  support::TemporaryFolder folder_;
};

constexpr const char* ten_lines =
    "isthmus: 1\ntraffic: []\npartitions: {default: {services: {web: {}, api: {}}}}\n";

TEST(Open, AScenarioWithoutErrorsBecomesAModel) {
  const Folder folder;

  const Opened opened = open(folder.add("small.yaml", ten_lines));

  ASSERT_TRUE(opened.model.has_value());
  EXPECT_EQ(opened.model->name, "small");
  EXPECT_EQ(opened.files_read, 1u);
}

TEST(Open, AMissingFileIsAnsweredWithTheOneBesideItThatWasMeant) {
  const Folder folder;
  folder.add("three.yaml", ten_lines);

  const Opened opened = open(folder.path("thre.yaml"));

  EXPECT_THAT(codes(opened.diagnostics), ElementsAre("unreadable-file"));
  EXPECT_NE(opened.diagnostics.front().remedy.find("three.yaml"), std::string::npos);
  EXPECT_EQ(opened.files_read, 0u);
}

TEST(Open, AFolderIsNoScenario) {
  const Folder folder;
  EXPECT_THAT(codes(open(folder.path("")).diagnostics), ElementsAre("unreadable-file"));
}

TEST(Open, StandardInputIsReadUnderTheNameOfADash) {
  std::istringstream input{ten_lines};

  const Opened opened = open("-", {}, &input);

  EXPECT_TRUE(opened.model.has_value());
  EXPECT_EQ(opened.sources[SourceId{0}].name, "-");
}

TEST(Open, ADashWithoutStandardInputIsAComplaint) {
  EXPECT_THAT(codes(open("-").diagnostics), ElementsAre("unreadable-file"));
}

TEST(Open, AnEmptyFileBinaryBytesAndAListAreEachOneComplaint) {
  EXPECT_THAT(codes(open_text("a", "").diagnostics), ElementsAre("empty-file"));
  EXPECT_THAT(codes(open_text("a", std::string(2000, '\xf9')).diagnostics),
              ElementsAre("not-text"));
  EXPECT_THAT(codes(open_text("a", "- 1\n").diagnostics), ElementsAre("not-a-scenario"));
}

TEST(Open, ALineOfTenMegabytesIsAnsweredLikeAnyOther) {
  const Opened opened = open_text("a", std::string(10'000'000, 'a'));

  EXPECT_THAT(codes(opened.diagnostics), ElementsAre("not-a-scenario"));
}

TEST(Open, FilesAreReadFromTheFolderOfTheScenarioInTheOrderOfTheirNames) {
  const Folder folder;
  folder.add("consul/b.hcl", "Kind = \"proxy-defaults\"\nName = \"global\"\n");
  folder.add("consul/a.json", R"({"Kind": "service-defaults", "Name": "web", "Protocol": "http"})");
  folder.add("consul/notes.txt", "not read");
  const std::string scenario = folder.add("s.yaml", std::string{ten_lines} + "files: [consul]\n");

  const Opened opened = open(scenario);

  ASSERT_TRUE(opened.model.has_value());
  EXPECT_EQ(opened.files_read, 3u);
  EXPECT_TRUE(opened.sources[SourceId{1}].name.ends_with("a.json"));
  EXPECT_EQ(opened.model->service_defaults.size(), 1u);
  EXPECT_EQ(opened.model->proxy_defaults.size(), 1u);
}

TEST(Open, APatternThatMatchesNothingIsAComplaintAtThePattern) {
  const Opened opened = tests::opened(
      "partitions: {default: {services: {web: {}}}}\n"
      "files: [nowhere/*.hcl]\n");

  EXPECT_THAT(tests::places(opened.diagnostics), ElementsAre("unreadable-file:4:9"));
}

TEST(Open, EntriesOfAFileBelongToThePartitionThatTheFileIsGiven) {
  const Folder folder;
  folder.add("x.hcl", "Kind = \"proxy-defaults\"\nName = \"global\"\n");
  const std::string scenario =
      folder.add("s.yaml",
                 "isthmus: 1\ntraffic: []\npartitions: {finance: {services: {billing: {}}}}\n"
                 "files: [{path: x.hcl, partition: finance}]\n");

  const Opened opened = open(scenario);

  ASSERT_TRUE(opened.model.has_value());
  EXPECT_EQ(opened.model->proxy_defaults.front().partition, "finance");
}

TEST(Open, TheHashTellsTextsAndOverridesApart) {
  const auto hash = [](const std::string& text, const std::vector<std::string>& overrides) {
    return open_text("a", text, overrides).hash;
  };

  EXPECT_EQ(hash(ten_lines, {}), hash(ten_lines, {}));
  EXPECT_NE(hash(ten_lines, {}), hash(std::string{ten_lines} + "\n", {}));
  EXPECT_NE(hash(ten_lines, {}), hash(ten_lines, {"run.seed=2"}));
}

TEST(Open, TenMistakesAreTenComplaintsInTheOrderOfTheirPlaces) {
  const Opened opened =
      open_text("ten.yaml",
                "isthmus: 1\n"                                                 // 1
                "nam: ten\n"                                                   // 2
                "consul: {version: newest}\n"                                  // 3
                "zones: {a: {region: r}}\n"                                    // 4
                "links: [{between: [a, q], rtt: 1ms}]\n"                       // 5
                "partitions:\n"                                                // 6
                "  default:\n"                                                 // 7
                "    services:\n"                                              // 8
                "      web:\n"                                                 // 9
                "        service_time: gamma(3ms)\n"                           // 10
                "        proxy:\n"                                             // 11
                "          mesh_gateway: {mode: locl}\n"                       // 12
                "          upstreams:\n"                                       // 13
                "            - {destination_name: ap, local_bind_port: 1}\n"   // 14
                "            - {destination_name: api, local_bind_port: 1}\n"  // 15
                "      api: {replicas: 0}\n"                                   // 16
                "traffic: [{from: web, to: api, rate: 400}]\n"                 // 17
                "expect: [{from: wbe, to: api, hops: 1}]\n");                  // 18

  EXPECT_THAT(tests::places(opened.diagnostics),
              ElementsAre("unknown-key:2:1", "invalid-version:3:19", "unknown-zone:5:23",
                          "invalid-distribution:10:23", "unknown-gateway-mode:12:32",
                          "unknown-service:14:34", "duplicate-bind:15:56", "out-of-range:16:23",
                          "invalid-quantity:17:38", "unknown-service:18:17"));
  EXPECT_FALSE(opened.model.has_value());
}

TEST(Open, AMisspeltSectionDoesNotMakeEveryNameInItUnknown) {
  const Opened opened = tests::opened(
      "partitions:\n"
      "  default:\n"
      "    servces: {web: {}, api: {}}\n"
      "expect: [{from: web, to: api, hops: 1}]\n");

  EXPECT_THAT(tests::places(opened.diagnostics), ElementsAre("unknown-key:5:5"));
}

TEST(Open, ABrokenFileDoesNotMakeTheServicesInItUnknown) {
  const Folder folder;
  folder.add("x.hcl", "service {\n  name = \"api\"\n  port = = 80\n}\n");
  const std::string scenario =
      folder.add("s.yaml",
                 "isthmus: 1\ntraffic: []\npartitions: {default: {services: {web: {}}}}\n"
                 "files: [x.hcl]\nexpect: [{from: web, to: api, hops: 1}]\n");

  const Opened opened = open(scenario);

  EXPECT_TRUE(has_errors(opened.diagnostics));
  for (const Diagnostic& one : opened.diagnostics) EXPECT_NE(one.code, "unknown-service");
}

}  // namespace
}  // namespace isthmus::scenario

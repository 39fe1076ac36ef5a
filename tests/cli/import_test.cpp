// isthmus import, from outside: every input that Consul's own readers were asked about, and the way
// back from a scenario.
#include <gtest/gtest.h>

#include <fstream>
#include <string>

#include "tests/cli/program.hpp"

namespace isthmus::cli_test {
namespace {

using json = nlohmann::json;

const std::string folder = ISTHMUS_SOURCE_DIR "/tests/data/vectors/config_parse/";

json cases() {
  std::ifstream file{folder + "cases.json"};
  return json::parse(file).at("vectors");
}

Words words_for(const json& one) {
  Words words{"import", folder + one["input"]["file"].get<std::string>()};
  const json options = one["input"].value("options", json::object());
  if (!options.value("namespaces_enabled", true)) words.emplace_back("--no-namespaces");
  if (!options.value("partitions_enabled", true)) words.emplace_back("--no-partitions");
  return words;
}

TEST(ImportVerb, EveryInputHasItsEntriesAndItsCodesAndNothingElse) {
  for (const json& one : cases()) {
    Words words = words_for(one);
    words.insert(words.end(), {"-o", "json"});

    const json answer = json::parse(isthmus(words).out);

    const json& expected = one["expect"]["tolerant_import"];
    json codes = json::array();
    for (const json& diagnostic : answer["diagnostics"]) codes.push_back(diagnostic["code"]);
    EXPECT_EQ(answer["entries"], expected["entries"]) << one["id"];
    EXPECT_EQ(codes, expected["warnings"]) << one["id"];
    EXPECT_EQ(answer["consul"]["accepted"], one["expect"]["real_consul"]["accepted"]) << one["id"];
  }
}

TEST(ImportVerb, ImportingWhatImportWroteChangesNothing) {
  std::size_t written = 0;
  for (const json& one : cases()) {
    const auto first = isthmus(words_for(one));
    if (first.status != 0) continue;
    ++written;

    EXPECT_EQ(with_input({"import", "-"}, first.out).out, first.out) << one["id"];
  }
  EXPECT_GT(written, 40U);
}

TEST(ImportVerb, WhatCannotBeReadLeavesNoScenarioBehind) {
  const auto ended = with_input({"import", "-"}, "Kind = \"proxy-defaults\"\nName = \n");

  EXPECT_EQ(ended.status, 3);
  EXPECT_EQ(ended.out, "");
}

TEST(ImportVerb, AFileThatIsNotThereIsTroubleAndNoMistakeInIt) {
  EXPECT_EQ(isthmus({"import", "/nowhere/at/all.hcl"}).status, 1);
}

TEST(ImportVerb, AScenarioThatDoesNotOpenSaysSoAtOnce) {
  const auto ended = with_input(
      {"import", "-"}, R"({"Kind": "service-resolver", "Name": "web", "ConnectTimeout": "5s"})");

  EXPECT_EQ(ended.status, 0);
  EXPECT_NE(ended.err.find("not-simulated"), std::string::npos) << ended.err;
}

TEST(ImportVerb, WhatItWritesForAMeshOfPartitionsCanBeChecked) {
  const std::string data = ISTHMUS_SOURCE_DIR "/tests/data/import/";
  const auto scenario =
      isthmus({"import", data + "mesh.yaml", data + "values.yaml", data + "values_finance.yaml"});

  const auto checked = with_input({"check", "-"}, scenario.out);

  EXPECT_EQ(checked.status, 0) << checked.out << checked.err;
}

}  // namespace
}  // namespace isthmus::cli_test

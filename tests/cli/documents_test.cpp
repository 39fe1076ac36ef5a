// What programs read: JSON that parses, with the keys that they rely on.
#include "tests/cli/program.hpp"

namespace isthmus::cli_test {
namespace {

using nlohmann::json;

void expect_keys(const json& object, const Words& keys) {
  for (const std::string& key : keys) EXPECT_TRUE(object.contains(key)) << key;
}

TEST(RunJson, HasItsKeys) {
  const json run = json_of(with_input({"run", "-", "-o", "json"},
                                      two_services("expect: [{from: web, to: api, hops: 1}]\n")));

  EXPECT_EQ(run["schema"], "isthmus.run/1");
  expect_keys(
      run, {"version", "scenario", "seed", "replications", "fingerprint", "simulated_s", "requests",
            "events", "pairs", "stations", "events_timeline", "expectations", "diagnostics"});
  expect_keys(run["pairs"][0], {"from", "to", "disposition", "mode", "decided_by", "network_hops",
                                "via", "requests", "failed", "latency_s", "ledger_s"});
  for (const std::string statistic : {"mean", "p50", "p90", "p99", "p999"}) {
    expect_keys(run["pairs"][0]["latency_s"][statistic], {"value", "half_width"});
  }
  expect_keys(run["stations"][0],
              {"name", "kind", "servers", "arrivals_per_s", "utilisation", "wait_s", "queue"});
  expect_keys(run["expectations"][0], {"text", "status", "value", "limit", "at"});
}

TEST(RunJson, TheLedgerSumsToTheMean) {
  const json run = json_of(with_input({"run", "-", "-n", "1", "-o", "json"}, two_services()));

  double sum = 0;
  for (const auto& [part, mean] : run["pairs"][0]["ledger_s"].items()) sum += mean.get<double>();
  EXPECT_NEAR(sum, run["pairs"][0]["latency_s"]["mean"]["value"].get<double>(), 1e-12);
}

TEST(RunJson, IsTheSameBytesForAnyNumberOfThreads) {
  const Words run = {"run", "-", "-o", "json"};
  const auto with_jobs = [&](const std::string& jobs) {
    Words words = run;
    words.insert(words.end(), {"-j", jobs});
    return with_input(words, two_services()).out;
  };

  const std::string one = with_jobs("1");

  EXPECT_FALSE(one.empty());
  EXPECT_EQ(with_jobs("2"), one);
  EXPECT_EQ(with_jobs("7"), one);
}

TEST(RunJson, AnotherSeedIsAnotherTrajectory) {
  const auto fingerprint = [](const std::string& seed) {
    return json_of(
        with_input({"run", "-", "-o", "json", "--seed", seed}, two_services()))["fingerprint"];
  };

  EXPECT_EQ(fingerprint("3"), fingerprint("3"));
  EXPECT_NE(fingerprint("3"), fingerprint("4"));
}

TEST(RunJson, AnOverloadedPairHasNoMean) {
  const json run = json_of(
      with_input({"run", "-", "-o", "json", "--set", "traffic[0].rate=9000/s", "--duration", "2s"},
                 two_services()));

  EXPECT_TRUE(run["pairs"][0]["latency_s"]["mean"]["value"].is_null());
  EXPECT_FALSE(run["pairs"][0]["unstable_at"].is_null());
}

TEST(RunJson, WritesNumbersAsShortAsTheyAre) {
  const std::string text =
      with_input({"run", "-", "-o", "json", "--duration", "3s"}, two_services()).out;

  EXPECT_NE(text.find("\"duration_s\": 3,"), std::string::npos);
}

TEST(ExplainJson, HasItsKeys) {
  const json explained =
      json_of(with_input({"explain", "-", "web", "finance/billing", "-o", "json"}, blocked()));

  EXPECT_EQ(explained["schema"], "isthmus.explain/1");
  EXPECT_EQ(explained["from"], "default/default/web");
  EXPECT_EQ(explained["to"], "finance/default/billing");
  expect_keys(explained, {"disposition", "mode", "decided_by", "rungs", "sni", "network_hops",
                          "hops", "reasons"});
  expect_keys(explained["rungs"][0], {"scope", "mode", "at", "status"});
  expect_keys(explained["hops"][0], {"at", "kind", "partition", "match", "dials"});
  expect_keys(explained["reasons"][0], {"code", "at", "problem", "fix"});
}

TEST(ReachJson, HasEveryPairOfDifferentServices) {
  const json reach = json_of(with_input({"reach", "-", "-o", "json"}, two_services()));

  EXPECT_EQ(reach["schema"], "isthmus.reach/1");
  ASSERT_EQ(reach["pairs"].size(), 2U);
  EXPECT_EQ(reach["pairs"][0]["disposition"], "no_upstream");
  EXPECT_EQ(reach["pairs"][1]["disposition"], "delivered");
  expect_keys(reach["pairs"][1], {"from", "to", "network_hops", "mode"});
}

TEST(ReachJson, HasOnlyUpstreamsIfAsked) {
  const json reach =
      json_of(with_input({"reach", "-", "--upstreams", "-o", "json"}, two_services()));

  ASSERT_EQ(reach["pairs"].size(), 1U);
  EXPECT_EQ(reach["pairs"][0]["from"], "default/default/web");
}

TEST(CheckJson, SaysWhereAndWhatAlsoOfWhatCannotBeOpened) {
  const json found =
      json_of(with_input({"check", "-", "-o", "json"}, "isthmus: 1\npartitons: {}\n"));

  EXPECT_EQ(found["schema"], "isthmus.check/1");
  bool unknown_key = false;
  for (const json& diagnostic : found["diagnostics"]) {
    expect_keys(diagnostic, {"code", "severity", "at", "problem", "fix"});
    if (diagnostic["code"] != "unknown-key") continue;
    unknown_key = true;
    EXPECT_EQ(diagnostic["at"], "-:2:1");
  }
  EXPECT_TRUE(unknown_key);
}

TEST(SniJson, IsAnArrayInTheOrderOfTheFilesAndSaysExactlyWhatTheCorpusExpects) {
  const std::string corpus = std::string{ISTHMUS_SOURCE_DIR} + "/tests/data/corpus/";
  std::vector<std::string> wrong;
  for (const std::string part : {"real", "adversarial", "mutants"}) {
    const json entries = json::parse(support::file_text(corpus + part + "/index.json"))["entries"];
    Words words = {"sni", "-o", "json"};
    for (const json& entry : entries) {
      words.push_back(corpus + part + "/" + entry["file"].get<std::string>());
    }
    const json answers = json_of(isthmus(words));
    ASSERT_EQ(answers.size(), entries.size());
    for (std::size_t i = 0; i < entries.size(); ++i) {
      json answer = answers[i];
      for (const char* more : {"file", "length", "offset", "explanation"}) answer.erase(more);
      if (answer != entries[i]["expected"]) wrong.push_back(entries[i]["file"]);
    }
  }
  EXPECT_EQ(wrong, Words{});
}

TEST(Schema, IsJson) {
  const json schema = json_of(isthmus({"schema"}));

  EXPECT_EQ(schema["$schema"], "http://json-schema.org/draft-07/schema#");
}

TEST(Params, EachHasASource) {
  const json params = json_of(isthmus({"params", "-o", "json"}));

  ASSERT_FALSE(params["parameters"].empty());
  for (const json& parameter : params["parameters"]) {
    EXPECT_FALSE(parameter["source"].get<std::string>().empty()) << parameter["name"];
  }
}

TEST(InvalidJson, IsTheDocumentOfCheckWhateverWasAsked) {
  for (const Words& words :
       {Words{"run", "-", "-o", "json"}, Words{"reach", "-", "-o", "json"},
        Words{"explain", "-", "web", "api", "-o", "json"}, Words{"check", "-", "-o", "json"}}) {
    const json document = json_of(with_input(words, "isthmus: 1\nwrong: 1\n"));

    EXPECT_EQ(document["schema"], "isthmus.check/1") << words.front();
    EXPECT_EQ(document["diagnostics"][0]["code"], "unknown-key") << words.front();
  }
}

}  // namespace
}  // namespace isthmus::cli_test

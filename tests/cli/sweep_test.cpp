// `isthmus sweep` from outside.
#include <filesystem>

#include "tests/cli/program.hpp"

namespace isthmus::cli_test {
namespace {

const Words short_runs{"--set", "run.warmup=1s", "--duration", "3s", "-n", "2"};

std::string file_in(const TemporaryFolder& folder, const std::string& name,
                    const std::string& text) {
  support::write_file(folder / name, text);
  return folder / name;
}

Words swept(const std::string& scenario, const Words& more) {
  Words words{"sweep", scenario, "--vary", "traffic.users.rate=100/s,200/s"};
  words.insert(words.end(), short_runs.begin(), short_runs.end());
  words.insert(words.end(), more.begin(), more.end());
  return words;
}

TEST(SweepVerb, ShowsTheMeasureOfEveryPoint) {
  const TemporaryFolder folder;
  const std::string mesh = file_in(folder, "mesh.yaml", two_services());

  const Ended ended = isthmus(swept(mesh, {}));

  EXPECT_EQ(ended.status, 0) << ended.err;
  EXPECT_NE(ended.out.find("2 points, 4 replications"), std::string::npos) << ended.out;
  EXPECT_NE(ended.out.find("100/s"), std::string::npos) << ended.out;
}

TEST(SweepVerb, GoesOnFromAStoreAndEndsWithTheSameDocument) {
  const TemporaryFolder folder;
  const std::string mesh = file_in(folder, "mesh.yaml", two_services());
  const Words to_store{"--store", folder / "results.db", "-o", "json"};

  const Ended first = isthmus(swept(mesh, to_store));
  const Ended second = isthmus(swept(mesh, to_store));

  EXPECT_EQ(first.status, 0) << first.err;
  EXPECT_EQ(second.out, first.out);
  const auto document = nlohmann::json::parse(first.out);
  EXPECT_EQ(document["schema"], "isthmus.sweep/1");
  EXPECT_EQ(document["points"].size(), 2U);
  EXPECT_EQ(document["points"][1]["settings"]["traffic.users.rate"], "200/s");
}

TEST(SweepVerb, WritesEveryFigureAsCsv) {
  const TemporaryFolder folder;
  const std::string mesh = file_in(folder, "mesh.yaml", two_services());

  const Ended ended = isthmus(swept(mesh, {"-o", "csv"}));

  EXPECT_EQ(ended.status, 0) << ended.err;
  EXPECT_EQ(ended.out.substr(0, ended.out.find('\n')),
            "traffic.users.rate,subject,measure,value,half_width,replications");
  EXPECT_NE(ended.out.find("\n200/s,web → api,latency_p99_s,"), std::string::npos) << ended.out;
}

TEST(SweepVerb, RefusesAStoreThatIsSomethingElse) {
  const TemporaryFolder folder;
  const std::string mesh = file_in(folder, "mesh.yaml", two_services());
  const std::string text(2000, 'x');

  const Ended ended = isthmus(swept(mesh, {"--store", file_in(folder, "results.db", text)}));

  EXPECT_EQ(ended.status, 1);
  EXPECT_NE(ended.err.find("not-a-store"), std::string::npos) << ended.err;
}

TEST(SweepVerb, SaysWhichSubjectsThereAre) {
  const TemporaryFolder folder;
  const std::string mesh = file_in(folder, "mesh.yaml", two_services());

  const Ended ended = isthmus(swept(mesh, {"--of", "web → ape"}));

  EXPECT_EQ(ended.status, 2);
  EXPECT_NE(ended.err.find("web → api"), std::string::npos) << ended.err;
}

TEST(SweepVerb, AValueThatCannotBeIsSaidAtItsPlace) {
  const TemporaryFolder folder;
  const std::string mesh = file_in(folder, "mesh.yaml", two_services());

  const Ended ended = isthmus({"sweep", mesh, "--vary", "traffic.users.rate=100/s,fast"});

  EXPECT_EQ(ended.status, 3);
  EXPECT_NE(ended.err.find("--set:1:"), std::string::npos) << ended.err;
}

/// The figures of the points, by themselves: a store does not know the name of the sweep's file.
nlohmann::json points_in(const Ended& ended) {
  return nlohmann::json::parse(ended.out, nullptr, false)["points"];
}

TEST(ReportVerb, ShowsAStoreAsTheSweepDid) {
  const TemporaryFolder folder;
  const std::string mesh = file_in(folder, "mesh.yaml", two_services());
  const std::string store = folder / "results.db";
  const Words grid{"--vary", "partitions.default.services.api.replicas=1,2", "--store", store, "-o",
                   "json"};

  const Ended first = isthmus(swept(mesh, grid));
  const Ended shown = isthmus({"report", store, "-o", "json"});

  EXPECT_EQ(shown.status, 0) << shown.err;
  EXPECT_EQ(points_in(shown), points_in(first));
  EXPECT_EQ(points_in(shown).size(), 4U);
}

TEST(ReportVerb, DrawsAndTabulatesAStore) {
  const TemporaryFolder folder;
  const std::string mesh = file_in(folder, "mesh.yaml", two_services());
  isthmus(swept(mesh, {"--store", folder / "results.db"}));

  const Ended ended = isthmus({"report", folder / "results.db", "--measure", "p50", "--chart",
                               folder / "p50.svg", "--csv", folder / "all.csv"});

  EXPECT_EQ(ended.status, 0) << ended.err;
  EXPECT_NE(ended.out.find("latency_p50_s"), std::string::npos) << ended.out;
  EXPECT_TRUE(std::filesystem::exists(folder / "p50.svg"));
  EXPECT_TRUE(std::filesystem::exists(folder / "all.csv"));
}

TEST(ReportVerb, TellsApartWhatOnlyTheSeedTellsApart) {
  const TemporaryFolder folder;
  const std::string mesh = file_in(folder, "mesh.yaml", two_services());
  const std::string store = folder / "results.db";
  isthmus(swept(mesh, {"--store", store, "--seed", "1"}));
  isthmus(swept(mesh, {"--store", store, "--seed", "2"}));

  const Ended ended = isthmus({"report", store, "-o", "csv"});

  EXPECT_EQ(ended.out.rfind("traffic.users.rate,seed,subject", 0), 0U) << ended.out;
}

TEST(ReportVerb, HasNoMeasuresOfASingleRun) {
  const TemporaryFolder folder;
  const std::string mesh = file_in(folder, "mesh.yaml", two_services());
  isthmus({"run", mesh, "-n", "1", "--duration", "2s", "--write", folder / "run.json"});

  const Ended ended = isthmus({"report", folder / "run.json", "--measure", "p50"});

  EXPECT_EQ(ended.status, 2);
  EXPECT_NE(ended.err.find("bad-option-value"), std::string::npos) << ended.err;
}

TEST(RunVerb, KeepsItsReplicationsInAStore) {
  const TemporaryFolder folder;
  const std::string mesh = file_in(folder, "mesh.yaml", two_services());
  const std::string store = folder / "results.db";

  const Ended ended = isthmus({"run", mesh, "-n", "2", "--duration", "3s", "--store", store});

  EXPECT_EQ(ended.status, 0) << ended.err;
  EXPECT_TRUE(std::filesystem::exists(store));
}

}  // namespace
}  // namespace isthmus::cli_test

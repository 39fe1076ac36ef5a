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

// Reports of runs: every form, from the run itself and from the stored document.
#include <gmock/gmock.h>

#include "tests/cli/program.hpp"
#include "tests/support/json_schema.hpp"

namespace isthmus::cli_test {
namespace {

using nlohmann::json;
using support::file_text;

json schema() {
  return json::parse(
      file_text(std::string{ISTHMUS_SOURCE_DIR} + "/reports/schema/isthmus.run-1.schema.json"));
}

std::string schema_complaints(const json& document) {
  std::string all;
  for (const std::string& one : support::JsonSchema{schema()}.complaints_about(document)) {
    all += one + "\n";
  }
  return all;
}

const std::string with_promises = two_services(
    "expect: [{from: web, to: api, hops: 1}, {from: web, to: api, latency: p99 < 1ms}]\n");

TEST(RunSchema, ARunIsValid) {
  const json run = json_of(with_input({"run", "-", "-o", "json"}, with_promises));

  EXPECT_EQ(schema_complaints(run), "");
}

TEST(RunSchema, ARunOfEveryTutorialIsValid) {
  for (const std::string name : {"01-ten-lines", "03-through-gateways", "04-new-connections",
                                 "05-three-partitions-two-clouds"}) {
    const json run = json_of(
        isthmus({"run", std::string{ISTHMUS_SOURCE_DIR} + "/scenarios/tutorial/" + name + ".yaml",
                 "-n", "2", "--duration", "2s", "-o", "json"}));

    EXPECT_EQ(schema_complaints(run), "") << name;
  }
}

TEST(RunSchema, AnOverloadedAndARefusedRunAreValid) {
  EXPECT_EQ(schema_complaints(json_of(with_input(
                {"run", "-", "-o", "json", "--set", "traffic[0].rate=9000/s", "--duration", "2s"},
                two_services()))),
            "");
  EXPECT_EQ(
      schema_complaints(json_of(with_input({"run", "-", "-n", "2", "-o", "json"}, blocked()))), "");
}

TEST(RunSchema, TheValidatorFindsWhatIsWrong) {
  json run = json_of(with_input({"run", "-", "-n", "1", "-o", "json"}, two_services()));
  run["seed"] = "one";
  run.erase("pairs");

  EXPECT_THAT(schema_complaints(run), testing::HasSubstr("$.seed: is no"));
  EXPECT_THAT(schema_complaints(run), testing::HasSubstr("has no \"pairs\""));
}

TEST(Report, OfAStoredRunIsTheSameBytes) {
  const TemporaryFolder folder;
  const Words forms = {"html", "md", "csv", "xml", "json", "yaml"};
  Words run = {"run", "-", "-q"};
  for (const std::string& form : forms) run.insert(run.end(), {"--write", folder / ("a." + form)});
  with_input(run, with_promises);

  Words again = {"report", folder / "a.json"};
  for (const std::string& form : forms)
    again.insert(again.end(), {"--write", folder / ("b." + form)});
  const Ended ended = isthmus(again);

  EXPECT_EQ(ended.status, 4) << ended.err;  // An expectation fails, whatever the form.
  for (const std::string& form : forms) {
    EXPECT_FALSE(file_text(folder / ("a." + form)).empty()) << form;
    EXPECT_EQ(file_text(folder / ("a." + form)), file_text(folder / ("b." + form))) << form;
  }
}

TEST(Report, OfAnotherDocumentIsRefused) {
  const Ended ended = with_input({"report", "-"}, "{\"schema\": \"isthmus.reach/1\"}");

  EXPECT_EQ(ended.status, 3);
  EXPECT_THAT(ended.err, testing::HasSubstr("no-stored-run"));
}

TEST(Report, OfTheStoreOfARunShowsItsReplications) {
  const TemporaryFolder folder;
  with_input({"run", "-", "-q", "-n", "1", "--store", folder / "runs.db"}, two_services());

  const Ended ended = isthmus({"report", folder / "runs.db"});

  EXPECT_EQ(ended.status, 0);
  EXPECT_THAT(ended.out, testing::HasSubstr("1 point, 1 replication"));
}

TEST(Report, AStoreIsNoBaseline) {
  const TemporaryFolder folder;
  with_input(
      {"run", "-", "-q", "-n", "1", "--store", folder / "runs.db", "--write", folder / "run.json"},
      two_services());

  const Ended ended = isthmus({"report", folder / "run.json", "--baseline", folder / "runs.db"});

  EXPECT_EQ(ended.status, 3);
  EXPECT_THAT(ended.err, testing::HasSubstr("store a document with"));
}

TEST(Report, SaysWhatTheBoundariesCost) {
  const std::string scenario =
      std::string{ISTHMUS_SOURCE_DIR} + "/scenarios/tutorial/05-three-partitions-two-clouds.yaml";
  const json cost = json_of(isthmus({"cost", scenario, "-o", "json"}));
  const TemporaryFolder folder;
  isthmus({"run", scenario, "-q", "-n", "1", "--duration", "2s", "--write", folder / "run.json",
           "--write", folder / "run.md"});
  const json run = json::parse(file_text(folder / "run.json"));

  EXPECT_EQ(run["cost"]["boundaries"], cost["boundaries"]);
  EXPECT_EQ(run["cost"]["usd_per_month"], cost["usd_per_month"]);
  EXPECT_THAT(file_text(folder / "run.md"), testing::HasSubstr("<b>Bytes and their cost</b>"));
}

TEST(Report, OfAFileThatIsNotThereIsTrouble) {
  EXPECT_EQ(isthmus({"report", "/nowhere/run.json"}).status, 1);
}

TEST(HtmlReport, ItsFiguresAreThoseOfTheJson) {
  const TemporaryFolder folder;
  const Ended ended =
      with_input({"run", "-", "-o", "json", "--write", folder / "r.html"}, with_promises);
  const std::string html = file_text(folder / "r.html");
  const std::string open = "<script type=\"application/json\" id=\"document\">";
  const std::size_t from = html.find(open) + open.size();

  const json inside = json::parse(html.substr(from, html.find("</script>", from) - from));

  EXPECT_EQ(inside, json_of(ended));
}

TEST(HtmlReport, IsTheSameForAnyNumberOfThreads) {
  const auto with_jobs = [](const std::string& jobs) {
    return with_input({"run", "-", "-o", "html", "-j", jobs}, with_promises).out;
  };

  EXPECT_EQ(with_jobs("1"), with_jobs("5"));
}

TEST(HtmlReport, SaysNoNumberThatIsNone) {
  const std::string html =
      with_input({"run", "-", "-o", "html", "--set", "traffic[0].rate=9000/s", "--duration", "2s"},
                 two_services())
          .out;

  EXPECT_EQ(html.find("NaN"), std::string::npos);
  EXPECT_EQ(html.find(">inf"), std::string::npos);
}

TEST(JunitReport, IsOneCaseForEachExpectation) {
  const std::string xml = with_input({"run", "-", "-o", "junit"}, with_promises).out;

  EXPECT_THAT(xml, testing::HasSubstr("tests=\"2\" failures=\"1\" errors=\"0\" skipped=\"0\""));
}

TEST(Headroom, EndsWhereTheServersAreBusy) {
  // Four servers of 2 ms each do 2000 requests a second: ten times the load.
  const json run = json_of(
      with_input({"run", "-", "--headroom", "--duration", "4s", "-o", "json"}, two_services()));

  EXPECT_LE(run["headroom"]["holds"].get<double>(), 10.2);
  EXPECT_GE(run["headroom"]["breaks"].get<double>(), 9.8);
  EXPECT_EQ(run["headroom"]["breaks_at"], "service api[0]");
}

TEST(Headroom, EndsWhereAPromiseBreaks) {
  const json run =
      json_of(with_input({"run", "-", "--headroom", "--duration", "4s", "-o", "json"},
                         two_services("expect: [{from: web, to: api, latency: p99 < 20ms}]\n")));

  EXPECT_LT(run["headroom"]["breaks"].get<double>(), 9.8);
  EXPECT_EQ(run["headroom"]["breaks_at"], "the limit of the p99");
}

TEST(Baseline, ShowsWhatIsSlowerBeyondChance) {
  const TemporaryFolder folder;
  with_input({"run", "-", "-q", "--write", folder / "before.json"}, two_services());

  const json same = json_of(
      with_input({"run", "-", "--baseline", folder / "before.json", "-o", "json"}, two_services()));
  const json slower =
      json_of(with_input({"run", "-", "--baseline", folder / "before.json", "--set",
                          "partitions.default.services.api.service_time=exp(3ms)", "-o", "json"},
                         two_services()));

  EXPECT_FALSE(same["baseline"]["pairs"][0]["significant"].get<bool>());
  EXPECT_TRUE(slower["baseline"]["pairs"][0]["significant"].get<bool>());
  EXPECT_NEAR(slower["baseline"]["pairs"][0]["mean_s"]["difference"].get<double>(), 1e-3, 2e-4);
}

TEST(Baseline, IsInTheReportOfAStoredRunToo) {
  const TemporaryFolder folder;
  with_input({"run", "-", "-q", "--write", folder / "run.json"}, two_services());

  const Ended ended =
      isthmus({"report", folder / "run.json", "--baseline", folder / "run.json", "-o", "markdown"});

  EXPECT_THAT(ended.out, testing::HasSubstr("Compared with the baseline"));
  EXPECT_THAT(ended.out, testing::HasSubstr("Every upstream goes the same way in both."));
}

TEST(Baseline, OfAReportTakesThePlaceOfThatOfTheRun) {
  const TemporaryFolder folder;
  with_input({"run", "-", "-q", "--write", folder / "before.json"}, two_services());
  with_input(
      {"run", "-", "-q", "--baseline", folder / "before.json", "--write", folder / "run.json"},
      two_services());

  isthmus({"report", folder / "run.json", "--baseline", folder / "before.json", "--write",
           folder / "again.json"});

  EXPECT_EQ(file_text(folder / "again.json"), file_text(folder / "run.json"));
}

}  // namespace
}  // namespace isthmus::cli_test

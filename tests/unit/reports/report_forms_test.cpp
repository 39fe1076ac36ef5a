// The forms of a run's report, made from documents written by hand.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "reports/document_writers.hpp"
#include "reports/run_files.hpp"
#include "reports/run_outline.hpp"
#include "reports/stored_document.hpp"

namespace isthmus::reports {
namespace {

using testing::HasSubstr;
using testing::Not;

const std::string nasty = "<script>alert('1')</script> | `x` \"y\"";

Value document(const std::string& name, const std::string& status = "pass") {
  Value verdict = Value::object();
  verdict.set("text", "web → api: p99 latency < 30.0 ms").set("status", status);
  verdict.set("value", 0.0425).set("limit", 0.03).set("half_width", 0.0005);
  verdict.set("at", "mesh.yaml:12:7").set("why", Value{}).set("measure", "latency_s");
  verdict.set("from", "default/default/web").set("to", "default/default/api").set("relation", "<");
  Value expectations = Value::list();
  expectations.add(verdict);
  Value document = Value::object();
  document.set("schema", "isthmus.run/1").set("scenario", "mesh.yaml").set("scenario_name", name);
  document.set("converged", true).set("expectations", expectations);
  return document;
}

template <class Write>
std::string written(Write write, const Value& value) {
  std::ostringstream out;
  write(out, value);
  return out.str();
}

TEST(HtmlReport, EveryTextOfAnInputIsEscaped) {
  const std::string html = written(write_run_html, document(nasty));

  EXPECT_THAT(html, Not(HasSubstr("<script>alert")));
  EXPECT_THAT(html, HasSubstr("&lt;script&gt;alert"));
}

TEST(HtmlReport, NeedsNothingFromElsewhere) {
  const std::string html = written(write_run_html, document("mesh"));

  EXPECT_THAT(html, HasSubstr("default-src 'none'"));
  EXPECT_THAT(html, Not(HasSubstr("src=")));
  EXPECT_THAT(html, Not(HasSubstr("url(http")));
  EXPECT_THAT(html, Not(HasSubstr("style=\"")));
  EXPECT_THAT(html, Not(HasSubstr("unsafe-inline")));
}

TEST(HtmlReport, SaysTheVerdictInWords) {
  EXPECT_THAT(written(write_run_html, document("mesh", "fail")),
              HasSubstr("1 of 1 expectation failed"));
  EXPECT_THAT(written(write_run_html, document("mesh", "fail")), HasSubstr("42.5 ms"));
  EXPECT_THAT(written(write_run_html, document("mesh", "pass")),
              HasSubstr("The expectation is kept"));
}

TEST(HtmlReport, AnEmptyDocumentGivesAnEmptyReport) {
  EXPECT_THAT(written(write_run_html, Value::object()), HasSubstr("</html>"));
  EXPECT_THAT(written(write_run_html, Value{"text"}), HasSubstr("</html>"));
}

TEST(MarkdownReport, CellsCannotBreakTheirTable) {
  Value value = document(nasty);
  const std::string markdown = written(write_run_markdown, value);

  EXPECT_THAT(markdown, HasSubstr("\\<script\\>"));
  EXPECT_THAT(markdown, HasSubstr("\\| \\`x\\`"));
}

TEST(JunitReport, AFailureHasItsPlaceAndWhatWasFound) {
  const std::string xml = written(write_run_junit, document("mesh", "fail"));

  EXPECT_THAT(xml, HasSubstr("tests=\"1\" failures=\"1\""));
  EXPECT_THAT(xml, HasSubstr("file=\"mesh.yaml\" line=\"12\""));
  EXPECT_THAT(xml, HasSubstr("<failure message=\"failed: 42.5 ms\""));
}

TEST(JunitReport, WhatIsUndecidedIsSkipped) {
  EXPECT_THAT(written(write_run_junit, document("mesh", "unsure")), HasSubstr("<skipped message="));
}

TEST(CsvReport, EveryRowHasSevenColumns) {
  const std::string csv = written(write_run_csv, document("mesh"));

  std::istringstream lines{csv};
  for (std::string line; std::getline(lines, line);) {
    EXPECT_EQ(std::count(line.begin(), line.end(), ','), 6) << line;
  }
}

TEST(StoredDocument, IsTheTreeThatWasWritten) {
  Value value = document(nasty);
  value.set("whole", -3).set("large", std::uint64_t{18446744073709551615U}).set("real", 0.1);
  value.set("tiny", 1e-300).set("huge", 1e300).set("truth", true).set("nothing", Value{});
  std::ostringstream first;
  write_json(first, value);

  const StoredDocument stored = stored_document("run.json", first.str(), "isthmus.run/1");
  ASSERT_TRUE(stored.document.has_value());
  std::ostringstream second;
  write_json(second, *stored.document);

  EXPECT_EQ(first.str(), second.str());
}

TEST(StoredDocument, SaysWhatIsWrongWithAFileThatIsNone) {
  const auto first_code = [](const std::string& text) {
    return stored_document("x", text, "isthmus.run/1").diagnostics.at(0).code;
  };

  EXPECT_EQ(first_code("{\"schema\": \"isthmus.reach/1\"}"), "no-stored-run");
  EXPECT_EQ(first_code("{}"), "no-stored-run");
  EXPECT_EQ(first_code("[1, 2]"), "no-stored-run");
  EXPECT_FALSE(stored_document("x", "{\"a\": ", "isthmus.run/1").document.has_value());
}

}  // namespace
}  // namespace isthmus::reports

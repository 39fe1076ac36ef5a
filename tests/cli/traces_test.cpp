// Single requests as files for other programs: OpenTelemetry, Perfetto, Wireshark.
#include <gmock/gmock.h>

#include <cmath>
#include <map>
#include <set>
#include <sstream>

#include "tests/cli/program.hpp"
#include "tests/support/json_schema.hpp"

namespace isthmus::cli_test {
namespace {

using nlohmann::json;
using support::file_text;
using support::output_of;

const std::string three_partitions =
    std::string{ISTHMUS_SOURCE_DIR} + "/scenarios/tutorial/05-three-partitions-two-clouds.yaml";

Words traced_run(const TemporaryFolder& folder, const std::string& file) {
  return {"run", three_partitions, "-q", "-n", "2", "--duration", "3s", "--write", folder / file};
}

json written(const std::string& file) {
  const TemporaryFolder folder;
  EXPECT_EQ(isthmus(traced_run(folder, file)).err, "");
  return json::parse(file_text(folder / file));
}

/// All spans of a file, with their resource's service.
std::vector<json> spans_of(const json& otlp) {
  std::vector<json> all;
  for (const json& resource : otlp["resourceSpans"]) {
    for (const json& scope : resource["scopeSpans"]) {
      for (json span : scope["spans"]) {
        span["service"] = resource["resource"]["attributes"][0]["value"]["stringValue"];
        all.push_back(span);
      }
    }
  }
  return all;
}

long long time_of(const json& span, const char* key) {
  return std::stoll(span[key].get<std::string>());
}

TEST(Otlp, FileIsValidByTheSchemaOfTheProtocol) {
  const json schema = json::parse(
      file_text(std::string{ISTHMUS_SOURCE_DIR} + "/tests/data/otlp-traces.schema.json"));
  const json otlp = written("trace.otlp.json");

  EXPECT_THAT(support::JsonSchema{schema}.complaints_about(otlp), testing::IsEmpty());
  EXPECT_GT(spans_of(otlp).size(), 100u);
}

TEST(Otlp, EverySpanLiesInsideItsParentOfTheSameTrace) {
  const std::vector<json> spans = spans_of(written("trace.otlp.json"));
  std::map<std::string, json> by_id;
  for (const json& span : spans) by_id[span["spanId"]] = span;

  ASSERT_EQ(by_id.size(), spans.size()) << "ids differ";
  for (const json& span : spans) {
    const std::string parent_id = span["parentSpanId"];
    if (parent_id.empty()) continue;
    ASSERT_EQ(by_id.count(parent_id), 1u);
    const json& parent = by_id[parent_id];
    EXPECT_EQ(parent["traceId"], span["traceId"]);
    EXPECT_GE(time_of(span, "startTimeUnixNano"), time_of(parent, "startTimeUnixNano"));
    EXPECT_LE(time_of(span, "endTimeUnixNano"), time_of(parent, "endTimeUnixNano"));
  }
}

TEST(Otlp, GatewaysAndServicesHaveTheirOwnSpans) {
  std::set<std::string> services;
  for (const json& span : spans_of(written("trace.otlp.json"))) services.insert(span["service"]);

  EXPECT_THAT(services, testing::IsSupersetOf({"web", "cart", "finance/billing", "gateway default",
                                               "gateway finance", "gateway analytics"}));
}

TEST(Perfetto, SlicesOfATrackNest) {
  const json file = written("trace.perfetto.json");

  std::map<std::pair<int, int>, std::vector<std::pair<long long, long long>>> open;
  std::size_t slices = 0;
  for (const json& event : file["traceEvents"]) {
    if (event["ph"] == "M") continue;
    ASSERT_EQ(event["ph"], "X");
    const auto nanoseconds = [&](const char* key) {
      return std::llround(event[key].get<double>() * 1000);
    };
    const long long from = nanoseconds("ts");
    const long long to = from + nanoseconds("dur");
    auto& stack = open[{event["pid"], event["tid"]}];
    while (!stack.empty() && stack.back().second <= from && stack.size() > 1) stack.pop_back();
    if (!stack.empty()) {
      EXPECT_GE(from, stack.back().first) << event;
      EXPECT_LE(to, stack.back().second) << event;
    }
    stack.emplace_back(from, to);
    ++slices;
  }
  EXPECT_GT(slices, 100u);
}

TEST(Perfetto, EveryTrackHasAName) {
  const json file = written("trace.perfetto.json");

  std::set<std::pair<int, int>> named;
  for (const json& event : file["traceEvents"]) {
    const std::pair<int, int> track{event["pid"], event["tid"]};
    if (event["name"] == "thread_name") named.insert(track);
    if (event["ph"] == "X") {
      EXPECT_EQ(named.count(track), 1u) << event;
    }
  }
}

TEST(Flows, TsharkReadsTheServerNamesThatExplainPrints) {
  if (output_of("command -v tshark 2>/dev/null").empty()) GTEST_SKIP() << "no tshark here";
  const TemporaryFolder folder;
  isthmus(traced_run(folder, "flows.pcapng"));
  std::set<std::string> expected;
  for (const auto& [from, to] :
       {std::pair{"web", "cart"}, std::pair{"web", "finance/billing"},
        std::pair{"web", "analytics/events"}, std::pair{"cart", "finance/billing"}}) {
    expected.insert(json_of(isthmus({"explain", three_partitions, from, to, "-o", "json"}))["sni"]);
  }

  std::istringstream read{output_of("tshark -n -r '" + (folder / "flows.pcapng") +
                                    "' -Y tls.handshake.type==1 -T fields -e "
                                    "tls.handshake.extensions_server_name 2>/dev/null")};
  std::set<std::string> names;
  std::size_t hellos = 0;
  for (std::string line; std::getline(read, line); ++hellos) names.insert(line);

  EXPECT_EQ(names, expected);
  EXPECT_GT(hellos, expected.size()) << "a hello for each segment";
}

TEST(Flows, TsharkKnowsTheStationsByTheirNames) {
  if (output_of("command -v tshark 2>/dev/null").empty()) GTEST_SKIP() << "no tshark here";
  const TemporaryFolder folder;
  isthmus(traced_run(folder, "flows.pcapng"));

  const std::string hosts = output_of("tshark -N nN -r '" + (folder / "flows.pcapng") +
                                      "' -T fields -e ip.dst_host 2>/dev/null");

  EXPECT_THAT(hosts, testing::HasSubstr("gateway-finance[0]"));
  EXPECT_THAT(hosts, testing::HasSubstr("sidecar-finance/billing["));
}

TEST(Flows, OurOwnReaderFindsTheSameNames) {
  const TemporaryFolder folder;
  isthmus(traced_run(folder, "flows.pcapng"));

  const json hellos = json_of(isthmus({"sni", folder / "flows.pcapng", "-o", "json"}));

  ASSERT_GT(hellos.size(), 8u);
  for (const json& hello : hellos) EXPECT_EQ(hello["outcome"], "sni") << hello;
}

TEST(Traces, AreTheSameBytesForAnyNumberOfThreads) {
  const TemporaryFolder folder;
  for (const std::string form : {"otlp.json", "perfetto.json", "pcapng"}) {
    Words one = traced_run(folder, "one." + form);
    Words two = traced_run(folder, "two." + form);
    one.insert(one.end(), {"-j", "1"});
    two.insert(two.end(), {"-j", "2"});
    isthmus(one);
    isthmus(two);

    EXPECT_EQ(file_text(folder / ("one." + form)), file_text(folder / ("two." + form))) << form;
  }
}

TEST(Traces, AreNoFormOfAStoredRun) {
  const TemporaryFolder folder;
  isthmus({"run", three_partitions, "-q", "-n", "1", "--duration", "1s", "--write",
           folder / "run.json"});

  const Ended ended = isthmus({"report", folder / "run.json", "--write", folder / "a.pcapng"});

  EXPECT_EQ(ended.status, 2);
  EXPECT_THAT(ended.err, testing::HasSubstr("unknown-format"));
}

}  // namespace
}  // namespace isthmus::cli_test

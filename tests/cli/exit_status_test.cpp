// The exit status says what happened, whatever the format of the answer.
#include "tests/cli/program.hpp"

namespace isthmus::cli_test {
namespace {

struct Case {
  std::string name;
  Words words;
  std::string input;
  int status;
};

const std::vector<Case> cases = {
    {"RunKept", {"run", "-"}, two_services("expect: [{from: web, to: api, hops: 1}]\n"), 0},
    {"RunBroken", {"run", "-"}, two_services("expect: [{from: web, to: api, hops: 2}]\n"), 4},
    {"RunSlow",
     {"run", "-"},
     two_services("expect: [{from: web, to: api, latency: mean < 1us}]\n"),
     4},
    {"RunUndecided",
     {"run", "-", "-n", "1"},
     two_services("expect: [{from: web, to: api, latency: p99 < 9s}]\n"),
     0},
    {"RunUndecidedStrict",
     {"run", "-", "-n", "1", "--strict"},
     two_services("expect: [{from: web, to: api, latency: p99 < 9s}]\n"),
     5},
    {"RunInvalid", {"run", "-"}, "isthmus: 1\nservices: {}\n", 3},
    {"RunImpossibleWarmUp",
     {"run", "-", "--duration", "1s", "--set", "run.warmup=5s"},
     two_services(),
     3},
    {"RunBadOption", {"run", "-", "--sed", "3"}, two_services(), 2},
    {"CheckFine", {"check", "-"}, two_services(), 0},
    {"CheckErrors", {"check", "-"}, blocked(), 4},
    {"CheckInvalid", {"check", "-"}, "isthmus: 1\npartitons: {}\n", 3},
    {"CheckNoFile", {"check", "/nowhere/mesh.yaml"}, "", 1},
    {"ExplainDelivered", {"explain", "-", "web", "api"}, two_services(), 0},
    {"ExplainBlocked", {"explain", "-", "web", "finance/billing"}, blocked(), 4},
    {"ExplainUnknown", {"explain", "-", "web", "apo"}, two_services(), 2},
    {"ExplainTooFew", {"explain", "-", "web"}, two_services(), 2},
    {"ReachFine", {"reach", "-"}, blocked(), 0},
    {"ReachInvalid", {"reach", "-"}, "", 3},
    {"SniNoName", {"sni", "--hex", "-"}, "16 03 01", 4},
    {"SniNoFile", {"sni", "/nowhere/hello.bin"}, "", 1},
    {"SniNotHex", {"sni", "--hex", "-"}, "xyz", 1},
    {"Params", {"params"}, "", 0},
    {"Version", {"version"}, "", 0},
    {"CodePage", {"explain", "--code", "unknown-key"}, "", 0},
    {"CodeUnknown", {"explain", "--code", "unknown-kez"}, "", 2},
};

void PrintTo(const Case& one, std::ostream* out) { *out << one.name; }

class ExitStatus : public testing::TestWithParam<Case> {};

TEST_P(ExitStatus, IsTheSameForEveryFormat) {
  const Case& one = GetParam();
  for (const std::string format : {"table", "json", "yaml"}) {
    Words words = one.words;
    words.insert(words.end(), {"-o", format});
    EXPECT_EQ(with_input(words, one.input).status, one.status) << format;
  }
}

TEST_P(ExitStatus, ATroubleIsSaidOnStandardError) {
  const Case& one = GetParam();
  const Ended ended = with_input(one.words, one.input);

  const bool is_trouble = ended.status >= 1 && ended.status <= 3;
  EXPECT_EQ(is_trouble, !ended.err.empty()) << ended.err;
}

INSTANTIATE_TEST_SUITE_P(Verbs, ExitStatus, testing::ValuesIn(cases),
                         [](const auto& one) { return one.param.name; });

}  // namespace
}  // namespace isthmus::cli_test

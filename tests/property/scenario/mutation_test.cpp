// Whatever is done to the text of a scenario, opening it answers: a model, or complaints with a
// place in the text.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "sim/random/stream.hpp"
#include "sim/scenario/open.hpp"

namespace isthmus::scenario {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> samples() {
  std::vector<std::string> texts;
  for (const char* folder : {"tutorial", "consul-docs", "invalid"}) {
    for (const auto& entry :
         fs::directory_iterator{fs::path{ISTHMUS_SOURCE_DIR} / "scenarios" / folder}) {
      if (entry.path().extension() != ".yaml") continue;
      std::ifstream stream{entry.path()};
      texts.emplace_back(std::istreambuf_iterator<char>{stream}, std::istreambuf_iterator<char>{});
    }
  }
  std::sort(texts.begin(), texts.end());
  return texts;
}

std::uint64_t seed() {
  const char* chosen = std::getenv("ISTHMUS_TEST_SEED");
  return chosen == nullptr ? 1 : std::strtoull(chosen, nullptr, 10);
}

/// A model exactly where no complaint is an error, and every place inside the text it names.
void expect_an_answer(const std::string& text) {
  const Opened opened = open_text("mutated.yaml", text, {}, "/nonexistent");
  ASSERT_EQ(opened.model.has_value(), !has_errors(opened.diagnostics)) << text;
  for (const Diagnostic& one : opened.diagnostics) {
    ASSERT_FALSE(one.code.empty()) << text;
    ASSERT_FALSE(one.problem.empty()) << one.code;
    if (!one.at.is_written()) continue;
    ASSERT_LT(one.at.source.index(), opened.sources.size()) << one.code;
    ASSERT_GE(one.at.column, 1u) << one.code;
  }
}

class Mutation {
 public:
  explicit Mutation(random::Stream& stream) : stream_{stream} {}

  std::string of(std::string text) {
    const std::uint64_t times = 1 + stream_.pick(3);
    for (std::uint64_t i = 0; i < times && !text.empty(); ++i) change(text);
    return text;
  }

 private:
  void change(std::string& text) {
    static constexpr char bytes[] = "{}[]:,-|>&*#'\"\n\t =./%<1aZ\xc3\x00\xff";
    const std::size_t at = stream_.pick(text.size());
    switch (stream_.pick(6)) {
      case 0:
        text[at] = bytes[stream_.pick(sizeof bytes - 1)];
        break;
      case 1:
        text.insert(at, 1, bytes[stream_.pick(sizeof bytes - 1)]);
        break;
      case 2:
        text.erase(at, 1 + stream_.pick(8));
        break;
      case 3:
        text.resize(at);
        break;
      case 4: {  // A piece of it once more, somewhere else.
        const std::string piece = text.substr(at, 1 + stream_.pick(40));
        text.insert(stream_.pick(text.size() + 1), piece);
        break;
      }
      default:
        std::swap(text[at], text[stream_.pick(text.size())]);
    }
  }

  random::Stream& stream_;
};

TEST(Open, AnswersEveryMutationOfEverySample) {
  random::Stream stream{{seed()}, {0}, "mutations of scenarios"};
  SCOPED_TRACE("ISTHMUS_TEST_SEED=" + std::to_string(seed()));
  Mutation mutation{stream};
  for (const std::string& sample : samples()) {
    for (int i = 0; i < 40; ++i) {
      expect_an_answer(mutation.of(sample));
      if (HasFatalFailure()) return;
    }
  }
}

TEST(Open, AnswersEveryBeginningOfAScenario) {
  for (const std::string& sample : samples()) {
    const std::size_t step = 1 + sample.size() / 30;
    for (std::size_t length = 0; length < sample.size(); length += step) {
      expect_an_answer(sample.substr(0, length));
      if (HasFatalFailure()) return;
    }
  }
}

TEST(Open, AnswersEveryMutationOfAnOverride) {
  random::Stream stream{{seed()}, {0}, "mutations of overrides"};
  SCOPED_TRACE("ISTHMUS_TEST_SEED=" + std::to_string(seed()));
  Mutation mutation{stream};
  const std::string scenario =
      "isthmus: 1\npartitions: {default: {services: {web: {}}}}\ntraffic: [{name: a, to: web, "
      "rate: "
      "1/s}]\n";
  for (const char* path :
       {"run.seed=7", "traffic[0].rate=20/s", "traffic.a.rate=2/s",
        "partitions.default.services.web.replicas=3", "zones={a: {region: r}}"}) {
    for (int i = 0; i < 300; ++i) {
      const std::string text = mutation.of(path);
      const Opened opened = open_text("s.yaml", scenario, std::vector<std::string>{text});
      ASSERT_EQ(opened.model.has_value(), !has_errors(opened.diagnostics)) << text;
    }
  }
}

}  // namespace
}  // namespace isthmus::scenario

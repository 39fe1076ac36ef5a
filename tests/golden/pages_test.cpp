// The pages of `check`, `explain` and `reach` about the scenarios that come with isthmus, and what
// `run` says of each fault.
#include <gtest/gtest.h>

#include <cstdlib>
#include <string>
#include <vector>

#include "tests/support/process.hpp"

namespace isthmus {
namespace {

struct GoldenPage {
  std::string name;
  std::vector<std::string> words;
};

const std::string invalid = "scenarios/invalid/";
const std::string documented = "scenarios/consul-docs/";
const std::string clouds = "scenarios/tutorial/05-three-partitions-two-clouds.yaml";
const std::string faults = "scenarios/faults/";
const std::string missing = "tests/golden/not-exported.yaml";

const std::vector<GoldenPage> pages = {
    {"check-fine", {"check", clouds}},
    {"check-unknown-key", {"check", invalid + "unknown-key.yaml"}},
    {"check-unknown-gateway-mode", {"check", invalid + "unknown-gateway-mode.yaml"}},
    {"check-not-exported", {"check", missing}},
    {"check-missing-brace", {"check", documented + "upstreams-missing-brace.yaml"}},
    {"explain-local", {"explain", clouds, "web", "finance/billing"}},
    {"explain-remote", {"explain", clouds, "cart", "finance/billing"}},
    {"explain-inside", {"explain", clouds, "web", "cart"}},
    {"explain-no-upstream", {"explain", clouds, "cart", "analytics/events"}},
    {"explain-not-exported", {"explain", missing, "web", "finance/billing"}},
    {"explain-json", {"explain", missing, "web", "finance/billing", "-o", "json"}},
    {"explain-yaml", {"explain", missing, "web", "finance/billing", "-o", "yaml"}},
    {"explain-denied",
     {"explain", "scenarios/intentions/deny-by-default.yaml", "cart", "finance/billing"}},
    {"explain-failover", {"explain", "scenarios/resolvers/failover.yaml", "web", "east/billing"}},
    {"reach-clouds", {"reach", clouds}},
    {"reach-not-exported", {"reach", missing}},
    {"run-failover", {"run", faults + "failover.yaml"}},
    {"run-failover-is-blind", {"run", faults + "failover-is-blind.yaml"}},
    {"run-gateway-blackhole", {"run", faults + "gateway-blackhole.yaml"}},
    {"run-gateway-crash", {"run", faults + "gateway-crash.yaml"}},
    {"run-gateway-drain", {"run", faults + "gateway-drain.yaml"}},
    {"run-instance-crash", {"run", faults + "instance-crash.yaml"}},
    {"run-instance-drain", {"run", faults + "instance-drain.yaml"}},
    {"run-instance-restart", {"run", faults + "instance-restart.yaml"}},
    {"run-link-cut", {"run", faults + "link-cut.yaml"}},
    {"run-link-degrades", {"run", faults + "link-degrades.yaml"}},
    {"run-mode-switch", {"run", faults + "mode-switch.yaml"}},
    {"run-partition-cut", {"run", faults + "partition-cut.yaml"}},
    {"run-zone-cut", {"run", faults + "zone-cut.yaml"}},
    {"help", {"help"}},
    {"help-run", {"help", "run"}},
};

void PrintTo(const GoldenPage& page, std::ostream* out) { *out << page.name; }

class Golden : public testing::TestWithParam<GoldenPage> {};

TEST_P(Golden, ThePageIsAsItWas) {
  const GoldenPage& page = GetParam();
  const std::string file =
      std::string{ISTHMUS_SOURCE_DIR} + "/tests/golden/pages/" + page.name + ".txt";

  support::Process::Setting setting;
  setting.folder = ISTHMUS_SOURCE_DIR;
  const support::Ended ended = support::Process{ISTHMUS_PROGRAM, page.words, setting}.wait();
  const std::string text =
      ended.out + ended.err + "(exit status " + std::to_string(ended.status) + ")\n";

  if (std::getenv("ISTHMUS_REWRITE_GOLDENS") != nullptr) support::write_file(file, text);
  EXPECT_EQ(text, support::file_text(file)) << "rewrite with the target `goldens`";
}

INSTANTIATE_TEST_SUITE_P(Pages, Golden, testing::ValuesIn(pages), [](const auto& one) {
  std::string name = one.param.name;
  name.erase(std::remove(name.begin(), name.end(), '-'), name.end());
  return name;
});

}  // namespace
}  // namespace isthmus

// Istio's published benchmark against scenarios/published/istio-sidecars.yaml: the row with two
// connections made its parameters, the others are predicted. The tables are those of
// docs/model/istio.md.
#include <gtest/gtest.h>

#include <cmath>

#include "sim/session/run.hpp"
#include "tests/statistical/lab/table.hpp"

namespace isthmus::lab {
namespace {

const std::string data = ISTHMUS_SOURCE_DIR "/tests/data/istio/benchmark.csv";
const std::string scenario = ISTHMUS_SOURCE_DIR "/scenarios/published/istio-sidecars.yaml";

struct Latency {
  double p50 = 0;
  double p99 = 0;
};

/// In microseconds, over all replications.
Latency simulated(const std::vector<std::string>& settings) {
  const session::Opened opened = session::open(scenario, {settings, nullptr});
  if (!opened) {
    ADD_FAILURE() << opened.diagnostics.front().problem;
    return {};
  }
  stats::Histogram all;
  for (const results::RunRecord& record : session::run(*opened.study).records) {
    all.merge(record.traffic.front().latency);
  }
  return {all.quantile(0.5).in_seconds() * 1e6, all.quantile(0.99).in_seconds() * 1e6};
}

void hold_against(const Row& row, const std::string& column, const Latency& predicted) {
  const Pair p50{predicted.p50, row.number(column + "_p50_us")};
  const Pair p99{predicted.p99, row.number(column + "_p99_us")};
  const std::string name = column + " " + row.text("connections");
  print(name, p50, p99);
  EXPECT_LT(std::fabs(p50.error()), 0.25) << name;
  EXPECT_LT(std::fabs(p99.error()), 0.25) << name;
}

std::vector<std::string> batches_of(const Row& row) {
  return {"traffic[0].arrivals.batch=" + row.text("connections")};
}

TEST(Istio, TheRowsThroughTwoSidecarsArePredicted) {
  std::printf("through two sidecars       predicted, measured (us), error\n");
  for (const Row& row : rows_of(data)) hold_against(row, "envoy", simulated(batches_of(row)));
}

TEST(Istio, TheRowsWithoutSidecarsArePredicted) {
  std::printf("without sidecars           predicted, measured (us), error\n");
  for (const Row& row : rows_of(data)) {
    auto settings = batches_of(row);
    settings.push_back("traffic[0]={to: fortio-server, rate: 1000/s, arrivals: {batch: " +
                       row.text("connections") + ", spacing: 140us}}");
    hold_against(row, "baseline", simulated(settings));
  }
}

/// Without the generator's own pace the answer would be wrong, and so would be one of Poisson.
TEST(Istio, TheGeneratorsPaceIsWhatTheTailIsMadeOf) {
  const double paced = simulated({"traffic[0].arrivals.batch=64"}).p99;

  EXPECT_GT(simulated({"traffic[0].arrivals={batch: 64}"}).p99, 2 * paced);
  EXPECT_LT(simulated({"traffic[0].arrivals=poisson"}).p99, 0.6 * paced);
}

}  // namespace
}  // namespace isthmus::lab

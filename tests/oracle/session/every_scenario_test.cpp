// Every scenario of the project: one trajectory on one thread, on several, and on the slow twin.
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <string>
#include <vector>

#include "sim/dataplane/engine.hpp"
#include "sim/results/record_bytes.hpp"
#include "sim/session/study.hpp"

namespace isthmus::session {
namespace {

namespace fs = std::filesystem;
using dataplane::Engine;

const std::string folder = std::string{ISTHMUS_SOURCE_DIR} + "/scenarios";

/// Those that somebody could run, by their names below the folder.
std::vector<std::string> scenarios() {
  std::vector<std::string> all;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator{folder}) {
    const std::string name = fs::relative(entry.path(), folder).string();
    if (entry.path().extension() == ".yaml" && name.rfind("invalid/", 0) != 0) all.push_back(name);
  }
  std::sort(all.begin(), all.end());
  return all;
}

/// As long as the scenario says, or until some ten thousand requests have started.
Duration length_of(const model::Model& model) {
  double rate = 1;
  for (const model::TrafficSource& source : model.traffic) rate += source.rate.in_per_second();
  return std::min(model.run.duration, Duration::nearest_seconds(10'000 / rate));
}

class EveryScenario : public ::testing::TestWithParam<std::string> {};

TEST_P(EveryScenario, HasOneTrajectoryForAnyNumberOfThreads) {
  const Opened opened = open(folder + '/' + GetParam());
  if (!opened || opened.study->model.traffic.empty()) GTEST_SKIP() << "nothing to simulate";
  const Study& study = *opened.study;
  dataplane::Replication replication;
  replication.seed = study.model.run.seed;
  replication.duration = length_of(study.model);
  const auto record = [&](const Engine& engine) {
    return simulate_on(engine, study.model, study.routes, replication);
  };
  const results::RunRecord alone = record({});
  const std::string bytes = results::bytes_of(alone);
  ASSERT_NE(alone.fingerprint, 0U);

  for (const std::size_t threads : {2U, 3U, 8U}) {
    const results::RunRecord shared = record({.threads = threads});
    EXPECT_EQ(shared.fingerprint, alone.fingerprint) << threads << " threads";
    EXPECT_EQ(results::bytes_of(shared), bytes) << threads << " threads";
  }
  const results::RunRecord slow = record({.kind = Engine::Kind::sorted});
  EXPECT_EQ(slow.fingerprint, alone.fingerprint) << "the slow twin";
}

std::string test_name(const ::testing::TestParamInfo<std::string>& info) {
  std::string name = info.param.substr(0, info.param.rfind('.'));
  std::replace_if(
      name.begin(), name.end(),
      [](char c) { return std::isalnum(static_cast<unsigned char>(c)) == 0; }, 'X');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Scenarios, EveryScenario, ::testing::ValuesIn(scenarios()), test_name);

}  // namespace
}  // namespace isthmus::session

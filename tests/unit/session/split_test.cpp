// How `-j` is split: over replications first, and what is left over the parts of each run.
#include <gtest/gtest.h>

#include "sim/results/record_bytes.hpp"
#include "sim/session/run.hpp"

namespace isthmus::session {
namespace {

/// MESH, in which one run has enough to do for several threads.
RunResult mesh(std::size_t replications, std::size_t jobs) {
  const Opened opened = open(std::string{ISTHMUS_SOURCE_DIR} + "/tests/bench/mesh.yaml");
  return run(*opened.study, {.replications = replications,
                             .duration = Duration::seconds(2),
                             .warmup = Duration::milliseconds(500),
                             .jobs = jobs});
}

TEST(Split, OneReplicationOnSeveralThreadsIsTheSameToTheLastByte) {
  const RunResult alone = mesh(1, 1);

  for (const std::size_t jobs : {2, 3, 8}) {
    const RunResult shared = mesh(1, jobs);
    EXPECT_EQ(results::bytes_of(shared.records[0]), results::bytes_of(alone.records[0])) << jobs;
  }
}

TEST(Split, SoAreReplicationsThatDivideWhatTheyGet) {
  const RunResult alone = mesh(2, 1);
  const RunResult shared = mesh(2, 5);

  for (std::size_t i = 0; i < 2; ++i) {
    EXPECT_EQ(results::bytes_of(shared.records[i]), results::bytes_of(alone.records[i]));
  }
}

}  // namespace
}  // namespace isthmus::session

// A sweep that is killed, again and again, at any moment: in the end its store has the content that
// it would have had anyway.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <memory>
#include <random>
#include <string>
#include <thread>

#include "sim/session/sweep.hpp"
#include "tests/support/store_content.hpp"
#include "tests/support/sweep_folder.hpp"
#include "tests/support/test_seed.hpp"

namespace isthmus::session {
namespace {

constexpr int kills = 50;

SweepOptions options_for(const support::SweepFolder& folder) {
  SweepOptions options;
  options.store = folder.store();
  options.jobs = 2;
  options.settings = {"run.warmup=auto"};
  return options;
}

/// Starts the sweep in a process of its own and kills it after `patience`. Returns whether it had
/// ended before by itself.
bool swept_until(const std::string& file, const SweepOptions& options,
                 std::chrono::microseconds patience) {
  const ::pid_t child = ::fork();
  if (child == 0) {
    sweep(file, options);
    ::_exit(0);
  }
  std::this_thread::sleep_for(patience);
  ::kill(child, SIGKILL);
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status);
}

TEST(KilledSweep, EndsWithTheContentOfOneThatWasLeftAlone) {
  SCOPED_TRACE(test_seed_text());
  std::mt19937_64 random{test_seed()};
  const std::string plan = "replications: 40\n";
  const support::SweepFolder left_alone;
  const SweepResult whole = sweep(left_alone.sweep_file(plan), options_for(left_alone));
  ASSERT_EQ(whole.points.size(), 4U);
  ASSERT_NE(whole.points[0].fingerprint, whole.points[3].fingerprint) << "nothing to compare";
  const std::string expected = support::store_content(left_alone.store());

  auto folder = std::make_unique<support::SweepFolder>();
  for (int killed = 0; killed < kills;) {
    const std::chrono::microseconds patience{random() % 60'000};
    if (!swept_until(folder->sweep_file(plan), options_for(*folder), patience)) {
      ++killed;
      continue;
    }
    ASSERT_EQ(support::store_content(folder->store()), expected) << killed << " kills";
    folder = std::make_unique<support::SweepFolder>();
  }
  const SweepResult result = sweep(folder->sweep_file(plan), options_for(*folder));

  EXPECT_FALSE(result.interrupted);
  EXPECT_EQ(support::store_content(folder->store()), expected);
}

}  // namespace
}  // namespace isthmus::session

#include "sim/session/process_place.hpp"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <string>

namespace isthmus::session {
namespace {

/// The place of this process, with another id.
std::string beside(pid_t process) {
  const std::string own = own_place();
  return own.substr(0, own.rfind(' ') + 1) + std::to_string(process);
}

TEST(ProcessPlace, OfThisProcessIsAlive) { EXPECT_FALSE(has_ended(own_place())); }

TEST(ProcessPlace, OfAProcessThatWasWaitedForHasEnded) {
  const pid_t child = ::fork();
  if (child == 0) ::_exit(0);
  ::waitpid(child, nullptr, 0);

  EXPECT_TRUE(has_ended(beside(child)));
}

TEST(ProcessPlace, OnAnotherMachineIsNeverKnownToHaveEnded) {
  const std::string own = own_place();

  EXPECT_FALSE(has_ended("elsewhere " + own.substr(own.rfind(' ') + 1)));
  EXPECT_FALSE(has_ended("elsewhere 999999999"));
  EXPECT_FALSE(has_ended(""));
}

}  // namespace
}  // namespace isthmus::session

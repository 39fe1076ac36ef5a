#include "sim/cli/exit_status.hpp"

#include <gtest/gtest.h>

namespace isthmus::cli {
namespace {

TEST(ExitStatus, ABrokenPromiseOutranksAnUndecidedOne) {
  EXPECT_EQ(exit_of({.refused = true, .unsure = true, .strict = true}), Exit::refused);
}

TEST(ExitStatus, AnUndecidedPromiseCountsOnlyIfStrict) {
  EXPECT_EQ(exit_of({.unsure = true}), Exit::fine);
  EXPECT_EQ(exit_of({.unsure = true, .strict = true}), Exit::unsure);
}

TEST(ExitStatus, AnInterruptedRunHasNotAnswered) {
  EXPECT_EQ(exit_of({.refused = true, .interrupted = true}), Exit::interrupted);
}

}  // namespace
}  // namespace isthmus::cli

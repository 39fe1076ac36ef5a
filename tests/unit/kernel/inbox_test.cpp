#include "sim/kernel/inbox.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace isthmus::kernel {
namespace {

using ::testing::ElementsAre;

Moment at_us(std::int64_t us, Phase phase = Phase::arrival) {
  return {SimTime::start() + Duration::microseconds(us), phase};
}
Origin from(std::size_t process, std::uint64_t sequence) {
  return Origin::of(ProcessId{process}, sequence);
}

std::vector<std::string> drained(Inbox<std::string>& inbox) {
  std::vector<std::string> all;
  while (inbox.next() != Moment::never()) all.push_back(inbox.pop());
  return all;
}

TEST(Inbox, IsEmptyAtFirst) { EXPECT_EQ(Inbox<int>{}.next(), Moment::never()); }

TEST(Inbox, GivesTheEarliestMomentFirst) {
  Inbox<std::string> inbox;
  inbox.put(at_us(2), from(0, 0), "later");
  inbox.put(at_us(1, Phase::timeout), from(0, 1), "second");
  inbox.put(at_us(1, Phase::departure), from(0, 2), "first");

  EXPECT_EQ(inbox.next(), at_us(1, Phase::departure));
  EXPECT_THAT(drained(inbox), ElementsAre("first", "second", "later"));
}

TEST(Inbox, OrdersOneMomentByOriginAndThenByItsCount) {
  Inbox<std::string> inbox;
  inbox.put(at_us(1), from(2, 0), "c");
  inbox.put(at_us(1), from(1, 7), "b");
  inbox.put(at_us(1), from(2, 1), "d");
  inbox.put(at_us(1), from(1, 6), "a");
  inbox.put(at_us(2), from(0, 0), "e");

  EXPECT_THAT(drained(inbox), ElementsAre("a", "b", "c", "d", "e"));
}

TEST(Inbox, CountsAMessageUntilItIsTaken) {
  Inbox<std::string> inbox;
  inbox.put(at_us(1), from(2, 0), "b");
  inbox.put(at_us(1), from(1, 0), "a");
  inbox.pop();

  EXPECT_EQ(inbox.size(), 1u);
  EXPECT_EQ(inbox.next(), at_us(1));
}

}  // namespace
}  // namespace isthmus::kernel

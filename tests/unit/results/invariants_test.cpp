#include "sim/results/invariants.hpp"

#include <gtest/gtest.h>

namespace isthmus::results {
namespace {

/// One delivered request of 5 ns and a station that served it.
RunRecord sound_record() {
  RunRecord record;
  record.measured = Duration::nanoseconds(100);
  TrafficRecord& traffic = record.traffic.emplace_back();
  traffic.requests = 1;
  traffic.ended[static_cast<std::size_t>(route::Disposition::delivered)] = 1;
  traffic.latency.record(Duration::nanoseconds(5));
  traffic.ledger[static_cast<std::size_t>(Part::app)] = 4;
  traffic.ledger[static_cast<std::size_t>(Part::queue)] = 1;
  record.stations.push_back({.name = "service web[0]",
                             .arrivals = 1,
                             .busy_ns = 4,
                             .wait_ns = 1,
                             .service_ns = 4,
                             .queue_area_ns = 1,
                             .number_area_ns = 5});
  return record;
}

std::string rule_broken_by(const RunRecord& record) {
  const auto violations = violations_of(record);
  return violations.empty() ? "" : violations.front().rule;
}

TEST(Invariants, HoldInASoundRecord) { EXPECT_EQ(rule_broken_by(sound_record()), ""); }

TEST(Invariants, ALedgerThatDoesNotSumIsFound) {
  auto record = sound_record();
  record.traffic[0].ledger[0] += 1;

  EXPECT_EQ(rule_broken_by(record), "ledger");
}

TEST(Invariants, ARequestThatEndedInNoWayIsFound) {
  auto record = sound_record();
  record.traffic[0].requests += 1;

  EXPECT_EQ(rule_broken_by(record), "balance");
}

TEST(Invariants, ADeliveryWithoutALatencyIsFound) {
  auto record = sound_record();
  record.traffic[0].requests += 1;
  record.traffic[0].ended[0] += 1;

  EXPECT_EQ(rule_broken_by(record), "balance");
}

TEST(Invariants, AServerThatWorkedLongerThanTheRunIsFound) {
  auto record = sound_record();
  record.stations[0].busy_ns = 101;

  EXPECT_EQ(rule_broken_by(record), "capacity");
}

TEST(Invariants, ANumberPresentThatDisagreesWithTimeSpentIsFound) {
  auto record = sound_record();
  record.stations[0].wait_ns += 3;

  EXPECT_EQ(rule_broken_by(record), "little");
}

TEST(Invariants, TimeBeyondTheEndsOfTheMeasuredTimeBalances) {
  auto record = sound_record();
  record.stations[0].service_ns += 10;
  record.stations[0].carried_out_ns = 10;

  EXPECT_EQ(rule_broken_by(record), "");
}

TEST(Invariants, TheMessageSaysWhereAndWhat) {
  auto record = sound_record();
  record.stations[0].wait_ns += 3;

  const Violation violation = violations_of(record).front();

  EXPECT_EQ(violation.where, "service web[0]");
  EXPECT_EQ(violation.text, "number present and time spent, in ns: 5 and 8");
}

}  // namespace
}  // namespace isthmus::results

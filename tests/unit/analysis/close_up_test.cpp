#include "sim/analysis/close_up.hpp"

#include <gtest/gtest.h>

#include <numeric>

#include "tests/unit/analysis/hand_made.hpp"

namespace isthmus::analysis {
namespace {

/// Requests of 1, 2, ..., 2000 ms, each half app and half queue, in the slice of its number.
results::RunRecord two_thousand() {
  std::vector<Duration> latencies;
  results::CloseUp close_up;
  close_up.slices.resize(20);
  for (int n = 1; n <= 2000; ++n) {
    latencies.push_back(ms(n));
    close_up.slices[static_cast<std::size_t>((n - 1) / 100)].record(ms(n));
    const std::size_t band = results::CloseUp::BandIndex::of(ms(n));
    if (band >= close_up.bands.size()) close_up.bands.resize(band + 1);
    ++close_up.bands[band].requests;
    close_up.bands[band].ledger[0] += ms(n).in_nanoseconds() / 2;
    close_up.bands[band].ledger[2] += ms(n).in_nanoseconds() / 2;
  }
  results::TrafficRecord traffic = delivered(latencies);
  traffic.close_up = close_up;
  return replication(0, std::move(traffic));
}

CloseUpSummary close_up_of(const results::RunRecord& record) {
  const support::World world = web_to_billing();
  const std::vector<results::RunRecord> records = {record};
  const RunSummary summary = summary_of(world, records);
  return answer(CloseUpQuestion{summary}, RunEvidence{*world.model, world.routes, records}).at(0);
}

TEST(CloseUp, AMomentHasThePercentilesOfItsSlice) {
  const CloseUpSummary close_up = close_up_of(two_thousand());

  ASSERT_EQ(close_up.moments.size(), 20U);
  EXPECT_EQ(close_up.moments[9].requests, 100U);
  EXPECT_NEAR(close_up.moments[9].p50_s, 0.95, 0.03);
  EXPECT_NEAR(close_up.moments[9].p99_s, 1.0, 0.03);
  EXPECT_DOUBLE_EQ(close_up.moments[9].to_s, 5.0);
}

TEST(CloseUp, TheSpectrumRisesFromTheLeastToTheLastRequest) {
  const CloseUpSummary close_up = close_up_of(two_thousand());

  EXPECT_DOUBLE_EQ(close_up.spectrum.front().seconds, 0.001);
  for (std::size_t i = 1; i < close_up.spectrum.size(); ++i) {
    EXPECT_GT(close_up.spectrum[i].share, close_up.spectrum[i - 1].share);
    EXPECT_GE(close_up.spectrum[i].seconds, close_up.spectrum[i - 1].seconds);
  }
  EXPECT_NEAR(close_up.spectrum.back().share, 1 - 1.0 / 2000, 1.0 / 2000);
}

TEST(CloseUp, ThePartsOfTheTailAreThoseOfRequestsAboutThePercentile) {
  const CloseUpSummary close_up = close_up_of(two_thousand());

  ASSERT_TRUE(close_up.tail.has_value());
  const double sum =
      std::accumulate(close_up.tail->ledger_s.begin(), close_up.tail->ledger_s.end(), 0.0);
  EXPECT_NEAR(sum, 1.98, 1.98 / 16);  // A band is a sixteenth of an octave wide.
  EXPECT_NEAR(close_up.tail->ledger_s[0], sum / 2, 1e-9);
  EXPECT_LE(close_up.tail->from_share, 0.985);
  EXPECT_GE(close_up.tail->to_share, 0.995);
}

TEST(CloseUp, FewRequestsHaveNoTail) {
  results::RunRecord record = two_thousand();
  record.traffic[0].close_up->bands.clear();

  EXPECT_FALSE(close_up_of(record).tail.has_value());
}

}  // namespace
}  // namespace isthmus::analysis

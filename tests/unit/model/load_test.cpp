#include "sim/model/load.hpp"

#include <gtest/gtest.h>

namespace isthmus::model {
namespace {

Duration s(std::int64_t n) { return Duration::seconds(n); }

TEST(Diurnal, KeepsItsMeanOverAPeriod) {
  for (const std::int64_t peak : {0, 1, 777, 1800, 3599}) {
    const RateProfile day = diurnal(PerSecond::of(200), Ratio::of(0.5), s(3600), s(peak));
    Duration length;
    for (const RateStage& stage : day.stages) length += stage.length;

    EXPECT_NEAR(mean_rate(day).in_per_second(), 200, 1e-9);
    EXPECT_EQ(length, s(3600));
    EXPECT_TRUE(day.repeats);
  }
}

TEST(Diurnal, IsAtItsTopAtThePeak) {
  const RateProfile day = diurnal(PerSecond::of(200), Ratio::of(0.5), s(4800), s(1000));
  Duration at;
  double top = 0;
  Duration top_at;
  for (const RateStage& stage : day.stages) {
    if (stage.from.in_per_second() > top) {
      top = stage.from.in_per_second();
      top_at = at;
    }
    at += stage.length;
  }

  EXPECT_NEAR(top, 300, 1e-9);
  EXPECT_EQ(top_at, s(1000));
}

TEST(OwnRate, OfStatesIsWeightedByTheirTime) {
  const MmppArrivals mmpp{{{PerSecond::of(500), s(3)}, {PerSecond::of(1500), s(1)}}};

  EXPECT_DOUBLE_EQ(own_rate(mmpp).in_per_second(), 750);
  EXPECT_DOUBLE_EQ(own_rate(RenewalArrivals{random::Constant{s(2)}}).in_per_second(), 0.5);
  EXPECT_DOUBLE_EQ(own_rate(PoissonArrivals{}).in_per_second(), 0);
}

}  // namespace
}  // namespace isthmus::model

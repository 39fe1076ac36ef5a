#include "sim/scenario/precision_text.hpp"

#include <gtest/gtest.h>

namespace isthmus::scenario {
namespace {

using model::Precision;
using model::Statistic;

std::vector<Precision> read(std::string_view text) {
  return std::get<std::vector<Precision>>(parse_precision(text));
}

bool refused(std::string_view text) {
  return std::holds_alternative<QuantityFault>(parse_precision(text));
}

TEST(PrecisionText, NamesAStatisticAndAShare) {
  EXPECT_EQ(read("p99 within 5%"), (std::vector<Precision>{{Statistic::p99, Ratio::percent(5)}}));
}

TEST(PrecisionText, MayAskForSeveral) {
  EXPECT_EQ(read("mean within 1%, p99.9 within 10 %"),
            (std::vector<Precision>{{Statistic::mean, Ratio::percent(1)},
                                    {Statistic::p999, Ratio::percent(10)}}));
}

TEST(PrecisionText, RefusesWhatSaysNoPrecision) {
  EXPECT_TRUE(refused("p99"));
  EXPECT_TRUE(refused("p98 within 5%"));
  EXPECT_TRUE(refused("p99 within 0%"));
  EXPECT_TRUE(refused("p99 within 5ms"));
  EXPECT_TRUE(refused("p99 within 5%,"));
}

TEST(ReplicationCount, IsFixedOrOpen) {
  const auto fixed = std::get<ReplicationCount>(parse_replication_count("8"));
  const auto open = std::get<ReplicationCount>(parse_replication_count("32.."));
  const auto bounded = std::get<ReplicationCount>(parse_replication_count("32..256"));

  EXPECT_EQ(fixed.least, 8u);
  EXPECT_FALSE(fixed.open);
  EXPECT_TRUE(open.open);
  EXPECT_FALSE(open.most.has_value());
  EXPECT_EQ(bounded.most, 256u);
}

TEST(ReplicationCount, RefusesWhatIsNoCount) {
  for (const char* text : {"0", "", "..", "..32", "32..8", "1.5", "100001", "8..100001", "x"}) {
    EXPECT_TRUE(std::holds_alternative<QuantityFault>(parse_replication_count(text))) << text;
  }
}

}  // namespace
}  // namespace isthmus::scenario

#include "sim/underlay/built_in.hpp"

#include <gtest/gtest.h>

#include <set>

#include "sim/base/quantity_text.hpp"

namespace isthmus::underlay {
namespace {

TEST(BuiltIn, IsTheSameInBothDirections) {
  const Zone virginia{"a", "us-east-1", "aws"};
  const Zone tokyo{"b", "ap-northeast-1", "aws"};

  EXPECT_EQ(built_in_rtt(virginia, tokyo).value, Duration::milliseconds(145));
  EXPECT_EQ(built_in_rtt(tokyo, virginia).value, Duration::milliseconds(145));
}

TEST(BuiltIn, KnowsARegionUnderTheNamesOfOtherClouds) {
  const Zone ireland{"a", "northeurope", "azure"};
  const Zone frankfurt{"b", "europe-west3", "gcp"};

  EXPECT_EQ(built_in_rtt(ireland, frankfurt).value, Duration::milliseconds(20));
}

TEST(BuiltIn, ChargesNothingInsideAZoneOrInAnUnknownCloud) {
  const Zone aws{"a", "us-east-1", "aws"};
  const Zone cellar{"b", "home", "cellar"};

  EXPECT_EQ(built_in_usd_per_gb(aws, aws).value, 0);
  EXPECT_EQ(built_in_usd_per_gb(cellar, aws).value, 0);
}

TEST(BuiltIn, MarksThePriceOnWhichSourcesDisagree) {
  const Zone one{"1", "eastus", "azure"};
  const Zone two{"2", "eastus", "azure"};

  EXPECT_TRUE(built_in_usd_per_gb(one, two).estimate);
}

TEST(BuiltIn, ListsEveryNumberWithASourceAndADate) {
  for (const Parameter& parameter : default_parameters()) {
    EXPECT_FALSE(parameter.value.empty()) << parameter.name;
    EXPECT_FALSE(parameter.source.empty()) << parameter.name;
    EXPECT_FALSE(parameter.as_of.empty()) << parameter.name;
  }
}

TEST(BuiltIn, ListsEveryNumberOnce) {
  std::set<std::string> names;

  for (const Parameter& parameter : default_parameters()) names.insert(parameter.name);

  EXPECT_EQ(names.size(), default_parameters().size());
}

TEST(BuiltIn, ListsDelaysAsTextThatAScenarioCouldHold) {
  for (const Parameter& parameter : default_parameters()) {
    if (parameter.name.find(".rtt") == std::string::npos) continue;
    EXPECT_TRUE(std::holds_alternative<Duration>(parse_duration(parameter.value)))
        << parameter.name;
  }
}

}  // namespace
}  // namespace isthmus::underlay

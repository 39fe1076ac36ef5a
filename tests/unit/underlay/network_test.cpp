#include "sim/underlay/network.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace isthmus::underlay {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const ZoneId use1a{0}, use1b{1}, euw1a{2}, gcp{3}, mars{4};

std::vector<Zone> five_zones() {
  return {{"use1-a", "us-east-1", "aws"},
          {"use1-b", "us-east-1", "aws"},
          {"euw1-a", "eu-west-1", "aws"},
          {"gcp-a", "us-east4", "gcp"},
          {"mars-a", "olympus", "red"}};
}

Network with(std::vector<Link> links, Unlisted unlisted = Unlisted::built_in) {
  return Network{five_zones(), std::move(links), unlisted};
}

Path path(const Network& network, ZoneId from, ZoneId to) {
  return network.path_between(from, to).value();
}

const auto ms = [](std::int64_t n) { return Duration::milliseconds(n); };

TEST(Network, KnowsTheInsideOfAZone) {
  const Path inside = path(with({}), use1a, use1a);

  EXPECT_EQ(inside.round_trip(), Duration::microseconds(200));
  EXPECT_EQ(inside.hops(), 0u);
  EXPECT_EQ(inside.crosses, Boundary::none);
  EXPECT_EQ(inside.usd_per_gb, 0);
}

TEST(Network, KnowsTwoZonesOfARegion) {
  const Path near = path(with({}), use1a, use1b);

  EXPECT_EQ(near.round_trip(), Duration::microseconds(800));
  EXPECT_EQ(near.crosses, Boundary::zone);
  EXPECT_FALSE(near.estimate);
}

TEST(Network, KnowsPublishedPairsOfRegions) {
  const Path far = path(with({}), use1a, euw1a);

  EXPECT_EQ(far.round_trip(), ms(80));
  EXPECT_EQ(far.crosses, Boundary::region);
  EXPECT_FALSE(far.estimate);
}

TEST(Network, KnowsTwoCloudsInOneMetropolitanArea) {
  const Path across = path(with({}), use1a, gcp);

  EXPECT_EQ(across.round_trip(), Duration::microseconds(1500));
  EXPECT_EQ(across.crosses, Boundary::cloud);
}

TEST(Network, MarksADistanceThatNobodyPublished) {
  const Path unknown = path(with({}), use1a, mars);

  EXPECT_EQ(unknown.round_trip(), ms(100));
  EXPECT_TRUE(unknown.estimate);
}

TEST(Network, TakesALinkBetweenRegionsForAllTheirZones) {
  const Network network = with({{"us-east-1", "eu-west-1", ms(35)}});

  EXPECT_EQ(path(network, use1a, euw1a).one_way, ms(35));
  EXPECT_EQ(path(network, euw1a, use1b).one_way, ms(35));
}

TEST(Network, TakesTheMoreExactLinkWhateverTheOrder) {
  const Link regions{"us-east-1", "eu-west-1", ms(35)};
  const Link zone_and_region{"use1-b", "eu-west-1", ms(36)};
  const Link zones{"euw1-a", "use1-a", ms(37)};

  for (const auto& links : {std::vector{regions, zone_and_region, zones},
                            std::vector{zones, zone_and_region, regions}}) {
    const Network network = with(links);
    EXPECT_EQ(path(network, use1a, euw1a).one_way, ms(37));
    EXPECT_EQ(path(network, use1b, euw1a).one_way, ms(36));
  }
}

TEST(Network, TakesTheLaterOfTwoEquallyExactLinks) {
  const Network network = with({{"use1-a", "euw1-a", ms(35)}, {"euw1-a", "use1-a", ms(40)}});

  EXPECT_EQ(path(network, use1a, euw1a).one_way, ms(40));
}

TEST(Network, KeepsWhatALinkLeavesUnsaid) {
  const auto gigabit = BitRate::bits_per_second(1e9);
  const Network network = with({{"us-east-1", "eu-west-1", {}, gigabit}});

  EXPECT_EQ(path(network, use1a, euw1a).round_trip(), ms(80));
  EXPECT_EQ(path(network, use1a, euw1a).bandwidth, gigabit);
}

TEST(Network, ReadsTheSameZoneTwiceAsItsInside) {
  const Network network = with({{"use1-a", "use1-a", Duration::zero()}});

  EXPECT_EQ(path(network, use1a, use1a).one_way, Duration::zero());
  EXPECT_EQ(path(network, use1b, use1b).one_way, Duration::microseconds(100));
}

TEST(Network, ReadsTheSameRegionTwiceAsAllPairsOfItsZones) {
  const Network network = with({{"us-east-1", "us-east-1", ms(1)}});

  EXPECT_EQ(path(network, use1b, use1a).one_way, ms(1));
  EXPECT_EQ(path(network, use1b, use1b).one_way, Duration::microseconds(100));
}

TEST(Network, DoesNotMarkAStatedDelayAsAnEstimate) {
  EXPECT_FALSE(path(with({{"use1-a", "mars-a", ms(9)}}), use1a, mars).estimate);
}

TEST(Network, StaysOnTheDirectConnectionThoughADetourIsShorter) {
  const Network network = with({{"use1-a", "euw1-a", ms(300)}});

  EXPECT_THAT(path(network, use1a, euw1a).zones, ElementsAre(use1a, euw1a));
}

TEST(Network, TakesTheShortestDetourAroundALostConnection) {
  const Path around = path(with({}).without_connection(use1a, euw1a), use1a, euw1a);

  EXPECT_THAT(around.zones, ElementsAre(use1a, use1b, euw1a));
  EXPECT_EQ(around.one_way, Duration::microseconds(400) + ms(40));
  EXPECT_EQ(around.hops(), 2u);
}

TEST(Network, IsAsLongOverTwoLinksOfHalfTheDelayAsOverOne) {
  const Network whole = with({{"use1-a", "euw1-a", ms(40)}}, Unlisted::absent);
  const Network halves =
      with({{"use1-a", "use1-b", ms(20)}, {"use1-b", "euw1-a", ms(20)}}, Unlisted::absent);

  EXPECT_EQ(path(halves, use1a, euw1a).one_way, path(whole, use1a, euw1a).one_way);
}

TEST(Network, HasTheLeastBandwidthOfADetour) {
  const auto slow = BitRate::bits_per_second(1e8);
  const auto fast = BitRate::bits_per_second(1e10);
  const Network network = with({{"use1-a", "euw1-a", {}, {}, {}, true},
                                {"use1-a", "use1-b", {}, fast},
                                {"use1-b", "euw1-a", {}, slow}});

  EXPECT_EQ(path(network, use1a, euw1a).bandwidth, slow);
}

TEST(Network, AddsThePricesOfADetour) {
  const Network network = with({{"use1-a", "euw1-a", {}, {}, {}, true},
                                {"use1-a", "use1-b", {}, {}, 0.25},
                                {"use1-b", "euw1-a", {}, {}, 0.5}});

  EXPECT_EQ(path(network, use1a, euw1a).usd_per_gb, 0.75);
}

TEST(Network, ChargesWhatTheSendersCloudCharges) {
  EXPECT_EQ(path(with({}), use1a, gcp).usd_per_gb, 0.09);
  EXPECT_EQ(path(with({}), gcp, use1a).usd_per_gb, 0.12);
}

TEST(Network, HasNoWayToALostZone) {
  const Network after = with({}).without_zone(euw1a);

  EXPECT_FALSE(after.path_between(use1a, euw1a));
  EXPECT_TRUE(after.path_between(use1a, mars));
}

TEST(Network, CanHoldOnlyWhatIsListed) {
  const Network network = with({{"us-east-1", "eu-west-1"}}, Unlisted::absent);

  EXPECT_TRUE(network.path_between(use1a, use1b));
  EXPECT_TRUE(network.path_between(use1a, euw1a));
  EXPECT_FALSE(network.path_between(use1a, gcp));
}

TEST(Network, SaysWhichZonesHangTogether) {
  const Network network = with({{"us-east-1", "eu-west-1"}}, Unlisted::absent);

  EXPECT_THAT(network.components(), ElementsAre(0, 0, 0, 1, 2));
}

TEST(Network, SaysWhichZonesHoldOthersTogether) {
  const Network star =
      with({{"gcp-a", "use1-a"}, {"gcp-a", "eu-west-1"}, {"gcp-a", "mars-a"}}, Unlisted::absent);

  EXPECT_THAT(star.articulation_zones(), ElementsAre(use1a, gcp));
}

TEST(Network, HoldsTogetherWithoutAnyOneZoneWhenAllAreConnected) {
  EXPECT_THAT(with({}).articulation_zones(), IsEmpty());
}

TEST(Network, KnowsItsShortestDelay) {
  EXPECT_EQ(with({}).shortest_delay(), Duration::microseconds(400));
  EXPECT_EQ(Network{}.shortest_delay(), std::nullopt);
}

TEST(Network, FindsZonesByName) {
  EXPECT_EQ(with({}).find_zone("euw1-a"), euw1a);
  EXPECT_FALSE(with({}).find_zone("venus").is_some());
  EXPECT_TRUE(with({}).has_region("olympus"));
}

TEST(Network, SplittingALinkInHalvesChangesNothing) {
  const std::vector<Zone> three{{"a", "ra", "x"}, {"b", "rb", "x"}, {"m", "rm", "x"}};
  const Network whole{three, {{"a", "b", ms(10)}}, Unlisted::absent};
  const Network halves{three, {{"a", "m", ms(5)}, {"m", "b", ms(5)}}, Unlisted::absent};

  EXPECT_EQ(path(halves, ZoneId{0}, ZoneId{1}).one_way, path(whole, ZoneId{0}, ZoneId{1}).one_way);
}

}  // namespace
}  // namespace isthmus::underlay

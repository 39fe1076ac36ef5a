#include "sim/scenario/generate.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>
#include <vector>

namespace isthmus::scenario {
namespace {

std::string generated(const GenerateSpec& spec) {
  std::ostringstream out;
  generate(spec, out);
  return out.str();
}

std::size_t times(const std::string& text, const std::string& word) {
  std::size_t n = 0;
  for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) ++n;
  return n;
}

GenerateSpec ten_upstreams_each() {
  GenerateSpec spec;
  spec.partitions = 4;
  spec.services = 30;
  spec.upstreams = 10;
  return spec;
}

/// Number of upstreams of every service, ascending.
std::vector<std::size_t> fan_outs(const std::string& text) {
  std::vector<std::size_t> found;
  std::istringstream lines{text};
  for (std::string line; std::getline(lines, line) && line != "config_entries:";) {
    if (line == "          upstreams:") found.push_back(0);
    if (line.find("destination_name") != std::string::npos) ++found.back();
  }
  std::sort(found.begin(), found.end());
  return found;
}

TEST(Generate, TheSameSpecificationGivesTheSameBytes) {
  const GenerateSpec spec = ten_upstreams_each();

  EXPECT_EQ(generated(spec), generated(spec));
}

TEST(Generate, AnotherSeedGivesAnotherMesh) {
  GenerateSpec other = ten_upstreams_each();
  other.seed = {2};

  EXPECT_NE(generated(ten_upstreams_each()), generated(other));
}

TEST(Generate, EveryServiceHasTheUpstreamsAskedFor) {
  const std::vector<std::size_t> found = fan_outs(generated(ten_upstreams_each()));

  EXPECT_EQ(found, std::vector<std::size_t>(120, 10));
}

TEST(Generate, AServiceCannotHaveMoreUpstreamsThanThereAreOthers) {
  GenerateSpec spec;
  spec.partitions = 1;
  spec.services = 3;
  spec.upstreams = 10;
  spec.cross_partition = {};

  EXPECT_EQ(fan_outs(generated(spec)), (std::vector<std::size_t>{2, 2, 2}));
}

TEST(Generate, ThePublishedFanOutHasThePublishedMedian) {
  GenerateSpec spec;
  spec.partitions = 10;
  spec.services = 200;

  const std::vector<std::size_t> found = fan_outs(generated(spec));

  EXPECT_EQ(found[found.size() / 2], 4U);
}

TEST(Generate, ThePublishedFanOutHasThePublishedTail) {
  GenerateSpec spec;
  spec.partitions = 10;
  spec.services = 200;

  const std::vector<std::size_t> found = fan_outs(generated(spec));

  // Of 2 000 draws a tenth lies above the 90th percentile: 200, give or take five times 13.4.
  const auto above = found.end() - std::upper_bound(found.begin(), found.end(), 13U);
  EXPECT_NEAR(static_cast<double>(above), 200, 67);
}

TEST(Generate, NoUpstreamLeavesThePartitionWhereNoneShall) {
  GenerateSpec spec = ten_upstreams_each();
  spec.cross_partition = {};

  EXPECT_EQ(times(generated(spec), "destination_partition"), 0U);
}

TEST(Generate, EveryUpstreamLeavesThePartitionWhereAllShall) {
  GenerateSpec spec = ten_upstreams_each();
  spec.cross_partition = Ratio::percent(100);

  EXPECT_EQ(times(generated(spec), "destination_partition"), 1200U);
}

TEST(Generate, ExportsLeftOutAreTheShareAskedFor) {
  GenerateSpec whole = ten_upstreams_each();
  whole.cross_partition = Ratio::percent(100);
  GenerateSpec none = whole;
  none.broken = Ratio::percent(100);

  EXPECT_GT(times(generated(whole), "Kind: exported-services"), 0U);
  EXPECT_EQ(times(generated(none), "Kind: exported-services"), 0U);
}

TEST(Generate, AModeOfNoneNeedsNoGateway) {
  GenerateSpec spec = ten_upstreams_each();
  spec.mode = mesh::GatewayMode::none;

  EXPECT_EQ(times(generated(spec), "mesh_gateway:"), 0U);
}

TEST(Generate, EveryUpstreamHasTrafficWhereARateIsGiven) {
  GenerateSpec spec = ten_upstreams_each();
  spec.rate = PerSecond::of(2.5);

  EXPECT_EQ(times(generated(spec), "rate: 2.5/s"), 1200U);
}

TEST(Generate, ThereIsNoTrafficWhereNoRateIsGiven) {
  EXPECT_EQ(times(generated(ten_upstreams_each()), "traffic:"), 0U);
}

TEST(Generate, NoPartitionIsAFault) {
  GenerateSpec spec;
  spec.partitions = 0;

  EXPECT_EQ(fault_in(spec), "at least 1 partition");
}

TEST(Generate, MorePortsThanThereAreIsAFault) {
  GenerateSpec spec;
  spec.upstreams = 60'000;

  EXPECT_EQ(fault_in(spec), "at most 50000 upstreams of each service");
}

}  // namespace
}  // namespace isthmus::scenario

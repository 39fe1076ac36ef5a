#include "sim/random/stream.hpp"

#include <gtest/gtest.h>

#include <array>
#include <set>
#include <string_view>

namespace isthmus::random {
namespace {

__extension__ using Wide = unsigned __int128;
using Block = std::array<std::uint64_t, 4>;

/// Philox4x64-10 as its paper writes it, for comparison.
Block philox(Block counter, std::uint64_t key0, std::uint64_t key1) {
  for (int round = 0; round < 10; ++round) {
    const Wide first = Wide{counter[0]} * 0xD2E7470EE14C6C93;
    const Wide second = Wide{counter[2]} * 0xCA5A826395121157;
    counter = {static_cast<std::uint64_t>(second >> 64) ^ counter[1] ^ key0,
               static_cast<std::uint64_t>(second),
               static_cast<std::uint64_t>(first >> 64) ^ counter[3] ^ key1,
               static_cast<std::uint64_t>(first)};
    key0 += 0x9E3779B97F4A7C15;
    key1 += 0xBB67AE8584CAA73B;
  }
  return counter;
}

// FNV-1a of "foobar" with 128 bits, from the test vectors of the draft.
constexpr std::uint64_t foobar_low = 0x6f0d3597ba446f18;
constexpr std::uint64_t foobar_high = 0x343e1662793c64bf;

TEST(Stream, HasATwinThatAgreesWithPublishedVectors) {
  EXPECT_EQ(philox({0, 0, 0, 0}, 0, 0), (Block{0x16554d9eca36314c, 0xdb20fe9d672d0fdc,
                                               0xd7e772cee186176b, 0x7e68b68aec7ba23b}));
}

TEST(Stream, IsPhiloxUnderSeedAndReplicationAtItsName) {
  Stream stream{Seed{7}, Replication{3}, "foobar"};
  for (std::uint64_t n = 0; n < 3; ++n) {
    const Block expected = philox({n, 0, foobar_low, foobar_high}, 7, 3);
    for (const std::uint64_t word : expected) EXPECT_EQ(stream.bits(), word) << "block " << n;
  }
}

TEST(Stream, HasBranchesOfItsOwn) {
  Stream stream{Seed{7}, Replication{3}, "foobar"};
  stream.bits();
  Stream branch = stream.branch(5);

  EXPECT_EQ(branch.bits(), philox({0, 5, foobar_low, foobar_high}, 7, 3)[0]);
}

TEST(Stream, IsItsOwnBranchZeroFromTheBeginning) {
  Stream stream{Seed{7}, Replication{3}, "foobar"};
  const std::uint64_t first = stream.bits();

  EXPECT_EQ(stream.branch(0).bits(), first);
}

TEST(Stream, DiffersByEveryPartOfItsIdentity) {
  std::set<std::uint64_t> firsts;
  for (std::uint64_t seed : {1u, 2u}) {
    for (std::uint64_t replication : {0u, 1u}) {
      for (std::string_view name : {"", "a", "b", "ab", "ba"}) {
        firsts.insert(Stream{Seed{seed}, Replication{replication}, name}.bits());
      }
    }
  }

  EXPECT_EQ(firsts.size(), 20u);
}

TEST(Stream, GoesOnAloneWhenCopied) {
  Stream one{Seed{1}, Replication{0}, "arrivals"};
  one.bits();
  Stream other = one;
  const std::uint64_t next = one.bits();
  one.bits();

  EXPECT_EQ(other.bits(), next);
}

TEST(Stream, HasUniformsStrictlyBetweenZeroAndOne) {
  Stream stream{Seed{1}, Replication{0}, "uniform"};
  for (int i = 0; i < 100'000; ++i) {
    const double u = stream.uniform();
    ASSERT_GT(u, 0.0);
    ASSERT_LT(u, 1.0);
  }
}

TEST(Stream, HasPinnedUniforms) {
  Stream stream{Seed{1}, Replication{0}, "uniform"};

  EXPECT_EQ(stream.uniform(), 0x1.8b2f268c92e4ep-2);
  EXPECT_EQ(stream.uniform(), 0x1.ed94d7ce45394p-3);
}

TEST(Stream, PicksTheOnlyChoice) {
  Stream stream{Seed{1}, Replication{0}, "pick"};

  EXPECT_EQ(stream.pick(1), 0u);
}

TEST(Stream, PicksBelowAnyBound) {
  Stream stream{Seed{1}, Replication{0}, "pick"};
  for (std::uint64_t bound : {std::uint64_t{2}, std::uint64_t{3}, std::uint64_t{1} << 63,
                              (std::uint64_t{1} << 63) + 1, UINT64_MAX}) {
    for (int i = 0; i < 1000; ++i) ASSERT_LT(stream.pick(bound), bound);
  }
}

TEST(Stream, TossesCertainCoins) {
  Stream stream{Seed{1}, Replication{0}, "coin"};
  for (int i = 0; i < 1000; ++i) {
    ASSERT_TRUE(stream.bernoulli(Ratio::of(1)));
    ASSERT_FALSE(stream.bernoulli(Ratio::of(0)));
  }
}

TEST(StreamDeathTest, CannotPickFromNothing) {
  Stream stream{Seed{1}, Replication{0}, "pick"};

  EXPECT_DEATH(stream.pick(0), "n >= 1");
}

}  // namespace
}  // namespace isthmus::random

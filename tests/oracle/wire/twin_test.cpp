// The sniffer beside its slow twin: same answer to the last field, on everything we can think of.
#include <gtest/gtest.h>

#include <filesystem>

#include "sim/wire/hello_builder.hpp"
#include "sim/wire/sni_sniffer.hpp"
#include "tests/oracle/wire/mutants.hpp"
#include "tests/oracle/wire/slow_sniffer.hpp"
#include "tests/support/wire_answer.hpp"
#include "tests/support/wire_corpus.hpp"

namespace isthmus::wire {
namespace {

using oracle::slow_sniff;
using support::CorpusFile;

const std::vector<CorpusFile>& corpus() {
  static const auto files = support::read_corpus(ISTHMUS_SOURCE_DIR "/tests/data/corpus");
  return files;
}

void expect_twins_agree(std::span<const std::byte> bytes, std::size_t limit) {
  const support::ExactBlock block{bytes};
  ASSERT_EQ(support::shown(sniff(block.bytes(), limit)), shown(slow_sniff(bytes, limit)));
}

TEST(Twin, AgreesOnTheWholeCorpusUnderEveryLimit) {
  for (const CorpusFile& file : corpus()) {
    SCOPED_TRACE(file.name);
    for (const std::size_t limit : {hello_limit_min, std::size_t{600}, std::size_t{4096},
                                    hello_limit_default, hello_limit_max}) {
      ASSERT_NO_FATAL_FAILURE(expect_twins_agree(file.bytes, limit));
    }
  }
}

TEST(Twin, AgreesOnEveryPrefixOfTheSmallerFiles) {
  for (const CorpusFile& file : corpus()) {
    if (file.bytes.size() > 700) continue;
    SCOPED_TRACE(file.name);
    for (std::size_t n = 0; n <= file.bytes.size(); ++n) {
      ASSERT_NO_FATAL_FAILURE(
          expect_twins_agree(std::span{file.bytes}.first(n), hello_limit_default));
    }
  }
}

TEST(Twin, AgreesOnEverySeedOfTheFuzzer) {
  std::size_t seeds = 0;
  for (const auto& entry :
       std::filesystem::directory_iterator{ISTHMUS_SOURCE_DIR "/tests/data/fuzz/sniff"}) {
    SCOPED_TRACE(entry.path().filename());
    const auto bytes = support::file_bytes(entry.path());
    ASSERT_NO_FATAL_FAILURE(expect_twins_agree(bytes, hello_limit_min));
    ASSERT_NO_FATAL_FAILURE(expect_twins_agree(bytes, hello_limit_default));
    ++seeds;
  }
  EXPECT_GT(seeds, 100U);
}

TEST(Twin, AgreesOnStructuredMutants) {
  constexpr std::uint64_t seed = 20261122;
  constexpr std::size_t mutants_per_file = 800;
  oracle::Mutants mutants{seed};
  std::size_t with_name = 0;
  std::size_t malformed = 0;
  for (const CorpusFile& file : corpus()) {
    if (file.bytes.size() < 60 || file.bytes.size() > 2500) continue;
    SCOPED_TRACE(file.name + ", seed " + std::to_string(seed));
    for (std::size_t i = 0; i < mutants_per_file; ++i) {
      const auto mutant = mutants.of(file.bytes);
      ASSERT_NO_FATAL_FAILURE(expect_twins_agree(mutant, hello_limit_default));
      const SniOutcome outcome = sniff(mutant).outcome;
      with_name += outcome == SniOutcome::sni ? 1 : 0;
      malformed += outcome == SniOutcome::malformed ? 1 : 0;
    }
  }
  EXPECT_GT(with_name, 40'000U) << "mutants must not all be broken at the first step";
  EXPECT_GT(malformed, 50'000U);
}

TEST(Twin, AgreesOnMutantsOfBuiltHellosInAnyDelivery) {
  constexpr std::uint64_t seed = 7;
  oracle::Mutants mutants{seed};
  DerivedBytes derived{seed};
  for (const HelloProfile profile : hello_profiles) {
    const auto hello =
        build_client_hello({.profile = profile, .sni = "a.example", .alpn = {"h2", "http/1.1"}});
    for (int i = 0; i < 2000; ++i) {
      const auto mutant = mutants.of(hello);
      SniSniffer sniffer;
      SniAnswer answer = sniffer.feed({});
      for (std::size_t at = 0; at < mutant.size() && !answer.is_final();) {
        const std::size_t n = std::min(1 + derived.below(600), mutant.size() - at);
        answer = sniffer.feed(std::span{mutant}.subspan(at, n));
        at += n;
      }
      ASSERT_EQ(support::shown(answer), shown(slow_sniff(mutant, hello_limit_default)))
          << text(profile) << " mutant " << i << " of seed " << seed;
    }
  }
}

}  // namespace
}  // namespace isthmus::wire

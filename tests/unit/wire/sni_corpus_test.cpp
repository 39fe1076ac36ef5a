// Every file of the corpus against its index. One test per claim, all files in each.
#include <gtest/gtest.h>

#include "sim/wire/sni_sniffer.hpp"
#include "sim/wire/sniff.hpp"
#include "tests/support/wire_corpus.hpp"

namespace isthmus::wire {
namespace {

using support::CorpusExpectation;
using support::CorpusFile;
using support::ExactBlock;

const std::vector<CorpusFile>& corpus() {
  static const auto files = support::read_corpus(ISTHMUS_SOURCE_DIR "/tests/data/corpus");
  return files;
}

/// Calls `claim(file, expected, answer)` for every file under the default limit, and for those that
/// the index judges under 64 KiB too.
template <class Claim>
void for_every_file(Claim claim) {
  ASSERT_EQ(corpus().size(), 350U);
  for (const CorpusFile& file : corpus()) {
    SCOPED_TRACE(file.name);
    const ExactBlock block{file.bytes};
    claim(file.expected, sniff(block.bytes()));
    if (file.expected_at_64k) {
      claim(*file.expected_at_64k, sniff(block.bytes(), hello_limit_max));
    }
  }
}

std::vector<std::string> shown(const AlpnList& alpn) {
  std::vector<std::string> all;
  alpn.each([&](std::string_view name) { all.push_back(printable(name)); });
  return all;
}

TEST(SniCorpus, EveryOutcomeIsTheExpectedOne) {
  for_every_file([](const CorpusExpectation& expected, const SniAnswer& answer) {
    EXPECT_EQ(text(answer.outcome), expected.outcome) << text(answer.reason);
  });
}

TEST(SniCorpus, EveryReasonIsTheExpectedOne) {
  for_every_file([](const CorpusExpectation& expected, const SniAnswer& answer) {
    EXPECT_EQ(text(answer.reason), expected.reason);
  });
}

TEST(SniCorpus, EveryNameHasExactlyTheBytesThatWereSent) {
  for_every_file([](const CorpusExpectation& expected, const SniAnswer& answer) {
    EXPECT_EQ(answer.name(), expected.sni);
  });
}

TEST(SniCorpus, EveryNameIsShownAndMatchedInTheExpectedForm) {
  for_every_file([](const CorpusExpectation& expected, const SniAnswer& answer) {
    EXPECT_EQ(printable(answer.name()), expected.sni_shown);
    EXPECT_EQ(printable(lower_case(answer.name())), expected.sni_lower);
  });
}

TEST(SniCorpus, EveryNameHasTheExpectedFlags) {
  for_every_file([](const CorpusExpectation& expected, const SniAnswer& answer) {
    const auto words = answer.flags().words();
    const std::vector<std::string> flags{words.begin(), words.end()};
    EXPECT_EQ(flags, expected.sni_flags);
  });
}

TEST(SniCorpus, EveryProtocolListIsTheExpectedOne) {
  for_every_file([](const CorpusExpectation& expected, const SniAnswer& answer) {
    EXPECT_EQ(shown(answer.alpn), expected.alpn);
    EXPECT_EQ(answer.alpn_malformed, expected.alpn_malformed);
  });
}

TEST(SniCorpus, EveryHelloEndsAtTheExpectedByte) {
  for_every_file([](const CorpusExpectation& expected, const SniAnswer& answer) {
    EXPECT_EQ(answer.hello_bytes, expected.hello_bytes);
  });
}

TEST(SniCorpus, EveryHelloSpansTheExpectedRecords) {
  for_every_file([](const CorpusExpectation& expected, const SniAnswer& answer) {
    if (expected.hello_bytes != 0) {
      EXPECT_EQ(answer.records, expected.records);
    }
  });
}

TEST(SniCorpus, EncryptedHelloAndSslv2AreFlagged) {
  for_every_file([](const CorpusExpectation& expected, const SniAnswer& answer) {
    EXPECT_EQ(answer.ech, expected.ech);
    EXPECT_EQ(answer.sslv2, expected.sslv2);
  });
}

TEST(SniCorpus, TheRecordedSegmentsGiveTheSameAnswerWhenTheyArriveOneByOne) {
  for (const CorpusFile& file : corpus()) {
    SCOPED_TRACE(file.name);
    SniSniffer sniffer;
    SniAnswer answer;
    std::size_t at = 0;
    for (const std::size_t segment : file.segments) {
      if (answer.is_final()) break;
      answer = sniffer.feed(std::span{file.bytes}.subspan(at, segment));
      at += segment;
    }
    if (file.segments.empty()) continue;
    EXPECT_EQ(text(answer.outcome), file.expected.outcome);
    EXPECT_EQ(answer.name(), file.expected.sni);
    EXPECT_EQ(shown(answer.alpn), file.expected.alpn);
    EXPECT_EQ(answer.hello_bytes, file.expected.hello_bytes);
  }
}

}  // namespace
}  // namespace isthmus::wire

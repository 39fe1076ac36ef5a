// The seven rules of tests/data/corpus/README.md as functions over one file, so that the quick
// tests and the long ones differ only in how densely they try.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <array>

#include "sim/wire/derived_bytes.hpp"
#include "sim/wire/sni_sniffer.hpp"
#include "tests/support/wire_answer.hpp"
#include "tests/support/wire_corpus.hpp"

namespace isthmus::wire::rules {

using support::ByteString;
using support::CorpusFile;
using support::ExactBlock;
using support::same_as;
using support::same_client;
using support::shown;

inline const std::vector<CorpusFile>& corpus() {
  static const auto files = support::read_corpus(ISTHMUS_SOURCE_DIR "/tests/data/corpus");
  return files;
}

template <class Rule>
void for_every_file(Rule rule) {
  ASSERT_EQ(corpus().size(), 350U);
  for (const CorpusFile& file : corpus()) {
    SCOPED_TRACE(file.name);
    rule(file);
    if (testing::Test::HasFailure()) return;  // One file's story is enough.
  }
}

inline bool is_tls_hello(const CorpusFile& file) {
  return file.has_hello() && !file.expected.sslv2;
}

/// The handshake bytes of a hello, without the record headers.
inline ByteString message_of(const CorpusFile& file) {
  ByteString message;
  for (std::size_t at = 0; at < file.expected.hello_bytes;) {
    const std::size_t n = big_endian16(&file.bytes[at + 3]);
    const auto payload = file.bytes.begin() + static_cast<std::ptrdiff_t>(at + 5);
    message.insert(message.end(), payload, payload + static_cast<std::ptrdiff_t>(n));
    at += 5 + n;
  }
  return message;
}

inline void append_record(ByteString& out, std::span<const std::byte> payload) {
  for (const std::size_t b : {std::size_t{0x16}, std::size_t{3}, std::size_t{1},
                              payload.size() >> 8, payload.size() & 0xff}) {
    out.push_back(static_cast<std::byte>(b));
  }
  out.insert(out.end(), payload.begin(), payload.end());
}

/// Rule 1, first half: every prefix shorter than the hello is undecided. Second half: once a prefix
/// has a verdict, no longer one changes it.
inline void truncation(const CorpusFile& file) {
  SniAnswer before = sniff({});
  for (std::size_t n = 0; n <= file.bytes.size(); ++n) {
    const SniAnswer answer = sniff(std::span{file.bytes}.first(n));
    if (file.has_hello()) {
      ASSERT_EQ(answer.is_final(), n >= file.expected.hello_bytes) << n << shown(answer);
    }
    if (before.is_final()) {
      ASSERT_TRUE(same_as(answer, before)) << n;
    }
    before = answer;
  }
}

/// Feeds the pieces between `cuts` and checks the verdict against that on all bytes at once.
inline void deliver(const CorpusFile& file, std::span<const std::size_t> cuts,
                    const SniAnswer& whole, SniSniffer& sniffer) {
  sniffer.reset();
  SniAnswer answer;
  std::size_t at = 0;
  const auto feed_up_to = [&](std::size_t end) {
    if (answer.is_final()) return;
    answer = sniffer.feed(std::span{file.bytes}.subspan(at, end - at));
    at = end;
  };
  for (const std::size_t cut : cuts) feed_up_to(cut);
  feed_up_to(file.bytes.size());
  if (!support::same_answer(answer, whole)) {
    FAIL() << "cuts " << testing::PrintToString(std::vector(cuts.begin(), cuts.end())) << "\n"
           << same_as(answer, whole).message();
  }
}

/// Rule 2: one byte at a time, and at any one cut.
inline void delivery(const CorpusFile& file) {
  const SniAnswer whole = sniff(file.bytes);
  SniSniffer sniffer;
  std::vector<std::size_t> every(file.bytes.size());
  for (std::size_t i = 0; i < every.size(); ++i) every[i] = i;
  deliver(file, every, whole, sniffer);
  for (std::size_t cut = 0; cut <= file.bytes.size(); ++cut) deliver(file, {{cut}}, whole, sniffer);
}

/// Rule 2: at any two cuts `first` and `first + gap` for the gaps given.
inline void delivery_at_two_cuts(const CorpusFile& file, std::span<const std::size_t> gaps) {
  const SniAnswer whole = sniff(file.bytes);
  SniSniffer sniffer;
  for (std::size_t first = 0; first <= file.bytes.size(); ++first) {
    for (const std::size_t gap : gaps) {
      if (first + gap > file.bytes.size()) break;
      deliver(file, std::array{first, first + gap}, whole, sniffer);
    }
    if (testing::Test::HasFailure()) return;
  }
}

/// Rule 3: the same client whatever the records, while they fit the limit.
inline void expect_same_client_in(const ByteString& recorded, const SniAnswer& original) {
  const ExactBlock block{recorded};
  const SniAnswer answer = sniff(block.bytes());
  if (recorded.size() > hello_limit_default) {
    ASSERT_EQ(answer.outcome, SniOutcome::too_large) << shown(answer);
  } else {
    ASSERT_TRUE(same_client(answer, original)) << shown(answer) << "\n" << shown(original);
    ASSERT_EQ(answer.hello_bytes, recorded.size());
  }
}

inline void rerecording_at_one_offset(const CorpusFile& file) {
  const SniAnswer original = sniff(file.bytes);
  const ByteString message = message_of(file);
  for (std::size_t cut = 1; cut < message.size(); ++cut) {
    ByteString recorded;
    append_record(recorded, std::span{message}.first(cut));
    append_record(recorded, std::span{message}.subspan(cut));
    expect_same_client_in(recorded, original);
    if (testing::Test::HasFailure()) return;
  }
}

inline void rerecording_in_pieces(const CorpusFile& file, std::size_t piece) {
  const SniAnswer original = sniff(file.bytes);
  const ByteString message = message_of(file);
  ByteString recorded;
  for (std::size_t at = 0; at < message.size(); at += piece) {
    append_record(recorded, std::span{message}.subspan(at, std::min(piece, message.size() - at)));
  }
  expect_same_client_in(recorded, original);
}

/// Rule 4: what follows the hello changes nothing.
inline void tail(const CorpusFile& file) {
  const ByteString hello{file.bytes.begin(), file.bytes.begin() + static_cast<std::ptrdiff_t>(
                                                                      file.expected.hello_bytes)};
  const SniAnswer alone = sniff(hello);
  std::vector<ByteString> tails;
  for (int byte = 0; byte < 256; ++byte) tails.push_back({static_cast<std::byte>(byte)});
  tails.push_back(hello);
  tails.push_back(ByteString(20000, std::byte{0x17}));
  for (const ByteString& after : tails) {
    ByteString both = hello;
    both.insert(both.end(), after.begin(), after.end());
    ASSERT_TRUE(same_as(sniff(both), alone)) << "tail of " << after.size();
  }
}

/// Rule 5: overwrites every byte by each of `values(old)`; the input is an exactly sized block, so
/// a sanitizer sees any read outside. Both faces must agree on every such stream.
template <class Values>
void robustness(const CorpusFile& file, Values values) {
  ExactBlock block{file.bytes};
  const auto bytes = block.writable();
  for (std::byte& place : bytes) {
    const std::byte old = place;
    for (const std::byte value : values(old)) {
      place = value;
      const SniAnswer answer = sniff(block.bytes());
      ASSERT_TRUE(answer.is_final() || bytes.size() < hello_limit_default) << shown(answer);
      ASSERT_EQ(answer.outcome == SniOutcome::sni, !answer.name().empty());
      ASSERT_EQ(answer.hello_bytes != 0,
                answer.outcome == SniOutcome::sni || answer.outcome == SniOutcome::no_sni);
    }
    place = old;
  }
}

/// The records of a hello that are not empty, headers included.
inline std::vector<std::span<const std::byte>> full_records(const CorpusFile& file) {
  std::vector<std::span<const std::byte>> records;
  for (std::size_t at = 0; at < file.expected.hello_bytes;) {
    const std::size_t n = 5 + big_endian16(&file.bytes[at + 3]);
    if (n > 5) records.push_back(std::span{file.bytes}.subspan(at, n));
    at += n;
  }
  return records;
}

/// Rule 6: up to 32 empty records anywhere between records change nothing; 33 are too many.
inline void empty_records(const CorpusFile& file) {
  const SniAnswer original = sniff(file.bytes);
  const auto records = full_records(file);
  for (std::size_t before = 0; before < records.size(); ++before) {
    for (const std::size_t count : {1U, 2U, 31U, 32U, 33U}) {
      ByteString more;
      for (std::size_t i = 0; i < records.size(); ++i) {
        for (std::size_t n = 0; i == before && n < count; ++n) append_record(more, {});
        more.insert(more.end(), records[i].begin(), records[i].end());
      }
      const SniAnswer answer = sniff(more);
      if (count == 33) {
        ASSERT_EQ(answer.outcome, SniOutcome::malformed) << shown(answer);
        ASSERT_EQ(answer.reason, SniReason::too_many_empty_records);
      } else if (more.size() > hello_limit_default) {
        ASSERT_EQ(answer.outcome, SniOutcome::too_large) << shown(answer);
      } else {
        ASSERT_TRUE(same_client(answer, original)) << shown(answer);
        ASSERT_EQ(answer.records, original.records);
      }
    }
  }
}

/// Rule 7: the limit is exact.
inline void limit(const CorpusFile& file) {
  const std::size_t bytes = file.expected.hello_bytes;
  ASSERT_TRUE(same_as(sniff(file.bytes, bytes), sniff(file.bytes)));
  for (std::size_t below = 0; below < bytes; ++below) {
    const SniAnswer answer = sniff(file.bytes, below);
    ASSERT_EQ(answer.outcome, SniOutcome::too_large) << "limit " << below << ' ' << shown(answer);
  }
}

}  // namespace isthmus::wire::rules

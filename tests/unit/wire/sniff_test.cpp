// The rules one by one, on the smallest streams that show them.
#include "sim/wire/sniff.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>

#include "sim/wire/byte_writer.hpp"
#include "sim/wire/hello_builder.hpp"
#include "sim/wire/sni_sniffer.hpp"
#include "tests/unit/wire/allocations.hpp"

namespace isthmus::wire {
namespace {

using ::testing::ElementsAre;
using ByteString = std::vector<std::byte>;

/// A hello with the given extension types, each empty, in one record.
ByteString hello_with_extensions(const std::vector<std::uint32_t>& types) {
  ByteWriter out;
  out.u8(0x16);
  out.u16(0x0301);
  out.prefixed<2>([&] {
    out.u8(1);
    out.prefixed<3>([&] {
      out.u16(0x0303);
      out.zeros(33);  // Random, and no session id.
      out.prefixed<2>([&] { out.u16(0x1301); });
      out.prefixed<1>([&] { out.u8(0); });
      out.prefixed<2>([&] {
        for (const std::uint32_t type : types) {
          out.u16(type);
          out.u16(0);
        }
      });
    });
  });
  return out.take();
}

/// Types from 100 on, so that each counts as unknown.
std::vector<std::uint32_t> distinct_types(std::size_t count) {
  std::vector<std::uint32_t> types(count);
  for (std::size_t i = 0; i < count; ++i) types[i] = static_cast<std::uint32_t>(100 + i);
  return types;
}

SniOutcome outcome_of(std::initializer_list<int> bytes) {
  ByteString stream;
  for (const int byte : bytes) stream.push_back(static_cast<std::byte>(byte));
  return sniff(stream).outcome;
}

TEST(Sniff, NothingIsUndecided) { EXPECT_EQ(outcome_of({}), SniOutcome::need_more); }

TEST(Sniff, OneByteTellsPlainText) { EXPECT_EQ(outcome_of({'G'}), SniOutcome::not_tls); }

TEST(Sniff, OneByteOfAHandshakeRecordIsUndecided) {
  EXPECT_EQ(outcome_of({0x16}), SniOutcome::need_more);
}

TEST(Sniff, AnotherTlsRecordIsMalformedAndNotPlainText) {
  EXPECT_EQ(outcome_of({0x15, 3}), SniOutcome::malformed);
  EXPECT_EQ(outcome_of({0x17, 3}), SniOutcome::malformed);
  EXPECT_EQ(outcome_of({0x15, 2}), SniOutcome::not_tls);
}

TEST(Sniff, AServerHelloIsRefusedAtItsTypeByte) {
  EXPECT_EQ(outcome_of({0x16, 3, 1, 0, 100, 2}), SniOutcome::malformed);
}

TEST(Sniff, ALengthThatCannotFitIsRefusedAtTheHeader) {
  EXPECT_EQ(outcome_of({0x16, 3, 1, 0, 100, 1, 0, 0x40, 0}), SniOutcome::too_large);
  EXPECT_EQ(outcome_of({0x16, 3, 1, 0, 100, 1, 0xff, 0xff, 0xff}), SniOutcome::too_large);
}

TEST(Sniff, ARecordThatIsTooLongIsRefusedAtItsHeader) {
  EXPECT_EQ(outcome_of({0x16, 3, 1, 0x40, 1}), SniOutcome::malformed);
}

TEST(Sniff, ANameInOneRecordIsSeenInPlace) {
  const auto hello = build_client_hello({.sni = "web.example"});
  const SniAnswer answer = sniff(hello);
  const auto* first = reinterpret_cast<const char*>(hello.data());

  EXPECT_GE(answer.name().data(), first);
  EXPECT_LE(answer.name().data() + answer.name().size(), first + hello.size());
}

TEST(Sniff, ANameCutByRecordsIsGatheredAndSurvivesACopyOfTheAnswer) {
  const auto hello = build_client_hello({.sni = "web.example", .record_payload_max = 3});
  const SniAnswer answer = sniff(hello);
  const SniAnswer copy = answer;

  EXPECT_EQ(answer.name_in_place, nullptr);
  EXPECT_EQ(copy.name(), "web.example");
  EXPECT_NE(copy.name().data(), answer.name().data());
}

TEST(Sniff, ProtocolsCutByRecordsAreReadInOrder) {
  const auto hello = build_client_hello(
      {.sni = "web.example", .alpn = {"h2", "http/1.1", "consul~8300"}, .record_payload_max = 2});
  const SniAnswer answer = sniff(hello);

  EXPECT_THAT(answer.alpn.names(), ElementsAre("h2", "http/1.1", "consul~8300"));
  EXPECT_TRUE(answer.alpn.contains("http/1.1"));
  EXPECT_FALSE(answer.alpn.contains("http"));
  EXPECT_EQ(answer.alpn.size(), 3U);
}

TEST(Sniff, ManyDistinctExtensionsAreFine) {
  for (const std::size_t count : {31U, 32U, 33U, 64U, 4000U}) {
    EXPECT_EQ(sniff(hello_with_extensions(distinct_types(count))).outcome, SniOutcome::no_sni)
        << count;
  }
}

TEST(Sniff, ADuplicateIsFoundHoweverFarApart) {
  for (const std::size_t count : {2U, 31U, 32U, 33U, 34U, 4000U}) {
    for (const std::size_t of : {std::size_t{0}, count / 2, count - 1}) {
      auto types = distinct_types(count);
      types.push_back(types[of]);
      const SniAnswer answer = sniff(hello_with_extensions(types));
      EXPECT_EQ(answer.reason, SniReason::duplicate_extension) << count << " of " << of;
    }
  }
}

TEST(Sniff, EveryTypeMayComeOnceAndNoneTwice) {
  for (std::uint32_t type = 1; type < 65536; ++type) {
    if (type == 16) continue;  // ALPN has a body of its own.
    const std::uint32_t other = type == 0xff00 ? 0xff02 : 0xff00;
    EXPECT_EQ(sniff(hello_with_extensions({type, other})).outcome, SniOutcome::no_sni) << type;
    EXPECT_EQ(sniff(hello_with_extensions({type, other, type})).reason,
              SniReason::duplicate_extension)
        << type;
    if (testing::Test::HasFailure()) break;
  }
}

TEST(Sniff, TheReasonPointsAtTheFieldInTheStream) {
  auto hello = build_client_hello({.sni = "web.example"});
  hello[9] = std::byte{2};  // legacy_version, behind the headers of record and message.

  EXPECT_EQ(sniff(hello).offset, 9U);
}

TEST(Sniff, NeverAllocates) {
  const auto whole = build_client_hello(
      {.profile = HelloProfile::chromium, .sni = "web.example", .alpn = {"h2", "http/1.1"}});
  const auto cut = build_client_hello(
      {.sni = "web.example", .alpn = {"h2", "http/1.1"}, .record_payload_max = 1});
  const auto many = hello_with_extensions(distinct_types(4000));

  const std::size_t before = allocations();
  const std::array outcomes{sniff(whole).outcome, sniff(cut).outcome, sniff(many).outcome};

  EXPECT_EQ(allocations(), before);
  EXPECT_THAT(outcomes, ElementsAre(SniOutcome::sni, SniOutcome::sni, SniOutcome::no_sni));
}

TEST(SniSniffer, ReplaysEveryByteInOrder) {
  const auto hello = build_client_hello({.sni = "web.example"});
  SniSniffer sniffer;
  sniffer.feed(std::span{hello}.first(7));
  sniffer.feed(std::span{hello}.subspan(7));

  const auto replay = sniffer.replay();
  EXPECT_EQ(ByteString(replay.begin(), replay.end()), hello);
}

TEST(SniSniffer, ReplaysWhatFollowsTheHelloToo) {
  auto stream = build_client_hello({.sni = "web.example"});
  const std::size_t hello_bytes = stream.size();
  stream.resize(hello_bytes + 40, std::byte{0x17});
  SniSniffer sniffer;
  const SniAnswer answer = sniffer.feed(stream);

  EXPECT_EQ(answer.hello_bytes, hello_bytes);
  EXPECT_EQ(sniffer.replay().size(), stream.size());
}

TEST(SniSniffer, StartsOverWithoutAllocating) {
  const auto hello = build_client_hello({.sni = "web.example"});
  SniSniffer sniffer;
  sniffer.feed(hello);
  const std::size_t before = allocations();
  sniffer.reset();
  const SniAnswer answer = sniffer.feed(hello);

  EXPECT_EQ(allocations(), before);
  EXPECT_EQ(answer.name(), "web.example");
  EXPECT_EQ(sniffer.replay().size(), hello.size());
}

TEST(SniSnifferDeathTest, FeedingAfterAFinalAnswerIsAProgrammingError) {
  SniSniffer sniffer;
  const std::byte plain[] = {std::byte{'G'}};
  sniffer.feed(plain);

  EXPECT_DEATH(sniffer.feed(plain), "expected !is_final_");
}

TEST(SniReasons, EveryReasonHasAWordAndAnExplanation) {
  std::vector<std::string_view> words;
  for (std::size_t i = 1; i < sni_reason_count; ++i) {
    const auto reason = static_cast<SniReason>(i);
    EXPECT_FALSE(explanation(reason).empty()) << i;
    words.push_back(text(reason));
  }
  std::sort(words.begin(), words.end());
  EXPECT_EQ(std::adjacent_find(words.begin(), words.end()), words.end());
  EXPECT_EQ(text(SniReason::first_byte), "first_byte");
  EXPECT_EQ(text(SniReason::sni_nul), "sni_nul");
  EXPECT_EQ(text(SniReason::sslv2_no_cipher), "sslv2_no_cipher");
}

}  // namespace
}  // namespace isthmus::wire

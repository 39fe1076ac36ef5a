#include "sim/wire/hello_report.hpp"

#include <gtest/gtest.h>

#include "sim/wire/hello_builder.hpp"
#include "tests/support/wire_corpus.hpp"

namespace isthmus::wire {
namespace {

std::vector<std::byte> corpus_bytes(const std::string& file) {
  return support::file_bytes(ISTHMUS_SOURCE_DIR "/tests/data/corpus/" + file);
}

TEST(HelloReport, EveryCompleteHelloOfTheCorpusIsTakenApartToItsEnd) {
  for (const auto& file : support::read_corpus(ISTHMUS_SOURCE_DIR "/tests/data/corpus")) {
    if (!file.is_real() || !file.has_hello()) continue;
    const HelloDissection found = dissect(file.bytes, hello_limit_default);
    EXPECT_TRUE(found.is_complete) << file.name;
    EXPECT_EQ(found.fields.back().end, file.expected.hello_bytes) << file.name;
  }
}

TEST(HelloReport, FieldsOfOneDepthFollowEachOtherWithoutOverlap) {
  for (const auto& file : support::read_corpus(ISTHMUS_SOURCE_DIR "/tests/data/corpus")) {
    std::array<std::uint32_t, 8> ends{};
    for (const HelloField& field : dissect(file.bytes, hello_limit_max).fields) {
      if (field.name == "record") continue;
      ASSERT_LT(field.depth, 8);
      ASSERT_GE(field.offset, ends[static_cast<std::size_t>(field.depth)]) << file.name;
      ASSERT_LE(field.end, file.bytes.size()) << file.name;
      ASSERT_LE(field.bytes, field.end - field.offset) << file.name;
      ends[static_cast<std::size_t>(field.depth)] = field.end;
    }
  }
}

TEST(HelloReport, TheNameIsFoundWhereItLies) {
  const auto hello = build_client_hello({.sni = "web.example"});
  const HelloDissection found = dissect(hello, hello_limit_default);
  const auto name = std::find_if(found.fields.begin(), found.fields.end(),
                                 [](const HelloField& f) { return f.name == "host_name"; });

  ASSERT_NE(name, found.fields.end());
  EXPECT_EQ(name->value, "web.example");
  EXPECT_EQ(name->bytes, 11U);
  EXPECT_EQ(std::to_integer<char>(hello[name->offset]), 'w');
  EXPECT_EQ(std::to_integer<char>(hello[name->end - 1]), 'e');
}

TEST(HelloReport, AFieldCutByARecordBoundaryCountsItsOwnBytesOnly) {
  const auto hello = build_client_hello({.sni = "web.example", .record_payload_max = 8});
  const HelloDissection found = dissect(hello, hello_limit_default);
  const auto random = std::find_if(found.fields.begin(), found.fields.end(),
                                   [](const HelloField& f) { return f.name == "random"; });

  ASSERT_NE(random, found.fields.end());
  EXPECT_EQ(random->bytes, 32U);
  EXPECT_EQ(random->end - random->offset, 32U + 4 * 5);
}

TEST(HelloReport, AnIncompleteHelloShowsTheFieldsThatAreThere) {
  const auto hello = build_client_hello({.sni = "web.example"});
  const HelloDissection found = dissect(std::span{hello}.first(80), hello_limit_default);

  EXPECT_FALSE(found.is_complete);
  EXPECT_EQ(found.fields.back().name, "session_id");
}

TEST(HelloReport, PlainTextHasNoFieldsAndNoFingerprint) {
  const auto report = hello_report(corpus_bytes("adversarial/plain-http-get.bin"));

  EXPECT_TRUE(report.dissection.fields.empty());
  EXPECT_EQ(report.ja3, "");
  EXPECT_EQ(report.answer.reason, SniReason::first_byte);
}

}  // namespace
}  // namespace isthmus::wire

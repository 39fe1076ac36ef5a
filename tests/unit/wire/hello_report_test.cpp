#include "sim/wire/hello_report.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "sim/wire/hello_builder.hpp"
#include "sim/wire/hello_text.hpp"
#include "tests/support/wire_corpus.hpp"

namespace isthmus::wire {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::vector<std::byte> corpus_bytes(const std::string& file) {
  return support::file_bytes(ISTHMUS_SOURCE_DIR "/tests/data/corpus/" + file);
}

nlohmann::json as_json(const HelloReport& report, HelloDetail detail = HelloDetail::verdict) {
  std::ostringstream out;
  JsonWriter json{out, JsonWriter::Style::compact};
  write_json(json, report, detail);
  return nlohmann::json::parse(out.str());
}

TEST(HelloReport, ItsJsonHoldsExactlyWhatTheCorpusIndexExpects) {
  for (const std::string folder : {"real", "adversarial", "mutants"}) {
    std::ifstream in{ISTHMUS_SOURCE_DIR "/tests/data/corpus/" + folder + "/index.json"};
    const auto index = nlohmann::json::parse(in);
    for (const auto& entry : index.at("entries")) {
      const auto bytes = corpus_bytes(folder + "/" + entry.at("file").get<std::string>());
      auto got = as_json(hello_report(bytes));
      for (const char* ours : {"offset", "ja3", "ja4"}) got.erase(ours);
      EXPECT_EQ(got, entry.at("expected")) << entry.at("file");
    }
  }
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
  EXPECT_EQ(as_json(report), (nlohmann::json{{"outcome", "not_tls"},
                                             {"reason", "first_byte"},
                                             {"offset", 0},
                                             {"sni", nullptr},
                                             {"alpn", nlohmann::json::array()}}));
}

TEST(HelloReport, FieldsComeOnlyWhenAskedFor) {
  const auto hello = build_client_hello({.sni = "web.example"});

  EXPECT_FALSE(as_json(hello_report(hello)).contains("fields"));
  EXPECT_EQ(as_json(hello_report(hello), HelloDetail::fields)["fields"][0]["name"], "record");
}

TEST(HelloText, SaysNameProtocolsAndSize) {
  const auto hello = build_client_hello({.sni = "web.example", .alpn = {"h2", "http/1.1"}});

  const std::string said = hello_text(hello_report(hello));

  EXPECT_THAT(said, HasSubstr("server name  web.example\n"));
  EXPECT_THAT(said, HasSubstr("protocols    h2, http/1.1\n"));
  EXPECT_THAT(said, HasSubstr("bytes in 1 record\n"));
}

TEST(HelloText, SaysWhichRuleWasBrokenAndWhere) {
  const auto report = hello_report(corpus_bytes("adversarial/sni-two-hosts.bin"));

  EXPECT_THAT(hello_text(report), HasSubstr("sni_more_than_one_entry at byte "));
}

TEST(HelloText, NeverShowsAControlCharacterOfTheName) {
  const auto hello = build_client_hello({.sni = "a\r\nb\x1b[2J"});

  const std::string said = hello_text(hello_report(hello), HelloDetail::fields);

  EXPECT_THAT(said, HasSubstr("a\\x0d\\x0ab\\x1b[2J"));
  EXPECT_THAT(said, Not(HasSubstr("\x1b")));
}

TEST(HelloText, TheTableAlignsItsColumns) {
  const auto hello = build_client_hello({.sni = "a"});

  const std::string said = hello_text(hello_report(hello), HelloDetail::fields);

  EXPECT_THAT(said, HasSubstr("offset  bytes  field\n"
                              "     0    220  record"));
}

}  // namespace
}  // namespace isthmus::wire

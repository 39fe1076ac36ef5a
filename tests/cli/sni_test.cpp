// `isthmus sni`: hellos that are built, taken apart, and read back.
#include <set>

#include "tests/cli/program.hpp"

namespace isthmus::cli_test {
namespace {

using nlohmann::json;

const std::string name = "api.default.dc1.internal.example.consul";

std::string built(Words words) {
  words.insert(words.begin(), {"sni", "--build", "--server-name", name});
  return isthmus(words).out;
}

json read_back(const std::string& hello, Words words = {}) {
  words.insert(words.begin(), {"sni", "-o", "json"});
  words.push_back("-");
  return json_of(with_input(words, hello));
}

TEST(SniBuild, EveryProfileIsBuiltAndReadBack) {
  std::set<std::string> fingerprints;
  for (const std::string profile : {"envoy", "openssl", "curl", "go", "node", "chromium", "java"}) {
    const json read = read_back(built({"--profile", profile}), {"--fingerprints"});

    ASSERT_EQ(read.size(), 1U) << profile;
    EXPECT_EQ(read[0]["sni"], name) << profile;
    fingerprints.insert(read[0]["ja3"].get<std::string>());
  }
  EXPECT_EQ(fingerprints.size(), 7U);
}

TEST(SniBuild, TheSameWordsGiveTheSameBytesAndAnotherSeedGivesOthers) {
  EXPECT_EQ(built({"--seed", "7"}), built({"--seed", "7"}));
  EXPECT_NE(built({"--seed", "7"}), built({"--seed", "8"}));
}

TEST(SniBuild, TheOptionsShowInTheHello) {
  const json read = read_back(built({"--alpn", "h2,http/1.1", "--ech", "--record-bytes", "100"}));

  EXPECT_EQ(read[0]["alpn"], json::parse(R"(["h2", "http/1.1"])"));
  EXPECT_EQ(read[0]["ech"], true);
  EXPECT_GT(read[0]["records"], 1);
}

TEST(SniBuild, SizeIsTheSizeOnTheWire) {
  EXPECT_EQ(read_back(built({"--size", "1000"}))[0]["length"], 1000);
}

TEST(SniBuild, WithoutANameAGatewayFindsNone) {
  const Ended ended = with_input({"sni", "-"}, isthmus({"sni", "--build"}).out);

  EXPECT_EQ(ended.status, 4);
}

TEST(SniBuild, ACaptureHoldsItInSegmentsAndAnyOtherFileItsBytes) {
  const TemporaryFolder folder;
  const std::string capture = folder / "hello.pcapng";
  const std::string plain = folder / "hello.bin";
  built({"--profile", "chromium", "--write", capture});
  built({"--profile", "chromium", "--write", plain});

  const json read = json_of(isthmus({"sni", "-o", "json", capture, plain}));

  ASSERT_EQ(read.size(), 2U);
  EXPECT_EQ(read[0]["sni"], name);
  EXPECT_EQ(read[0]["segments"].size(), 2U);
  EXPECT_EQ(read[0]["segments"][0], 1460);
  EXPECT_EQ(read[0]["length"], read[1]["length"]);
  EXPECT_EQ(read[1]["sni"], name);
}

TEST(SniBuild, AMistypedProfileIsCorrected) {
  const Ended ended = isthmus({"sni", "--build", "--profile", "chromum"});

  EXPECT_EQ(ended.status, 2);
  EXPECT_NE(ended.err.find("did you mean \"chromium\"?"), std::string::npos) << ended.err;
}

TEST(SniBuild, WhatNoHelloCanHaveIsAUsageError) {
  const std::vector<Words> impossible = {{"--size", "50"},
                                         {"--size", "20000"},
                                         {"--record-bytes", "16385"},
                                         {"--alpn", "h2,,http/1.1"},
                                         {"--tls", "1.2", "--resumption", "early_data"},
                                         {"--server-name", std::string(60'001, 'a')},
                                         {"--fields"},
                                         {"hello.bin"}};
  for (Words words : impossible) {
    words.insert(words.begin(), {"sni", "--build"});
    const Ended ended = isthmus(words);
    EXPECT_EQ(ended.status, 2) << words[2];
    EXPECT_EQ(ended.out, "") << words[2];
  }
}

TEST(SniFields, EachHasItsPlaceInJsonAndOnTheScreen) {
  const std::string hello = built({});
  const json read = read_back(hello, {"--fields"});
  const Ended shown = with_input({"sni", "--fields", "-"}, hello);

  const json& fields = read[0]["fields"];
  ASSERT_FALSE(fields.empty());
  EXPECT_EQ(fields[0]["name"], "record");
  EXPECT_EQ(fields[0]["offset"], 0);
  EXPECT_EQ(fields[0]["bytes"], read[0]["length"]);
  EXPECT_EQ(fields[1]["offset"], 5);
  for (const json& field : fields) {
    const std::string what = field["name"];
    EXPECT_NE(shown.out.find(what), std::string::npos) << what;
  }
  EXPECT_NE(shown.out.find("ja4  " + read[0]["ja4"].get<std::string>()), std::string::npos);
}

TEST(SniFields, WithoutTheOptionThereIsTheVerdictAlone) {
  const json read = read_back(built({}));

  for (const char* key : {"fields", "ja3", "ja4"}) EXPECT_FALSE(read[0].contains(key)) << key;
}

TEST(SniFields, AControlCharacterOfTheNameNeverReachesTheTerminal) {
  const std::string hello = isthmus({"sni", "--build", "--server-name", "a\r\nb\x1b[2J"}).out;

  const std::string shown = with_input({"sni", "--fields", "-"}, hello).out;

  EXPECT_NE(shown.find("a\\x0d\\x0ab\\x1b[2J"), std::string::npos);
  EXPECT_EQ(shown.find('\x1b'), std::string::npos);
}

TEST(SniLimit, AHelloBeyondItIsTooLarge) {
  const std::string hello = built({"--size", "1000"});

  EXPECT_EQ(read_back(hello, {"--limit", "999"})[0]["outcome"], "too_large");
  EXPECT_EQ(read_back(hello, {"--limit", "1000"})[0]["outcome"], "sni");
}

TEST(SniLimit, IsWhatEnvoyCanBeToldAndNothingElse) {
  for (const std::string limit : {"255", "65537", "many"}) {
    EXPECT_EQ(with_input({"sni", "--limit", limit, "-"}, "").status, 2) << limit;
  }
  for (const std::string limit : {"256", "65536"}) {
    EXPECT_NE(with_input({"sni", "--limit", limit, "-"}, "").status, 2) << limit;
  }
}

TEST(Sni, OptionsOfABuiltHelloNeedBuild) {
  EXPECT_EQ(with_input({"sni", "--profile", "go", "-"}, "").status, 2);
  EXPECT_EQ(isthmus({"sni"}).status, 2);
}

TEST(ClientHello, ExplainCountsTheBytesAndSegmentsOfTheCallersClient) {
  const auto segments = [](const std::string& client) {
    const std::string scenario =
        two_services("defaults: {service: {client_hello: " + client + "}}\n");
    return json_of(
        with_input({"explain", "-", "web", "api", "-o", "json"}, scenario))["hello"]["segments"];
  };

  EXPECT_EQ(segments("envoy"), 1);
  EXPECT_EQ(segments("chromium"), 2);
}

}  // namespace
}  // namespace isthmus::cli_test

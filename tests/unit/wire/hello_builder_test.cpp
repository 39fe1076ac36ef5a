#include "sim/wire/hello_builder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

#include "sim/wire/sniff.hpp"
#include "tests/support/wire_corpus.hpp"

namespace isthmus::wire {
namespace {

using ::testing::ElementsAre;

const std::string www = "www.example.com";
const std::string web = "web.default.dc1.internal.11111111-2222-3333-4444-555555555555.consul";

std::size_t captured_bytes(const std::string& file) {
  return support::file_bytes(ISTHMUS_SOURCE_DIR "/tests/data/corpus/real/" + file).size();
}

TEST(HelloBuilder, EachProfileHasTheSizeOfTheClientItIsModelledOn) {
  const std::vector<std::string> h2 = {"h2", "http/1.1"};
  const auto size = [](const HelloSpec& spec) { return build_client_hello(spec).size(); };

  EXPECT_EQ(size({.profile = HelloProfile::openssl, .sni = web}),
            captured_bytes("openssl-tls13-svc.bin"));
  EXPECT_EQ(size({.profile = HelloProfile::go, .sni = web}), captured_bytes("go119-svc.bin"));
  EXPECT_EQ(size({.profile = HelloProfile::curl, .sni = web, .alpn = h2}),
            captured_bytes("curl-svc.bin"));
  EXPECT_EQ(size({.profile = HelloProfile::node, .sni = www}),
            captured_bytes("node24-https-www.bin"));
  EXPECT_EQ(size({.profile = HelloProfile::chromium, .sni = www, .alpn = h2}),
            captured_bytes("chromium-www.1.bin"));
  EXPECT_EQ(size({.profile = HelloProfile::java, .sni = www}),
            captured_bytes("java-https-www.bin"));
}

TEST(HelloBuilder, AnOfferUpToTlsTwelveHasTheSizeOfTheCapture) {
  const std::string gateway = "dc2.internal.11111111-2222-3333-4444-555555555555.consul";

  EXPECT_EQ(build_client_hello(
                {.profile = HelloProfile::go, .sni = gateway, .offered = OfferedTls::up_to_1_2})
                .size(),
            captured_bytes("go119-tls12.bin"));
}

TEST(HelloBuilder, TheSidecarsHelloIsSmallAndCarriesOnlyTheName) {
  const auto hello = build_client_hello({.sni = web});
  const SniAnswer answer = sniff(hello);

  EXPECT_EQ(hello.size(), 210 + 9 + web.size());
  EXPECT_EQ(answer.name(), web);
  EXPECT_TRUE(answer.alpn.empty());
}

TEST(HelloBuilder, TheSameSpecGivesTheSameBytes) {
  const HelloSpec spec{.profile = HelloProfile::chromium, .sni = www, .seed = 7};

  EXPECT_EQ(build_client_hello(spec), build_client_hello(spec));
}

TEST(HelloBuilder, AnotherSeedGivesOtherBytesOfTheSameSize) {
  const auto one = build_client_hello({.sni = www, .seed = 1});
  const auto two = build_client_hello({.sni = www, .seed = 2});

  EXPECT_NE(one, two);
  EXPECT_EQ(one.size(), two.size());
}

TEST(HelloBuilder, PaddingReachesExactlyTheSizeAskedFor) {
  for (const std::size_t size : {300U, 517U, 4000U, 16384U}) {
    EXPECT_EQ(build_client_hello({.sni = www, .padded_to = size}).size(), size);
  }
}

TEST(HelloBuilder, PaddingThatDoesNotFitLeavesTheHelloAsItIs) {
  const auto bare = build_client_hello({.sni = www});

  EXPECT_EQ(build_client_hello({.sni = www, .padded_to = bare.size() + 3}), bare);
  EXPECT_EQ(build_client_hello({.sni = www, .padded_to = 1}), bare);
}

TEST(HelloBuilder, RecordsCarryTheSameMessage) {
  const auto whole = build_client_hello({.sni = web, .alpn = {"h2"}});
  const auto cut = build_client_hello({.sni = web, .alpn = {"h2"}, .record_payload_max = 100});
  const SniAnswer answer = sniff(cut);

  EXPECT_EQ(answer.records, (whole.size() - 5 + 99) / 100);
  EXPECT_EQ(cut.size(), whole.size() - 5 + 5 * answer.records);
  EXPECT_EQ(answer.name(), web);
  EXPECT_THAT(answer.alpn.names(), ElementsAre("h2"));
}

TEST(HelloBuilder, APostQuantumShareMakesTheHelloNeedTwoSegments) {
  const auto hello = build_client_hello({.sni = web, .key_exchange = KeyExchange::post_quantum});

  EXPECT_EQ(segment_sizes(hello.size(), 1448).size(), 2U);
}

TEST(HelloBuilder, AClassicalShareMakesChromiumSmall) {
  const auto hello = build_client_hello(
      {.profile = HelloProfile::chromium, .sni = web, .key_exchange = KeyExchange::classical});

  EXPECT_LT(hello.size(), 1448U);
}

TEST(HelloBuilder, ATicketMakesTheHelloLargerInEitherVersion) {
  for (const OfferedTls offered : {OfferedTls::up_to_1_2, OfferedTls::up_to_1_3}) {
    const auto fresh = build_client_hello({.sni = web, .offered = offered});
    const auto resumed =
        build_client_hello({.sni = web, .offered = offered, .resumption = Resumption::ticket});

    EXPECT_GT(resumed.size(), fresh.size() + 190);
    const SniAnswer answer = sniff(resumed);
    EXPECT_EQ(answer.name(), web);
  }
}

TEST(HelloBuilder, EarlyDataIsAnnouncedInFourBytes) {
  const auto ticket = build_client_hello({.sni = web, .resumption = Resumption::ticket});
  const auto early = build_client_hello({.sni = web, .resumption = Resumption::early_data});

  EXPECT_EQ(early.size(), ticket.size() + 4);
}

TEST(HelloBuilder, EncryptedHelloShowsTheOuterName) {
  const auto hello = build_client_hello({.sni = "public.example.net", .ech = true});
  const SniAnswer answer = sniff(hello);

  EXPECT_TRUE(answer.ech);
  EXPECT_EQ(answer.name(), "public.example.net");
}

TEST(HelloBuilder, ChromiumsNameMovesFromHelloToHello) {
  std::vector<std::size_t> places;
  for (std::uint64_t seed = 0; seed < 32; ++seed) {
    const auto hello =
        build_client_hello({.profile = HelloProfile::chromium, .sni = web, .seed = seed});
    const SniAnswer answer = sniff(hello);
    places.push_back(static_cast<std::size_t>(answer.name_in_place -
                                              reinterpret_cast<const char*>(hello.data())));
  }
  std::sort(places.begin(), places.end());

  const auto distinct = std::unique(places.begin(), places.end()) - places.begin();
  EXPECT_GT(distinct, 10);
  EXPECT_GT(places[static_cast<std::size_t>(distinct) - 1], 1448U);
}

TEST(HelloBuilder, WithoutANameThereIsNoServerNameExtension) {
  for (const HelloProfile profile : hello_profiles) {
    const auto hello = build_client_hello({.profile = profile});
    EXPECT_EQ(sniff(hello).outcome, SniOutcome::no_sni) << text(profile);
  }
}

TEST(HelloBuilder, SegmentsAddUpAndOnlyTheLastIsShort) {
  EXPECT_THAT(segment_sizes(3000, 1448), ElementsAre(1448, 1448, 104));
  EXPECT_THAT(segment_sizes(2896, 1448), ElementsAre(1448, 1448));
  EXPECT_THAT(segment_sizes(1, 1448), ElementsAre(1));
  EXPECT_TRUE(segment_sizes(0, 1448).empty());
}

TEST(HelloProfile, EveryProfileIsFoundByItsWord) {
  for (const HelloProfile profile : hello_profiles) {
    EXPECT_EQ(hello_profile(text(profile)), profile);
  }
  EXPECT_EQ(hello_profile("netscape"), std::nullopt);
}

}  // namespace
}  // namespace isthmus::wire

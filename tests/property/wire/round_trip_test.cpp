// What is built is what is read: every profile in every manner, many seeds, any records.
#include <gtest/gtest.h>

#include "sim/wire/hello_builder.hpp"
#include "sim/wire/hello_dissection.hpp"
#include "sim/wire/sniff.hpp"

namespace isthmus::wire {
namespace {

std::vector<HelloSpec> every_manner() {
  std::vector<HelloSpec> all;
  for (const HelloProfile profile : hello_profiles) {
    for (const OfferedTls offered : {OfferedTls::up_to_1_2, OfferedTls::up_to_1_3}) {
      for (const KeyExchange exchange :
           {KeyExchange::as_profile, KeyExchange::classical, KeyExchange::post_quantum}) {
        for (const Resumption resumption :
             {Resumption::none, Resumption::ticket, Resumption::early_data}) {
          if (resumption == Resumption::early_data && offered == OfferedTls::up_to_1_2) continue;
          for (const bool ech : {false, true}) {
            HelloSpec spec;
            spec.profile = profile;
            spec.offered = offered;
            spec.key_exchange = exchange;
            spec.resumption = resumption;
            spec.ech = ech;
            all.push_back(spec);
          }
        }
      }
    }
  }
  return all;
}

/// Builds, reads, and compares the two.
void expect_round_trip(const HelloSpec& spec) {
  const auto hello = build_client_hello(spec);
  const SniAnswer answer = sniff(hello, hello_limit_max);
  ASSERT_EQ(answer.outcome, spec.sni.empty() ? SniOutcome::no_sni : SniOutcome::sni)
      << text(spec.profile) << ' ' << text(answer.reason) << " at " << answer.offset;
  ASSERT_EQ(answer.name(), spec.sni);
  ASSERT_EQ(answer.alpn.names(), spec.alpn);
  ASSERT_EQ(answer.hello_bytes, hello.size());
}

TEST(RoundTrip, EveryMannerOfEveryProfileIsReadBack) {
  for (HelloSpec spec : every_manner()) {
    for (std::uint64_t seed = 0; seed < 8; ++seed) {
      spec.seed = seed;
      spec.sni = seed % 4 == 3 ? "" : "web.default.dc1.internal.11111111-2222.consul";
      spec.alpn = seed % 2 == 0 ? std::vector<std::string>{} : std::vector<std::string>{"h2"};
      for (const std::size_t payload_max : {16384U, 512U, 37U, 1U}) {
        spec.record_payload_max = payload_max;
        ASSERT_NO_FATAL_FAILURE(expect_round_trip(spec));
      }
    }
  }
}

TEST(RoundTrip, EveryLengthOfNameAndProtocolIsReadBack) {
  for (std::size_t bytes = 1; bytes <= name_bytes_max; ++bytes) {
    const std::string name(bytes, 'x');
    for (const std::size_t payload_max : {16384U, 100U}) {
      ASSERT_NO_FATAL_FAILURE(expect_round_trip(
          {.sni = name, .alpn = {name, "h2", name}, .record_payload_max = payload_max}));
    }
  }
}

TEST(RoundTrip, EverySizeOfPaddingIsReached) {
  const std::size_t bare = build_client_hello({.sni = "web.example"}).size();
  for (std::size_t size = bare + 4; size < 2000; ++size) {
    HelloSpec spec{.sni = "web.example", .padded_to = size};
    ASSERT_EQ(build_client_hello(spec).size(), size);
    ASSERT_NO_FATAL_FAILURE(expect_round_trip(spec));
  }
}

TEST(RoundTrip, EveryHelloIsTakenApartToItsEnd) {
  for (HelloSpec spec : every_manner()) {
    spec.sni = "web.example";
    spec.record_payload_max = 77;
    const auto hello = build_client_hello(spec);
    const HelloDissection found = dissect(hello, hello_limit_max);
    ASSERT_TRUE(found.is_complete) << text(spec.profile);
    ASSERT_EQ(found.fields.back().end, hello.size()) << text(spec.profile);
  }
}

}  // namespace
}  // namespace isthmus::wire

#include "sim/dataplane/hello_template.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "sim/wire/hello_builder.hpp"
#include "sim/wire/sniff.hpp"

namespace isthmus::dataplane {
namespace {

using model::ClientHello;

constexpr const char* name = "billing.default.finance.dc1.internal-v1.example.consul";

TEST(HelloTemplate, TheNameIsReadOutOfTheBytes) {
  const HelloTemplate hello{name, {}, ClientHello::envoy};
  std::vector<std::byte> room;

  const auto bytes = hello.with_random(7, room);

  const wire::SniAnswer answer = wire::sniff(bytes);
  EXPECT_EQ(answer.name(), name);
  EXPECT_EQ(hello.size(), Bytes::of(static_cast<std::int64_t>(bytes.size())));
}

TEST(HelloTemplate, TwoConnectionsDifferInRandomAndSessionIdOnly) {
  const HelloTemplate hello{name, {}, ClientHello::envoy};
  std::vector<std::byte> one;
  std::vector<std::byte> other;
  hello.with_random(1, one);
  hello.with_random(2, other);

  ASSERT_EQ(one.size(), other.size());
  std::size_t different = 0;
  for (std::size_t i = 0; i < one.size(); ++i) {
    if (one[i] == other[i]) continue;
    ++different;
    EXPECT_TRUE((i >= 11 && i < 43) || (i >= 44 && i < 76)) << "byte " << i;
  }
  EXPECT_GT(different, 32u);
}

TEST(HelloTemplate, TheSameNonceGivesTheSameBytes) {
  const HelloTemplate hello{name, {}, ClientHello::go};
  std::vector<std::byte> one;
  std::vector<std::byte> other;
  hello.with_random(5, one);
  hello.with_random(5, other);

  EXPECT_EQ(one, other);
}

TEST(HelloTemplate, EarlyDataIsAnnouncedOnTls13Only) {
  const model::TlsPlan early{model::TlsVersion::tls_1_3, model::TlsResumption::early_data};
  const model::TlsPlan late{model::TlsVersion::tls_1_2, model::TlsResumption::early_data};
  const model::TlsPlan ticket{model::TlsVersion::tls_1_2, model::TlsResumption::ticket};
  std::vector<std::byte> one;
  std::vector<std::byte> other;

  EXPECT_GT(HelloTemplate(name, early, ClientHello::envoy).size(),
            HelloTemplate(name, {}, ClientHello::envoy).size());
  HelloTemplate(name, late, ClientHello::envoy).with_random(1, one);
  HelloTemplate(name, ticket, ClientHello::envoy).with_random(1, other);
  EXPECT_EQ(one, other);
}

TEST(HelloTemplate, EveryClientOfAScenarioHasItsShape) {
  std::vector<Bytes> sizes;
  for (std::size_t i = 0; i < model::client_hello_words.size(); ++i) {
    sizes.push_back(HelloTemplate{name, {}, static_cast<ClientHello>(i)}.size());
  }

  std::sort(sizes.begin(), sizes.end());
  EXPECT_EQ(std::adjacent_find(sizes.begin(), sizes.end()), sizes.end());
}

TEST(HelloTemplate, TheHelloOfABrowserNeedsTwoSegmentsWhereEnvoysNeedsOne) {
  const auto bytes = [](ClientHello client) {
    return static_cast<std::size_t>(HelloTemplate{name, {}, client}.size().count());
  };

  EXPECT_EQ(wire::segment_sizes(bytes(ClientHello::envoy), segment_bytes_max).size(), 1u);
  EXPECT_EQ(wire::segment_sizes(bytes(ClientHello::chromium), segment_bytes_max).size(), 2u);
}

}  // namespace
}  // namespace isthmus::dataplane

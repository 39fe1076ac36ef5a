#include <gtest/gtest.h>

#include <variant>

#include "sim/mesh/address.hpp"
#include "sim/mesh/cluster_name.hpp"
#include "sim/mesh/names.hpp"
#include "sim/mesh/sni_name.hpp"
#include "sim/mesh/spiffe.hpp"

namespace isthmus::mesh {
namespace {

TEST(ServiceName, ShortTextLeavesOutWhatIsDefault) {
  EXPECT_EQ(short_text({"default", "default", "web"}), "web");
  EXPECT_EQ(short_text({"finance", "default", "billing"}), "finance/billing");
  EXPECT_EQ(short_text({"default", "dev", "api"}), "default/dev/api");
}

TEST(GatewayKey, TheDefaultPartitionIsNotSpelledOut) {
  EXPECT_EQ(text(GatewayKey{"default", "dc1"}), "dc1");
  EXPECT_EQ(text(GatewayKey{"finance", "dc1"}), "finance.dc1");
}

TEST(SniName, EveryServiceNameThatIsBuiltReadsBack) {
  for (const char* partition : {"default", "finance"}) {
    for (const char* subset : {"", "v2"}) {
      const ServiceSni parts{subset, {partition, "dev", "billing"}, "dc1"};

      const auto read = parse_sni(service_sni(parts, "1111.consul"), "1111.consul");

      ASSERT_TRUE(std::holds_alternative<SniName>(read));
      EXPECT_EQ(std::get<ServiceSni>(std::get<SniName>(read).what), parts);
    }
  }
}

TEST(SniName, AnEmptyLabelIsNoName) {
  EXPECT_EQ(std::get<SniFault>(parse_sni("web..dc1.internal.t.consul", "t.consul")),
            SniFault::empty_label);
}

TEST(SniName, WithoutATrustDomainTheLastTwoLabelsAreIt) {
  const auto read = parse_sni("dc1.internal.t.consul", "");

  EXPECT_EQ(std::get<SniName>(read).trust_domain, "t.consul");
}

TEST(SniName, AShortNameWithoutATrustDomainHasNoMarker) {
  EXPECT_EQ(std::get<SniFault>(parse_sni("web", "")), SniFault::no_marker);
}

TEST(ClusterName, APortNameWithADotIsIgnored) {
  EXPECT_EQ(port_cluster_name("a.b", "api.t.consul"), "api.t.consul");
  EXPECT_EQ(port_alpn("a.b"), "");
}

TEST(SpiffeId, WhatIsBuiltReadsBackThoughItHoldsASlash) {
  const ServiceIdentity who{{"finance", "dev", "a/b"}, "dc1"};

  const auto read = parse_spiffe(service_spiffe(who, "1111.consul"));

  ASSERT_TRUE(std::holds_alternative<SpiffeId>(read));
  EXPECT_EQ(std::get<ServiceIdentity>(std::get<SpiffeId>(read).who).service, who.service);
}

TEST(SpiffeId, ABadlyEncodedPartIsRefused) {
  EXPECT_EQ(std::get<SpiffeFault>(parse_spiffe("spiffe://t.consul/ns/%2/dc/dc1/svc/web")),
            SpiffeFault::format);
}

TEST(BestAddress, AServiceWithoutAddressIsFoundAtItsNode) {
  InstanceAddresses instance;
  instance.service = {"", 8443};
  instance.node = "10.0.0.9";
  instance.node_wan = "203.0.113.9";

  EXPECT_EQ(best_address(instance, AddressScope::lan), (Address{"10.0.0.9", 8443}));
  EXPECT_EQ(best_address(instance, AddressScope::wan), (Address{"203.0.113.9", 8443}));
}

}  // namespace
}  // namespace isthmus::mesh

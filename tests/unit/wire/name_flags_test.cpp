#include "sim/wire/name_flags.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "sim/wire/sni_answer.hpp"

namespace isthmus::wire {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string_view> flags(std::string_view name) { return flags_of(name).words(); }

TEST(NameFlags, AnOrdinaryNameHasNone) {
  EXPECT_THAT(flags("web.default.dc1.internal.11111111-2222-3333-4444-555555555555.consul"),
              IsEmpty());
  EXPECT_THAT(flags("_grpc._tcp.my_svc"), IsEmpty());
  EXPECT_THAT(flags(""), IsEmpty());
}

TEST(NameFlags, LettersAndOtherBytesAreToldApart) {
  EXPECT_THAT(flags("Web"), ElementsAre("upper"));
  EXPECT_THAT(flags("b\xc3\xbc"), ElementsAre("non_ascii"));
  EXPECT_THAT(flags("a b"), ElementsAre("ctl_or_space"));
  EXPECT_THAT(flags("a\x7f"), ElementsAre("ctl_or_space"));
}

TEST(NameFlags, DotsAreJudgedByTheLabelsBetweenThem) {
  EXPECT_THAT(flags("a."), ElementsAre("trailing_dot"));
  EXPECT_THAT(flags("."), ElementsAre("trailing_dot", "empty_label"));
  EXPECT_THAT(flags(".a"), ElementsAre("empty_label"));
  EXPECT_THAT(flags("a..b"), ElementsAre("empty_label"));
  EXPECT_THAT(flags("a.."), ElementsAre("trailing_dot", "empty_label"));
}

TEST(NameFlags, LengthsBeyondDnsAreSaid) {
  EXPECT_THAT(flags(std::string(63, 'a')), IsEmpty());
  EXPECT_THAT(flags(std::string(64, 'a')), ElementsAre("label_gt63"));
  std::string long_name;
  while (long_name.size() < 254) long_name += "a.";
  EXPECT_THAT(flags(long_name.substr(0, 253)), IsEmpty());
  EXPECT_THAT(flags(long_name.substr(0, 253) + "b"), ElementsAre("name_gt253"));
}

TEST(NameFlags, AddressesAreTakenAsInetPtonTakesThem) {
  for (const char* address :
       {"10.1.2.3", "255.255.255.255", "::", "::1", "1::", "2001:db8::1", "1:2:3:4:5:6:7:8",
        "1:2:3:4:5:6:7::", "::ffff:10.0.0.1", "1:2:3:4:5:6:10.0.0.1", "[2001:db8::1]"}) {
    EXPECT_TRUE(is_ip_literal(address)) << address;
  }
}

TEST(NameFlags, WhatOnlyLooksLikeAnAddressIsAName) {
  for (const char* name : {"10.1.2",
                           "10.1.2.3.4",
                           "256.1.1.1",
                           "01.1.1.1",
                           "1.1.1.1.",
                           "a.b.c.d",
                           ":",
                           ":1",
                           "1:",
                           "1::2::3",
                           "1:2:3:4:5:6:7",
                           "1:2:3:4:5:6:7:8:9",
                           "1:2:3:4:5:6:7:8::",
                           "12345::",
                           "g::",
                           "[10.0.0.1]",
                           "[::1",
                           "::1]",
                           "[]",
                           "1:2:3:4:5:6:7:10.0.0.1",
                           "::10.0.0"}) {
    EXPECT_FALSE(is_ip_literal(name)) << name;
  }
}

TEST(Printable, ShowsWhatIsPrintableAndEscapesTheRest) {
  EXPECT_EQ(printable("a-b.C_9"), "a-b.C_9");
  EXPECT_EQ(printable(std::string_view{"\0\n \x7f\xff\\", 6}), "\\x00\\x0a\\x20\\x7f\\xff\\x5c");
}

TEST(LowerCase, TouchesOnlyAscii) { EXPECT_EQ(lower_case("AbZ[@`{\xc4\xd6"), "abz[@`{\xc4\xd6"); }

}  // namespace
}  // namespace isthmus::wire

#include "sim/capture/write_capture.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "sim/capture/read_capture.hpp"
#include "sim/wire/hello_builder.hpp"
#include "sim/wire/sniff.hpp"

namespace isthmus::capture {
namespace {

using ::testing::ElementsAre;

std::string written(std::span<const SyntheticFlow> flows) {
  std::ostringstream out;
  write_pcapng(out, flows);
  return out.str();
}

Capture read_back(std::span<const SyntheticFlow> flows) {
  const std::string file = written(flows);
  const auto capture = read_capture(std::as_bytes(std::span{file}), "written.pcapng");
  EXPECT_TRUE(capture);
  return capture ? *capture : Capture{};
}

SyntheticFlow flow_to(std::string sni, std::uint16_t port) {
  return {.client = {"10.0.0.1", port},
          .server = {"10.0.0.2", 8443},
          .starts = SimTime::start() + Duration::milliseconds(port),
          .client_bytes = wire::build_client_hello(
              {.sni = std::move(sni), .key_exchange = wire::KeyExchange::post_quantum})};
}

TEST(WriteCapture, WhatWasWrittenIsReadBack) {
  const std::array flows{flow_to("one.example", 1), flow_to("two.example", 2)};

  const Capture capture = read_back(flows);

  ASSERT_EQ(capture.flows.size(), 2U);
  EXPECT_EQ(capture.packets, 12U);
  for (std::size_t i = 0; i < flows.size(); ++i) {
    EXPECT_EQ(capture.flows[i].first_bytes, flows[i].client_bytes);
    EXPECT_EQ(capture.flows[i].client, flows[i].client);
    EXPECT_TRUE(capture.flows[i].has_start);
  }
  EXPECT_EQ(capture.flows[1].first_seen, Duration::milliseconds(1));
}

TEST(WriteCapture, BytesLeaveInSegmentsOfTheMss) {
  SyntheticFlow flow = flow_to("one.example", 1);
  flow.mss = 1000;
  flow.client_bytes.resize(2500);

  EXPECT_THAT(read_back({&flow, 1}).flows.front().segments, ElementsAre(1000, 1000, 500));
}

TEST(WriteCapture, AddressesMayBeOfEitherFamily) {
  SyntheticFlow flow = flow_to("six.example", 1);
  flow.client.address = "2001:db8::1";
  flow.server.address = "2001:db8::2";

  const Capture capture = read_back({&flow, 1});
  const wire::SniAnswer answer = wire::sniff(capture.flows.front().first_bytes);

  EXPECT_EQ(capture.flows.front().client.address, "2001:db8::1");
  EXPECT_EQ(answer.name(), "six.example");
}

TEST(WriteCapture, TheSameFlowsGiveTheSameBytes) {
  const std::array flows{flow_to("one.example", 1)};

  EXPECT_EQ(written(flows), written(flows));
}

TEST(WriteCapture, NoFlowsGiveACaptureWithoutPackets) { EXPECT_EQ(read_back({}).packets, 0U); }

}  // namespace
}  // namespace isthmus::capture

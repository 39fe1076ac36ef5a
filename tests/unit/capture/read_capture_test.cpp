#include "sim/capture/read_capture.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstring>
#include <filesystem>

#include "sim/capture/frame_writer.hpp"
#include "tests/unit/capture/pcap_file.hpp"

namespace isthmus::capture {
namespace {

using ::testing::ElementsAre;

const Endpoint client{"10.0.0.1", 40000};
const Endpoint server{"10.0.0.2", 8443};
const FrameWriter to_server{client, server};
const FrameWriter to_client{server, client};

ByteString bytes_of(std::string_view text) {
  ByteString bytes(text.size());
  if (!text.empty()) std::memcpy(bytes.data(), text.data(), text.size());
  return bytes;
}

std::string text_of(const ByteString& bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

ByteString syn(std::uint32_t sequence = 99) { return to_server.frame(sequence, 0, tcp_syn, {}); }

ByteString data(std::uint32_t sequence, std::string_view text) {
  return to_server.frame(sequence, 1, tcp_ack, bytes_of(text));
}

Capture read(PcapFile& file) {
  const auto capture = read_capture(file.bytes(), "test.pcap");
  EXPECT_TRUE(capture) << (capture ? "" : capture.error().front().problem);
  return capture ? *capture : Capture{};
}

/// The one flow that the frames make, after a SYN with sequence number 99.
CapturedFlow flow_of(std::initializer_list<ByteString> frames) {
  PcapFile file;
  file.add(syn());
  for (const ByteString& frame : frames) file.add(frame);
  const Capture capture = read(file);
  EXPECT_EQ(capture.flows.size(), 1U);
  return capture.flows.empty() ? CapturedFlow{} : capture.flows.front();
}

TEST(ReadCapture, SegmentsInOrderAreJoined) {
  const CapturedFlow flow = flow_of({data(100, "abc"), data(103, "def")});

  EXPECT_EQ(text_of(flow.first_bytes), "abcdef");
  EXPECT_EQ(flow.client, client);
  EXPECT_EQ(flow.server, server);
  EXPECT_THAT(flow.segments, ElementsAre(3, 3));
  EXPECT_TRUE(flow.has_start);
  EXPECT_FALSE(flow.has_gap);
}

TEST(ReadCapture, SegmentsOutOfOrderArePutInOrder) {
  EXPECT_EQ(text_of(flow_of({data(103, "def"), data(100, "abc")}).first_bytes), "abcdef");
}

TEST(ReadCapture, ARetransmissionChangesNothing) {
  const CapturedFlow flow = flow_of({data(100, "abc"), data(100, "abc"), data(103, "def")});

  EXPECT_EQ(text_of(flow.first_bytes), "abcdef");
}

TEST(ReadCapture, WhereSegmentsOverlapTheFirstCopyWins) {
  const CapturedFlow flow = flow_of({data(100, "abcd"), data(102, "XXef")});

  EXPECT_EQ(text_of(flow.first_bytes), "abcdef");
}

TEST(ReadCapture, AMissingSegmentEndsTheBytesAndIsSaid) {
  const CapturedFlow flow = flow_of({data(100, "abc"), data(106, "ghi")});

  EXPECT_EQ(text_of(flow.first_bytes), "abc");
  EXPECT_TRUE(flow.has_gap);
}

TEST(ReadCapture, SequenceNumbersMayWrapAround) {
  PcapFile file;
  file.add(syn(0xfffffffd)).add(data(0xfffffffe, "abc")).add(data(1, "def"));

  EXPECT_EQ(text_of(read(file).flows.front().first_bytes), "abcdef");
}

TEST(ReadCapture, WithoutTheSynTheFirstSpeakerIsTheClient) {
  PcapFile file;
  file.add(data(5003, "def")).add(data(5000, "abc"));
  const CapturedFlow flow = read(file).flows.front();

  EXPECT_EQ(text_of(flow.first_bytes), "abcdef");
  EXPECT_FALSE(flow.has_start);
}

TEST(ReadCapture, ASynAckTellsWhoTheClientIs) {
  PcapFile file;
  file.add(to_client.frame(7, 100, tcp_syn | tcp_ack, {}))
      .add(to_client.frame(8, 100, tcp_ack, bytes_of("220 hello")))
      .add(data(100, "abc"));
  const CapturedFlow flow = read(file).flows.front();

  EXPECT_EQ(flow.client, client);
  EXPECT_EQ(text_of(flow.first_bytes), "abc");
}

TEST(ReadCapture, WhatTheServerSendsIsLeftOut) {
  const CapturedFlow flow =
      flow_of({data(100, "abc"), to_client.frame(1, 103, tcp_ack, bytes_of("reply"))});

  EXPECT_EQ(text_of(flow.first_bytes), "abc");
}

TEST(ReadCapture, AReusedPortStartsAnotherFlow) {
  PcapFile file;
  file.add(syn(99)).add(data(100, "one")).add(syn(500099)).add(data(500100, "two"));
  const Capture capture = read(file);

  ASSERT_EQ(capture.flows.size(), 2U);
  EXPECT_EQ(text_of(capture.flows[0].first_bytes), "one");
  EXPECT_EQ(text_of(capture.flows[1].first_bytes), "two");
}

TEST(ReadCapture, ARepeatedSynIsTheSameFlow) {
  PcapFile file;
  file.add(syn()).add(syn()).add(data(100, "abc"));

  EXPECT_EQ(read(file).flows.size(), 1U);
}

TEST(ReadCapture, NoMoreIsKeptThanAskedFor) {
  PcapFile file;
  file.add(syn()).add(data(100, "abcdef")).add(data(106, "ghi"));

  const auto capture = read_capture(file.bytes(), "test.pcap", 4);

  ASSERT_TRUE(capture);
  EXPECT_EQ(text_of(capture->flows.front().first_bytes), "abcd");
}

TEST(ReadCapture, EthernetPaddingIsNotPayload) {
  ByteString frame = data(100, "a");
  frame.resize(64);

  EXPECT_EQ(text_of(flow_of({frame, data(101, "b")}).first_bytes), "ab");
}

TEST(ReadCapture, WhatWasNotCapturedIsAGap) {
  const ByteString whole = data(100, "abcdef");
  PcapFile file;
  file.add(syn()).add(whole, whole.size() - 3).add(data(106, "ghi"));
  const CapturedFlow flow = read(file).flows.front();

  EXPECT_EQ(text_of(flow.first_bytes), "abc");
  EXPECT_TRUE(flow.has_gap);
}

TEST(ReadCapture, VlanTagsAreSkipped) {
  ByteString frame = data(100, "abc");
  const ByteString tag = bytes_of(std::string_view{"\x81\x00\x00\x07", 4});
  frame.insert(frame.begin() + 12, tag.begin(), tag.end());

  EXPECT_EQ(text_of(flow_of({frame}).first_bytes), "abc");
}

TEST(ReadCapture, RawIpAndCookedFramesAreUnderstood) {
  const ByteString ethernet = data(100, "abc");
  const ByteString ip{ethernet.begin() + 14, ethernet.end()};
  PcapFile raw{link_raw_ip};
  raw.add(ip);
  ByteString cooked_frame(14);
  cooked_frame.insert(cooked_frame.end(), ethernet.begin() + 12, ethernet.end());
  PcapFile cooked{link_linux_cooked};
  cooked.add(cooked_frame);

  EXPECT_EQ(text_of(read(raw).flows.front().first_bytes), "abc");
  EXPECT_EQ(text_of(read(cooked).flows.front().first_bytes), "abc");
}

TEST(ReadCapture, IpFragmentsAreCountedInAWarning) {
  ByteString frame = data(100, "abc");
  frame[14 + 6] = std::byte{0x20};  // More fragments follow.
  PcapFile file;
  file.add(frame);
  const Capture capture = read(file);

  ASSERT_EQ(capture.warnings.size(), 1U);
  EXPECT_EQ(capture.warnings.front().code, "capture-fragments");
  EXPECT_TRUE(capture.flows.empty());
}

TEST(ReadCapture, AFileThatIsMissingIsADiagnostic) {
  const auto capture = read_capture("/nowhere/at-all.pcap");

  ASSERT_FALSE(capture);
  EXPECT_EQ(capture.error().front().code, "cannot-read-capture");
}

TEST(ReadCapture, AFileOfAnotherKindIsADiagnostic) {
  for (const std::string_view text : {"", "x", "GET / HTTP/1.1\r\n\r\n", "\xd4\xc3\xb2\xa1"}) {
    const auto capture = read_capture(bytes_of(text), "other");

    ASSERT_FALSE(capture);
    EXPECT_EQ(capture.error().front().code, "cannot-read-capture");
  }
}

TEST(ReadCapture, ALinkTypeWithoutIpIsADiagnostic) {
  PcapFile file{105};  // IEEE 802.11
  const auto capture = read_capture(file.bytes(), "wifi.pcap");

  ASSERT_FALSE(capture);
  EXPECT_THAT(capture.error().front().problem, ::testing::HasSubstr("link type"));
}

TEST(ReadCapture, ACaptureThatBreaksOffGivesWhatItHeld) {
  PcapFile file;
  file.add(syn()).add(data(100, "abc")).add(data(103, "def"));
  ByteString bytes = file.bytes();
  bytes.resize(bytes.size() - 10);

  const auto capture = read_capture(bytes, "cut.pcap");

  ASSERT_TRUE(capture);
  EXPECT_EQ(text_of(capture->flows.front().first_bytes), "abc");
  ASSERT_EQ(capture->warnings.size(), 1U);
  EXPECT_EQ(capture->warnings.front().code, "capture-cut-short");
}

TEST(ReadCapture, EverySeedOfTheFuzzerGivesFlowsOrADiagnostic) {
  std::size_t seeds = 0;
  for (const auto& entry :
       std::filesystem::directory_iterator{ISTHMUS_SOURCE_DIR "/tests/data/fuzz/capture"}) {
    const auto capture = read_capture(entry.path().string());
    EXPECT_TRUE(capture || !capture.error().empty()) << entry.path();
    ++seeds;
  }
  EXPECT_GT(seeds, 50U);
}

TEST(ReadCapture, EveryPrefixAndEveryWrongByteIsSurvived) {
  PcapFile file;
  file.add(syn()).add(data(100, "abc")).add(data(103, "def"));
  ByteString bytes = file.bytes();

  for (std::size_t n = 0; n <= bytes.size(); ++n) {
    const ByteString prefix{bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(n)};
    EXPECT_TRUE(read_capture(prefix, "prefix") || n < 24) << n;
  }
  for (std::byte& byte : bytes) {
    const std::byte old = byte;
    for (const unsigned value : {0U, 1U, 0x45U, 0x7fU, 0xffU}) {
      byte = static_cast<std::byte>(value);
      const auto capture = read_capture(bytes, "mutant");
      EXPECT_TRUE(capture || !capture.error().empty());
    }
    byte = old;
  }
}

}  // namespace
}  // namespace isthmus::capture

#include "sim/capture/read_capture.hpp"

#include <pcap/pcap.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>
#include <optional>

#include "sim/capture/flow_table.hpp"
#include "sim/capture/packet.hpp"

namespace isthmus::capture {
namespace {

struct PcapCloser {
  void operator()(pcap_t* pcap) const { pcap_close(pcap); }
};
using PcapFile = std::unique_ptr<pcap_t, PcapCloser>;

Diagnostics cannot_read(const std::string& name, const std::string& why) {
  return {error_at({}, "cannot-read-capture", name + " cannot be read as a capture: " + why,
                   "Give a pcap or pcapng file, as tcpdump -w or Wireshark write them.")};
}

std::optional<LinkLayer> link_layer(int dlt) {
  switch (dlt) {
    case DLT_EN10MB:
      return LinkLayer::ethernet;
    case DLT_LINUX_SLL:
      return LinkLayer::linux_cooked;
    case DLT_LINUX_SLL2:
      return LinkLayer::linux_cooked_2;
    case DLT_RAW:
    case DLT_IPV4:
    case DLT_IPV6:
      return LinkLayer::raw_ip;
    case DLT_NULL:
    case DLT_LOOP:
      return LinkLayer::loopback;
    default:
      return std::nullopt;
  }
}

/// The time of a packet; the library was asked for nanoseconds and keeps them where the
/// microseconds would be. A broken capture may hold any time, so it is kept within what fits.
std::int64_t nanoseconds(const timeval& at) {
  constexpr std::int64_t seconds_max = INT64_MAX / 2'000'000'000;
  const std::int64_t seconds = std::clamp<std::int64_t>(at.tv_sec, -seconds_max, seconds_max);
  const std::int64_t rest = std::clamp<std::int64_t>(at.tv_usec, 0, 999'999'999);
  return seconds * 1'000'000'000 + rest;
}

Result<Capture> read_all(pcap_t* pcap, const std::string& name, std::size_t first_bytes_max) {
  const std::optional<LinkLayer> link = link_layer(pcap_datalink(pcap));
  if (!link) {
    const char* known = pcap_datalink_val_to_name(pcap_datalink(pcap));
    return cannot_read(name, std::string{"its link type is "} +
                                 (known != nullptr ? known : "unknown") + ", not one with IP");
  }
  Capture capture;
  FlowTable table{first_bytes_max};
  std::size_t fragments = 0;
  std::optional<std::int64_t> first_at;
  pcap_pkthdr* header = nullptr;
  const u_char* bytes = nullptr;
  int status = 0;
  while ((status = pcap_next_ex(pcap, &header, &bytes)) == 1) {
    ++capture.packets;
    const std::int64_t at = nanoseconds(header->ts);
    if (!first_at) first_at = at;
    TcpSegment segment;
    const std::span frame{reinterpret_cast<const std::byte*>(bytes), header->caplen};
    switch (segment_in(frame, *link, segment)) {
      case FrameKind::tcp:
        table.add(segment, Duration::nanoseconds(at - *first_at));
        break;
      case FrameKind::fragment:
        ++fragments;
        break;
      case FrameKind::other:
        break;
    }
  }
  capture.flows = table.flows();
  if (status == PCAP_ERROR) {
    capture.warnings.push_back(warning_at({}, "capture-cut-short",
                                          name + " breaks off after packet " +
                                              std::to_string(capture.packets) + ": " +
                                              pcap_geterr(pcap)));
  }
  if (fragments != 0) {
    capture.warnings.push_back(warning_at({}, "capture-fragments",
                                          name + " holds " + std::to_string(fragments) +
                                              " IP fragments, which are not put together"));
  }
  return capture;
}

Result<Capture> read_open(std::FILE* file, const std::string& name, std::size_t first_bytes_max) {
  if (file == nullptr) return cannot_read(name, std::strerror(errno));
  std::array<char, PCAP_ERRBUF_SIZE> why{};
  PcapFile pcap{
      pcap_fopen_offline_with_tstamp_precision(file, PCAP_TSTAMP_PRECISION_NANO, why.data())};
  if (pcap == nullptr) {
    std::fclose(file);
    return cannot_read(name, why.data());
  }
  return read_all(pcap.get(), name, first_bytes_max);  // Closing `pcap` closes the file too.
}

}  // namespace

Result<Capture> read_capture(const std::string& path, std::size_t first_bytes_max) {
  return read_open(std::fopen(path.c_str(), "rb"), path, first_bytes_max);
}

Result<Capture> read_capture(std::span<const std::byte> file, const std::string& name,
                             std::size_t first_bytes_max) {
  if (file.empty()) return cannot_read(name, "it is empty");
  // Opened for reading, so that what the const is cast off from stays as it is.
  void* bytes = const_cast<std::byte*>(file.data());
  return read_open(fmemopen(bytes, file.size(), "rb"), name, first_bytes_max);
}

}  // namespace isthmus::capture

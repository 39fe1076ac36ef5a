// The hellos in a file: the file itself, or the beginning of each connection of a packet capture.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "sim/analysis/hello_report.hpp"
#include "sim/base/diagnostic.hpp"

namespace isthmus::session {

/// A hello and where it came from.
struct Hello {
  std::string file{};
  std::string client{};  ///< Of a captured connection, "address:port"; empty for a plain file.
  std::string server{};
  std::vector<std::size_t> segments{};  ///< Of a captured connection: payload sizes as they came.
  analysis::HelloReport report{};
};

/// What a file held.
struct Hellos {
  std::vector<Hello> found{};
  Diagnostics diagnostics{};  ///< A capture that cannot be read, or what was left out of one.
};

/// How hellos are read.
///
/// Limits   `limit`: wire::hello_limit_min to wire::hello_limit_max bytes of a stream are looked
/// at.
struct HelloReading {
  std::size_t limit = wire::hello_limit_default;
  analysis::HelloDetail detail = analysis::HelloDetail::verdict;
};

/// Reads the hellos in `bytes`, the content of `file`. A packet capture (pcap, pcapng) is known by
/// its first four bytes, which begin no TLS stream; of it, every connection on which the client
/// sent something is one hello.
Hellos hellos_in(const std::string& file, std::span<const std::byte> bytes,
                 const HelloReading& reading = {});

}  // namespace isthmus::session

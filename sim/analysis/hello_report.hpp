// "What does this hello ask for?": what a gateway's sniffer sees in some bytes.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "sim/wire/hello_dissection.hpp"
#include "sim/wire/sniff.hpp"

namespace isthmus::analysis {

/// How much there shall be in the answer; each holds what those before it do.
enum class HelloDetail { verdict, fingerprints, fields };

/// Limits   `limit` as that of wire::sniff().
struct HelloQuestion {
  std::span<const std::byte> bytes;
  std::size_t limit = wire::hello_limit_default;
  HelloDetail detail = HelloDetail::verdict;
};

/// The sniffer's answer in words that outlive the bytes.
struct HelloReport {
  wire::SniOutcome outcome = wire::SniOutcome::need_more;
  wire::SniReason reason = wire::SniReason::none;
  std::string name{};  ///< Exactly as sent; any bytes.
  std::vector<std::string> alpn{};
  bool alpn_malformed = false;
  bool ech = false;
  bool sslv2 = false;
  std::size_t bytes = 0;        ///< Bytes that were looked at.
  std::size_t hello_bytes = 0;  ///< Up to the end of the record that ends the hello; 0 without one.
  std::size_t records = 0;
  std::size_t offset = 0;  ///< Of the field that broke the rule.
  std::string ja3{};       ///< Fingerprints of the client; empty unless asked for and complete.
  std::string ja4{};
  std::vector<wire::HelloField> fields{};  ///< Where asked for, as far as they make sense.

  bool found() const { return outcome == wire::SniOutcome::sni; }
  bool complete() const { return found() || outcome == wire::SniOutcome::no_sni; }
};

HelloReport answer(const HelloQuestion& question);

}  // namespace isthmus::analysis

// "What does this hello ask for?": what a gateway's sniffer sees in some bytes.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "sim/wire/sni_answer.hpp"

namespace isthmus::analysis {

struct HelloQuestion {
  std::span<const std::byte> bytes;
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
  std::string ja3{};       ///< Fingerprints of the client; empty unless the hello is complete.
  std::string ja4{};

  bool found() const { return outcome == wire::SniOutcome::sni; }
  bool complete() const { return found() || outcome == wire::SniOutcome::no_sni; }
};

HelloReport answer(const HelloQuestion& question);

}  // namespace isthmus::analysis

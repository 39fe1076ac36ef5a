// The incremental face of the sniffer: bytes arrive in any pieces, as they do at a gateway.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "sim/wire/record_scan.hpp"
#include "sim/wire/sniff.hpp"

namespace isthmus::wire {

/// Reads the server name out of a TLS ClientHello without decrypting anything, from bytes that may
/// arrive in any pieces; the verdict is the one that sniff() gives for all of them at once.
///
/// Shape   input: any number of TLS records; a ClientHello may span several of them.
/// Limits  `limit` wire bytes, beyond which the answer is `too_large`.
/// Errors  a malformed hello is an answer, not an exception: it is what a gateway sees.
/// Cost    each byte is copied once, and each read looks only at what is new.
/// Source  see sniff().
class SniSniffer {
 public:
  explicit SniSniffer(std::size_t limit = hello_limit_default);

  // An answer looks into this buffer, so a sniffer may be moved but not copied.
  SniSniffer(SniSniffer&&) noexcept = default;
  SniSniffer& operator=(SniSniffer&&) noexcept = default;

  /// Appends `chunk` and answers from everything fed so far. Once the answer is final, feeding
  /// again is a programming error; its views live as long as the sniffer.
  SniAnswer feed(std::span<const std::byte> chunk);

  /// Starts over with another stream, keeping the buffer: a gateway's hot path then never
  /// allocates.
  void reset();

  /// All bytes fed, in order: what a gateway must replay to the next hop.
  std::span<const std::byte> replay() const { return seen_; }

 private:
  std::size_t limit_;
  std::vector<std::byte> seen_;
  RecordScan scan_;
  bool is_final_ = false;
};

}  // namespace isthmus::wire

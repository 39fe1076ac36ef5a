// Everything there is to say about the first bytes of a stream: the verdict that a gateway acts on,
// the fields, and the fingerprints. The value behind `isthmus sni`.
#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "sim/base/json_writer.hpp"
#include "sim/wire/hello_dissection.hpp"
#include "sim/wire/sniff.hpp"

namespace isthmus::wire {

/// Looks into the stream it was made from, as its answer does.
struct HelloReport {
  SniAnswer answer;
  HelloDissection dissection;
  std::string ja3;  ///< Empty unless the hello is complete.
  std::string ja4;
};

HelloReport hello_report(std::span<const std::byte> stream,
                         std::size_t limit = hello_limit_default);

enum class HelloDetail { verdict, fields };

/// The report as one JSON object. Of the verdict's keys, `outcome`, `sni` (null without one) and
/// `alpn` are always there; the others when they have something to say: `reason` and `offset`;
/// `sni_hex`, `sni_lower`, `sni_flags`; `alpn_malformed`; `ech`; `sslv2`; `records` when more than
/// one; `hello_bytes`; `ja3`, `ja4`. With HelloDetail::fields also `fields`.
void write_json(JsonWriter& json, const HelloReport& report,
                HelloDetail detail = HelloDetail::verdict);

/// The same keys without the object around them, for a caller that adds its own.
void write_json_members(JsonWriter& json, const HelloReport& report,
                        HelloDetail detail = HelloDetail::verdict);

}  // namespace isthmus::wire

// Everything there is to say about the first bytes of a stream: the verdict that a gateway acts on,
// the fields, and the fingerprints. The value behind `isthmus sni`.
#pragma once

#include <cstddef>
#include <span>
#include <string>

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

}  // namespace isthmus::wire

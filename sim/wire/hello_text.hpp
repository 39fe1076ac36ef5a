// A hello report for people to read.
#pragma once

#include <string>

#include "sim/wire/hello_report.hpp"

namespace isthmus::wire {

/// The verdict in a few aligned lines; with HelloDetail::fields then a table of every field:
///
///     server name  web.default.dc1.internal.11111111-2222-3333-4444-555555555555.consul
///     protocols    h2, http/1.1
///     hello        1800 bytes in 1 record
///
///     offset  bytes  field
///          0   1800  record                        handshake, version 0x0301, 1795 bytes
///          5      1  handshake_type                1
///
/// Returns  text that ends in a newline; bytes that could drive a terminal are escaped.
std::string hello_text(const HelloReport& report, HelloDetail detail = HelloDetail::verdict);

}  // namespace isthmus::wire

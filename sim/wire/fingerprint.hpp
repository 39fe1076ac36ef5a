// JA3 and JA4: short names for the shape of a hello, so that one client's hellos look alike.
#pragma once

#include <string>

#include "sim/wire/hello_dissection.hpp"

namespace isthmus::wire {

/// The text that JA3 hashes: version, ciphers, extensions, groups, point formats, in decimal.
///
/// Source  Althouse, Atkinson, Atkins 2017, "JA3"; GREASE is left out everywhere.
std::string ja3_text(const HelloDissection& hello);

/// MD5 of ja3_text(), in hexadecimal.
std::string ja3(const HelloDissection& hello);

/// JA4 for TLS over TCP, such as "t13d1516h2_8daaf6152771_e5627efa2ab1".
///
/// Source  FoxIO, "JA4 Technical Details"; GREASE is left out everywhere.
std::string ja4(const HelloDissection& hello);

}  // namespace isthmus::wire

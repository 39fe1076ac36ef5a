// The two digests that fingerprints are made of. For naming things, not for security.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace isthmus::wire {

/// Source  RFC 1321.
std::array<std::byte, 16> md5(std::string_view text);

/// Source  FIPS 180-4, section 6.2.
std::array<std::byte, 32> sha256(std::string_view text);

/// Two lower-case hexadecimal digits per byte.
std::string hex(std::span<const std::byte> bytes);

}  // namespace isthmus::wire

// Code points by name, as far as clients send them today; "" for the others.
//
// Source  IANA "TLS Cipher Suites", "TLS Supported Groups", "TLS SignatureScheme".
#pragma once

#include <cstdint>
#include <string_view>

namespace isthmus::wire {

std::string_view version_name(std::uint16_t version);
std::string_view cipher_name(std::uint16_t cipher);
std::string_view group_name(std::uint16_t group);
std::string_view signature_name(std::uint16_t scheme);

}  // namespace isthmus::wire

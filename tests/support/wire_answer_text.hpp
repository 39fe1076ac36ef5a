// A sniffer answer as text, without a test framework.
#pragma once

#include <sstream>
#include <string>

#include "sim/wire/sni_answer.hpp"

namespace isthmus::support {

/// Everything that an answer says, as one line.
inline std::string shown(const wire::SniAnswer& answer) {
  std::ostringstream line;
  line << text(answer.outcome) << ' ' << text(answer.reason) << " at " << answer.offset
       << " name=" << wire::printable(answer.name()) << " alpn=";
  answer.alpn.each([&](std::string_view name) { line << wire::printable(name) << ','; });
  line << (answer.alpn_malformed ? " alpn_malformed" : "") << (answer.ech ? " ech" : "")
       << (answer.sslv2 ? " sslv2" : "") << " records=" << answer.records
       << " hello_bytes=" << answer.hello_bytes;
  return line.str();
}

}  // namespace isthmus::support

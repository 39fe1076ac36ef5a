// A second sniffer, written to be obviously right and nothing else: it copies everything, compares
// everything with everything, and stops by throwing. It shares no line with sim/wire, so that an
// error must be made twice to pass.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace isthmus::oracle {

struct SlowAnswer {
  std::string outcome = "need_more";
  std::string reason;
  std::size_t offset = 0;
  std::string name;
  std::vector<std::string> alpn;
  bool alpn_malformed = false;
  bool ech = false;
  bool sslv2 = false;
  std::size_t records = 0;
  std::size_t hello_bytes = 0;
};

SlowAnswer slow_sniff(std::span<const std::byte> stream, std::size_t limit);

/// One line, the same as support::shown() gives for an answer of sim/wire.
std::string shown(const SlowAnswer& answer);

}  // namespace isthmus::oracle

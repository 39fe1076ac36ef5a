#include "sim/wire/sni_sniffer.hpp"

#include "sim/base/expects.hpp"
#include "sim/wire/sniff_steps.hpp"

namespace isthmus::wire {

SniSniffer::SniSniffer(std::size_t limit) : limit_{limit} {
  ISTHMUS_EXPECTS(limit <= hello_limit_max);
}

SniAnswer SniSniffer::feed(std::span<const std::byte> chunk) {
  ISTHMUS_EXPECTS(!is_final_);
  seen_.insert(seen_.end(), chunk.begin(), chunk.end());
  SniAnswer answer;
  if (starts_like_sslv2(seen_)) {
    sniff_sslv2(seen_, limit_, answer);
  } else {
    sniff_records(seen_, limit_, scan_, answer);
  }
  is_final_ = answer.is_final();
  return answer;
}

void SniSniffer::reset() {
  seen_.clear();
  scan_ = RecordScan{};
  is_final_ = false;
}

}  // namespace isthmus::wire

#include "sim/wire/hello_report.hpp"

#include "sim/wire/fingerprint.hpp"

namespace isthmus::wire {

HelloReport hello_report(std::span<const std::byte> stream, std::size_t limit) {
  HelloReport report{sniff(stream, limit), dissect(stream, limit), {}, {}};
  if (report.dissection.is_complete) {
    report.ja3 = ja3(report.dissection);
    report.ja4 = ja4(report.dissection);
  }
  return report;
}

}  // namespace isthmus::wire

#include "sim/analysis/hello_report.hpp"

#include "sim/wire/sniff.hpp"

namespace isthmus::analysis {

HelloReport answer(const HelloQuestion& question) {
  const wire::SniAnswer sniffed = wire::sniff(question.bytes);
  HelloReport report;
  report.outcome = sniffed.outcome;
  report.reason = sniffed.reason;
  report.name = sniffed.name();
  report.alpn = sniffed.alpn.names();
  report.alpn_malformed = sniffed.alpn_malformed;
  report.ech = sniffed.ech;
  report.sslv2 = sniffed.sslv2;
  report.bytes = question.bytes.size();
  report.hello_bytes = sniffed.hello_bytes;
  report.records = sniffed.records;
  report.offset = sniffed.offset;
  return report;
}

}  // namespace isthmus::analysis

#include "sim/analysis/hello_report.hpp"

#include "sim/wire/hello_report.hpp"

namespace isthmus::analysis {

HelloReport answer(const HelloQuestion& question) {
  const wire::HelloReport whole = wire::hello_report(question.bytes);
  const wire::SniAnswer& sniffed = whole.answer;
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
  report.ja3 = whole.ja3;
  report.ja4 = whole.ja4;
  return report;
}

}  // namespace isthmus::analysis

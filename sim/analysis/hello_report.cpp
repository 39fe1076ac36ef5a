#include "sim/analysis/hello_report.hpp"

#include <utility>

#include "sim/wire/hello_report.hpp"

namespace isthmus::analysis {

HelloReport answer(const HelloQuestion& question) {
  const wire::SniAnswer sniffed = wire::sniff(question.bytes, question.limit);
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
  if (question.detail == HelloDetail::verdict) return report;
  wire::HelloReport whole = wire::hello_report(question.bytes, question.limit);
  report.ja3 = std::move(whole.ja3);
  report.ja4 = std::move(whole.ja4);
  if (question.detail == HelloDetail::fields) report.fields = std::move(whole.dissection.fields);
  return report;
}

}  // namespace isthmus::analysis

#include "reports/figure_text.hpp"
#include "reports/table.hpp"
#include "reports/texts.hpp"
#include "sim/wire/sni_answer.hpp"

namespace isthmus::reports {
namespace {

std::string protocols_of(const analysis::HelloReport& report) {
  std::string line;
  for (const std::string& protocol : report.alpn) {
    line += (line.empty() ? "" : ", ") + wire::printable(protocol);
  }
  return report.alpn_malformed ? "malformed" : line;
}

std::string remarks_on(const analysis::HelloReport& report) {
  std::string line;
  const auto add = [&](std::string_view remark) {
    line.append(line.empty() ? "" : ", ").append(remark);
  };
  if (report.found()) {
    for (const std::string_view word : wire::flags_of(report.name).words()) add(word);
  }
  if (report.records > 1) add(counted(report.records, "record"));
  if (report.ech) add("encrypted_client_hello");
  if (report.sslv2) add("sslv2");
  if (report.reason != wire::SniReason::none) {
    add(std::string{wire::explanation(report.reason)} + " (byte " + std::to_string(report.offset) +
        ")");
  }
  return line;
}

}  // namespace

void write_sni_text(std::ostream& out, const std::vector<session::Hello>& hellos,
                    const TextStyle& style) {
  Table table{
      {{"FILE"}, {"OUTCOME"}, {"SNI"}, {"BYTES", Table::Align::right}, {"ALPN"}, {"REMARKS"}}};
  for (const session::Hello& hello : hellos) {
    const analysis::HelloReport& report = hello.report;
    table.row({{hello.file + (hello.client.empty() ? "" : " " + hello.client)},
               {std::string{wire::text(report.outcome)}, report.found() ? Ink::good : Ink::bad},
               {report.found() ? wire::printable(report.name) : "-"},
               {report.complete() ? std::to_string(report.hello_bytes) : "-"},
               {protocols_of(report)},
               {remarks_on(report)}});
  }
  table.write(out, style, 0);
}

}  // namespace isthmus::reports

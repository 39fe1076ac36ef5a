#include "reports/figure_text.hpp"
#include "reports/table.hpp"
#include "reports/texts.hpp"
#include "sim/wire/sni_answer.hpp"

namespace isthmus::reports {
namespace {

std::string name_of(const session::Hello& hello) {
  return hello.file + (hello.client.empty() ? "" : " " + hello.client);
}

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

/// Every field where it lies; what lies inside another stands two blanks further right.
void write_fields(std::ostream& out, const std::vector<wire::HelloField>& fields,
                  const TextStyle& style) {
  Table table{
      {{"OFFSET", Table::Align::right}, {"BYTES", Table::Align::right}, {"FIELD"}, {"VALUE"}}};
  for (const wire::HelloField& field : fields) {
    table.row({{std::to_string(field.offset)},
               {std::to_string(field.bytes)},
               {std::string(static_cast<std::size_t>(2 * field.depth), ' ') + field.name},
               {field.value}});
  }
  table.write(out, style);
}

/// What was asked for beyond the verdict.
void write_details(std::ostream& out, const session::Hello& hello, const TextStyle& style) {
  const analysis::HelloReport& report = hello.report;
  if (report.ja3.empty() && report.fields.empty()) return;
  out << '\n' << painted(spelled(name_of(hello), style), Ink::strong, style) << '\n';
  if (!report.ja3.empty())
    out << "  ja3  " << report.ja3 << "\n  ja4  " << spelled(report.ja4, style) << '\n';
  if (!report.fields.empty()) write_fields(out, report.fields, style);
}

}  // namespace

void write_sni_text(std::ostream& out, const std::vector<session::Hello>& hellos,
                    const TextStyle& style) {
  Table table{
      {{"FILE"}, {"OUTCOME"}, {"SNI"}, {"BYTES", Table::Align::right}, {"ALPN"}, {"REMARKS"}}};
  for (const session::Hello& hello : hellos) {
    const analysis::HelloReport& report = hello.report;
    table.row({{name_of(hello)},
               {std::string{wire::text(report.outcome)}, report.found() ? Ink::good : Ink::bad},
               {report.found() ? wire::printable(report.name) : "-"},
               {report.complete() ? std::to_string(report.hello_bytes) : "-"},
               {protocols_of(report)},
               {remarks_on(report)}});
  }
  table.write(out, style, 0);
  for (const session::Hello& hello : hellos) write_details(out, hello, style);
}

}  // namespace isthmus::reports

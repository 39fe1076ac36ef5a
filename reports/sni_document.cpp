#include "reports/documents.hpp"
#include "sim/wire/sni_answer.hpp"

namespace isthmus::reports {
namespace {

std::string hex_of(const std::string& bytes) {
  constexpr char digits[] = "0123456789abcdef";
  std::string hex;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    hex += digits[byte >> 4];
    hex += digits[byte & 0xF];
  }
  return hex;
}

void set_flags(Value& value, const std::string& name) {
  const std::vector<std::string_view> words = wire::flags_of(name).words();
  if (words.empty()) return;
  value.set("sni_flags", list_of(words, [](std::string_view word) { return Value{word}; }));
}

Value field_value(const wire::HelloField& field) {
  Value value = Value::object();
  value.set("offset", field.offset).set("end", field.end).set("bytes", field.bytes);
  value.set("depth", field.depth).set("name", field.name).set("value", field.value);
  return value;
}

/// What is true of few hellos stands only in their objects: a key that is absent means no.
Value hello_value(const session::Hello& hello) {
  const analysis::HelloReport& report = hello.report;
  Value value = Value::object();
  value.set("file", hello.file).set("length", report.bytes);
  if (!hello.client.empty()) {
    value.set("client", hello.client).set("server", hello.server);
    value.set("segments", list_of(hello.segments, [](std::size_t bytes) { return Value{bytes}; }));
  }
  value.set("outcome", wire::text(report.outcome));
  if (report.reason != wire::SniReason::none) {
    value.set("reason", wire::text(report.reason)).set("offset", report.offset);
    value.set("explanation", wire::explanation(report.reason));
  }
  value.set("sni", report.found() ? Value{wire::printable(report.name)} : Value{});
  if (report.found()) {
    value.set("sni_hex", hex_of(report.name));
    value.set("sni_lower", wire::printable(wire::lower_case(report.name)));
    set_flags(value, report.name);
  }
  value.set("alpn", list_of(report.alpn, [](const std::string& protocol) {
              return Value{wire::printable(protocol)};
            }));
  if (report.alpn_malformed) value.set("alpn_malformed", true);
  if (report.ech) value.set("ech", true);
  if (report.sslv2) value.set("sslv2", true);
  if (report.complete()) value.set("hello_bytes", report.hello_bytes);
  if (report.complete() && report.records > 1) value.set("records", report.records);
  if (!report.ja3.empty()) value.set("ja3", report.ja3);
  if (!report.ja4.empty()) value.set("ja4", report.ja4);
  if (!report.fields.empty()) value.set("fields", list_of(report.fields, field_value));
  return value;
}

}  // namespace

Value sni_document(const std::vector<session::Hello>& hellos) {
  return list_of(hellos, hello_value);
}

}  // namespace isthmus::reports

#include "sim/wire/hello_report.hpp"

#include "sim/wire/digest.hpp"
#include "sim/wire/fingerprint.hpp"

namespace isthmus::wire {
namespace {

void write_name(JsonWriter& json, const SniAnswer& answer) {
  if (answer.outcome != SniOutcome::sni) {
    json.key("sni").null();
    return;
  }
  const std::string_view name = answer.name();
  json.field("sni", printable(name));
  json.field("sni_hex", hex(std::as_bytes(std::span{name})));
  json.field("sni_lower", printable(lower_case(name)));
  const auto flags = answer.flags().words();
  if (flags.empty()) return;
  json.key("sni_flags").array([&] {
    for (const std::string_view flag : flags) json.value(flag);
  });
}

void write_fields(JsonWriter& json, const HelloDissection& dissection) {
  json.key("fields").array([&] {
    for (const HelloField& field : dissection.fields) {
      json.object([&] {
        json.field("offset", field.offset);
        json.field("end", field.end);
        json.field("bytes", field.bytes);
        json.field("depth", field.depth);
        json.field("name", field.name);
        json.field("value", field.value);
      });
    }
  });
}

}  // namespace

HelloReport hello_report(std::span<const std::byte> stream, std::size_t limit) {
  HelloReport report{sniff(stream, limit), dissect(stream, limit), {}, {}};
  if (report.dissection.is_complete) {
    report.ja3 = ja3(report.dissection);
    report.ja4 = ja4(report.dissection);
  }
  return report;
}

void write_json(JsonWriter& json, const HelloReport& report, HelloDetail detail) {
  json.object([&] { write_json_members(json, report, detail); });
}

void write_json_members(JsonWriter& json, const HelloReport& report, HelloDetail detail) {
  const SniAnswer& answer = report.answer;
  json.field("outcome", text(answer.outcome));
  if (answer.reason != SniReason::none) {
    json.field("reason", text(answer.reason));
    json.field("offset", answer.offset);
  }
  write_name(json, answer);
  json.key("alpn").array([&] {
    answer.alpn.each([&](std::string_view protocol) { json.value(printable(protocol)); });
  });
  if (answer.alpn_malformed) json.field("alpn_malformed", true);
  if (answer.ech) json.field("ech", true);
  if (answer.sslv2) json.field("sslv2", true);
  if (answer.records > 1) json.field("records", answer.records);
  if (answer.hello_bytes != 0) json.field("hello_bytes", answer.hello_bytes);
  if (!report.ja3.empty()) json.field("ja3", report.ja3);
  if (!report.ja4.empty()) json.field("ja4", report.ja4);
  if (detail == HelloDetail::fields) write_fields(json, report.dissection);
}

}  // namespace isthmus::wire

#include "sim/wire/hello_text.hpp"

#include <algorithm>
#include <string_view>

namespace isthmus::wire {
namespace {

std::string padded(std::string text, std::size_t width) {
  if (text.size() < width) text.append(width - text.size(), ' ');
  return text;
}

std::string right_aligned(std::uint32_t number, std::size_t width) {
  const std::string digits = std::to_string(number);
  return std::string(width - std::min(width, digits.size()), ' ') + digits;
}

template <class Words>
std::string comma_separated(const Words& words) {
  std::string all;
  for (const auto& word : words) {
    if (!all.empty()) all += ", ";
    all += word;
  }
  return all;
}

/// What the verdict means at a gateway.
std::string_view meaning(SniOutcome outcome) {
  switch (outcome) {
    case SniOutcome::need_more:
      return "undecided: the hello is not complete yet";
    case SniOutcome::sni:
      return "a ClientHello that names its server";
    case SniOutcome::no_sni:
      return "a ClientHello without a server name";
    case SniOutcome::not_tls:
      return "not TLS";
    case SniOutcome::malformed:
      return "malformed";
    case SniOutcome::too_large:
      return "too large";
  }
  return "";
}

class VerdictText {
 public:
  void line(std::string label, std::string_view value) {
    constexpr std::size_t label_width = 13;
    text_ += padded(std::move(label), label_width);
    text_.append(value) += '\n';
  }
  std::string take() { return std::move(text_); }

 private:
  std::string text_;
};

std::string verdict_text(const HelloReport& report) {
  const SniAnswer& answer = report.answer;
  VerdictText out;
  out.line("verdict", meaning(answer.outcome));
  if (answer.reason != SniReason::none) {
    out.line("reason", std::string{text(answer.reason)} + " at byte " +
                           std::to_string(answer.offset) + ": " +
                           std::string{explanation(answer.reason)});
  }
  if (answer.outcome == SniOutcome::sni) {
    out.line("server name", printable(answer.name()));
    const auto flags = answer.flags().words();
    if (!flags.empty()) out.line("unusual", comma_separated(flags));
  }
  std::vector<std::string> protocols;
  answer.alpn.each([&](std::string_view name) { protocols.push_back(printable(name)); });
  if (!protocols.empty()) out.line("protocols", comma_separated(protocols));
  if (answer.alpn_malformed) out.line("protocols", "a list that does not parse");
  if (answer.ech)
    out.line("encrypted", "encrypted_client_hello is present; the name is the outer one");
  if (answer.sslv2) out.line("format", "SSLv2, which has no place for a name");
  if (answer.hello_bytes != 0) {
    out.line("hello", std::to_string(answer.hello_bytes) + " bytes in " +
                          std::to_string(answer.records) +
                          (answer.records == 1 ? " record" : " records"));
  }
  if (!report.ja3.empty()) out.line("ja3", report.ja3);
  if (!report.ja4.empty()) out.line("ja4", report.ja4);
  return out.take();
}

std::string fields_text(const HelloDissection& dissection) {
  std::size_t name_width = 0;
  const auto indented = [](const HelloField& field) {
    return std::string(static_cast<std::size_t>(2 * field.depth), ' ') + field.name;
  };
  for (const HelloField& field : dissection.fields) {
    name_width = std::max(name_width, indented(field).size());
  }
  std::string out = "offset  bytes  field\n";
  for (const HelloField& field : dissection.fields) {
    out += right_aligned(field.offset, 6) + "  " + right_aligned(field.bytes, 5) + "  ";
    std::string row = padded(indented(field), name_width) + "  " + field.value;
    row.erase(row.find_last_not_of(' ') + 1);
    out += row + '\n';
  }
  return out;
}

}  // namespace

std::string hello_text(const HelloReport& report, HelloDetail detail) {
  std::string out = verdict_text(report);
  if (detail == HelloDetail::fields && !report.dissection.fields.empty()) {
    out += '\n' + fields_text(report.dissection);
  }
  return out;
}

}  // namespace isthmus::wire

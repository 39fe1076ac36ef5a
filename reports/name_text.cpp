#include "reports/name_text.hpp"

namespace isthmus::reports {

std::string from_text(const model::Model& model, model::ServiceId service) {
  return service.is_some() ? full_text(model[service].name) : outside;
}

std::string short_from_text(const model::Model& model, model::ServiceId service) {
  return service.is_some() ? short_text(model[service].name) : outside;
}

Value place_value(const Sources& sources, const SourceSpan& at) {
  return at.is_written() ? Value{sources.place(at)} : Value{};
}

std::string csv_field(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) quoted += c == '"' ? std::string{"\"\""} : std::string{c};
  return quoted + '"';
}

std::string hexadecimal(std::uint64_t number) {
  constexpr char digits[] = "0123456789abcdef";
  std::string text(16, '0');
  for (std::size_t i = text.size(); i-- > 0; number >>= 4) text[i] = digits[number & 0xF];
  return text;
}

}  // namespace isthmus::reports

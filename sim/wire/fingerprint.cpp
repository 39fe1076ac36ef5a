#include "sim/wire/fingerprint.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "sim/wire/digest.hpp"
#include "sim/wire/dissector.hpp"
#include "sim/wire/extension_types.hpp"

namespace isthmus::wire {
namespace {

using Codes = std::vector<std::uint16_t>;

Codes without_grease(Codes codes) {
  codes.erase(std::remove_if(codes.begin(), codes.end(), is_grease), codes.end());
  return codes;
}

Codes sorted(Codes codes) {
  std::sort(codes.begin(), codes.end());
  return codes;
}

template <class Text>
std::string joined(const Codes& codes, char between, Text text) {
  std::string all;
  for (const std::uint16_t code : codes) {
    if (!all.empty()) all += between;
    all += text(code);
  }
  return all;
}

std::string in_decimal(const Codes& codes) {
  return joined(without_grease(codes), '-',
                [](std::uint16_t code) { return std::to_string(code); });
}

std::string in_hex(const Codes& codes) {
  return joined(codes, ',', [](std::uint16_t code) { return hex_code(code).substr(2); });
}

std::string two_digits(std::size_t n) {
  n = std::min<std::size_t>(n, 99);
  return {static_cast<char>('0' + n / 10), static_cast<char>('0' + n % 10)};
}

std::string_view ja4_version(const HelloDissection& hello) {
  const Codes offered = without_grease(hello.versions);
  const std::uint16_t version =
      offered.empty() ? hello.legacy_version : *std::max_element(offered.begin(), offered.end());
  switch (version) {
    case 0x0304:
      return "13";
    case 0x0303:
      return "12";
    case 0x0302:
      return "11";
    case 0x0301:
      return "10";
    case 0x0300:
      return "s3";
    default:
      return "00";
  }
}

/// First and last character of the first protocol; of its hexadecimal form if one is not a letter
/// or digit.
std::string ja4_alpn(const std::string& protocol) {
  if (protocol.empty()) return "00";
  const auto is_alphanumeric = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  };
  if (is_alphanumeric(protocol.front()) && is_alphanumeric(protocol.back())) {
    return {protocol.front(), protocol.back()};
  }
  const std::array bytes{static_cast<std::byte>(protocol.front()),
                         static_cast<std::byte>(protocol.back())};
  const std::string digits = hex(bytes);
  return {digits.front(), digits.back()};
}

std::string ja4_hash(const std::string& text) {
  constexpr std::size_t shown = 12;
  return text.empty() ? std::string(shown, '0') : hex(sha256(text)).substr(0, shown);
}

}  // namespace

std::string ja3_text(const HelloDissection& hello) {
  return std::to_string(hello.legacy_version) + ',' + in_decimal(hello.ciphers) + ',' +
         in_decimal(hello.extensions) + ',' + in_decimal(hello.groups) + ',' +
         in_decimal(hello.point_formats);
}

std::string ja3(const HelloDissection& hello) { return hex(md5(ja3_text(hello))); }

std::string ja4(const HelloDissection& hello) {
  const Codes ciphers = without_grease(hello.ciphers);
  Codes extensions = without_grease(hello.extensions);
  const std::size_t extension_count = extensions.size();
  const auto end = std::remove_if(extensions.begin(), extensions.end(), [](std::uint16_t type) {
    return type == extension::server_name || type == extension::alpn;
  });
  const bool names_a_server =
      std::count(hello.extensions.begin(), hello.extensions.end(), extension::server_name) != 0;
  extensions.erase(end, extensions.end());

  std::string shape = in_hex(sorted(extensions));
  const Codes signatures = without_grease(hello.signatures);
  if (!signatures.empty()) shape += '_' + in_hex(signatures);
  return std::string{"t"}.append(ja4_version(hello)) + (names_a_server ? 'd' : 'i') +
         two_digits(ciphers.size()) + two_digits(extension_count) + ja4_alpn(hello.first_alpn) +
         '_' + ja4_hash(in_hex(sorted(ciphers))) + '_' + ja4_hash(shape);
}

}  // namespace isthmus::wire

#include "sim/wire/name_flags.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace isthmus::wire {
namespace {

constexpr std::size_t dns_name_bytes_max = 253;  // RFC 1035 2.3.4, without the root's own byte.
constexpr std::size_t dns_label_bytes_max = 63;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_hex_digit(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/// Four decimal numbers up to 255, without leading zeros.
bool is_ipv4(std::string_view text) {
  int numbers = 0;
  for (std::size_t at = 0; at <= text.size(); ++numbers) {
    const std::size_t dot = std::min(text.find('.', at), text.size());
    const std::string_view number = text.substr(at, dot - at);
    if (number.empty() || number.size() > 3 || (number.size() > 1 && number[0] == '0'))
      return false;
    int value = 0;
    for (const char c : number) {
      if (!is_digit(c)) return false;
      value = value * 10 + (c - '0');
    }
    if (value > 255) return false;
    at = dot + 1;
  }
  return numbers == 4;
}

/// Groups of up to four hexadecimal digits, of which one "::" may stand for one or more, the last
/// two perhaps as an IPv4 address. RFC 4291 2.2.
bool is_ipv6(std::string_view text) {
  if (text.size() < 2 || (text[0] == ':' && text[1] != ':')) return false;
  int groups = 0;
  bool gap = false;
  std::size_t at = 0;
  if (text.substr(0, 2) == "::") {
    gap = true;
    at = 2;
  }
  while (at < text.size()) {
    const std::size_t colon = std::min(text.find(':', at), text.size());
    const std::string_view group = text.substr(at, colon - at);
    if (colon == text.size() && group.find('.') != std::string_view::npos) {
      if (!is_ipv4(group)) return false;
      groups += 2;
      break;
    }
    if (group.empty() || group.size() > 4 ||
        !std::all_of(group.begin(), group.end(), is_hex_digit)) {
      return false;
    }
    ++groups;
    at = colon;
    if (at == text.size()) break;
    if (text.substr(at, 2) == "::") {
      if (gap) return false;
      gap = true;
      at += 2;
    } else if (++at == text.size()) {
      return false;  // A single colon at the end.
    }
  }
  return gap ? groups < 8 : groups == 8;
}

}  // namespace

std::vector<std::string_view> NameFlags::words() const {
  struct Word {
    bool is_set;
    std::string_view word;
  };
  const std::array<Word, 8> all{{{upper, "upper"},
                                 {non_ascii, "non_ascii"},
                                 {ctl_or_space, "ctl_or_space"},
                                 {trailing_dot, "trailing_dot"},
                                 {empty_label, "empty_label"},
                                 {label_gt63, "label_gt63"},
                                 {name_gt253, "name_gt253"},
                                 {ip_literal, "ip_literal"}}};
  std::vector<std::string_view> set;
  for (const Word& w : all) {
    if (w.is_set) set.push_back(w.word);
  }
  return set;
}

NameFlags flags_of(std::string_view name) {
  NameFlags flags;
  if (name.empty()) return flags;
  flags.trailing_dot = name.back() == '.';
  const std::size_t end = name.size() - (flags.trailing_dot ? 1 : 0);
  std::size_t label = 0;
  flags.empty_label = end == 0;
  for (std::size_t i = 0; i < end; ++i) {
    const auto byte = static_cast<unsigned char>(name[i]);
    flags.upper |= byte >= 'A' && byte <= 'Z';
    flags.non_ascii |= byte > 0x7f;
    flags.ctl_or_space |= byte <= ' ' || byte == 0x7f;
    if (byte == '.') {
      flags.empty_label |= label == 0 || i + 1 == end;
      label = 0;
    } else {
      flags.label_gt63 |= ++label > dns_label_bytes_max;
    }
  }
  flags.name_gt253 = name.size() > dns_name_bytes_max;
  flags.ip_literal = is_ip_literal(name);
  return flags;
}

bool is_ip_literal(std::string_view name) {
  if (name.size() > 2 && name.front() == '[' && name.back() == ']') {
    return is_ipv6(name.substr(1, name.size() - 2));
  }
  return is_ipv4(name) || is_ipv6(name);
}

}  // namespace isthmus::wire

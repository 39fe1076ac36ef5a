// What is unusual about a server name. Nothing here is an error: real clients send all of it.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace isthmus::wire {

/// Observations about a name, for reports; routing never depends on them.
struct NameFlags {
  bool upper = false;         ///< Holds A-Z; names are matched in lower case.
  bool non_ascii = false;     ///< Holds a byte above 0x7f.
  bool ctl_or_space = false;  ///< Holds a control character or a space.
  bool trailing_dot = false;  ///< Ends in a dot, which RFC 6066 does not allow and Chromium sends.
  bool empty_label = false;   ///< Two dots in a row, a leading dot, or nothing but a dot.
  bool label_gt63 = false;    ///< A label longer than DNS allows.
  bool name_gt253 = false;    ///< Longer than DNS allows.
  bool ip_literal = false;    ///< An address, which RFC 6066 does not permit.

  friend bool operator==(const NameFlags&, const NameFlags&) = default;

  /// The names of the flags that are set, in the order above.
  std::vector<std::string_view> words() const;
};

/// Looks at every byte of `name`.
NameFlags flags_of(std::string_view name);

/// Whether `name` is an IPv4 or IPv6 address as inet_pton takes it; IPv6 may stand in brackets.
bool is_ip_literal(std::string_view name);

}  // namespace isthmus::wire

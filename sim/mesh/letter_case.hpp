// Letter case as the network compares it: ASCII only, the same in every locale.
#pragma once

#include <string>
#include <string_view>

namespace isthmus::mesh {

constexpr char lower_letter(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

inline std::string lower_text(std::string_view text) {
  std::string lowered{text};
  for (char& c : lowered) c = lower_letter(c);
  return lowered;
}

inline bool has_upper_letter(std::string_view text) {
  for (const char c : text) {
    if (c != lower_letter(c)) return true;
  }
  return false;
}

}  // namespace isthmus::mesh

// Dotted names, taken apart and put together.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace isthmus::mesh {

/// The parts between the dots; at least one, possibly empty. Views into `name`.
inline std::vector<std::string_view> labels_of(std::string_view name) {
  std::vector<std::string_view> labels;
  while (true) {
    const std::size_t dot = name.find('.');
    labels.push_back(name.substr(0, dot));
    if (dot == std::string_view::npos) return labels;
    name.remove_prefix(dot + 1);
  }
}

/// The parts with single dots between them; nothing is escaped.
inline std::string joined(std::initializer_list<std::string_view> labels) {
  std::string name;
  for (const std::string_view* label = labels.begin(); label != labels.end(); ++label) {
    if (label != labels.begin()) name += '.';
    name += *label;
  }
  return name;
}

}  // namespace isthmus::mesh

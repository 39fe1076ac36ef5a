// Shorthands for tests that open a scenario from a text.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "sim/base/diagnostic.hpp"
#include "sim/scenario/open.hpp"

namespace isthmus::tests {

/// A scenario whose text is `body` below its first line, without default traffic.
inline scenario::Opened opened(const std::string& body,
                               const std::vector<std::string>& overrides = {}) {
  return scenario::open_text("test.yaml", "isthmus: 1\ntraffic: []\n" + body, overrides);
}

/// "code:line:column" of each diagnostic, in their order.
inline std::vector<std::string> places(const Diagnostics& diagnostics) {
  std::vector<std::string> all;
  for (const Diagnostic& one : diagnostics) {
    all.push_back(one.code + ":" + std::to_string(one.at.line) + ":" +
                  std::to_string(one.at.column));
  }
  return all;
}

/// The codes alone.
inline std::vector<std::string> codes(const Diagnostics& diagnostics) {
  std::vector<std::string> all;
  for (const Diagnostic& one : diagnostics) all.push_back(one.code);
  return all;
}

/// The first diagnostic with that code; an empty one if there is none.
inline Diagnostic first(const Diagnostics& diagnostics, const std::string& code) {
  const auto at = std::find_if(diagnostics.begin(), diagnostics.end(),
                               [&](const Diagnostic& one) { return one.code == code; });
  return at == diagnostics.end() ? Diagnostic{} : *at;
}

}  // namespace isthmus::tests

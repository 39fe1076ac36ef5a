// What an import has to say: complaints of its own, and the words with which Consul would refuse
// the same text.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "sim/base/diagnostic.hpp"

namespace isthmus::scenario {

/// Consul, or the API server of Kubernetes, would not take the file.
struct Refusal {
  SourceSpan at{};
  std::string words{};
};

struct ImportLog {
  Diagnostics diagnostics{};
  std::vector<Refusal> refusals{};

  void error(SourceSpan at, std::string code, std::string problem, std::string remedy = {}) {
    diagnostics.push_back(error_at(at, std::move(code), std::move(problem), std::move(remedy)));
  }
  void warning(SourceSpan at, std::string code, std::string problem, std::string remedy = {}) {
    diagnostics.push_back(warning_at(at, std::move(code), std::move(problem), std::move(remedy)));
  }
  void refuse(SourceSpan at, std::string words) { refusals.push_back({at, std::move(words)}); }
};

}  // namespace isthmus::scenario

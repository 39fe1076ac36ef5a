// A finding that its owner knows about and has decided to live with.
#pragma once

#include <optional>
#include <string>

#include "sim/base/source.hpp"
#include "sim/mesh/names.hpp"

namespace isthmus::model {

/// Findings that `check` shall count and not complain about: those of one code, and of these only
/// those in the place and about the ends that are given.
struct Suppression {
  std::string code{};
  std::string place{};  ///< `file` or `file:line`, as a finding shows it; empty: anywhere.
  std::optional<mesh::ServiceName> from{};
  std::optional<mesh::ServiceName> to{};
  std::string reason{};  ///< Why; never empty.
  SourceSpan at{};
};

}  // namespace isthmus::model

// What the steps share that make config entries.
#pragma once

#include <map>
#include <string>

#include "sim/base/source.hpp"
#include "sim/base/written.hpp"
#include "sim/mesh/names.hpp"
#include "sim/scenario/build_draft.hpp"

namespace isthmus::scenario {

/// What was written, unless it is empty.
std::string named_or(const Written<std::string>& name, const std::string& otherwise);

/// The partition of an entry; complains where there is none of that name.
std::string partition_of(Draft& draft, const Written<std::string>& written,
                         const std::string& file_partition);

/// Remembers what was written for what, and complains about the second of two.
class Firsts {
 public:
  /// Returns  whether nobody wrote anything for `what` before.
  bool is_first(Draft& draft, const std::string& what, SourceSpan at);

 private:
  std::map<std::string, SourceSpan> seen_;
};

}  // namespace isthmus::scenario

// What the steps share that make config entries.
#pragma once

#include <charconv>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "sim/base/source.hpp"
#include "sim/base/written.hpp"
#include "sim/mesh/http_request.hpp"
#include "sim/mesh/names.hpp"
#include "sim/mesh/upstream_policy.hpp"
#include "sim/scenario/build_draft.hpp"

namespace isthmus::scenario {

/// What was written, unless it is empty.
std::string named_or(const Written<std::string>& name, const std::string& otherwise);

/// The partition of an entry; complains where there is none of that name.
std::string partition_of(Draft& draft, const Written<std::string>& written,
                         const std::string& file_partition);

/// What a permission or a rule of a router asks of requests.
mesh::HttpCondition condition_of(const HttpSection& written);

/// Where "Splits[2] ..." stands: the third of `items`, else `otherwise`.
template <class Section>
SourceSpan place_of_fault(std::string_view fault, std::string_view list,
                          const std::vector<Section>& items, SourceSpan otherwise) {
  if (!fault.starts_with(list) || fault.substr(list.size(), 1) != "[") return otherwise;
  std::size_t index = 0;
  const std::string_view digits = fault.substr(list.size() + 1);
  std::from_chars(digits.data(), digits.data() + digits.size(), index);
  return index < items.size() ? items[index].at : otherwise;
}

/// Limits and ejection of one layer of configuration.
mesh::UpstreamPolicy policy_of(const LimitsSection& limits, const PassiveHealthSection& health);

/// Remembers what was written for what, and complains about the second of two.
class Firsts {
 public:
  /// Returns  whether nobody wrote anything for `what` before.
  bool is_first(Draft& draft, const std::string& what, SourceSpan at);

 private:
  std::map<std::string, SourceSpan> seen_;
};

}  // namespace isthmus::scenario

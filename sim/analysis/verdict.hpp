// One promise of the scenario held against what happened.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "sim/analysis/evidence.hpp"
#include "sim/stats/estimate.hpp"

namespace isthmus::analysis {

enum class Status {
  pass,
  fail,
  unsure,  ///< The interval straddles the limit, or is too wide to be believed.
};

std::string_view text(Status status);  ///< "pass", "fail", "unsure"

/// What was promised or found: a truth, whole hops, the gateways passed, or a measured number.
///
/// Units   an Estimate or a double is in seconds for latency and a share for error rates.
using Fact =
    std::variant<std::monostate, bool, int, std::vector<std::string>, double, stats::Estimate>;

struct Verdict {
  std::size_t expectation = 0;  ///< Index into Model::expectations.
  Status status = Status::unsure;
  Fact found{};  ///< Nothing where it could not be measured; see `why`.
  Fact limit{};
  std::string why{};  ///< Why it failed or could not be decided; may be empty.
};

}  // namespace isthmus::analysis

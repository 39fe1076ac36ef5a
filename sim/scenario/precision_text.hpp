// How long a run goes on, as `run:` and the command line say it.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "sim/base/quantity_text.hpp"
#include "sim/model/model.hpp"

namespace isthmus::scenario {

/// `p99 within 5%`, or several: `mean within 1%, p99 within 5%`.
Parsed<std::vector<model::Precision>> parse_precision(std::string_view text);

/// `32`, `32..` (as many more as it takes) or `32..256` (but no more than that).
struct ReplicationCount {
  std::size_t least = 0;
  bool open = false;
  std::optional<std::size_t> most{};
};
Parsed<ReplicationCount> parse_replication_count(std::string_view text);

}  // namespace isthmus::scenario

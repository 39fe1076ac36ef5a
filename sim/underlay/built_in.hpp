// The distances and prices that hold where a scenario says nothing, each with its source.
#pragma once

#include <optional>
#include <vector>

#include "sim/base/parameter.hpp"
#include "sim/base/time.hpp"
#include "sim/underlay/zone.hpp"

namespace isthmus::underlay {

/// A number of the built-in table.
template <class T>
struct BuiltIn {
  T value;
  bool estimate;  ///< True where nobody published it.
};

/// The round-trip time between two zones, by their relation: the same zone, two zones of a region,
/// two known metropolitan areas, or anything else.
BuiltIn<Duration> built_in_rtt(const Zone& a, const Zone& b);

/// What the sender's cloud charges for a gigabyte (10^9 bytes) sent, in US dollars; an unknown
/// cloud charges nothing.
BuiltIn<double> built_in_usd_per_gb(const Zone& from, const Zone& to);

/// Every number of this room with its range and source, in the order of distance, then of price.
std::vector<Parameter> default_parameters();

}  // namespace isthmus::underlay

// Laws of how long something takes, as a scenario writes them.
//
//   8ms                            always the same
//   exp(5ms)                       mean
//   lognormal(p50=2ms, p99=15ms)   also the mapping {p50: 2ms, p99: 15ms}
//   erlang(4, 5ms)                 stages, mean
//   hyperexp(30%, 1ms, 20ms)       share of the first branch, its mean, the other's mean
//   pareto(1.5, 1ms, 1s)           shape, smallest, largest
//   uniform(1ms, 3ms)              between
//   empirical(1ms 50%, 2ms 50%)    values with their weights
//
// Arguments may be named: `erlang(stages=4, mean=5ms)`.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sim/base/quantity_text.hpp"
#include "sim/random/distribution.hpp"

namespace isthmus::scenario {

/// Reads one of the forms above; what cannot be drawn from is a fault.
Parsed<random::Distribution> parse_distribution(std::string_view text);

/// Text that reads back as the same law.
std::string distribution_text(const random::Distribution& law);

/// How each form looks, for messages, completion and the reference: "exp(5ms)", ...
const std::vector<std::string>& distribution_forms();

}  // namespace isthmus::scenario

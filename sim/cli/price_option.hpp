// The option `--prices`, shared by the verbs that speak of money.
#pragma once

#include <optional>

#include "reports/cost.hpp"
#include "sim/cli/arguments.hpp"
#include "sim/cli/exit_status.hpp"
#include "sim/cli/io.hpp"

namespace isthmus::cli {

inline constexpr Option prices_option{
    "prices", 0, OptionKind::text, "FILE",
    "A price book instead of the built-in one; `isthmus cost --show-prices` prints one to begin "
    "with."};

/// The price book that was asked for, or the status to end with.
struct AskedPrices {
  std::optional<analysis::PriceBook> book{};  ///< None: the built-in one.
  reports::PriceOrigin origin{};
  std::optional<Exit> exit{};

  analysis::CostQuestion question() const { return {book ? &*book : nullptr}; }
};
AskedPrices prices_of(const Arguments& arguments, Io& io);

}  // namespace isthmus::cli

// A price book as a file: what clouds charge for traffic, at a date.
#pragma once

#include <optional>
#include <string>

#include "sim/analysis/cost.hpp"
#include "sim/base/diagnostic.hpp"

namespace isthmus::session {

/// What came of reading one.
struct PriceBookRead {
  std::optional<analysis::PriceBook> book{};
  Sources sources{};
  Diagnostics diagnostics{};
};

/// Shape    {"schema": "isthmus.prices/1", "as_of": "2026-09", "rates": [{"cloud": "aws",
///          "crosses": "zone" | "region" | "cloud", "usd_per_gb": 0.02, "source": "..."}]}; without
///          a `cloud`, a rate is for any.
/// Errors   all at once, at their places.
PriceBookRead read_price_book(const std::string& name, std::string text);

/// The built-in prices as such a book.
analysis::PriceBook built_in_price_book();

}  // namespace isthmus::session

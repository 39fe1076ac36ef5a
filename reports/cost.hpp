// What traffic costs, as a document and as a text.
#pragma once

#include <ostream>

#include "reports/text_style.hpp"
#include "reports/value.hpp"
#include "sim/analysis/cost.hpp"
#include "sim/session/study.hpp"

namespace isthmus::reports {

/// Which prices an answer was made with.
struct PriceOrigin {
  std::string name{};   ///< "built-in", or the file.
  std::string as_of{};  ///< As the book says; may be empty.
};

/// What the load of a study costs by the built-in prices, as a part of a run's document: the
/// expected bytes over each boundary, whatever a run has drawn.
Value cost_value(const session::Study& study);

Value cost_document(const session::Study& study, const analysis::CostAnswer& cost,
                    const PriceOrigin& prices);
void write_cost_text(std::ostream& out, const session::Study& study,
                     const analysis::CostAnswer& cost, const PriceOrigin& prices,
                     const TextStyle& style);

/// A price book in the form in which `--prices` reads it.
Value price_book_document(const analysis::PriceBook& book);

}  // namespace isthmus::reports

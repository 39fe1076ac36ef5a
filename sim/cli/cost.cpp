// "What do the clouds charge for this traffic?"
#include "reports/cost.hpp"

#include "reports/document_writers.hpp"
#include "sim/cli/open_study.hpp"
#include "sim/cli/options.hpp"
#include "sim/cli/page.hpp"
#include "sim/cli/price_option.hpp"
#include "sim/cli/verbs.hpp"
#include "sim/session/price_book.hpp"

namespace isthmus::cli {
namespace {

constexpr std::array<Option, 7> options = {
    {prices_option,
     {"show-prices", 0, OptionKind::flag, "", "Print the built-in price book as JSON."},
     set_option,
     output_option,
     write_option,
     colour_option,
     help_option}};

constexpr std::array<Example, 4> examples = {
    {{"cost mesh.yaml", "bytes and money per boundary and per route, and what other modes cost"},
     {"cost mesh.yaml --set traffic[0].rate=800/s", "what if the load doubled?"},
     {"cost --show-prices > prices.json", "a price book to write your own discounts into"},
     {"cost mesh.yaml --prices prices.json -o json", "with your prices, for a program"}}};

/// Exit    0; 1 a file cannot be read or written; 2 no scenario; 3 the scenario or the price book
/// is
///         invalid.
Exit cost(const Arguments& arguments, Io& io) {
  const Colour colour = err_style(io, arguments.colour()).colour;
  if (arguments.has("show-prices")) {
    reports::write_json(io.out, reports::price_book_document(session::built_in_price_book()));
    return Exit::fine;
  }
  if (arguments.operands().empty()) {
    io.err << diagnostic_text(
        error_at({}, "missing-operand", "cost needs a SCENARIO", "isthmus cost mesh.yaml"), {},
        colour);
    return Exit::usage;
  }
  if (!can_write(arguments, io)) return Exit::usage;
  const session::Opened opened = open(arguments.operands()[0], arguments, io);
  if (!opened) return refuse(opened, arguments, io);

  const session::Study& study = *opened.study;
  const AskedPrices prices = prices_of(arguments, io);
  if (prices.exit) return *prices.exit;
  const analysis::CostAnswer answered = analysis::answer(prices.question(), study.evidence());
  const Page page{[&] { return reports::cost_document(study, answered, prices.origin); },
                  [&](std::ostream& out, const reports::TextStyle& style) {
                    reports::write_cost_text(out, study, answered, prices.origin, style);
                  }};
  return deliver(page, arguments, io) ? Exit::fine : Exit::trouble;
}

}  // namespace

const Verb cost_verb{
    "cost",   "[SCENARIO]", 0,    1, "add up what crosses zones, regions and clouds, and its price",
    examples, options,      &cost};

}  // namespace isthmus::cli

#include "sim/cli/price_option.hpp"

#include <utility>

#include "sim/cli/input_text.hpp"
#include "sim/session/price_book.hpp"

namespace isthmus::cli {

AskedPrices prices_of(const Arguments& arguments, Io& io) {
  AskedPrices asked;
  const auto file = arguments.text("prices");
  if (!file) {
    asked.origin = {"built-in", session::built_in_price_book().as_of};
    return asked;
  }
  auto text = input_text(*file, io);
  if (!text) {
    asked.exit = cannot_read(*file, "name a price book", arguments, io);
    return asked;
  }
  session::PriceBookRead read = session::read_price_book(*file, std::move(*text));
  if (!read.book) {
    io.err << diagnostics_text(read.diagnostics, read.sources,
                               err_style(io, arguments.colour()).colour);
    asked.exit = Exit::invalid;
    return asked;
  }
  asked.book = std::move(read.book);
  asked.origin = {*file, asked.book->as_of};
  return asked;
}

}  // namespace isthmus::cli

#include "sim/cli/report_formats.hpp"

#include "reports/stored_document.hpp"
#include "sim/cli/input_text.hpp"

namespace isthmus::cli {

Baseline baseline_of(const Arguments& arguments, Io& io) {
  Baseline baseline;
  const auto path = arguments.text("baseline");
  if (!path || io.serves()) return baseline;
  auto text = input_text(*path, io);
  if (!text) {
    baseline.exit =
        cannot_read(*path, "name a file that `isthmus run --write run.json` wrote", arguments, io);
    return baseline;
  }
  reports::StoredDocument stored =
      reports::stored_document(*path, std::move(*text), "isthmus.run/1");
  if (!stored.document) {
    io.err << diagnostics_text(stored.diagnostics, stored.sources,
                               err_style(io, arguments.colour()).colour);
    baseline.exit = Exit::invalid;
  }
  baseline.document = std::move(stored.document);
  return baseline;
}

}  // namespace isthmus::cli

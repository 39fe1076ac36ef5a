#include "sim/cli/progress_line.hpp"

namespace isthmus::cli {
namespace {

constexpr std::size_t bar_cells = 30;
constexpr std::string_view clear_line = "\r\x1b[K";

}  // namespace

ProgressLine::ProgressLine(Io& io, std::string name, bool quiet)
    : io_{io},
      name_{reports::spelled(name, {Colour::never, io.signs})},
      wanted_{io.err_is_terminal && !quiet} {}

ProgressLine::~ProgressLine() {
  if (shown_) io_.err << clear_line << std::flush;
}

void ProgressLine::show(const session::Progress& progress) {
  if (!wanted_ || progress.total == 0) return;
  const std::size_t permille = 1000 * progress.done / progress.total;
  if (shown_ && permille == permille_) return;
  shown_ = true;
  permille_ = permille;
  const std::size_t full = bar_cells * progress.done / progress.total;
  std::string bar;
  for (std::size_t i = 0; i < bar_cells; ++i) bar += i < full ? "█" : "·";
  io_.err << clear_line << name_ << "  " << reports::spelled(bar, {Colour::never, io_.signs})
          << "  " << progress.done << '/' << progress.total << " runs" << std::flush;
}

}  // namespace isthmus::cli

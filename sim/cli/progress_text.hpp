// How far a simulation has come, in one line that fits its terminal.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "sim/session/run.hpp"

namespace isthmus::cli {

/// What the line is made of.
struct ProgressFacts {
  std::string name{};
  session::Progress progress{};
  double share = 0;  ///< Of the whole work, 0 to 1; of this run alone where that is unknown.
  std::optional<double> events_per_s{};
  std::optional<double> seconds_left{};
};

/// "mesh  ██████··· 62 %  20/32 runs  p99 web → db 118 ms ±3.1 %  8.1 M events/s  12 s left"
///
/// What tells least goes first where `columns` are too few; the share always stays.
std::string progress_text(const ProgressFacts& facts, std::size_t columns);

/// The same as words for a log, without a bar: "mesh: 62 %, 20/32 runs, ..."
std::string plain_progress_text(const ProgressFacts& facts);

}  // namespace isthmus::cli

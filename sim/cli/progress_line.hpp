// One line on a terminal that says how far a run has come; nothing where there is no terminal.
#pragma once

#include <cstddef>
#include <string>

#include "sim/cli/io.hpp"
#include "sim/session/run.hpp"

namespace isthmus::cli {

/// Shows itself from the first call of show() until it goes; leaves no trace on the terminal.
class ProgressLine {
 public:
  /// Shows nothing if `quiet` or if `err` is no terminal.
  ProgressLine(Io& io, std::string name, bool quiet);
  ~ProgressLine();
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  void show(const session::Progress& progress);

 private:
  Io& io_;
  std::string name_;
  bool shown_ = false;
  std::size_t permille_ = 0;  ///< As last shown: a long run shall not flood the terminal.
  bool wanted_;
};

}  // namespace isthmus::cli

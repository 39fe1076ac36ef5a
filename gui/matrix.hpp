// Who reaches whom, as values: a square for each caller and destination.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "gui/thing.hpp"
#include "gui/workspace.hpp"

namespace isthmus::gui {

/// With more services than this, the matrix is one of partitions.
inline constexpr std::size_t matrix_services_most = 200;

struct Matrix {
  enum class Mark { none, good, mixed, bad };
  struct Cell {
    Mark mark = Mark::none;
    std::string text{};  ///< Hops, or how many of how many.
    std::string tip{};   ///< In words, with the reason.
  };
  std::vector<Thing> ends{};  ///< Of rows and of columns.
  std::vector<Cell> cells{};  ///< Row by row.
  bool of_partitions = false;
  std::string csv{};  ///< The same as a file.

  const Cell& at(std::size_t row, std::size_t column) const {
    return cells[row * ends.size() + column];
  }
};
using MatrixPtr = std::shared_ptr<const Matrix>;

MatrixPtr matrix_of(const session::Study& study);

}  // namespace isthmus::gui

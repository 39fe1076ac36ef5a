// A table for a terminal: columns as wide as their widest cell, counted in characters.
#pragma once

#include <cstddef>
#include <ostream>
#include <string>
#include <vector>

#include "reports/text_style.hpp"

namespace isthmus::reports {

struct Cell {
  std::string text{};
  Ink ink = Ink::plain;
};

/// Rows of cells under columns that align left or right; nothing is wrapped and nothing is cut.
class Table {
 public:
  enum class Align { left, right };
  struct Column {
    std::string head{};
    Align align = Align::left;
  };

  /// A table whose heads are all empty has no head line.
  explicit Table(std::vector<Column> columns) : columns_{std::move(columns)} {}

  /// Shape  at most one cell per column; missing ones are empty.
  void row(std::vector<Cell> cells);
  bool empty() const { return rows_.empty(); }

  /// Writes every line behind `indent` blanks and two blanks between columns, without blanks at
  /// the end.
  void write(std::ostream& out, const TextStyle& style, std::size_t indent = 2) const;

 private:
  std::vector<Column> columns_;
  std::vector<std::vector<Cell>> rows_;
};

}  // namespace isthmus::reports

// Rows of a CSV file by the names in its first line, and a table of what was predicted of them.
#pragma once

#include <cstdio>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

namespace isthmus::lab {

class Row {
 public:
  void set(const std::string& column, std::string value) { cells_[column] = std::move(value); }
  const std::string& text(const std::string& column) const { return cells_.at(column); }
  double number(const std::string& column) const { return std::stod(cells_.at(column)); }

 private:
  std::map<std::string, std::string> cells_{};
};

/// The cells of a line, which may end as RFC 4180 has it.
inline std::vector<std::string> cut(std::string line) {
  if (!line.empty() && line.back() == '\r') line.pop_back();
  std::vector<std::string> cells;
  std::istringstream in{line};
  for (std::string cell; std::getline(in, cell, ',');) cells.push_back(cell);
  return cells;
}

inline std::vector<Row> rows_of(const std::string& path) {
  std::ifstream in{path};
  std::string line;
  std::getline(in, line);
  const std::vector<std::string> columns = cut(line);
  std::vector<Row> rows;
  while (std::getline(in, line)) {
    const std::vector<std::string> cells = cut(line);
    Row& row = rows.emplace_back();
    for (std::size_t i = 0; i < cells.size() && i < columns.size(); ++i) {
      row.set(columns[i], cells[i]);
    }
  }
  return rows;
}

/// Predicted and measured, in microseconds.
struct Pair {
  double predicted = 0;
  double measured = 0;

  double error() const { return predicted / measured - 1; }
};

/// "local 13 500    p50  42870  42627  +0.6 %    p99 ..."
inline void print(const std::string& name, const Pair& p50, const Pair& p99) {
  std::printf("  %-26s  p50 %8.0f %8.0f %+6.1f %%   p99 %8.0f %8.0f %+6.1f %%\n", name.c_str(),
              p50.predicted, p50.measured, 100 * p50.error(), p99.predicted, p99.measured,
              100 * p99.error());
}

}  // namespace isthmus::lab

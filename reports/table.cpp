#include "reports/table.hpp"

#include <algorithm>

#include "sim/base/expects.hpp"
#include "sim/base/utf8.hpp"

namespace isthmus::reports {
namespace {

using Rows = std::vector<std::vector<Cell>>;

std::vector<std::size_t> widths_of(const Rows& rows, std::size_t columns) {
  std::vector<std::size_t> widths(columns, 0);
  for (const std::vector<Cell>& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      widths[i] = std::max(widths[i], utf8_length(row[i].text));
    }
  }
  return widths;
}

}  // namespace

void Table::row(std::vector<Cell> cells) {
  ISTHMUS_EXPECTS(cells.size() <= columns_.size());
  rows_.push_back(std::move(cells));
}

void Table::write(std::ostream& out, const TextStyle& style, std::size_t indent) const {
  Rows rows;
  const bool has_head = std::any_of(columns_.begin(), columns_.end(),
                                    [](const Column& column) { return !column.head.empty(); });
  if (has_head) {
    rows.emplace_back();
    for (const Column& column : columns_) rows.back().push_back({column.head, Ink::dim});
  }
  rows.insert(rows.end(), rows_.begin(), rows_.end());
  for (std::vector<Cell>& row : rows) {
    for (Cell& cell : row) cell.text = spelled(cell.text, style);
  }

  const std::vector<std::size_t> widths = widths_of(rows, columns_.size());
  for (const std::vector<Cell>& row : rows) {
    std::string line(indent, ' ');
    std::size_t owed = 0;  // Blanks to write before the next text, so that none end a line.
    for (std::size_t i = 0; i < row.size(); ++i) {
      const std::size_t room = widths[i] - utf8_length(row[i].text);
      const bool right = columns_[i].align == Align::right;
      if (right) owed += room;
      if (!row[i].text.empty()) {
        line.append(owed, ' ').append(painted(row[i].text, row[i].ink, style));
        owed = 0;
      }
      if (!right) owed += room;
      owed += 2;
    }
    if (line.find_first_not_of(' ') == std::string::npos) line.clear();
    out << line << '\n';
  }
}

}  // namespace isthmus::reports

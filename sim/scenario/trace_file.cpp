#include "sim/scenario/trace_file.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "sim/base/quantity_text.hpp"
#include "sim/scenario/decoder.hpp"

namespace isthmus::scenario {
namespace {

constexpr std::size_t complaints_max = 10;
constexpr Duration start_max = Duration::seconds(10LL * 365 * 24 * 3600);

/// A column of numbers, and what they count.
struct Unit {
  std::string_view column;
  std::string_view unit;
};
constexpr std::array<Unit, 4> units{
    {{"time_s", "s"}, {"time_ms", "ms"}, {"time_us", "us"}, {"time_ns", "ns"}}};

struct Cell {
  std::string_view text;
  std::size_t column = 0;  ///< Of its first character, from 0.
};

Cell trimmed(Cell cell) {
  const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '"'; };
  while (!cell.text.empty() && blank(cell.text.front())) {
    cell.text.remove_prefix(1);
    ++cell.column;
  }
  while (!cell.text.empty() && blank(cell.text.back())) cell.text.remove_suffix(1);
  return cell;
}

std::vector<Cell> cells_of(std::string_view line) {
  std::vector<Cell> cells;
  std::size_t begin = 0;
  for (;;) {
    const std::size_t comma = line.find(',', begin);
    cells.push_back(trimmed({line.substr(begin, comma - begin), begin}));
    if (comma == std::string_view::npos) return cells;
    begin = comma + 1;
  }
}

std::uint32_t characters(std::string_view text) {
  return static_cast<std::uint32_t>(std::count_if(
      text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) >> 6) != 2; }));
}

class TraceReader {
 public:
  TraceReader(SourceId source, Diagnostics& diagnostics)
      : source_{source}, diagnostics_{diagnostics} {}

  void line(std::string_view text) {
    ++line_;
    text = text.substr(0, text.find('#'));
    line_text_ = text;
    if (trimmed({text}).text.empty() || complaints_ == complaints_max) return;
    const std::vector<Cell> cells = cells_of(text);
    if (std::exchange(first_, false) && is_header(cells.front().text)) return header(cells);
    if (!known_) return;
    if (column_ >= cells.size()) {
      return complain({{}, 0}, "this line has no column " + std::to_string(column_ + 1), "");
    }
    start(cells[column_]);
  }

  std::vector<Duration> starts() && { return std::move(starts_); }
  bool empty() const { return starts_.empty() && complaints_ == 0; }

 private:
  static bool is_header(std::string_view cell) {
    const char c = cell.empty() ? '0' : cell.front();
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }

  void header(const std::vector<Cell>& cells) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (cells[i].text == "time") return take(i, "");
      for (const Unit& unit : units) {
        if (cells[i].text == unit.column) return take(i, unit.unit);
      }
    }
    known_ = false;
    complain(cells.front(), "no column says when requests start",
             "name one of them time_s, time_ms, time_us, time_ns, or time");
  }

  void take(std::size_t column, std::string_view unit) {
    column_ = column;
    unit_ = unit;
  }

  void start(const Cell& cell) {
    const auto parsed = parse_duration(std::string{cell.text} + std::string{unit_});
    if (const auto* fault = std::get_if<QuantityFault>(&parsed)) {
      return complain(cell,
                      quoted(cell.text) + (unit_.empty() ? " is not a time" : " is not a number"),
                      unit_.empty() ? fault->remedy : "write a number such as 12.5");
    }
    const Duration at = std::get<Duration>(parsed);
    if (at < Duration::zero() || at > start_max) {
      return complain(cell, "a run has no time " + quoted(cell.text),
                      "times count from the beginning of the run");
    }
    if (!starts_.empty() && at < starts_.back()) {
      return complain(cell, "this request starts before the one above it", "sort the file by time");
    }
    starts_.push_back(at);
  }

  void complain(const Cell& cell, std::string problem, std::string remedy) {
    ++complaints_;
    const SourceSpan at{source_, line_, characters(line_text_.substr(0, cell.column)) + 1,
                        characters(cell.text)};
    diagnostics_.push_back(error_at(at, "invalid-trace", std::move(problem), std::move(remedy)));
  }

  SourceId source_;
  Diagnostics& diagnostics_;
  std::vector<Duration> starts_{};
  std::uint32_t line_ = 0;
  std::string_view line_text_{};
  bool first_ = true;
  bool known_ = true;
  std::size_t column_ = 0;
  std::string_view unit_{};
  std::size_t complaints_ = 0;
};

}  // namespace

std::vector<Duration> read_trace(SourceId source, const Sources& sources,
                                 Diagnostics& diagnostics) {
  const std::string_view text = sources[source].text;  // Without a byte-order mark.
  TraceReader reader{source, diagnostics};
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    reader.line(text.substr(begin, end - begin));
    begin = end + 1;
  }
  if (reader.empty()) {
    diagnostics.push_back(error_at({source, 1, 1, 0}, "invalid-trace",
                                   "this trace holds no request", "write one start per line"));
  }
  return std::move(reader).starts();
}

}  // namespace isthmus::scenario

#include "reports/outline_text.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "reports/figure_text.hpp"
#include "reports/table.hpp"

namespace isthmus::reports {
namespace {

constexpr std::array<std::string_view, 5> shown = {"expectations", "routes", "gateways", "baseline",
                                                   "reproduce"};
constexpr std::size_t rows_most = 24;

Ink ink_of(Tone tone) {
  switch (tone) {
    case Tone::plain:
      return Ink::plain;
    case Tone::good:
      return Ink::good;
    case Tone::bad:
      return Ink::bad;
    case Tone::unsure:
      return Ink::unsure;
    case Tone::dim:
      return Ink::dim;
  }
  return Ink::plain;
}

std::string text_of(const Prose& prose) {
  std::string text;
  for (const Words& words : prose) {
    for (const char c : words.text) text += c == '\n' ? ' ' : c;
  }
  return text;
}

class Writer {
 public:
  Writer(std::ostream& out, const TextStyle& style) : out_{out}, style_{style} {}

  void line(const std::string& text, Ink ink = Ink::plain) {
    out_ << painted(spelled(text, style_), ink, style_) << '\n';
  }
  void one(const Prose& prose) { line("  " + text_of(prose)); }
  void one(const ReportTable& table) {
    std::vector<Table::Column> columns;
    for (const ReportTable::Column& column : table.columns) {
      columns.push_back({column.head, column.align == ReportTable::Align::right
                                          ? Table::Align::right
                                          : Table::Align::left});
    }
    Table text{std::move(columns)};
    for (std::size_t i = 0; i < std::min(table.rows.size(), rows_most); ++i) {
      std::vector<Cell> row;
      for (const ReportCell& cell : table.rows[i]) {
        const Ink ink = cell.prose.empty() ? Ink::plain : ink_of(cell.prose.front().tone);
        const bool only_bar = cell.bar && cell.prose.empty();
        row.push_back({only_bar ? percent_text(*cell.bar) : text_of(cell.prose), ink});
      }
      text.row(std::move(row));
    }
    text.write(out_, style_);
    if (table.rows.size() > rows_most) {
      line("  … " + std::to_string(table.rows.size() - rows_most) + " more: -o html has them",
           Ink::dim);
    }
  }
  void one(const Figure&) {}  // Nothing for a terminal.
  void one(const Facts& facts) {
    Table table{{{""}, {""}}};
    for (const Facts::Fact& fact : facts.facts) table.row({{fact.name}, {text_of(fact.prose)}});
    table.write(out_, style_);
  }
  void one(const Listing& listing) { line("  " + listing.text); }

 private:
  std::ostream& out_;
  const TextStyle& style_;
};

}  // namespace

void write_outline_text(std::ostream& out, const Outline& outline, const TextStyle& style) {
  Writer writer{out, style};
  std::string heading = outline.title + " · " + outline.subtitle;
  for (const std::string& fact : outline.facts) heading += " · " + fact;
  writer.line(heading);
  const char* sign = outline.headline.tone == Tone::good  ? "✓ "
                     : outline.headline.tone == Tone::bad ? "✗ "
                                                          : "? ";
  out << '\n';
  writer.line("  " + std::string{sign} + outline.headline.title, ink_of(outline.headline.tone));
  for (const Prose& paragraph : outline.headline.paragraphs) writer.one(paragraph);
  for (const Section& section : outline.sections) {
    if (std::find(shown.begin(), shown.end(), section.id) == shown.end()) continue;
    out << '\n';
    writer.line(section.title, Ink::strong);
    for (const Block& block : section.blocks) {
      std::visit([&](const auto& one) { writer.one(one); }, block);
    }
  }
}

}  // namespace isthmus::reports

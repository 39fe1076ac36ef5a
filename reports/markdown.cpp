#include "reports/markdown.hpp"

#include <string>
#include <string_view>

#include "reports/figure_text.hpp"
#include "reports/markup.hpp"

namespace isthmus::reports {
namespace {

/// Text that Markdown leaves alone.
std::string escaped(std::string_view text) {
  constexpr std::string_view special = "\\`*_[]<>|#~&";
  std::string safe;
  for (const char c : text) {
    if (c == '\n' || c == '\r') {
      safe += ' ';
      continue;
    }
    if (static_cast<unsigned char>(c) < 0x20) continue;
    if (special.find(c) != std::string_view::npos) safe += '\\';
    safe += c;
  }
  return safe;
}

std::string code(std::string_view text) {
  if (text.find('`') != std::string_view::npos) return escaped(text);
  std::string safe;
  for (const char c : text) {
    if (c == '|') safe += '\\';
    safe += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
  }
  return "`" + safe + "`";
}

std::string prose_text(const Prose& prose) {
  std::string text;
  for (const Words& words : prose) {
    if (words.text.empty()) continue;
    switch (words.face) {
      case Face::plain:
        text += escaped(words.text);
        break;
      case Face::strong:
      case Face::badge:
        text += "**" + escaped(words.text) + "**";
        break;
      case Face::code: {
        const std::size_t start = words.text.find_first_not_of(' ');
        if (start == std::string::npos) break;
        text += std::string(start, ' ') + code(words.text.substr(start));
        break;
      }
    }
  }
  return text;
}

constexpr std::size_t rows_most = 40;  // Of a figure's table; a pull request is no data sheet.

class Writer {
 public:
  explicit Writer(std::ostream& out) : out_{out} {}

  void one(const Prose& prose) { out_ << prose_text(prose) << "\n\n"; }

  void one(const ReportTable& table) {
    out_ << "|";
    for (const ReportTable::Column& column : table.columns) {
      out_ << " " << escaped(column.head) << " |";
    }
    out_ << "\n|";
    for (const ReportTable::Column& column : table.columns) {
      out_ << (column.align == ReportTable::Align::right ? " ---: |" : " --- |");
    }
    out_ << "\n";
    for (const std::vector<ReportCell>& row : table.rows) {
      out_ << "|";
      for (const ReportCell& cell : row) {
        const bool only_bar = cell.bar && cell.prose.empty();
        out_ << " " << (only_bar ? whole_percent(*cell.bar) : prose_text(cell.prose)) << " |";
      }
      out_ << "\n";
    }
    out_ << "\n";
    if (!table.left_out.empty()) out_ << escaped(table.left_out) << ".\n\n";
  }

  void one(const Figure& figure) {
    if (figure.table.rows.empty()) return;
    if (figure.table.rows.size() > rows_most) {
      return one(Prose{{figure.title + ": " + counted(figure.table.rows.size(), "row") +
                            ", see the HTML report or the CSV.",
                        Face::plain, Tone::dim}});
    }
    out_ << "<details><summary>" << markup_text(figure.title) << "</summary>\n\n";
    one(figure.table);
    out_ << "</details>\n\n";
  }

  void one(const Facts& facts) {
    for (const Facts::Fact& fact : facts.facts) {
      out_ << "- " << escaped(fact.name) << ": " << prose_text(fact.prose) << "\n";
    }
    out_ << "\n";
  }

  void one(const Listing& listing) {
    std::string text;
    for (const char c : listing.text) text += c == '`' ? '\'' : c;
    out_ << "```sh\n" << text << "\n```\n\n";
  }

 private:
  static std::string whole_percent(double share) {
    return std::to_string(static_cast<int>(share * 100 + 0.5)) + " %";
  }

  std::ostream& out_;
};

/// What a reviewer wants to see without a click.
bool is_open(const Section& section) {
  return section.id == "expectations" || section.id == "routes" || section.id == "baseline" ||
         section.id == "reproduce";
}

}  // namespace

void write_markdown(std::ostream& out, const Outline& outline) {
  Writer writer{out};
  const char* sign = outline.headline.tone == Tone::good  ? "✅"
                     : outline.headline.tone == Tone::bad ? "❌"
                                                          : "❔";
  out << "## " << sign << " " << escaped(outline.title) << ": " << escaped(outline.headline.title)
      << "\n\n";
  for (const Prose& paragraph : outline.headline.paragraphs) writer.one(paragraph);
  ReportTable figures;
  std::vector<ReportCell> row;
  for (const KeyFigure& figure : outline.headline.figures) {
    figures.columns.push_back({figure.name, ReportTable::Align::left});
    ReportCell cell{figure.value, Face::strong};
    cell.prose.push_back({" " + figure.more});
    row.push_back(std::move(cell));
  }
  figures.rows.push_back(std::move(row));
  if (!figures.columns.empty()) writer.one(figures);
  for (const Section& section : outline.sections) {
    if (is_open(section)) {
      out << "### " << escaped(section.title) << "\n\n";
    } else {
      out << "<details><summary><b>" << markup_text(section.title) << "</b></summary>\n\n";
    }
    for (const Block& block : section.blocks) {
      std::visit([&](const auto& one) { writer.one(one); }, block);
    }
    if (!is_open(section)) out << "</details>\n\n";
  }
  out << "<sub>" << markup_text(outline.subtitle);
  for (const std::string& fact : outline.facts) out << " · " << markup_text(fact);
  out << " · isthmus</sub>\n";
}

}  // namespace isthmus::reports

// A report before it has a form: sections of paragraphs, tables and figures, with the words chosen
// and the numbers written. HTML and Markdown are two ways to write the same outline.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "reports/chart.hpp"

namespace isthmus::reports {

/// How a piece of text is meant; a writer may show it, but the words say it too.
enum class Tone { plain, good, bad, unsure, dim };
enum class Face { plain, strong, code, badge };

/// A run of text in one face. Texts are plain; every writer escapes them.
struct Words {
  std::string text{};
  Face face = Face::plain;
  Tone tone = Tone::plain;
};
using Prose = std::vector<Words>;

struct ReportCell {
  Prose prose{};
  std::optional<double> order{};  ///< What the column is sorted by where the text is not.
  std::optional<double> bar{};    ///< A share to be shown as a bar beside the text; 0 to 1.
  Tone bar_tone = Tone::plain;

  ReportCell() = default;
  ReportCell(std::string text) : prose{{std::move(text), Face::plain, Tone::plain}} {}
  ReportCell(const char* text) : ReportCell{std::string{text}} {}
  ReportCell(std::string text, Face face, Tone tone = Tone::plain)
      : prose{{std::move(text), face, tone}} {}
  ReportCell(std::string text, double sorted_by) : ReportCell{std::move(text)} {
    order = sorted_by;
  }
};

struct ReportTable {
  enum class Align { left, right };
  struct Column {
    std::string head{};
    Align align = Align::left;
  };
  std::string name{};  ///< What it is a table of, for those who cannot see it.
  std::vector<Column> columns{};
  std::vector<std::vector<ReportCell>> rows{};
  std::string left_out{};  ///< What is not shown, and where it is; empty if nothing.
  bool sortable = false;
};

/// A picture with everything that it shows as a table beside it.
struct Figure {
  enum class Width { whole, half };
  std::string id{};
  std::string title{};
  std::string summary{};  ///< In a sentence, what there is to see.
  Picture picture{};
  ReportTable table{};
  Width width = Width::whole;
};

/// Names and what they stand for.
struct Facts {
  struct Fact {
    std::string name{};
    Prose prose{};
  };
  std::vector<Fact> facts{};
};

struct Listing {
  std::string text{};
};

using Block = std::variant<Prose, ReportTable, Figure, Facts, Listing>;

struct Section {
  std::string id{};
  std::string title{};
  std::string note{};
  std::vector<Block> blocks{};
};

/// A number that sums the run up.
struct KeyFigure {
  std::string name{};
  std::string value{};
  std::string more{};  ///< Its unit, margin or share.
};

struct Headline {
  Tone tone = Tone::good;
  std::string title{};
  std::vector<Prose> paragraphs{};
  std::vector<KeyFigure> figures{};
};

struct Outline {
  std::string title{};
  std::string subtitle{};
  std::vector<std::string> facts{};  ///< How it was simulated, in a few words each.
  Headline headline{};
  std::vector<Section> sections{};
};

}  // namespace isthmus::reports

#include "reports/html_blocks.hpp"

#include "reports/markup.hpp"
#include "sim/base/number_text.hpp"

namespace isthmus::reports {
namespace {

constexpr double wide = 916;    // What a column of text is wide, in the style sheet.
constexpr double half = 432;    // Two figures side by side.
constexpr double narrow = 326;  // A telephone.

constexpr double large = 1100;  // Wider drawings are shown whole first, however small.

/// The width that an SVG says it has; whole pixels.
double width_in(const std::string& svg) {
  double width = 0;
  for (std::size_t at = svg.find("width=\"") + 7; at < svg.size(); ++at) {
    if (svg[at] < '0' || svg[at] > '9') break;
    width = width * 10 + (svg[at] - '0');
  }
  return width;
}

std::string with_class(const char* element, const std::string& name) {
  return name.empty() ? "<" + std::string{element} + ">"
                      : "<" + std::string{element} + " class=\"" + name + "\">";
}

std::string bar_html(const ReportCell& cell) {
  return "<svg class=\"bar\" viewBox=\"0 0 88 8\" width=\"88\" height=\"8\" aria-hidden=\"true\">"
         "<rect class=\"bar-whole\" width=\"88\" height=\"8\" rx=\"4\"/><rect class=\"bar-" +
         (cell.bar_tone == Tone::plain ? "good" : tone_class(cell.bar_tone)) + "\" width=\"" +
         pixels(88 * *cell.bar) + "\" height=\"8\" rx=\"4\"/></svg>";
}

std::string cell_html(const ReportCell& cell, ReportTable::Align align) {
  std::string html = align == ReportTable::Align::right ? "<td class=\"right\"" : "<td";
  if (cell.order) html += " data-order=\"" + shortest_text(*cell.order) + "\"";
  html += ">";
  if (cell.bar) html += "<span class=\"barred\">" + bar_html(cell);
  html += html_of(cell.prose);
  if (cell.bar) html += "</span>";
  return html + "</td>";
}

}  // namespace

std::string tone_class(Tone tone) {
  switch (tone) {
    case Tone::plain:
      return "";
    case Tone::good:
      return "good";
    case Tone::bad:
      return "bad";
    case Tone::unsure:
      return "unsure";
    case Tone::dim:
      return "dim";
  }
  return "";
}

std::string html_of(const Prose& prose) {
  std::string html;
  for (const Words& words : prose) {
    const std::string text = markup_text(words.text);
    const std::string tone = tone_class(words.tone);
    switch (words.face) {
      case Face::plain:
        html += tone.empty() ? text : with_class("span", tone) + text + "</span>";
        break;
      case Face::strong:
        html += with_class("strong", tone) + text + "</strong>";
        break;
      case Face::code:
        html += with_class("code", tone) + text + "</code>";
        break;
      case Face::badge:
        html += with_class("span", tone.empty() ? "badge" : "badge " + tone) + text + "</span>";
        break;
    }
  }
  return html;
}

std::string html_of(const ReportTable& table) {
  std::string html = "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"" +
                     markup_text(table.name) + "\"><table" +
                     (table.sortable ? " class=\"sortable\"" : "") + ">\n<thead><tr>";
  for (const ReportTable::Column& column : table.columns) {
    html += column.align == ReportTable::Align::right ? "<th scope=\"col\" class=\"right\">"
                                                      : "<th scope=\"col\">";
    html += markup_text(column.head) + "</th>";
  }
  html += "</tr></thead>\n<tbody>\n";
  for (const std::vector<ReportCell>& row : table.rows) {
    html += "<tr>";
    for (std::size_t i = 0; i < row.size() && i < table.columns.size(); ++i) {
      html += cell_html(row[i], table.columns[i].align);
    }
    html += "</tr>\n";
  }
  html += "</tbody></table></div>\n";
  if (!table.left_out.empty()) {
    html += "<p class=\"dim\">" + markup_text(table.left_out) + ".</p>\n";
  }
  return html;
}

std::string html_of(const Figure& figure) {
  const bool is_half = figure.width == Figure::Width::half;
  const bool is_topology = std::holds_alternative<Topology>(figure.picture);
  std::string html = "<figure id=\"" + markup_text(figure.id) + "\" class=\"" +
                     (is_half ? "half" : "whole") + "\">\n<figcaption>" +
                     markup_text(figure.title) + "</figcaption>\n";
  if (is_topology) {
    const std::string svg = chart_svg(figure.picture, wide, figure.summary);
    html += std::string{"<div class=\"scroll topology"} + (width_in(svg) > large ? " large" : "") +
            "\" tabindex=\"0\" role=\"region\" aria-label=\"" + markup_text(figure.summary) +
            "\">" + svg + "</div>\n";
  } else {
    html += "<div class=\"chart wide\">" +
            chart_svg(figure.picture, is_half ? half : wide, figure.summary) +
            "</div>\n<div class=\"chart narrow\">" +
            chart_svg(figure.picture, narrow, figure.summary) + "</div>\n";
  }
  html += "<details><summary>The same as a table</summary>\n" + html_of(figure.table) +
          "</details>\n</figure>\n";
  return html;
}

std::string html_of(const Facts& facts) {
  std::string html = "<dl class=\"card\">\n";
  for (const Facts::Fact& fact : facts.facts) {
    html +=
        "<div><dt>" + markup_text(fact.name) + "</dt><dd>" + html_of(fact.prose) + "</dd></div>\n";
  }
  return html + "</dl>\n";
}

std::string html_of(const Listing& listing) {
  return "<pre class=\"card\"><code>" + markup_text(listing.text) + "</code></pre>\n";
}

}  // namespace isthmus::reports

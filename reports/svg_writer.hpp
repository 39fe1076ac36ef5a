// Writes the few shapes that charts are made of; every text is escaped.
#pragma once

#include <string>
#include <string_view>

#include "reports/markup.hpp"

namespace isthmus::reports {

class SvgWriter {
 public:
  enum class Anchor { start, middle, end };

  SvgWriter(double width, double height, std::string_view label) {
    svg_ = "<svg role=\"img\" viewBox=\"0 0 " + pixels(width) + " " + pixels(height) +
           "\" width=\"" + pixels(width) + "\" height=\"" + pixels(height) + "\" aria-label=\"" +
           markup_text(label) + "\">\n";
  }

  void rectangle(std::string_view look, double x, double y, double width, double height,
                 double round = 0, std::string_view title = {}) {
    svg_ += "<rect class=\"" + std::string{look} + "\" x=\"" + pixels(x) + "\" y=\"" + pixels(y) +
            "\" width=\"" + pixels(width) + "\" height=\"" + pixels(height) + "\"";
    if (round > 0) svg_ += " rx=\"" + pixels(round) + "\"";
    svg_ += title.empty() ? "/>\n" : "><title>" + markup_text(title) + "</title></rect>\n";
  }
  void line(std::string_view look, double x1, double y1, double x2, double y2) {
    path(look, "M" + pixels(x1) + " " + pixels(y1) + "L" + pixels(x2) + " " + pixels(y2));
  }
  void path(std::string_view look, std::string_view steps) {
    svg_ += "<path class=\"" + std::string{look} + "\" d=\"" + std::string{steps} + "\"/>\n";
  }
  void text(std::string_view look, double x, double y, std::string_view words,
            Anchor anchor = Anchor::start) {
    svg_ +=
        "<text class=\"" + std::string{look} + "\" x=\"" + pixels(x) + "\" y=\"" + pixels(y) + "\"";
    if (anchor == Anchor::middle) svg_ += " text-anchor=\"middle\"";
    if (anchor == Anchor::end) svg_ += " text-anchor=\"end\"";
    svg_ += ">" + markup_text(words) + "</text>\n";
  }

  /// A text that leans to the right, for heads of narrow columns.
  void leaning_text(std::string_view look, double x, double y, std::string_view words) {
    svg_ += "<text class=\"" + std::string{look} + "\" transform=\"translate(" + pixels(x) + " " +
            pixels(y) + ") rotate(-45)\">" + markup_text(words) + "</text>\n";
  }

  std::string finished() && { return std::move(svg_) + "</svg>\n"; }

 private:
  std::string svg_;
};

}  // namespace isthmus::reports

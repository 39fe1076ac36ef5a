// How each kind of chart is drawn; chart_svg() chooses.
#pragma once

#include <string>

#include "reports/chart.hpp"

namespace isthmus::reports {

std::string lines_svg(const LineChart& chart, double width, const std::string& label);
std::string bars_svg(const BarChart& chart, double width, const std::string& label);
std::string matrix_svg(const MatrixChart& chart, double width, const std::string& label);

}  // namespace isthmus::reports

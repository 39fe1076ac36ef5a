#include <sstream>

#include "reports/chart_drawings.hpp"
#include "reports/graph.hpp"

namespace isthmus::reports {
namespace {

struct Draw {
  double width;
  const std::string& label;

  std::string operator()(const LineChart& chart) const { return lines_svg(chart, width, label); }
  std::string operator()(const BarChart& chart) const { return bars_svg(chart, width, label); }
  std::string operator()(const MatrixChart& chart) const { return matrix_svg(chart, width, label); }
  std::string operator()(const Topology& topology) const {
    std::ostringstream out;
    write_graph_svg(out, topology, GraphUse::in_a_page);
    return out.str();
  }
};

}  // namespace

std::string chart_svg(const Picture& picture, double width, const std::string& label) {
  return std::visit(Draw{width, label}, picture);
}

}  // namespace isthmus::reports

// Where things are and who reaches whom.
#include <algorithm>
#include <map>
#include <set>

#include "reports/figure_text.hpp"
#include "reports/run_outline_parts.hpp"
#include "reports/topology_document.hpp"

namespace isthmus::reports {
namespace {

using Align = ReportTable::Align;
using Mark = MatrixChart::Mark;

constexpr std::size_t names_most = 30;  // Rows and columns that can still be read.

/// The upstreams from one place to another.
struct Bundle {
  std::size_t all = 0;
  std::size_t delivered = 0;
  double hops = 0;
  std::string why{};

  void add(const View& upstream) {
    ++all;
    if (upstream["disposition"].text() == "delivered") {
      ++delivered;
      hops = upstream["network_hops"].number_or(0);
    } else if (why.empty()) {
      why = upstream["reason"]["problem"].text();
      if (why.empty()) why = upstream["disposition"].text();
    }
  }
  Mark mark() const {
    return all == 0           ? Mark::none
           : delivered == all ? Mark::good
           : delivered == 0   ? Mark::bad
                              : Mark::mixed;
  }
};

std::string partition_of(const std::string& full_name) {
  return full_name.substr(0, full_name.find('/'));
}

using Bundles = std::map<std::pair<std::string, std::string>, Bundle>;

Bundles bundles_of(const std::vector<View>& upstreams, bool by_partition) {
  Bundles bundles;
  for (const View& upstream : upstreams) {
    const std::string from = upstream["from"].text();
    const std::string to = upstream["to"].text();
    bundles[by_partition ? std::pair{partition_of(from), partition_of(to)}
                         : std::pair{short_name(from), short_name(to)}]
        .add(upstream);
  }
  return bundles;
}

MatrixChart matrix_of(const Bundles& bundles, bool by_partition) {
  std::set<std::string> rows;
  std::set<std::string> columns;
  for (const auto& [ends, bundle] : bundles) {
    rows.insert(ends.first);
    columns.insert(ends.second);
  }
  MatrixChart chart{{rows.begin(), rows.end()}, {columns.begin(), columns.end()}, {}};
  for (const std::string& row : chart.rows) {
    for (const std::string& column : chart.columns) {
      const auto found = bundles.find({row, column});
      MatrixChart::Cell cell;
      if (found != bundles.end()) {
        const Bundle& bundle = found->second;
        cell.mark = bundle.mark();
        cell.title = row + " → " + column + ": ";
        if (by_partition) {
          cell.text = std::to_string(bundle.delivered);
          cell.title += std::to_string(bundle.delivered) + " of " +
                        counted(bundle.all, "upstream") +
                        (bundle.all == 1 ? " arrives" : " arrive");
        } else {
          cell.text = bundle.mark() == Mark::good
                          ? std::to_string(static_cast<std::size_t>(bundle.hops))
                          : "✗";
          cell.title += bundle.mark() == Mark::good
                            ? counted(static_cast<std::size_t>(bundle.hops), "network hop")
                            : bundle.why;
        }
      }
      chart.cells.push_back(std::move(cell));
    }
  }
  return chart;
}

}  // namespace

Section topology_section(const View& run) {
  Section section{"topology",
                  "Topology",
                  "edge width: requests per second · bar: load of the busiest instance",
                  {}};
  Topology topology = topology_from(run["topology"]);
  if (topology.nodes.empty()) return section;
  topology.name = run["scenario_name"].text();
  Figure figure;
  figure.id = "topology-1";
  figure.title = topology.summary();
  figure.summary = topology.summary();
  figure.table.name = "Topology";
  figure.table.sortable = true;
  figure.table.columns = {
      {"From"}, {"To"}, {"Mode"}, {"Upstreams", Align::right}, {"Requests/s", Align::right}};
  const auto name_of = [&](const Topology::Node& node) {
    return topology.boxes[node.box].name + " " + node.label;
  };
  constexpr std::size_t rows_most = 300;
  for (const Topology::Edge& edge : topology.edges) {
    if (figure.table.rows.size() == rows_most) {
      figure.table.left_out =
          std::to_string(topology.edges.size() - rows_most) + " more are in the JSON";
      break;
    }
    const auto upstreams = static_cast<double>(edge.upstreams);
    figure.table.rows.push_back({name_of(topology.nodes[edge.from]),
                                 name_of(topology.nodes[edge.to]), std::string{text(edge.kind)},
                                 ReportCell{std::to_string(edge.upstreams), upstreams},
                                 ReportCell{plain_text(edge.requests_per_s), edge.requests_per_s}});
  }
  figure.picture = std::move(topology);
  section.blocks.emplace_back(std::move(figure));
  return section;
}

Section reachability_section(const View& run) {
  const std::vector<View> upstreams = run["upstreams"].items();
  Section section{"reachability", "Reachability", "", {}};
  if (upstreams.empty()) return section;
  Bundles bundles = bundles_of(upstreams, false);
  MatrixChart chart = matrix_of(bundles, false);
  const bool by_partition = chart.rows.size() > names_most || chart.columns.size() > names_most;
  if (by_partition) {
    bundles = bundles_of(upstreams, true);
    chart = matrix_of(bundles, true);
  }
  section.note = by_partition
                     ? "caller's partition down, destination's across; how many upstreams arrive"
                     : "caller down, destination across; network hops of each upstream";
  Figure figure;
  figure.id = "reachability-1";
  figure.title = by_partition ? "Upstreams between partitions" : "Upstreams between services";
  figure.summary = section.note;
  figure.table.name = section.title;
  figure.table.sortable = true;
  figure.table.columns = {
      {"From"}, {"To"}, {"Upstreams", Align::right}, {"Arrive", Align::right}, {"Why not"}};
  for (const auto& [ends, bundle] : bundles) {
    if (figure.table.rows.size() == 400) {
      figure.table.left_out = std::to_string(bundles.size() - 400) + " more are in the JSON";
      break;
    }
    figure.table.rows.push_back(
        {ends.first, ends.second,
         ReportCell{std::to_string(bundle.all), static_cast<double>(bundle.all)},
         ReportCell{std::to_string(bundle.delivered), static_cast<double>(bundle.delivered)},
         bundle.why});
  }
  if (chart.rows.size() <= 80 && chart.columns.size() <= 80) {
    figure.picture = std::move(chart);
    section.blocks.emplace_back(std::move(figure));
  } else {
    section.blocks.emplace_back(std::move(figure.table));
  }
  return section;
}

}  // namespace isthmus::reports

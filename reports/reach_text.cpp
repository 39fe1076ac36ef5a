#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "reports/figure_text.hpp"
#include "reports/name_text.hpp"
#include "reports/table.hpp"
#include "reports/texts.hpp"
#include "sim/analysis/reach_partitions.hpp"

namespace isthmus::reports {
namespace {

/// Beyond these a matrix is wider than a terminal, and something shorter says more.
constexpr std::size_t matrix_services_max = 24;
constexpr std::size_t matrix_partitions_max = 8;

/// Paths that do not arrive and are shown one by one.
constexpr std::size_t blocked_shown_max = 30;

/// A call that an upstream is there for, so that it means something when it does not arrive.
bool is_blocked(const analysis::ReachPair& pair) {
  return !pair.delivered() &&
         (pair.disposition != route::Disposition::no_upstream || !pair.why.empty());
}

Cell cell_of(const analysis::ReachPair& pair) {
  if (pair.delivered()) return {std::to_string(pair.network_hops), Ink::good};
  if (is_blocked(pair) && pair.delivered_share > 0) {
    return {percent_text(pair.delivered_share), Ink::unsure};
  }
  if (is_blocked(pair)) return {"✗", Ink::bad};
  return {"·", Ink::dim};
}

/// The services that are an end of some pair, in the model's order.
std::vector<std::size_t> ends_of(const model::Model& model, const analysis::ReachMatrix& matrix,
                                 bool callers) {
  std::vector<bool> named(model.services.size(), false);
  std::map<mesh::ServiceName, std::size_t> index;
  for (std::size_t i = 0; i < model.services.size(); ++i) index[model.services[i].name] = i;
  for (const analysis::ReachPair& pair : matrix.pairs) {
    if (callers) {
      named[pair.from.index()] = true;
    } else if (const auto at = index.find(pair.destination); at != index.end()) {
      named[at->second] = true;
    }
  }
  std::vector<std::size_t> ends;
  for (std::size_t i = 0; i < named.size(); ++i) {
    if (named[i]) ends.push_back(i);
  }
  return ends;
}

void legend(std::ostream& out, const std::string& text, const TextStyle& style) {
  out << '\n' << painted(spelled(text, style), Ink::dim, style) << '\n';
}

void write_matrix(std::ostream& out, const session::Study& study,
                  const analysis::ReachMatrix& matrix, const TextStyle& style) {
  const model::Model& model = study.model;
  std::map<std::pair<model::ServiceId, mesh::ServiceName>, const analysis::ReachPair*> known;
  for (const analysis::ReachPair& pair : matrix.pairs)
    known.insert({{pair.from, pair.destination}, &pair});
  const std::vector<std::size_t> callers = ends_of(model, matrix, true);
  const std::vector<std::size_t> called = ends_of(model, matrix, false);

  std::vector<Table::Column> columns = {{"FROM"}, {"#", Table::Align::right}};
  for (const std::size_t to : called) {
    columns.push_back({std::to_string(to + 1), Table::Align::right});
  }
  Table table{std::move(columns)};
  std::vector<std::size_t> rows = callers;
  rows.insert(rows.end(), called.begin(), called.end());
  std::sort(rows.begin(), rows.end());
  rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
  for (const std::size_t from : rows) {
    std::vector<Cell> row = {{short_text(model.services[from].name)},
                             {std::to_string(from + 1), Ink::dim}};
    for (const std::size_t to : called) {
      const auto found = known.find({model::ServiceId{from}, model.services[to].name});
      row.push_back(found == known.end() ? Cell{} : cell_of(*found->second));
    }
    table.row(std::move(row));
  }
  table.write(out, style);
  legend(out, "  Number: network hops. ✗: does not arrive. %: a share arrives. ·: no upstream.",
         style);
}

std::string range_text(int low, int high) {
  if (high == 0) return "-";
  return low == high ? std::to_string(low) : std::to_string(low) + "-" + std::to_string(high);
}

std::string share_text(const analysis::PartitionPair& pair) {
  return std::to_string(pair.delivered) + "/" + std::to_string(pair.upstreams);
}

void write_partition_list(std::ostream& out, const std::vector<analysis::PartitionPair>& pairs,
                          const TextStyle& style) {
  Table table{{{"FROM"},
               {"TO"},
               {"ARRIVE", Table::Align::right},
               {"HOPS", Table::Align::right},
               {"THE OTHERS END IN"}}};
  for (const analysis::PartitionPair& pair : pairs) {
    table.row({{pair.from},
               {pair.to},
               {share_text(pair), pair.whole() ? Ink::good : Ink::bad},
               {range_text(pair.hops_min, pair.hops_max)},
               {pair.whole() ? "" : std::string{text(pair.worst)}, Ink::bad}});
  }
  table.write(out, style);
}

void write_partition_matrix(std::ostream& out, const session::Study& study,
                            const std::vector<analysis::PartitionPair>& pairs,
                            const TextStyle& style) {
  std::vector<Table::Column> columns = {{"FROM"}};
  for (const model::Partition& to : study.model.partitions) {
    columns.push_back({to.name, Table::Align::right});
  }
  Table table{std::move(columns)};
  for (const model::Partition& from : study.model.partitions) {
    std::vector<Cell> row = {{from.name}};
    for (const model::Partition& to : study.model.partitions) {
      const auto found = std::find_if(pairs.begin(), pairs.end(), [&](const auto& pair) {
        return pair.from == from.name && pair.to == to.name;
      });
      if (found == pairs.end()) {
        row.push_back({"·", Ink::dim});
        continue;
      }
      row.push_back({(found->whole() ? "" : "✗ ") + share_text(*found) + " (" +
                         range_text(found->hops_min, found->hops_max) + ")",
                     found->whole() ? Ink::good : Ink::bad});
    }
    table.row(std::move(row));
  }
  table.write(out, style);
  legend(out, "  Arriving/with an upstream (network hops). ✗: not all arrive. ·: no upstream.",
         style);
}

void write_blocked(std::ostream& out, const session::Study& study,
                   const analysis::ReachMatrix& matrix, const TextStyle& style) {
  Table table{{{"DOES NOT ARRIVE"}, {"ENDS IN"}, {"WHY"}}};
  std::size_t blocked = 0;
  for (const analysis::ReachPair& pair : matrix.pairs) {
    if (!is_blocked(pair) || ++blocked > blocked_shown_max) continue;
    table.row({{short_from_text(study.model, pair.from) + " → " + short_text(pair.destination)},
               {std::string{text(pair.disposition)}, Ink::bad},
               {pair.delivered_share > 0
                    ? percent_text(1 - pair.delivered_share) + " of the requests: " + pair.why
                    : pair.why}});
  }
  if (table.empty()) return;
  out << '\n';
  table.write(out, style);
  if (blocked > blocked_shown_max) {
    out << "  and " << blocked - blocked_shown_max << " more: -o csv or -o json has them all\n";
  }
}

}  // namespace

void write_reach_text(std::ostream& out, const session::Study& study,
                      const analysis::ReachMatrix& matrix, const TextStyle& style) {
  std::size_t delivered = 0;
  std::size_t blocked = 0;
  for (const analysis::ReachPair& pair : matrix.pairs) {
    delivered += pair.delivered() ? 1 : 0;
    blocked += is_blocked(pair) ? 1 : 0;
  }
  out << spelled(study.path + " · " + counted(delivered, "path") + " arrive" +
                     (delivered == 1 ? "s" : "") + ", " + std::to_string(blocked) +
                     (blocked == 1 ? " does" : " do") + " not",
                 style)
      << "\n\n";
  const std::size_t widest = std::max(ends_of(study.model, matrix, true).size(),
                                      ends_of(study.model, matrix, false).size());
  if (widest <= matrix_services_max) {
    write_matrix(out, study, matrix, style);
  } else {
    const std::vector<analysis::PartitionPair> pairs = by_partition(study.model, matrix);
    if (study.model.partitions.size() <= matrix_partitions_max) {
      write_partition_matrix(out, study, pairs, style);
    } else {
      write_partition_list(out, pairs, style);
    }
  }
  write_blocked(out, study, matrix, style);
}

void write_reach_csv(std::ostream& out, const session::Study& study,
                     const analysis::ReachMatrix& matrix) {
  out << "from,to,disposition,network_hops,mode,why\n";
  for (const analysis::ReachPair& pair : matrix.pairs) {
    out << csv_field(from_text(study.model, pair.from)) << ','
        << csv_field(full_text(pair.destination)) << ',' << text(pair.disposition) << ','
        << pair.network_hops << ',' << text(pair.mode) << ',' << csv_field(pair.why) << '\n';
  }
}

}  // namespace isthmus::reports

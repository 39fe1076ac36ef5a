#include <map>

#include "reports/figure_text.hpp"
#include "reports/name_text.hpp"
#include "reports/table.hpp"
#include "reports/texts.hpp"

namespace isthmus::reports {
namespace {

/// Beyond this a matrix is wider than a terminal, and a list says more.
constexpr std::size_t matrix_services_max = 24;

Cell cell_of(const analysis::ReachPair& pair) {
  if (pair.delivered()) return {std::to_string(pair.network_hops), Ink::good};
  if (pair.disposition == route::Disposition::no_upstream) return {"·", Ink::dim};
  if (pair.delivered_share > 0) return {percent_text(pair.delivered_share), Ink::unsure};
  return {"✗", Ink::bad};
}

void write_matrix(std::ostream& out, const session::Study& study,
                  const analysis::ReachMatrix& matrix, const TextStyle& style) {
  std::map<std::pair<model::ServiceId, mesh::ServiceName>, const analysis::ReachPair*> known;
  for (const analysis::ReachPair& pair : matrix.pairs)
    known.insert({{pair.from, pair.destination}, &pair});

  std::vector<Table::Column> columns = {{"FROM"}, {"#", Table::Align::right}};
  const std::size_t services = study.model.services.size();
  for (std::size_t to = 0; to < services; ++to) {
    columns.push_back({std::to_string(to + 1), Table::Align::right});
  }
  Table table{std::move(columns)};
  for (std::size_t from = 0; from < services; ++from) {
    std::vector<Cell> row = {{short_text(study.model.services[from].name)},
                             {std::to_string(from + 1), Ink::dim}};
    for (std::size_t to = 0; to < services; ++to) {
      const auto found = known.find({model::ServiceId{from}, study.model.services[to].name});
      row.push_back(found == known.end() ? Cell{} : cell_of(*found->second));
    }
    table.row(std::move(row));
  }
  table.write(out, style);
  out << '\n'
      << painted(
             spelled(
                 "  Number: network hops. ✗: does not arrive. %: a share arrives. ·: no upstream.",
                 style),
             Ink::dim, style)
      << '\n';
}

void write_list(std::ostream& out, const session::Study& study, const analysis::ReachMatrix& matrix,
                const TextStyle& style) {
  Table table{{{"FROM"}, {"TO"}, {"HOPS", Table::Align::right}, {"MODE"}}};
  for (const analysis::ReachPair& pair : matrix.pairs) {
    if (!pair.delivered()) continue;
    table.row({{short_from_text(study.model, pair.from)},
               {short_text(pair.destination)},
               {std::to_string(pair.network_hops)},
               {std::string{text(pair.mode)}}});
  }
  if (!table.empty()) table.write(out, style);
}

void write_blocked(std::ostream& out, const session::Study& study,
                   const analysis::ReachMatrix& matrix, const TextStyle& style) {
  Table table{{{"DOES NOT ARRIVE"}, {"ENDS IN"}, {"WHY"}}};
  for (const analysis::ReachPair& pair : matrix.pairs) {
    if (pair.delivered() || pair.disposition == route::Disposition::no_upstream) continue;
    table.row({{short_from_text(study.model, pair.from) + " → " + short_text(pair.destination)},
               {std::string{text(pair.disposition)}, Ink::bad},
               {pair.delivered_share > 0
                    ? percent_text(1 - pair.delivered_share) + " of the requests: " + pair.why
                    : pair.why}});
  }
  if (table.empty()) return;
  out << '\n';
  table.write(out, style);
}

}  // namespace

void write_reach_text(std::ostream& out, const session::Study& study,
                      const analysis::ReachMatrix& matrix, const TextStyle& style) {
  std::size_t delivered = 0;
  std::size_t blocked = 0;
  for (const analysis::ReachPair& pair : matrix.pairs) {
    if (pair.delivered()) {
      ++delivered;
    } else if (pair.disposition != route::Disposition::no_upstream) {
      ++blocked;
    }
  }
  out << spelled(study.path + " · " + counted(delivered, "path") + " arrive" +
                     (delivered == 1 ? "s" : "") + ", " + std::to_string(blocked) +
                     (blocked == 1 ? " does" : " do") + " not",
                 style)
      << "\n\n";
  if (study.model.services.size() <= matrix_services_max) {
    write_matrix(out, study, matrix, style);
  } else {
    write_list(out, study, matrix, style);
  }
  write_blocked(out, study, matrix, style);
}

}  // namespace isthmus::reports

#include "gui/matrix.hpp"

#include <map>
#include <sstream>

#include "reports/name_text.hpp"
#include "reports/texts.hpp"

namespace isthmus::gui {
namespace {

using Mark = Matrix::Mark;

void add_services(const session::Study& study, Matrix& matrix) {
  const model::Model& model = study.model;
  const analysis::ReachMatrix reach = session::reach(study);
  for (std::size_t i = 0; i < model.services.size(); ++i) {
    matrix.ends.push_back(thing_of(model, model::ServiceId{i}));
  }
  matrix.cells.resize(matrix.ends.size() * matrix.ends.size());
  for (const analysis::ReachPair& pair : reach.pairs) {
    const model::ServiceId to = model.find_service(pair.destination);
    if (!to.is_some()) continue;
    Matrix::Cell& cell = matrix.cells[pair.from.index() * matrix.ends.size() + to.index()];
    const bool part = !pair.delivered() && pair.delivered_share > 0;
    cell.mark = pair.delivered() ? Mark::good : part ? Mark::mixed : Mark::bad;
    cell.text = pair.delivered() ? std::to_string(pair.network_hops) : part ? "~" : "✗";
    cell.tip = short_text(model[pair.from].name) + " → " + short_text(pair.destination) + ": " +
               std::string{text(pair.disposition)};
    if (pair.delivered()) {
      cell.tip += ", " + std::to_string(pair.network_hops) + " network hops, mode " +
                  std::string{text(pair.mode)};
    }
    if (!pair.why.empty()) cell.tip += "\n" + pair.why;
  }
  std::ostringstream csv;
  reports::write_reach_csv(csv, study, reach);
  matrix.csv = csv.str();
}

Matrix::Cell cell_of(const analysis::PartitionReach& one, const std::string& from) {
  const std::size_t delivered = one.counts.delivered();
  const std::size_t all = one.counts.upstreams;
  Matrix::Cell cell;
  cell.mark = delivered == all ? Mark::good : delivered == 0 ? Mark::bad : Mark::mixed;
  cell.text = delivered == all ? std::to_string(all)
                               : std::to_string(delivered) + "/" + std::to_string(all);
  cell.tip = from + " → " + one.to + ": " + std::to_string(delivered) + " of " +
             std::to_string(all) + " upstreams arrive";
  for (const auto& [disposition, count] : one.counts.blocked) {
    cell.tip += "\n" + std::to_string(count) + " end in " + std::string{text(disposition)};
  }
  return cell;
}

void add_partitions(const session::Study& study, Matrix& matrix) {
  const model::Model& model = study.model;
  std::map<std::string, std::size_t> column;
  for (std::size_t p = 0; p < model.partitions.size(); ++p) {
    matrix.ends.push_back(partition_thing(model, model::PartitionId{p}));
    column.emplace(matrix.ends.back().name, p);
  }
  matrix.of_partitions = true;
  matrix.cells.resize(matrix.ends.size() * matrix.ends.size());
  matrix.csv = "from,to,upstreams,delivered\n";
  for (const analysis::PartitionReach& one : session::reach_summary(study).partitions) {
    const std::string from = model.label(one.from);
    matrix.csv += reports::csv_field(from) + "," + reports::csv_field(one.to) + "," +
                  std::to_string(one.counts.upstreams) + "," +
                  std::to_string(one.counts.delivered()) + "\n";
    const auto to = column.find(one.to);
    if (to == column.end()) continue;  // A partition that the scenario does not have.
    matrix.cells[one.from.index() * matrix.ends.size() + to->second] = cell_of(one, from);
  }
}

}  // namespace

MatrixPtr matrix_of(const session::Study& study) {
  auto matrix = std::make_shared<Matrix>();
  if (study.model.services.size() <= matrix_services_most) {
    add_services(study, *matrix);
  } else {
    add_partitions(study, *matrix);
  }
  return matrix;
}

}  // namespace isthmus::gui

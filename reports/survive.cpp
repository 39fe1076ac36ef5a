#include <algorithm>

#include "reports/figure_text.hpp"
#include "reports/name_text.hpp"
#include "reports/planning.hpp"
#include "reports/table.hpp"
#include "sim/session/version.hpp"

namespace isthmus::reports {
namespace {

using session::LossOutcome;

constexpr std::size_t named_most = 3;

std::string upstream_text(const session::Study& study, std::size_t index) {
  const route::Route route = route::route_of(study.model, study.routes, index);
  return short_text(study.model[route.from].name) + " → " + short_text(route.destination);
}

Value upstreams_value(const session::Study& study, const std::vector<std::size_t>& upstreams) {
  return list_of(upstreams, [&](std::size_t index) {
    const route::Route route = route::route_of(study.model, study.routes, index);
    Value value = Value::object();
    value.set("from", full_text(study.model[route.from].name));
    value.set("to", full_text(route.destination));
    return value;
  });
}

Value estimate_value(const stats::Estimate& estimate) {
  Value value = Value::object();
  value.set("value", estimate.mean).set("half_width", estimate.half_width);
  return value;
}

Value outcome_value(const session::Study& study, const LossOutcome& outcome, bool simulated) {
  Value value = Value::object();
  value.set("kind", text(outcome.loss.kind)).set("name", outcome.loss.name);
  value.set("single_point_of_failure", outcome.is_single_point_of_failure());
  value.set("cuts_the_graph", outcome.cuts_the_graph);
  value.set("lost", upstreams_value(study, outcome.lost));
  value.set("rerouted", upstreams_value(study, outcome.rerouted));
  if (!simulated) return value;
  value.set("requests_lost", outcome.lost_share);
  value.set("gateway_load_most", outcome.load_most);
  value.set("busiest", outcome.busiest.empty() ? Value{} : Value{outcome.busiest});
  value.set("unstable_at", outcome.unstable_at.empty() ? Value{} : Value{outcome.unstable_at});
  Value moment = Value::object();
  moment.set("lost_per_replication",
             outcome.lost_at_once ? estimate_value(*outcome.lost_at_once) : Value{});
  moment.set("recovery_s", outcome.recovery ? Value{outcome.recovery->in_seconds()} : Value{});
  value.set("at_the_moment", std::move(moment));
  value.set("worst_pair", outcome.worst ? Value{outcome.worst_pair} : Value{});
  value.set("p99_difference_s",
            outcome.worst ? estimate_value(outcome.worst->p99->difference) : Value{});
  return value;
}

Cell p99_cell(const LossOutcome& outcome) {
  if (!outcome.unstable_at.empty()) return {"grows at " + outcome.unstable_at, Ink::bad};
  if (!outcome.worst) return {"-", Ink::dim};
  const analysis::MeasureChange& p99 = *outcome.worst->p99;
  if (!p99.significant()) return {"no change beyond chance", Ink::dim};
  const double by = p99.difference.mean;
  const std::string margin =
      p99.difference.half_width ? " ±" + seconds_text(*p99.difference.half_width) : "";
  return {(by < 0 ? "-" + seconds_text(-by) : "+" + seconds_text(by)) + margin + "  " +
              outcome.worst_pair,
          by > 0 ? Ink::unsure : Ink::good};
}

Cell recovery_cell(const LossOutcome& outcome) {
  if (!outcome.lost_at_once) return {"-", Ink::dim};
  if (!outcome.recovery) return {"not within the run", Ink::bad};
  if (*outcome.recovery == Duration::zero()) return {"at once", Ink::good};
  return {seconds_text(outcome.recovery->in_seconds())};
}

bool is_of_pairs(const session::Survival& survival) {
  return !survival.outcomes.empty() &&
         survival.outcomes.front().loss.kind == session::LossKind::several;
}

}  // namespace

Value survive_document(const session::Study& study, const session::Survival& survival) {
  Value document = Value::object();
  document.set("schema", "isthmus.survive/1").set("version", session::version());
  document.set("scenario", study.path).set("scenario_hash", hexadecimal(study.hash));
  document.set("simulated", survival.simulated).set("interrupted", survival.interrupted);
  document.set("upstreams", survival.upstreams);
  document.set("losses", list_of(survival.outcomes, [&](const LossOutcome& outcome) {
                 return outcome_value(study, outcome, survival.simulated);
               }));
  return document;
}

void write_survive_text(std::ostream& out, const session::Study& study,
                        const session::Survival& survival, const TextStyle& style) {
  const auto line = [&](const std::string& text, Ink ink = Ink::plain) {
    out << painted(spelled(text, style), ink, style) << '\n';
  };
  line(study.path + " · " + study.model.name + " · " + counted(survival.upstreams, "upstream") +
       " when nothing is lost");
  const auto fatal = static_cast<std::size_t>(
      std::count_if(survival.outcomes.begin(), survival.outcomes.end(),
                    [](const LossOutcome& one) { return one.is_single_point_of_failure(); }));
  out << '\n';
  if (survival.interrupted) line("  Interrupted: what follows is not all.", Ink::unsure);
  if (fatal == 0) {
    line(is_of_pairs(survival) ? "  ✓ no two losses at once take an upstream away"
                               : "  ✓ no single loss takes an upstream away",
         Ink::good);
  } else {
    line("  ✗ " + std::to_string(fatal) + (fatal == 1 ? " loss takes" : " losses take") +
             " upstreams away, of " + std::to_string(survival.outcomes.size()) + " tried",
         Ink::bad);
  }
  out << '\n';
  std::vector<Table::Column> columns = {
      {""}, {"LOST"}, {"UPSTREAMS LOST", Table::Align::right}, {"REROUTED", Table::Align::right}};
  if (survival.simulated) {
    columns.push_back({"REQUESTS LOST", Table::Align::right});
    columns.push_back({"LOST IN A RUN", Table::Align::right});
    columns.push_back({"AS BEFORE AFTER", Table::Align::right});
    columns.push_back({"BUSIEST GATEWAY", Table::Align::right});
    columns.push_back({"P99 OF THE WORST PAIR"});
  }
  columns.push_back({"WHICH"});
  Table table{std::move(columns)};
  std::vector<const LossOutcome*> sorted;
  for (const LossOutcome& outcome : survival.outcomes) sorted.push_back(&outcome);
  std::stable_sort(sorted.begin(), sorted.end(), [](const LossOutcome* a, const LossOutcome* b) {
    return a->lost.size() > b->lost.size();
  });
  for (const LossOutcome* outcome : sorted) {
    const bool fatal_one = outcome->is_single_point_of_failure();
    std::string which;
    for (std::size_t i = 0; i < std::min(outcome->lost.size(), named_most); ++i) {
      which += (which.empty() ? "" : ", ") + upstream_text(study, outcome->lost[i]);
    }
    if (outcome->lost.size() > named_most) {
      which += " and " + std::to_string(outcome->lost.size() - named_most) + " more";
    }
    std::vector<Cell> row = {{fatal_one ? "✗" : "✓", fatal_one ? Ink::bad : Ink::good},
                             {outcome->loss.name},
                             {std::to_string(outcome->lost.size())},
                             {std::to_string(outcome->rerouted.size())}};
    if (survival.simulated) {
      row.push_back({percent_text(outcome->lost_share.value_or(0))});
      row.push_back({outcome->lost_at_once ? plain_text(outcome->lost_at_once->mean) : "-"});
      row.push_back(recovery_cell(*outcome));
      row.push_back({outcome->load_most > 0 ? percent_text(outcome->load_most) : "-",
                     outcome->load_most >= 0.9 ? Ink::bad : Ink::plain});
      row.push_back(p99_cell(*outcome));
    }
    row.push_back({which, Ink::dim});
    table.row(std::move(row));
  }
  table.write(out, style);
}

}  // namespace isthmus::reports

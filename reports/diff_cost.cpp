#include "reports/diff_cost.hpp"

#include <algorithm>
#include <array>

#include "reports/figure_text.hpp"
#include "reports/name_text.hpp"
#include "reports/table.hpp"

namespace isthmus::reports {
namespace {

using underlay::Boundary;

constexpr std::size_t rows_most = 24;
constexpr std::array<Boundary, 3> boundaries = {Boundary::zone, Boundary::region, Boundary::cloud};

/// Which of the two costs knows the pair, and the pair.
struct Known {
  const session::Study& study;
  const analysis::PairCost& pair;
};

Known known(const DiffFindings& findings, const analysis::PairCostChange& change) {
  if (change.before) return {findings.before, findings.cost->before.pairs[*change.before]};
  return {findings.after, findings.cost->after.pairs[*change.after]};
}

double gb_over(const analysis::CostAnswer& cost, Boundary crosses) {
  double gb = 0;
  for (const analysis::BoundaryCost& one : cost.boundaries) {
    if (one.crosses == crosses) gb += one.gb_per_month();
  }
  return gb;
}

Value sides(double before, double after) {
  Value value = Value::object();
  value.set("before", before).set("after", after).set("difference", after - before);
  return value;
}

std::string more_or_less(double difference, const std::string& unit) {
  if (difference == 0) return "the same";
  return (difference > 0 ? "+" : "") + plain_text(difference) + unit;
}

Ink ink_of(double more) { return more > 0 ? Ink::bad : more < 0 ? Ink::good : Ink::dim; }

void line(std::ostream& out, const std::string& text, Ink ink, const TextStyle& style) {
  out << painted(spelled(text, style), ink, style) << '\n';
}

}  // namespace

Value diff_cost_value(const DiffFindings& findings) {
  const analysis::CostDiff& cost = *findings.cost;
  Value value = Value::object();
  value.set("prices", findings.prices.name).set("prices_as_of", findings.prices.as_of);
  value.set("usd_per_month", sides(cost.before.usd_per_month, cost.after.usd_per_month));
  Value crossing = Value::object();
  for (const Boundary crosses : boundaries) {
    crossing.set(text(crosses), sides(gb_over(cost.before, crosses), gb_over(cost.after, crosses)));
  }
  value.set("crossing_gb_per_month", std::move(crossing));
  value.set("unchanged", cost.unchanged);
  value.set("pairs", list_of(cost.changes, [&](const analysis::PairCostChange& change) {
              const Known one = known(findings, change);
              Value pair = Value::object();
              pair.set("from", from_text(one.study.model, one.pair.from));
              pair.set("to", full_text(one.pair.destination));
              pair.set("usd_per_month",
                       sides(change.usd_per_month_before, change.usd_per_month_after));
              pair.set("crossing_gb_per_month",
                       sides(change.gb_per_month_before, change.gb_per_month_after));
              return pair;
            }));
  return value;
}

void write_diff_cost(std::ostream& out, const DiffFindings& findings, const TextStyle& style) {
  const analysis::CostDiff& cost = *findings.cost;
  if (cost.changes.empty()) return;
  const double more = cost.usd_per_month();
  const std::string of = findings.prices.as_of.empty() ? "" : " of " + findings.prices.as_of;
  out << '\n';
  line(out,
       "  Traffic costs " + plain_text(cost.after.usd_per_month) + " USD a month, " +
           (more == 0 ? "as before"
                      : "before " + plain_text(cost.before.usd_per_month) + " (" +
                            more_or_less(more, "") + ")") +
           "; prices " + findings.prices.name + of,
       Ink::strong, style);
  Table table{{{"ROUTE"},
               {"GB/MONTH OVER ZONES", Table::Align::right},
               {"MORE", Table::Align::right},
               {"USD/MONTH", Table::Align::right},
               {"MORE", Table::Align::right}}};
  const std::size_t shown = std::min(cost.changes.size(), rows_most);
  for (std::size_t i = 0; i < shown; ++i) {
    const analysis::PairCostChange& change = cost.changes[i];
    const Known one = known(findings, change);
    table.row({{short_from_text(one.study.model, one.pair.from) + " → " +
                short_text(one.pair.destination)},
               {plain_text(change.gb_per_month_after)},
               {more_or_less(change.gb_per_month_after - change.gb_per_month_before, "")},
               {plain_text(change.usd_per_month_after)},
               {more_or_less(change.usd_per_month(), ""), ink_of(change.usd_per_month())}});
  }
  out << '\n';
  table.write(out, style);
  if (cost.changes.size() > shown) {
    line(out, "  … " + std::to_string(cost.changes.size() - shown) + " more: -o json has them all",
         Ink::dim, style);
  }
}

}  // namespace isthmus::reports

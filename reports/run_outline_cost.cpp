// What crosses zones, regions and clouds, and what that costs.
#include <algorithm>

#include "reports/figure_text.hpp"
#include "reports/run_outline_parts.hpp"
#include "sim/base/number_text.hpp"
#include "sim/underlay/zone.hpp"

namespace isthmus::reports {
namespace {

using Align = ReportTable::Align;

constexpr std::size_t rows_most = 50;
const std::string same_zone = text(underlay::Boundary::none);

double usd_of(const View& boundary) { return boundary["usd_per_month"].number_or(0); }
double gb_of(const View& boundary) { return boundary["gb_per_month"].number_or(0); }

ReportCell amount_cell(double amount) { return {plain_text(amount), amount}; }

/// "23 130 GB a month cross a region, for 463 USD"; one sentence for each kind of boundary.
Prose totals(const View& cost) {
  Prose prose{{plain_text(cost["usd_per_month"].number_or(0)) + " USD a month", Face::strong}};
  for (const View& total : cost["crossing"].items()) {
    if (total["crosses"].text() == same_zone) continue;
    prose.push_back({"; " + plain_text(gb_of(total)) + " GB cross a " + total["crosses"].text() +
                     ", for " + plain_text(usd_of(total)) + " USD"});
  }
  prose.push_back({"."});
  return prose;
}

}  // namespace

Section cost_section(const View& run) {
  Section section{"cost", "Bytes and their cost", "a month of the stated load, as expected", {}};
  const View cost = run["cost"];
  std::vector<View> boundaries;
  for (const View& one : cost["boundaries"].items()) {
    if (one["crosses"].text() != same_zone) boundaries.push_back(one);
  }
  if (boundaries.empty()) return section;
  std::stable_sort(boundaries.begin(), boundaries.end(), [](const View& a, const View& b) {
    return usd_of(a) != usd_of(b) ? usd_of(a) > usd_of(b) : gb_of(a) > gb_of(b);
  });
  ReportTable table;
  table.name = section.title;
  table.sortable = true;
  table.columns = {{"From"},
                   {"To"},
                   {"Crosses a"},
                   {"GB a month", Align::right},
                   {"USD per GB", Align::right},
                   {"USD a month", Align::right}};
  for (std::size_t i = 0; i < std::min(boundaries.size(), rows_most); ++i) {
    const View& one = boundaries[i];
    table.rows.push_back(
        {one["from"].text(), one["to"].text(), one["crosses"].text(), amount_cell(gb_of(one)),
         amount_cell(gb_of(one) > 0 ? usd_of(one) / gb_of(one) : 0), amount_cell(usd_of(one))});
  }
  if (boundaries.size() > rows_most) {
    table.left_out = grouped_text(static_cast<std::int64_t>(boundaries.size() - rows_most)) +
                     " cheaper ones are in the JSON and in the CSV";
  }
  section.blocks.emplace_back(totals(cost));
  section.blocks.emplace_back(std::move(table));
  const std::string as_of = cost["prices_as_of"].text();
  section.blocks.emplace_back(
      Prose{{"Prices " + cost["prices"].text() + (as_of.empty() ? "" : " of " + as_of) +
                 "; a month is 730 hours. `isthmus cost` takes others, and compares modes.",
             Face::plain, Tone::dim}});
  return section;
}

}  // namespace isthmus::reports

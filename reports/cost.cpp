#include "reports/cost.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <map>

#include "reports/figure_text.hpp"
#include "reports/name_text.hpp"
#include "reports/table.hpp"
#include "sim/base/number_text.hpp"
#include "sim/session/price_book.hpp"
#include "sim/session/version.hpp"

namespace isthmus::reports {
namespace {

using analysis::BoundaryCost;
using analysis::PairCost;
using underlay::Boundary;

constexpr std::size_t rows_most = 24;
constexpr std::array<mesh::GatewayMode, 3> modes = {
    mesh::GatewayMode::none, mesh::GatewayMode::local, mesh::GatewayMode::remote};

/// "1 234 USD", "12.3 USD", "0.045 USD"; nothing is rounded to nothing.
std::string usd_text(double usd) { return plain_text(usd) + " USD"; }

std::string gb_text(double gigabytes) { return plain_text(gigabytes) + " GB"; }

/// Totals by something that a boundary has: what it crosses, or its two clouds.
struct Total {
  double bytes_per_s = 0;
  double usd_per_month = 0;
};

std::map<std::string, Total> totals_by(const analysis::CostAnswer& cost,
                                       const std::function<std::string(const BoundaryCost&)>& key) {
  std::map<std::string, Total> totals;
  for (const BoundaryCost& boundary : cost.boundaries) {
    Total& total = totals[key(boundary)];
    total.bytes_per_s += boundary.bytes_per_s;
    total.usd_per_month += boundary.usd_per_month;
  }
  return totals;
}

std::string cloud_of(const underlay::Zone& zone) {
  return zone.cloud.empty() ? "(no cloud)" : zone.cloud;
}

Value total_value(const std::string& key, const std::string& name, const Total& total) {
  Value value = Value::object();
  value.set(key, name).set("bytes_per_s", total.bytes_per_s);
  value.set("gb_per_month", total.bytes_per_s * analysis::month_s * 1e-9);
  value.set("usd_per_month", total.usd_per_month);
  return value;
}

Value totals_value(const std::string& key, const std::map<std::string, Total>& totals) {
  Value list = Value::list();
  for (const auto& [name, total] : totals) list.add(total_value(key, name, total));
  return list;
}

std::string crosses_key(const BoundaryCost& boundary) { return text(boundary.crosses); }

struct CloudsKey {
  const underlay::Network& network;
  std::string operator()(const BoundaryCost& boundary) const {
    return cloud_of(network[boundary.from]) + " → " + cloud_of(network[boundary.to]);
  }
};

struct RegionsKey {
  const underlay::Network& network;
  std::string operator()(const BoundaryCost& boundary) const {
    return network[boundary.from].region + " → " + network[boundary.to].region;
  }
};

Value boundary_value(const underlay::Network& network, const BoundaryCost& boundary) {
  Value value = Value::object();
  value.set("from", network[boundary.from].name).set("to", network[boundary.to].name);
  value.set("crosses", text(boundary.crosses)).set("bytes_per_s", boundary.bytes_per_s);
  value.set("gb_per_month", boundary.gb_per_month());
  value.set("usd_per_month", boundary.usd_per_month);
  return value;
}

Value boundaries_value(const underlay::Network& network, const analysis::CostAnswer& cost) {
  return list_of(cost.boundaries,
                 [&](const BoundaryCost& one) { return boundary_value(network, one); });
}

/// What is paid in all, by which prices, and for which kind of boundary.
void set_totals(Value& value, const analysis::CostAnswer& cost, const PriceOrigin& prices) {
  value.set("prices", prices.name).set("prices_as_of", prices.as_of);
  value.set("month_s", analysis::month_s).set("usd_per_month", cost.usd_per_month);
  value.set("crossing", totals_value("crosses", totals_by(cost, crosses_key)));
}

Value pair_value(const session::Study& study, const PairCost& pair) {
  const route::Route route = route::route_of(study.model, study.routes, pair.route);
  Value value = Value::object();
  value.set("from", from_text(study.model, pair.from)).set("to", full_text(pair.destination));
  value.set("mode", route.crosses_partition ? Value{text(route.mode.mode)} : Value{});
  value.set("requests_per_s", pair.requests_per_s).set("bytes_per_s", pair.bytes_per_s);
  value.set("crossing_gb_per_month", pair.crossing_gb_per_month());
  value.set("usd_per_month", pair.usd_per_month);
  Value in = Value::object();
  for (const mesh::GatewayMode mode : modes) {
    in.set(text(mode), pair.usd_per_month_in[static_cast<std::size_t>(mode)]);
  }
  value.set("usd_per_month_in", std::move(in));
  return value;
}

class Page {
 public:
  Page(std::ostream& out, const TextStyle& style) : out_{out}, style_{style} {}

  void line(const std::string& text, Ink ink = Ink::plain) {
    out_ << painted(spelled(text, style_), ink, style_) << '\n';
  }

  void boundaries(const session::Study& study, const analysis::CostAnswer& cost) {
    const underlay::Network& network = study.model.network;
    std::vector<BoundaryCost> sorted = cost.boundaries;
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](const BoundaryCost& a, const BoundaryCost& b) {
                       if (a.usd_per_month != b.usd_per_month)
                         return a.usd_per_month > b.usd_per_month;
                       return a.bytes_per_s > b.bytes_per_s;
                     });
    Table table{{{"FROM"},
                 {"TO"},
                 {"CROSSES"},
                 {"GB/MONTH", Table::Align::right},
                 {"USD/GB", Table::Align::right},
                 {"USD/MONTH", Table::Align::right}}};
    for (std::size_t i = 0; i < std::min(sorted.size(), rows_most); ++i) {
      const BoundaryCost& one = sorted[i];
      const double gb = one.gb_per_month();
      table.row({{network[one.from].name},
                 {network[one.to].name},
                 {text(one.crosses)},
                 {plain_text(gb)},
                 {plain_text(gb > 0 ? one.usd_per_month / gb : 0)},
                 {plain_text(one.usd_per_month)}});
    }
    table.write(out_, style_);
    more(sorted.size());
  }

  void pairs(const session::Study& study, const analysis::CostAnswer& cost) {
    std::vector<PairCost> sorted = cost.pairs;
    std::stable_sort(sorted.begin(), sorted.end(), [](const PairCost& a, const PairCost& b) {
      return a.usd_per_month > b.usd_per_month;
    });
    Table table{{{"ROUTE"},
                 {"MODE"},
                 {"GB/MONTH OVER ZONES", Table::Align::right},
                 {"USD/MONTH", Table::Align::right},
                 {"NONE", Table::Align::right},
                 {"LOCAL", Table::Align::right},
                 {"REMOTE", Table::Align::right}}};
    for (std::size_t i = 0; i < std::min(sorted.size(), rows_most); ++i) {
      const PairCost& pair = sorted[i];
      const route::Route route = route::route_of(study.model, study.routes, pair.route);
      std::vector<Cell> row = {
          {short_from_text(study.model, pair.from) + " → " + short_text(pair.destination)},
          {route.crosses_partition ? std::string{text(route.mode.mode)} : "-"},
          {plain_text(pair.crossing_gb_per_month())},
          {plain_text(pair.usd_per_month)}};
      for (const mesh::GatewayMode mode : modes) {
        row.push_back(difference(pair, mode, route));
      }
      table.row(std::move(row));
    }
    table.write(out_, style_);
    more(sorted.size());
  }

 private:
  /// What another mode would cost more or less.
  static Cell difference(const PairCost& pair, mesh::GatewayMode mode, const route::Route& route) {
    const auto usd = pair.usd_per_month_in[static_cast<std::size_t>(mode)];
    if (!usd) return {"-", Ink::dim};
    if (mode == route.mode.mode) return {"as it is", Ink::dim};
    const double more = *usd - pair.usd_per_month;
    if (more > -0.005 && more < 0.005) return {"the same", Ink::dim};
    return {(more > 0 ? "+" : "") + plain_text(more), more > 0 ? Ink::bad : Ink::good};
  }

  void more(std::size_t all) {
    if (all <= rows_most) return;
    line("  … " + std::to_string(all - rows_most) + " more: -o json has them all", Ink::dim);
  }

  std::ostream& out_;
  const TextStyle& style_;
};

}  // namespace

Value cost_value(const session::Study& study) {
  const analysis::CostAnswer cost = analysis::answer(analysis::CostQuestion{}, study.evidence());
  Value value = Value::object();
  set_totals(value, cost, {"built-in", session::built_in_price_book().as_of});
  value.set("boundaries", boundaries_value(study.model.network, cost));
  return value;
}

Value cost_document(const session::Study& study, const analysis::CostAnswer& cost,
                    const PriceOrigin& prices) {
  const underlay::Network& network = study.model.network;
  Value document = Value::object();
  document.set("schema", "isthmus.cost/1").set("version", session::version());
  document.set("scenario", study.path).set("scenario_hash", hexadecimal(study.hash));
  set_totals(document, cost, prices);
  document.set("regions", totals_value("regions", totals_by(cost, RegionsKey{network})));
  document.set("clouds", totals_value("clouds", totals_by(cost, CloudsKey{network})));
  document.set("boundaries", boundaries_value(network, cost));
  document.set("pairs",
               list_of(cost.pairs, [&](const PairCost& pair) { return pair_value(study, pair); }));
  return document;
}

void write_cost_text(std::ostream& out, const session::Study& study,
                     const analysis::CostAnswer& cost, const PriceOrigin& prices,
                     const TextStyle& style) {
  Page page{out, style};
  page.line(study.path + " · " + study.model.name + " · prices " + prices.name +
            (prices.as_of.empty() ? "" : " of " + prices.as_of) + " · a month is 730 hours");
  out << '\n';
  if (cost.pairs.empty()) {
    return page.line("  No request goes over the network, so there is nothing to pay for.");
  }
  page.line("  " + usd_text(cost.usd_per_month) + " a month", Ink::strong);
  for (const auto& [crosses, total] : totals_by(cost, crosses_key)) {
    if (crosses == text(Boundary::none)) continue;
    page.line("  " + gb_text(total.bytes_per_s * analysis::month_s * 1e-9) + " a month cross a " +
              crosses + ", for " + usd_text(total.usd_per_month));
  }
  out << '\n';
  page.boundaries(study, cost);
  out << '\n';
  page.pairs(study, cost);
  out << '\n';
  page.line("The last three columns say what each mode would cost more or less a month.", Ink::dim);
}

Value price_book_document(const analysis::PriceBook& book) {
  Value document = Value::object();
  document.set("schema", "isthmus.prices/1").set("as_of", book.as_of);
  document.set("rates", list_of(book.rates, [](const analysis::PriceRate& rate) {
                 Value value = Value::object();
                 value.set("cloud", rate.cloud).set("crosses", text(rate.crosses));
                 value.set("usd_per_gb", rate.usd_per_gb);
                 return value;
               }));
  return document;
}

}  // namespace isthmus::reports

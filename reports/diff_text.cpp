#include <algorithm>
#include <array>

#include "reports/diff.hpp"
#include "reports/diff_cost.hpp"
#include "reports/figure_text.hpp"
#include "reports/name_text.hpp"
#include "reports/table.hpp"

namespace isthmus::reports {
namespace {

using analysis::RouteChangeKind;

constexpr std::size_t rows_most = 60;

struct Look {
  const char* sign;
  Ink ink;
  const char* title;
};

Look look_of(RouteChangeKind kind) {
  switch (kind) {
    case RouteChangeKind::lost:
      return {"-", Ink::bad, "lost"};
    case RouteChangeKind::gained:
      return {"+", Ink::good, "gained"};
    case RouteChangeKind::rerouted:
      return {"~", Ink::unsure, "rerouted"};
    case RouteChangeKind::refused:
      return {"!", Ink::bad, "refused for another reason"};
  }
  return {"?", Ink::plain, ""};
}

/// "remote via finance, 2 hops", or why it does not arrive.
std::string way_of(const session::Study& study, const std::optional<std::size_t>& index) {
  if (!index) return "no upstream";
  const route::Route route = route::route_of(study.model, study.routes, *index);
  if (!route.delivered()) {
    return route.reasons.empty() ? std::string{text(route.disposition)}
                                 : route.reasons.front().code;
  }
  std::string via;
  for (const model::PartitionId partition : route.gateways()) {
    via += (via.empty() ? " via " : ", ") + study.model[partition].name;
  }
  const std::string mode =
      route.crosses_partition ? std::string{text(route.mode.mode)} : std::string{"inside"};
  return mode + via + ", " + counted(static_cast<std::size_t>(route.network_hops()), "hop");
}

class Page {
 public:
  Page(std::ostream& out, const DiffFindings& findings, const TextStyle& style)
      : out_{out}, findings_{findings}, style_{style} {}

  void heading() {
    line(findings_.before.path + " → " + findings_.after.path);
    std::string counts;
    for (const RouteChangeKind kind : {RouteChangeKind::lost, RouteChangeKind::gained,
                                       RouteChangeKind::rerouted, RouteChangeKind::refused}) {
      const auto n = static_cast<std::size_t>(
          std::count_if(findings_.routes.changes.begin(), findings_.routes.changes.end(),
                        [&](const analysis::RouteChange& one) { return one.kind == kind; }));
      if (n > 0) counts += std::to_string(n) + " " + look_of(kind).title + ", ";
    }
    out_ << '\n';
    if (counts.empty()) {
      return line("  ✓ every upstream goes the same way (" +
                      std::to_string(findings_.routes.unchanged) + ")",
                  Ink::good);
    }
    line("  " + counted(findings_.routes.changes.size(), "upstream") + " differ" +
             (findings_.routes.changes.size() == 1 ? "s" : "") + ": " + counts +
             std::to_string(findings_.routes.unchanged) + " the same",
         Ink::strong);
  }

  void routes() {
    if (findings_.routes.changes.empty()) return;
    Table table{{{""}, {"ROUTE"}, {"BEFORE"}, {"AFTER"}, {"DECIDED AT"}}};
    const std::size_t shown = std::min(findings_.routes.changes.size(), rows_most);
    for (std::size_t i = 0; i < shown; ++i) {
      const analysis::RouteChange& change = findings_.routes.changes[i];
      const Look look = look_of(change.kind);
      table.row({{look.sign, look.ink},
                 {name_of(change)},
                 {way_of(findings_.before, change.before)},
                 {way_of(findings_.after, change.after), look.ink},
                 {place_of(change), Ink::dim}});
    }
    out_ << '\n';
    table.write(out_, style_);
    const std::size_t all = findings_.routes.changes.size();
    if (all > shown) line("  … " + std::to_string(all - shown) + " more: -o json has them all");
  }

  void runs() {
    if (findings_.runs == nullptr || findings_.runs->interrupted()) return;
    const session::RunComparison& runs = *findings_.runs;
    out_ << '\n';
    line("  Paired differences over " + counted(runs.before.summary.replications, "replication") +
             " on common random numbers, 95 % intervals; what is beyond chance first",
         Ink::strong);
    Table table{{{""},
                 {"ROUTE"},
                 {"MEAN", Table::Align::right},
                 {"P50", Table::Align::right},
                 {"P99 BEFORE", Table::Align::right},
                 {"P99", Table::Align::right},
                 {"ERRORS", Table::Align::right}}};
    const std::size_t shown = std::min(runs.changes.size(), rows_most);
    for (std::size_t i = 0; i < shown; ++i) {
      const analysis::PairRunChange& change = runs.changes[i];
      const analysis::PairSummary& pair = runs.before.summary.pairs[change.before];
      table.row({{change.significant() ? "~" : " ", Ink::unsure},
                 {short_from_text(findings_.before.model, pair.from) + " → " +
                  short_text(pair.destination)},
                 latency(change.mean),
                 latency(change.p50),
                 {change.p99 ? seconds_text(change.p99->before.mean) : "-"},
                 latency(change.p99),
                 errors(change.error_rate)});
    }
    out_ << '\n';
    table.write(out_, style_);
  }

 private:
  void line(const std::string& text, Ink ink = Ink::plain) {
    out_ << painted(spelled(text, style_), ink, style_) << '\n';
  }

  route::Route route_of(const analysis::RouteChange& change) const {
    const session::Study& study = change.before ? findings_.before : findings_.after;
    return route::route_of(study.model, study.routes,
                           change.before ? *change.before : *change.after);
  }

  std::string name_of(const analysis::RouteChange& change) const {
    const session::Study& study = change.before ? findings_.before : findings_.after;
    const route::Route route = route_of(change);
    return short_text(study.model[route.from].name) + " → " + short_text(route.destination);
  }

  /// What to look at: in the second configuration the reason, or who decided the mode.
  std::string place_of(const analysis::RouteChange& change) const {
    if (!change.after) return "";
    const route::Route route =
        route::route_of(findings_.after.model, findings_.after.routes, *change.after);
    const SourceSpan at =
        !route.reasons.empty() ? route.reasons.front().at : route.mode.decided_by.written_at;
    return at.is_written() ? findings_.after.sources.place(at) : "";
  }

  static Ink ink_of(const analysis::MeasureChange& change) {
    if (!change.significant()) return Ink::dim;
    return change.difference.mean > 0 ? Ink::bad : Ink::good;
  }

  static std::string signed_text(double value, const std::string& text) {
    return (value > 0 ? "+" : value < 0 ? "-" : "") + text;
  }

  static Cell latency(const std::optional<analysis::MeasureChange>& change) {
    if (!change) return {"-", Ink::dim};
    const double by = change->difference.mean;
    const std::string margin =
        change->difference.half_width ? " ±" + seconds_text(*change->difference.half_width) : "";
    return {signed_text(by, seconds_text(by < 0 ? -by : by)) + margin, ink_of(*change)};
  }

  static Cell errors(const analysis::MeasureChange& change) {
    const double by = change.difference.mean;
    if (by == 0) return {"the same", Ink::dim};
    return {signed_text(by, percent_text(by < 0 ? -by : by)), ink_of(change)};
  }

  std::ostream& out_;
  const DiffFindings& findings_;
  const TextStyle& style_;
};

}  // namespace

void write_diff_text(std::ostream& out, const DiffFindings& findings, const TextStyle& style) {
  Page page{out, findings, style};
  page.heading();
  page.routes();
  if (findings.cost != nullptr) write_diff_cost(out, findings, style);
  page.runs();
}

}  // namespace isthmus::reports

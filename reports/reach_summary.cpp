// Reachability of a large mesh: partitions, counted.
#include <algorithm>
#include <cstdint>

#include "reports/documents.hpp"
#include "reports/figure_text.hpp"
#include "reports/table.hpp"
#include "reports/texts.hpp"
#include "sim/base/number_text.hpp"
#include "sim/session/version.hpp"

namespace isthmus::reports {
namespace {

using analysis::PartitionReach;
using analysis::ReachCounts;

/// Lines of pairs of partitions; of a larger mesh only what is wrong is shown, and not all of that.
constexpr std::size_t lines_max = 40;

std::string whole(std::size_t number) { return grouped_text(static_cast<std::int64_t>(number)); }

std::size_t blocked(const ReachCounts& counts) { return counts.upstreams - counts.delivered(); }

/// "not_exported 12, no_gateway 3"
std::string endings(const ReachCounts& counts) {
  std::string all;
  for (const auto& [disposition, number] : counts.blocked) {
    all += (all.empty() ? "" : ", ") + std::string{text(disposition)} + " " + whole(number);
  }
  return all;
}

Value counts_into(Value value, const ReachCounts& counts) {
  value.set("upstreams", counts.upstreams).set("delivered", counts.delivered());
  Value hops = Value::object();
  for (std::size_t i = 1; i < counts.by_hops.size(); ++i) {
    hops.set(std::to_string(i), counts.by_hops[i]);
  }
  Value ends = Value::object();
  for (const auto& [disposition, number] : counts.blocked) ends.set(text(disposition), number);
  value.set("by_network_hops", std::move(hops)).set("blocked", std::move(ends));
  return value;
}

/// All pairs of a small mesh; of a large one those with most to mend.
std::vector<const PartitionReach*> shown_of(const analysis::ReachSummary& summary) {
  std::vector<const PartitionReach*> shown;
  const bool all = summary.partitions.size() <= lines_max;
  for (const PartitionReach& one : summary.partitions) {
    if (all || blocked(one.counts) > 0) shown.push_back(&one);
  }
  if (all) return shown;
  std::stable_sort(shown.begin(), shown.end(),
                   [](const PartitionReach* a, const PartitionReach* b) {
                     return blocked(a->counts) > blocked(b->counts);
                   });
  return shown;
}

}  // namespace

Value reach_summary_document(const session::Study& study, const analysis::ReachSummary& summary) {
  Value document = Value::object();
  document.set("schema", "isthmus.reach-summary/1").set("version", session::version());
  document.set("scenario", study.path).set("services", study.model.services.size());
  document = counts_into(std::move(document), summary.all);
  document.set("partitions", list_of(summary.partitions, [&](const PartitionReach& one) {
                 Value value = Value::object();
                 value.set("from", study.model[one.from].name).set("to", one.to);
                 return counts_into(std::move(value), one.counts);
               }));
  return document;
}

void write_reach_summary_text(std::ostream& out, const session::Study& study,
                              const analysis::ReachSummary& summary, const TextStyle& style) {
  const ReachCounts& all = summary.all;
  out << spelled(study.path + " · " + counted(study.model.partitions.size(), "partition") + ", " +
                     counted(study.model.services.size(), "service") + ", " +
                     counted(all.upstreams, "upstream"),
                 style)
      << "\n\n";
  Table sums{{{""}, {"", Table::Align::right}, {""}}};
  sums.row({{"arrive", Ink::good}, {whole(all.delivered())}});
  for (std::size_t i = 1; i < all.by_hops.size(); ++i) {
    if (all.by_hops[i] == 0) continue;
    sums.row({{""}, {whole(all.by_hops[i])}, {"over " + counted(i, "network hop")}});
  }
  if (blocked(all) > 0) sums.row({{"do not", Ink::bad}, {whole(blocked(all))}, {endings(all)}});
  sums.write(out, style);

  const std::vector<const PartitionReach*> shown = shown_of(summary);
  if (shown.empty()) return;
  Table table{{{"FROM"},
               {"TO"},
               {"UPSTREAMS", Table::Align::right},
               {"ARRIVE", Table::Align::right},
               {"THE OTHERS END IN"}}};
  for (std::size_t i = 0; i < std::min(shown.size(), lines_max); ++i) {
    const PartitionReach& one = *shown[i];
    table.row({{study.model[one.from].name},
               {one.to},
               {whole(one.counts.upstreams)},
               {whole(one.counts.delivered())},
               {endings(one.counts), Ink::bad}});
  }
  out << '\n';
  table.write(out, style);
  if (shown.size() > lines_max) {
    out << "  and " << shown.size() - lines_max
        << " more pairs of partitions: -o json has them all\n";
  }
}

}  // namespace isthmus::reports

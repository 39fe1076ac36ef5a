#include <algorithm>

#include "reports/figure_text.hpp"
#include "reports/name_text.hpp"
#include "reports/run_tables.hpp"
#include "reports/texts.hpp"
#include "sim/base/number_text.hpp"
#include "sim/session/version.hpp"

namespace isthmus::reports {
namespace {

using analysis::Status;

struct StatusSign {
  std::string_view sign;
  Ink ink;
};

StatusSign sign_of(Status status) {
  switch (status) {
    case Status::pass:
      return {"✓", Ink::good};
    case Status::fail:
      return {"✗", Ink::bad};
    case Status::unsure:
      return {"?", Ink::unsure};
  }
  return {"?", Ink::unsure};
}

class Page {
 public:
  Page(std::ostream& out, const session::Study& study, const session::RunResult& result,
       const TextStyle& style)
      : out_{out}, study_{study}, result_{result}, style_{style} {}

  /// Version, scenario, seed and how the experiment was conducted: first, on every page.
  void heading() {
    const model::Model& model = study_.model;
    line("isthmus " + std::string{session::version()} + " · " + study_.path + " · " + model.name +
         " · hash " + hexadecimal(study_.hash));
    line("seed " + std::to_string(result_.plan.seed) + " · " +
         counted(result_.summary.replications, "replication") + " × " +
         human_text(result_.plan.duration) + " · warm-up " + warm_up() + " · " +
         counted(model.partitions.size(), "partition") + ", " +
         counted(model.services.size(), "service"));
    line("Consul " + consul() + " · " + loops() + " · 95 % intervals over replications");
  }

  void interruption() {
    if (!result_.interrupted) return;
    out_ << '\n';
    line("  Interrupted after " + std::to_string(result_.records.size()) + " of " +
             counted(result_.plan.replications, "replication") + ".",
         Ink::unsure);
  }

  void verdicts() {
    if (result_.verdicts.empty()) return;
    const auto count = [&](Status status) {
      return static_cast<std::size_t>(
          std::count_if(result_.verdicts.begin(), result_.verdicts.end(),
                        [&](const analysis::Verdict& one) { return one.status == status; }));
    };
    const std::size_t failed = count(Status::fail);
    const std::size_t unsure = count(Status::unsure);
    const std::string of = " of " + counted(result_.verdicts.size(), "expectation");
    out_ << '\n';
    if (failed > 0) line("  ✗ " + std::to_string(failed) + of + " failed", Ink::bad);
    if (unsure > 0) line("  ? " + std::to_string(unsure) + of + " undecided", Ink::unsure);
    if (failed + unsure == 0) {
      line("  ✓ " + counted(result_.verdicts.size(), "expectation") + " kept", Ink::good);
    }
    out_ << '\n';
    verdict_table();
  }

  void tables() {
    out_ << '\n';
    write_pair_table(out_, study_, result_.summary, style_);
    write_ledgers(out_, study_, result_.summary, style_);
    write_event_table(out_, study_, result_, style_);
    write_timeline(out_, study_, result_, style_);
    out_ << '\n';
    write_station_table(out_, result_, style_);
  }

  void warnings() {
    Diagnostics all = study_.diagnostics;
    all.insert(all.end(), result_.diagnostics.begin(), result_.diagnostics.end());
    if (all.empty()) return;
    out_ << '\n' << diagnostics_text(all, study_.sources, style_.colour);
  }

  void reproduction(const std::string& command) {
    out_ << '\n';
    line("Reproduce    " + command);
    line("Fingerprint  " + hexadecimal(result_.summary.fingerprint) + " · " +
             counted(result_.summary.requests, "request") + ", " +
             counted(result_.summary.events, "event"),
         Ink::dim);
  }

 private:
  void line(const std::string& text, Ink ink = Ink::plain) {
    out_ << painted(spelled(text, style_), ink, style_) << '\n';
  }

  /// How a latency has to be read: who waits in a closed loop asks less when it is slow.
  std::string loops() const {
    bool open = false;
    bool closed = false;
    for (const model::TrafficSource& source : study_.model.traffic) {
      open = open || model::loop_of(source.arrivals) == model::Loop::open;
      closed = closed || model::loop_of(source.arrivals) == model::Loop::closed;
    }
    if (!closed) return "open loop";
    return open ? "open and closed loops" : "closed loop";
  }

  std::string warm_up() const {
    return human_text(result_.warm_up.cut) + (result_.warm_up_was_fixed ? " (fixed)" : " (MSER-5)");
  }

  std::string consul() const {
    const model::ConsulSettings& consul = study_.model.consul;
    return std::to_string(consul.version.major) + "." + std::to_string(consul.version.minor) + "." +
           std::to_string(consul.version.patch) +
           (consul.edition == model::Edition::enterprise ? " enterprise" : " community");
  }

  /// Where in the scenario; the heading has said which file that is.
  std::string place(const SourceSpan& at) const {
    const std::string whole = study_.sources.place(at);
    const bool in_scenario = at.source == SourceId{0};
    return in_scenario ? whole.substr(study_.sources[at.source].name.size()) : whole;
  }

  void verdict_table() {
    Table table{{{""}, {""}, {"", Table::Align::right}, {""}, {""}}};
    for (const analysis::Verdict& verdict : result_.verdicts) {
      const model::Expectation& expectation = study_.model.expectations[verdict.expectation];
      const StatusSign sign = sign_of(verdict.status);
      const auto* estimate = std::get_if<stats::Estimate>(&verdict.found);
      table.row({{std::string{sign.sign}, sign.ink},
                 {expectation.text + (verdict.why.empty() ? "" : "  (" + verdict.why + ")")},
                 {fact_text(verdict.found, expectation)},
                 {estimate == nullptr ? "" : interval_text(*estimate, expectation)},
                 {place(expectation.at), Ink::dim}});
    }
    table.write(out_, style_);
  }

  std::ostream& out_;
  const session::Study& study_;
  const session::RunResult& result_;
  const TextStyle& style_;
};

}  // namespace

void write_run_text(std::ostream& out, const session::Study& study,
                    const session::RunResult& result, const RunHeading& heading, Detail detail,
                    const TextStyle& style) {
  Page page{out, study, result, style};
  page.heading();
  page.interruption();
  page.verdicts();
  if (detail == Detail::brief) return;
  if (!result.records.empty()) page.tables();
  page.warnings();
  page.reproduction(heading.reproduce);
}

}  // namespace isthmus::reports

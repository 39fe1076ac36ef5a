#include "reports/run_files.hpp"

#include <string>

#include "reports/html_page.hpp"
#include "reports/junit.hpp"
#include "reports/markdown.hpp"
#include "reports/run_outline.hpp"
#include "reports/run_outline_parts.hpp"
#include "sim/base/number_text.hpp"

namespace isthmus::reports {
namespace {

/// Source  RFC 4180, section 2.
std::string quoted(const std::string& text) {
  if (text.find_first_of(",\"\n\r") == std::string::npos) return text;
  std::string safe = "\"";
  for (const char c : text) safe += c == '"' ? std::string{"\"\""} : std::string{c};
  return safe + "\"";
}

class Csv {
 public:
  explicit Csv(std::ostream& out) : out_{out} {
    out_ << "kind,name,measure,unit,value,half_width,converged\n";
  }

  void row(const std::string& kind, const std::string& name, const std::string& measure,
           const std::string& unit, const View& value, const View& half_width = {},
           const View& converged = {}) {
    if (!value.number()) return;
    out_ << kind << ',' << quoted(name) << ',' << quoted(measure) << ',' << unit << ','
         << shortest_text(*value.number()) << ','
         << (half_width.number() ? shortest_text(*half_width.number()) : "") << ','
         << (!converged.is_something() ? ""
             : converged.is_true()     ? "true"
                                       : "false")
         << '\n';
  }

 private:
  std::ostream& out_;
};

void write_pair(Csv& csv, const View& pair) {
  const std::string name = pair["from"].text() + " > " + pair["to"].text();
  const View rate = pair["requests_per_s"];
  const View errors = pair["error_rate"];
  csv.row("pair", name, "requests", "1", pair["requests"]);
  csv.row("pair", name, "failed", "1", pair["failed"]);
  csv.row("pair", name, "requests_per_s", "1/s", rate["value"], rate["half_width"]);
  csv.row("pair", name, "error_rate", "share", errors["value"], errors["half_width"]);
  csv.row("pair", name, "network_hops", "1", pair["network_hops"]);
  const View latency = pair["latency_s"];
  for (const std::string& statistic : latency.keys()) {
    const View one = latency[statistic];
    csv.row("pair", name, "latency_" + statistic, "s", one["value"], one["half_width"],
            one["converged"]);
  }
  for (const std::string& part : pair["ledger_s"].keys()) {
    csv.row("ledger", name, part, "s", pair["ledger_s"][part]);
  }
}

void write_station(Csv& csv, const View& station) {
  const std::string name = station["name"].text();
  const View half = station["half_width"];
  csv.row("station", name, "servers", "1", station["servers"]);
  csv.row("station", name, "arrivals_per_s", "1/s", station["arrivals_per_s"],
          half["arrivals_per_s"]);
  csv.row("station", name, "utilisation", "share", station["utilisation"], half["utilisation"]);
  csv.row("station", name, "offered_load", "share", station["offered_load"]);
  csv.row("station", name, "wait", "s", station["wait_s"], half["wait_s"]);
  csv.row("station", name, "queue", "1", station["queue"], half["queue"]);
  csv.row("station", name, "growth", "1/s", station["growth_per_s"]);
}

void write_close_up(Csv& csv, const View& close_up) {
  const std::string name = close_up["from"].text() + " > " + close_up["to"].text();
  for (const View& moment : close_up["over_time"].items()) {
    const std::string at = "@" + shortest_text(moment["from_s"].number_or(0));
    csv.row("moment", name, "requests" + at, "1", moment["requests"]);
    for (const std::string p : {"p50", "p90", "p99"}) {
      csv.row("moment", name, "latency_" + p + at, "s", moment[p + "_s"]);
    }
  }
  for (const View& point : close_up["spectrum"].items()) {
    csv.row("spectrum", name, "latency@" + shortest_text(point["share"].number_or(0)), "s",
            point["latency_s"]);
  }
}

void write_event(Csv& csv, const View& event) {
  const std::string name = event["name"].text();
  const View lost = event["lost_per_replication"];
  csv.row("event", name, "at", "s", event["at_s"]);
  csv.row("event", name, "until", "s", event["until_s"]);
  csv.row("event", name, "lost_per_replication", "1", lost["value"], lost["half_width"]);
  csv.row("event", name, "recovery", "s", event["recovery_s"]);
  for (const std::string phase : {"before", "during", "after"}) {
    const View one = event[phase];
    csv.row("event", name, "requests_" + phase, "1", one["requests"]);
    csv.row("event", name, "error_rate_" + phase, "share", one["error_rate"]["value"],
            one["error_rate"]["half_width"]);
    for (const std::string& statistic : one["latency_s"].keys()) {
      const View estimate = one["latency_s"][statistic];
      csv.row("event", name, "latency_" + statistic + "_" + phase, "s", estimate["value"],
              estimate["half_width"]);
    }
  }
}

void write_window(Csv& csv, const View& window) {
  const std::string at = "@" + shortest_text(window["from_s"].number_or(0));
  csv.row("window", "all requests", "requests" + at, "1", window["requests"]);
  csv.row("window", "all requests", "failed" + at, "1", window["failed"]);
  csv.row("window", "all requests", "latency_p50" + at, "s", window["p50_s"]);
  csv.row("window", "all requests", "latency_p99" + at, "s", window["p99_s"]);
}

void write_boundary(Csv& csv, const View& boundary) {
  const std::string name = boundary["from"].text() + " > " + boundary["to"].text();
  csv.row("boundary", name, "gb_per_month", "GB", boundary["gb_per_month"]);
  csv.row("boundary", name, "usd_per_month", "USD", boundary["usd_per_month"]);
}

/// "mesh.yaml:12:7" in its parts; a name may hold colons of its own.
void set_place(JunitCase& one, const std::string& at) {
  const std::size_t column = at.rfind(':');
  const std::size_t line = column == std::string::npos ? column : at.rfind(':', column - 1);
  if (line == std::string::npos) return;
  one.file = at.substr(0, line);
  for (const char c : at.substr(line + 1, column - line - 1)) {
    if (c < '0' || c > '9') return;
    one.line = one.line * 10 + static_cast<std::size_t>(c - '0');
  }
}

}  // namespace

void write_run_html(std::ostream& out, const Value& document) {
  write_html(out, run_outline(document), document);
}

void write_run_markdown(std::ostream& out, const Value& document) {
  write_markdown(out, run_outline(document));
}

void write_run_csv(std::ostream& out, const Value& document) {
  const View run{document};
  Csv csv{out};
  for (const View& pair : run["pairs"].items()) write_pair(csv, pair);
  for (const View& station : run["stations"].items()) write_station(csv, station);
  for (const View& verdict : run["expectations"].items()) {
    const std::string measure = verdict["measure"].text();
    const std::string unit = measure == "latency_s" ? "s" : measure == "error_rate" ? "share" : "1";
    csv.row("expectation", verdict["text"].text(), verdict["status"].text(), unit, verdict["value"],
            verdict["half_width"]);
  }
  for (const View& boundary : run["cost"]["boundaries"].items()) write_boundary(csv, boundary);
  for (const View& event : run["events_timeline"].items()) write_event(csv, event);
  for (const View& window : run["timeline"]["windows"].items()) write_window(csv, window);
  for (const View& close_up : run["close_ups"].items()) write_close_up(csv, close_up);
}

void write_run_junit(std::ostream& out, const Value& document) {
  const View run{document};
  std::vector<JunitCase> cases;
  for (const View& verdict : run["expectations"].items()) {
    JunitCase& one = cases.emplace_back();
    one.group = run["scenario_name"].text();
    one.name = verdict["text"].text();
    set_place(one, verdict["at"].text());
    const std::string status = verdict["status"].text();
    if (status == "pass") continue;
    one.outcome = status == "fail" ? JunitCase::Outcome::failed : JunitCase::Outcome::skipped;
    const std::string why = verdict["why"].text();
    const std::string found = fact_in_words(verdict);
    one.message = (status == "fail" ? "failed: " : "undecided: ") + found +
                  (why.empty() ? "" : " (" + why + ")");
    one.details = one.name + "\n" + one.message + "\nat " + verdict["at"].text() +
                  "\nreproduce: " + run["reproduce"].text();
  }
  write_junit(out, run["scenario_name"].text(), cases);
}

}  // namespace isthmus::reports

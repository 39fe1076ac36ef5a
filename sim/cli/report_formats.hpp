// The forms of a run's report, shared by the verbs that have one.
#pragma once

#include <array>
#include <optional>

#include "reports/run_files.hpp"
#include "sim/cli/exit_status.hpp"
#include "sim/cli/page.hpp"

namespace isthmus::cli {

inline constexpr std::array<std::string_view, 7> report_outputs = {
    "table", "json", "yaml", "html", "markdown", "csv", "junit"};

inline constexpr std::array<ExtraFormat, 4> report_formats = {
    {{"html", ".html", &reports::write_run_html},
     {"markdown", ".md", &reports::write_run_markdown},
     {"csv", ".csv", &reports::write_run_csv},
     {"junit", ".xml", &reports::write_run_junit}}};

/// Those of a run besides, made of single requests and not of its document.
inline constexpr std::array<ExtraFormat, 7> run_formats = {{report_formats[0],
                                                            report_formats[1],
                                                            report_formats[2],
                                                            report_formats[3],
                                                            {"otlp", ".otlp.json"},
                                                            {"perfetto", ".perfetto.json"},
                                                            {"pcapng", ".pcapng"}}};

inline constexpr Option report_output_option{"output",
                                             'o',
                                             OptionKind::choice,
                                             "FORMAT",
                                             "table, json, yaml, html, markdown, csv or junit.",
                                             report_outputs};
inline constexpr Option report_write_option{
    "write",
    0,
    OptionKind::text,
    "FILE",
    "Also write the answer to FILE, by its ending: .html (a report in one file), .md, .csv, .xml "
    "(JUnit), .json, .yaml, .yml or .txt. May be repeated.",
    {},
    Times::many};

inline constexpr Option run_write_option{
    "write",
    0,
    OptionKind::text,
    "FILE",
    "Also write the answer to FILE, by its ending: .html (a report in one file), .md, .csv, .xml "
    "(JUnit), .json, .yaml, .yml or .txt; .otlp.json and .perfetto.json (single requests as "
    "traces), .pcapng (their connections). May be repeated.",
    {},
    Times::many};

inline constexpr Option baseline_option{
    "baseline", 0, OptionKind::text, "FILE",
    "A stored run (--write run.json) to compare with: what is faster, what goes another way."};

/// The stored run of `--baseline`, or the status to end with.
struct Baseline {
  std::optional<reports::Value> document{};
  std::optional<Exit> exit{};
};
Baseline baseline_of(const Arguments& arguments, Io& io);

}  // namespace isthmus::cli

// The results of a sweep on the terminal and in files: `sweep` when it has ended, and `report` of a
// store.
#pragma once

#include <array>
#include <string_view>

#include "sim/cli/arguments.hpp"
#include "sim/cli/exit_status.hpp"
#include "sim/cli/io.hpp"
#include "sim/session/sweep.hpp"

namespace isthmus::cli {

inline constexpr std::array<std::string_view, 4> sweep_formats = {"table", "json", "yaml", "csv"};

inline constexpr std::array<std::string_view, 12> measure_words = {
    "p99",         "mean",           "p50",  "p90",  "p95", "p99.9", "error_rate", "requests_per_s",
    "utilisation", "arrivals_per_s", "wait", "queue"};

inline constexpr Option measure_option{
    "measure",
    0,
    OptionKind::choice,
    "MEASURE",
    "What the table and the chart show: p99 (the default), another statistic of the latency, "
    "error_rate, requests_per_s, utilisation, arrivals_per_s, wait or queue.",
    measure_words};
inline constexpr Option subject_option{
    "of", 0, OptionKind::text, "SUBJECT",
    "Of whom, as the table calls it: \"web → finance/billing\", \"gateway finance[0]\"."};
inline constexpr Option chart_option{"chart", 0, OptionKind::text, "FILE.svg",
                                     "Also draw the measure over the first parameter."};
inline constexpr Option csv_option{"csv", 0, OptionKind::text, "FILE.csv",
                                   "Also write every figure of every point to FILE."};

/// Shows what those options and `-o` ask for, and writes the files.
///
/// Returns  fine; usage if nobody is called so; trouble if a file cannot be written.
Exit show_sweep(const session::SweepResult& result, const Arguments& arguments, Io& io);

}  // namespace isthmus::cli

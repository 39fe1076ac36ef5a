// The parts of a run's page.
#pragma once

#include <ostream>
#include <string>

#include "reports/table.hpp"
#include "sim/analysis/verdict.hpp"
#include "sim/session/run.hpp"

namespace isthmus::reports {

/// What was found, in the unit of the promise: "79.6 ms", "0.03 %", "3", "default, finance".
std::string fact_text(const analysis::Fact& found, const model::Expectation& expectation);

/// The interval in the same unit: "[77.5 ms, 81.7 ms]"; empty where there is none.
std::string interval_text(const stats::Estimate& estimate, const model::Expectation& expectation);

/// Rate, latency and errors of each pair.
void write_pair_table(std::ostream& out, const session::Study& study,
                      const analysis::RunSummary& summary, const TextStyle& style);

/// Of the slowest pairs, where their mean goes, as bars.
void write_ledgers(std::ostream& out, const session::Study& study,
                   const analysis::RunSummary& summary, const TextStyle& style);

/// What each event of the scenario did to all requests; nothing where there are none.
void write_event_table(std::ostream& out, const session::Study& study,
                       const session::RunResult& result, const TextStyle& style);

/// The events, failures and median latency over time, a sign per stretch; nothing where the
/// scenario has no events.
void write_timeline(std::ostream& out, const session::Study& study,
                    const session::RunResult& result, const TextStyle& style);

/// Of each group of equal stations the busiest, busiest group first.
void write_station_table(std::ostream& out, const session::RunResult& result,
                         const TextStyle& style);

}  // namespace isthmus::reports

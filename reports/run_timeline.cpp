// A run over time on its page: when each event lasted, and what failed and how long requests took
// meanwhile, a sign per stretch of time.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include "reports/figure_text.hpp"
#include "reports/run_tables.hpp"
#include "sim/base/number_text.hpp"

namespace isthmus::reports {
namespace {

using analysis::WindowSummary;

constexpr std::size_t signs_max = 60;   // Fits beside its words on a terminal of 100 columns.
constexpr std::size_t events_max = 12;  // Of more the table above says enough.

/// Some windows in a row.
struct Stretch {
  Duration from{};
  Duration to{};
  std::uint64_t requests = 0;
  std::uint64_t failed = 0;
  double p50_s = 0;  ///< The greatest of its windows; 0 where nothing was delivered.

  double failing() const {
    return requests == 0 ? 0 : static_cast<double>(failed) / static_cast<double>(requests);
  }
};

std::vector<Stretch> stretches_of(const std::vector<WindowSummary>& windows) {
  const std::size_t each = (windows.size() + signs_max - 1) / signs_max;
  std::vector<Stretch> stretches;
  for (std::size_t i = 0; i < windows.size(); ++i) {
    if (i % each == 0) stretches.push_back({.from = windows[i].from});
    Stretch& last = stretches.back();
    last.to = windows[i].to;
    last.requests += windows[i].requests;
    last.failed += windows[i].failed;
    last.p50_s = std::max(last.p50_s, windows[i].p50_s.value_or(0));
  }
  return stretches;
}

/// An eighth of a block for each eighth of `share`, at least one; a dot for nothing.
std::string sign_of(double share) {
  constexpr const char* eighths[] = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
  if (share <= 0) return "·";
  const auto step = static_cast<std::size_t>(std::ceil(std::min(share, 1.0) * 8));
  return eighths[step - 1];
}

template <class Share>
std::string row_of(const std::vector<Stretch>& stretches, Share share) {
  std::string row;
  for (const Stretch& stretch : stretches) row += sign_of(share(stretch));
  return row;
}

template <class Value>
double most_of(const std::vector<Stretch>& stretches, Value value) {
  double most = 0;
  for (const Stretch& stretch : stretches) most = std::max(most, value(stretch));
  return most;
}

}  // namespace

void write_timeline(std::ostream& out, const session::Study& study,
                    const session::RunResult& result, const TextStyle& style) {
  const std::vector<Stretch> stretches = stretches_of(result.timeline.windows);
  if (stretches.empty()) return;
  const Duration each = stretches.front().to - stretches.front().from;
  Table table{{{"OVER TIME"}, {"a sign for every " + human_text(each)}, {""}}};
  const std::size_t events = std::min(result.timeline.events.size(), events_max);
  for (std::size_t i = 0; i < events; ++i) {
    const model::Event& event = study.model.events[result.timeline.events[i].event];
    const auto lasts = [&](const Stretch& stretch) {
      return event.begin.since_start() < stretch.to && stretch.from < event.end.since_start();
    };
    const auto row = row_of(stretches, [&](const Stretch& at) { return lasts(at) ? 1 : 0; });
    table.row({{event.name}, {row}, {event.text == event.name ? "" : event.text}});
  }
  const auto failing = [](const Stretch& stretch) { return stretch.failing(); };
  const double failed = most_of(stretches, failing);
  const double slowest_s = most_of(stretches, [](const Stretch& at) { return at.p50_s; });
  table.row({{"errors"},
             {row_of(stretches, failing), failed > 0 ? Ink::bad : Ink::plain},
             {failed > 0 ? "full: all fail; " + percent_text(failed) + " at most" : "none"}});
  if (slowest_s > 0) {
    const auto relative = [&](const Stretch& at) { return at.p50_s / slowest_s; };
    table.row({{"p50"}, {row_of(stretches, relative)}, {"full: " + seconds_text(slowest_s)}});
  }
  out << '\n';
  table.write(out, style);
}

}  // namespace isthmus::reports

#include "sim/cli/progress_text.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "reports/figure_text.hpp"

namespace isthmus::cli {
namespace {

constexpr std::size_t bar_cells = 24;

/// A part of the line, and how dear it is: what is cheap is left out first.
struct Part {
  std::string text;
  int worth;
};

/// What a reader sees: bytes that continue a character have no width of their own.
std::size_t width_of(const std::string& text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

std::string bar(double share) {
  const auto full = static_cast<std::size_t>(share * static_cast<double>(bar_cells));
  std::string cells;
  for (std::size_t i = 0; i < bar_cells; ++i) cells += i < full ? "█" : "·";
  return cells;
}

std::string runs_text(const session::Progress& progress) {
  return std::to_string(progress.done) + '/' + std::to_string(progress.total) + " runs";
}

std::string stage_text(const session::Progress& progress) {
  if (progress.runs == 0 || progress.run.empty()) return progress.run;
  return progress.run + " (" + std::to_string(progress.runs_done + 1) + " of " +
         std::to_string(progress.runs) + ')';
}

std::string rate_text(double events_per_s) {
  if (events_per_s >= 1e6) return reports::plain_text(events_per_s / 1e6) + " M events/s";
  return reports::plain_text(std::round(events_per_s)) + " events/s";
}

std::string left_text(double seconds) {
  const auto whole = static_cast<long long>(std::ceil(seconds));
  if (whole < 60) return std::to_string(whole) + " s left";
  if (whole < 3600) return std::to_string((whole + 59) / 60) + " min left";
  return std::to_string(whole / 3600) + " h " + std::to_string(whole % 3600 / 60) + " min left";
}

std::string latency_text(const session::LatencySoFar& latency) {
  std::string text = "p99 " + latency.pair + ' ' + reports::seconds_text(latency.p99.mean);
  const std::string margin = reports::margin_text(latency.p99);
  return margin.empty() ? text : text + ' ' + margin;
}

std::vector<Part> parts_of(const ProgressFacts& facts) {
  std::vector<Part> parts;
  if (!facts.progress.run.empty()) parts.push_back({stage_text(facts.progress), 4});
  parts.push_back({std::to_string(static_cast<int>(facts.share * 100)) + " %", 9});
  parts.push_back({runs_text(facts.progress), 3});
  if (facts.progress.latency) parts.push_back({latency_text(*facts.progress.latency), 5});
  if (facts.events_per_s) parts.push_back({rate_text(*facts.events_per_s), 2});
  if (facts.seconds_left) parts.push_back({left_text(*facts.seconds_left), 6});
  return parts;
}

std::string joined(const std::vector<Part>& parts, const std::string& between) {
  std::string line;
  for (const Part& part : parts) line += (line.empty() ? "" : between) + part.text;
  return line;
}

}  // namespace

std::string progress_text(const ProgressFacts& facts, std::size_t columns) {
  std::vector<Part> parts = parts_of(facts);
  parts.insert(parts.begin(), {bar(facts.share), 1});
  parts.insert(parts.begin(), {facts.name, 0});
  std::string line = joined(parts, "  ");
  while (width_of(line) > columns && parts.size() > 1) {
    parts.erase(std::min_element(parts.begin(), parts.end(),
                                 [](const Part& a, const Part& b) { return a.worth < b.worth; }));
    line = joined(parts, "  ");
  }
  return line;
}

std::string plain_progress_text(const ProgressFacts& facts) {
  return facts.name + ": " + joined(parts_of(facts), ", ");
}

}  // namespace isthmus::cli

#include "sim/session/stored_sweep.hpp"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <map>
#include <string_view>
#include <utility>

#include "sim/analysis/fingerprints.hpp"
#include "sim/analysis/pair_summary.hpp"
#include "sim/analysis/seconds.hpp"
#include "sim/analysis/station_summary.hpp"
#include "sim/base/number_text.hpp"
#include "sim/results/merge.hpp"
#include "sim/results/store.hpp"
#include "sim/session/sweep_figures.hpp"

namespace isthmus::session {
namespace {

using results::RunRecord;
using results::StoredPoint;
using results::TrafficRecord;
using Settings = std::vector<std::pair<std::string, std::string>>;

/// "default/default/web" as people write it: "web".
std::string shortened(const std::string& full) {
  const std::size_t at = std::min(full.find('@'), full.size());
  const std::size_t first = full.find('/');
  const std::size_t second = full.find('/', first + 1);
  if (first == std::string::npos || second == std::string::npos || second > at) return full;
  mesh::ServiceName name;
  name.partition = full.substr(0, first);
  name.namespace_ = full.substr(first + 1, second - first - 1);
  name.name = full.substr(second + 1, at - second - 1);
  if (at < full.size()) name.away = full.substr(at + 1);
  return short_text(name);
}

/// The sources between the same two, in the order of the first of each.
std::vector<std::vector<std::size_t>> pairs_of(const std::vector<results::StoredSource>& sources) {
  std::vector<std::vector<std::size_t>> pairs;
  std::map<std::pair<std::string, std::string>, std::size_t> known;
  for (std::size_t i = 0; i < sources.size(); ++i) {
    const auto [at, is_new] =
        known.try_emplace({sources[i].sender, sources[i].destination}, pairs.size());
    if (is_new) pairs.emplace_back();
    pairs[at->second].push_back(i);
  }
  return pairs;
}

analysis::PairSummary summed_up(const std::vector<RunRecord>& records,
                                const std::vector<std::size_t>& sources) {
  std::vector<TrafficRecord> replications;
  std::vector<double> rates;
  for (const RunRecord& record : records) {
    TrafficRecord& all = replications.emplace_back(record.traffic[sources.front()]);
    for (std::size_t i = 1; i < sources.size(); ++i) merge(all, record.traffic[sources[i]]);
    rates.push_back(static_cast<double>(all.requests) / analysis::nearest_seconds(record.measured));
  }
  analysis::PairSummary pair = analysis::summarise(replications, {});
  pair.requests_per_s = stats::estimate_of_mean(rates);
  return pair;
}

std::vector<Figure> figures_of_all(const StoredPoint& point,
                                   const std::vector<RunRecord>& records) {
  std::vector<Figure> figures;
  const auto add = [&](std::vector<Figure> more) {
    std::move(more.begin(), more.end(), std::back_inserter(figures));
  };
  for (const std::vector<std::size_t>& sources : pairs_of(point.sources)) {
    const results::StoredSource& first = point.sources[sources.front()];
    const std::string caller = first.sender.empty() ? std::string{} : shortened(first.sender);
    add(figures_of(pair_text(caller, shortened(first.destination)), summed_up(records, sources)));
  }
  const model::Model unknown;
  const route::RouteTable none;
  for (const auto& station :
       analysis::summarise_stations(analysis::RunEvidence{unknown, none, records})) {
    add(figures_of(station));
  }
  return figures;
}

/// What a point is called on an axis besides its settings.
Settings marks_of(const StoredPoint& point) {
  return {{"scenario", point.scenario},
          {"seed", std::to_string(point.seed)},
          {"duration", exact_text(point.duration)},
          {"version", point.version}};
}

const std::string* value_of(const Settings& settings, const std::string& path) {
  for (const auto& [known, value] : settings) {
    if (known == path) return &value;
  }
  return nullptr;
}

/// All that was set or is different somewhere, in the order in which it comes first.
std::vector<SweepAxis> axes_of(const std::vector<Settings>& settings,
                               const std::vector<Settings>& marks) {
  std::vector<SweepAxis> axes;
  const auto add = [&](const std::string& path, const std::string& value) {
    auto at = std::find_if(axes.begin(), axes.end(),
                           [&](const SweepAxis& axis) { return axis.path == path; });
    if (at == axes.end()) at = axes.insert(at, {path, {}});
    if (std::find(at->values.begin(), at->values.end(), value) == at->values.end()) {
      at->values.push_back(value);
    }
  };
  for (const Settings& all : settings) {
    for (const auto& [path, value] : all) add(path, value);
  }
  for (const Settings& all : marks) {
    for (const auto& [path, value] : all) add(path, value);
  }
  std::erase_if(axes, [&](const SweepAxis& axis) {
    const bool is_mark = value_of(marks.front(), axis.path) != nullptr;
    return is_mark && axis.values.size() == 1;
  });
  return axes;
}

/// Puts points where a table of two axes looks for them, with empty ones where there are none.
void fill_grid(SweepResult& result) {
  std::vector<SweepPoint> grid;
  for (const std::string& down : result.axes[0].values) {
    for (const std::string& across : result.axes[1].values) {
      const Settings here{{result.axes[0].path, down}, {result.axes[1].path, across}};
      const auto at = std::find_if(result.points.begin(), result.points.end(),
                                   [&](const SweepPoint& one) { return one.settings == here; });
      SweepPoint& point = grid.emplace_back();
      if (at != result.points.end()) point = std::move(*at);
      point.settings = here;
    }
  }
  result.points = std::move(grid);
}

void read_points(results::Store& store, SweepResult& result) {
  const std::vector<results::KeptPoint> stored = store.points();
  if (stored.empty()) return;
  std::vector<Settings> settings;
  std::vector<Settings> marks;
  std::map<Settings, std::size_t> met;
  for (const auto& [id, point] : stored) {
    settings.push_back(point.settings);
    marks.push_back(marks_of(point));
    Settings whole = point.settings;
    whole.insert(whole.end(), marks.back().begin(), marks.back().end());
    ++met[whole];
  }
  if (met.size() < stored.size()) {  // The file was changed between two sweeps of it.
    for (std::size_t i = 0; i < stored.size(); ++i) {
      marks[i].emplace_back("content", std::to_string(stored[i].point.hash));
    }
  }
  result.axes = axes_of(settings, marks);
  for (std::size_t i = 0; i < stored.size(); ++i) {
    SweepPoint& point = result.points.emplace_back();
    for (const SweepAxis& axis : result.axes) {
      const std::string* value = value_of(settings[i], axis.path);
      if (value == nullptr) value = value_of(marks[i], axis.path);
      point.settings.emplace_back(axis.path, value == nullptr ? std::string{} : *value);
    }
    const results::PointId id = stored[i].id;
    const std::vector<RunRecord> records = store.records(id, SIZE_MAX / 2);
    if (const auto warm_up = store.warm_up(id)) {
      point.warm_up = {warm_up->cut, warm_up->found, warm_up->drifts};
    }
    if (records.empty()) continue;
    point.warm_up.cut = records.front().warmup;
    point.replications = records.size();
    point.finished = true;
    point.fingerprint = analysis::fingerprint_of(records);
    point.figures = figures_of_all(stored[i].point, records);
  }
  if (result.axes.size() == 2) fill_grid(result);
}

}  // namespace

bool begins_a_store(const std::string& bytes) {
  return bytes.starts_with(std::string_view{"SQLite format 3\0", 16});
}

SweepResult stored_sweep(const std::string& path) {
  SweepResult result;
  std::error_code trouble;
  if (!std::filesystem::is_regular_file(path, trouble)) {
    result.diagnostics.push_back(error_at({}, "cannot-open-store", path + ": there is no such file",
                                          "name the store of `isthmus sweep --store results.db`"));
    return result;
  }
  Result<results::Store> store = results::Store::open(path);
  if (!store) {
    result.diagnostics = store.error();
    return result;
  }
  read_points(*store, result);
  if (const auto fault = store->fault()) result.diagnostics.push_back(*fault);
  return result;
}

}  // namespace isthmus::session

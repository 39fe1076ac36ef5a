// Figures and names: what a sweep says about a point.
#include "sim/session/sweep_figures.hpp"

#include <algorithm>
#include <iterator>

#include "sim/session/sweep_work.hpp"
#include "sim/session/version.hpp"

namespace isthmus::session {
namespace {

const char* latency_measure(model::Statistic statistic) {
  switch (statistic) {
    case model::Statistic::mean:
      return "latency_mean_s";
    case model::Statistic::p50:
      return "latency_p50_s";
    case model::Statistic::p90:
      return "latency_p90_s";
    case model::Statistic::p95:
      return "latency_p95_s";
    case model::Statistic::p99:
      return "latency_p99_s";
    case model::Statistic::p999:
      return "latency_p999_s";
  }
  return "";
}

}  // namespace

std::string pair_text(const std::string& caller, const std::string& destination) {
  return (caller.empty() ? "outside" : caller) + " → " + destination;
}

std::vector<Figure> figures_of(const std::string& subject, const analysis::PairSummary& pair) {
  std::vector<Figure> figures;
  figures.push_back({subject, "requests_per_s", pair.requests_per_s});
  figures.push_back({subject, "error_rate", pair.error_rate});
  if (!pair.latency) return figures;
  for (std::size_t i = 0; i < analysis::statistic_count; ++i) {
    const auto statistic = static_cast<model::Statistic>(i);
    figures.push_back({subject, latency_measure(statistic), pair.latency->of(statistic)});
  }
  return figures;
}

std::vector<Figure> figures_of(const analysis::StationSummary& station) {
  std::vector<Figure> figures;
  figures.push_back({station.name, "utilisation", station.utilisation});
  figures.push_back({station.name, "arrivals_per_s", station.arrivals_per_s});
  if (station.unstable) return figures;
  figures.push_back({station.name, "wait_s", station.wait_s});
  figures.push_back({station.name, "queue", station.queue});
  return figures;
}

std::vector<Figure> figures_of(const Study& study, const analysis::RunSummary& summary) {
  std::vector<Figure> figures;
  const auto add = [&](std::vector<Figure> more) {
    std::move(more.begin(), more.end(), std::back_inserter(figures));
  };
  for (const analysis::PairSummary& pair : summary.pairs) {
    const std::string caller =
        pair.from.is_some() ? short_text(study.model[pair.from].name) : std::string{};
    add(figures_of(pair_text(caller, short_text(pair.destination)), pair));
  }
  for (const analysis::StationSummary& station : summary.stations) add(figures_of(station));
  return figures;
}

results::StoredPoint stored_point(const model::Model& model, std::uint64_t content,
                                  const model::RunPlan& plan,
                                  std::vector<std::pair<std::string, std::string>> settings) {
  results::StoredPoint point;
  point.scenario = model.name;
  point.settings = std::move(settings);
  point.hash = content;
  point.seed = plan.seed;
  point.duration = plan.duration;
  point.version = std::string{version()};
  for (const model::TrafficSource& source : model.traffic) {
    const bool from_service = source.from.is_some();
    const mesh::ServiceName destination =
        from_service
            ? route::destination_of(model, model[source.from],
                                    model[source.from].registration.upstreams[source.upstream])
            : model[source.to].name;
    point.sources.push_back({source.name,
                             from_service ? full_text(model[source.from].name) : std::string{},
                             full_text(destination)});
  }
  return point;
}

}  // namespace isthmus::session

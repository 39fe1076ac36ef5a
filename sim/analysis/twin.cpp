#include "sim/analysis/twin.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "sim/results/merge.hpp"
#include "sim/stats/queueing_formulas.hpp"

namespace isthmus::analysis {
namespace {

using results::StationRecord;

/// What one station did in all replications together.
StationRecord pooled(const RunEvidence& evidence, std::size_t station) {
  StationRecord all = evidence.records.front().stations[station];
  for (std::size_t i = 1; i < evidence.records.size(); ++i) {
    results::merge(all, evidence.records[i].stations[station]);
  }
  return all;
}

double scv(double squares, double sum, double count) {
  if (count < 2 || sum <= 0) return 0;
  const double mean = sum / count;
  return std::max(0.0, squares / count / (mean * mean) - 1);
}

using Textbook = std::map<std::string, const model::Service*>;

/// Stations whose only load is Poisson from outside, so that the laws of the scenario are all there
/// is to know about them.
Textbook textbook_of(const Evidence& evidence) {
  std::vector<bool> other(evidence.model.services.size(), false);
  for (const model::TrafficSource& source : evidence.model.traffic) {
    if (!source.to.is_some()) continue;
    const bool poisson = std::holds_alternative<model::PoissonArrivals>(source.arrivals);
    if (!source.from.is_some() && poisson && source.profile.stages.empty()) continue;
    other[source.to.index()] = true;
  }
  Textbook textbook;
  for (std::size_t i = 0; i < other.size(); ++i) {
    const model::Service& service = evidence.model.services[i];
    if (other[i] || service.replicas != 1) continue;
    textbook.emplace("service " + short_text(service.name) + "[0]", &service);
  }
  return textbook;
}

/// Stations that serve all jobs at once.
std::set<std::string> sharing_stations(const model::Model& model) {
  std::set<std::string> names;
  for (const model::Service& service : model.services) {
    if (service.discipline != model::Discipline::ps) continue;
    for (std::size_t i = 0; i < service.replicas; ++i) {
      names.insert("service " + short_text(service.name) + "[" + std::to_string(i) + "]");
    }
  }
  return names;
}

/// The formula that fits `load`, and what it says of the mean wait.
void apply(const stats::Load& load, const model::Service* service, Twin& twin) {
  const std::string servers = std::to_string(load.servers);
  const bool textbook = service != nullptr;
  if (textbook && service->discipline == model::Discipline::ps) {
    twin.formula = "M/G/1-PS";  // A job waits as if it were exponential, whatever its law.
    stats::Load exponential = load;
    exponential.service_scv = 1;
    twin.wait_s = stats::mg1(exponential)->wait_mean_s;
  } else if (textbook && load.service_scv == 1) {
    twin.formula = "M/M/" + servers;
    twin.wait_s = stats::mmc(load)->means.wait_mean_s;
  } else if (textbook && load.servers == 1) {
    twin.formula = load.service_scv == 0 ? "M/D/1" : "M/G/1";
    twin.wait_s = stats::mg1(load)->wait_mean_s;
  } else {
    twin.formula = "Allen-Cunneen G/G/" + servers;
    twin.wait_s = stats::allen_cunneen(load)->wait_mean_s;
  }
  twin.is_exact = twin.formula.front() == 'M';
}

std::optional<Twin> twin_of(const RunEvidence& evidence, const Textbook& textbook,
                            const std::set<std::string>& shared, const StationSummary& summary,
                            std::size_t index) {
  const StationRecord all = pooled(evidence, index);
  if (summary.unstable || all.arrivals < 2 || all.service_ns <= 0 || all.gaps_ns <= 0) {
    return std::nullopt;
  }
  const bool limited =
      !all.may_grow || all.capacity_milli != static_cast<std::int64_t>(all.servers) * 1000;
  const auto known = textbook.find(all.name);
  const model::Service* service = known == textbook.end() ? nullptr : known->second;
  const bool shares = shared.contains(all.name);
  if (limited || (shares && (service == nullptr || all.servers != 1))) return std::nullopt;
  const auto arrivals = static_cast<double>(all.arrivals);
  stats::Load load;
  // Workers with connections of their own are stations of their own.
  load.arrivals = PerSecond::of(summary.arrivals_per_s.mean / static_cast<double>(all.queues));
  load.service_mean_s = static_cast<double>(all.service_ns) / 1e9 / arrivals;
  load.servers = all.servers / all.queues;
  load.service_scv = scv(all.service_squares_ns2, static_cast<double>(all.service_ns), arrivals);
  load.arrival_scv = scv(all.gap_squares_ns2, static_cast<double>(all.gaps_ns),
                         static_cast<double>(all.gap_count));
  if (service != nullptr) {
    load.service_scv = random::squared_coefficient_of_variation(service->service_time);
    load.arrival_scv = 1;
  }
  if (load.utilisation() >= 1) return std::nullopt;

  Twin twin;
  twin.arrival_scv = load.arrival_scv;
  twin.service_scv = load.service_scv;
  apply(load, service, twin);
  twin.difference_s = summary.wait_s.mean - twin.wait_s;
  twin.inside =
      summary.wait_s.half_width && std::fabs(twin.difference_s) <= *summary.wait_s.half_width;
  return twin;
}

}  // namespace

std::vector<std::optional<Twin>> answer(const TwinQuestion& question, const RunEvidence& evidence) {
  const Textbook textbook = textbook_of(evidence.before_run());
  const std::set<std::string> shared = sharing_stations(evidence.model);
  std::vector<std::optional<Twin>> twins;
  for (std::size_t i = 0; i < question.summary.stations.size(); ++i) {
    twins.push_back(twin_of(evidence, textbook, shared, question.summary.stations[i], i));
  }
  return twins;
}

}  // namespace isthmus::analysis

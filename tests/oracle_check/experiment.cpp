#include "tests/oracle_check/experiment.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <sstream>

#include "sim/session/run.hpp"

namespace isthmus::oracle_check {
namespace {

constexpr std::size_t replications = 32;
constexpr std::size_t replications_max = 96;
constexpr std::uint64_t pilot_seed = 1;
constexpr std::uint64_t seed = 2;
constexpr double settled = 30;  // Start-ups that fit into a replication's warm-up and more.
constexpr double far_tail_requests = 110'000;  // With the warm-up still 100 000.
constexpr double safety =
    1.12;  // A pilot is off by an eighth; batches of replications make up for it.
constexpr double warm_up_share = 0.05;

std::optional<session::Study> opened(const Experiment& experiment, std::string& refused) {
  std::istringstream text{experiment.scenario};
  session::OpenOptions options;
  options.standard_input = &text;
  session::Opened opened = session::open("-", options);
  if (opened.study) return std::move(opened.study);
  refused = "the scenario is refused";
  for (const Diagnostic& why : opened.diagnostics) {
    refused += ": " + why.problem + " (" + why.code + ")";
  }
  return std::nullopt;
}

Evidence evidence_of(const Reading& reading, Records records, double coarse) {
  Evidence evidence;
  for (const results::RunRecord& record : records) {
    const double figure = reading.figure(record);
    if (!std::isnan(figure)) evidence.replications.push_back(figure);
  }
  evidence.is_mean = !reading.pooled;
  if (reading.pooled) evidence.pooled = reading.pooled(records);
  if (reading.key == "utilization" || reading.key == "bottleneck_utilization") {
    for (const results::RunRecord& record : records) {
      for (const results::TrafficRecord& one : record.traffic) {
        evidence.trials += static_cast<double>(one.requests);
      }
    }
  }
  evidence.resolution = reading.resolution;
  evidence.width_max = reading.width_max * coarse;
  evidence.scale = reading.scale;
  return evidence;
}

double width_wanted(const Reading& reading) {
  return reading.judgement == Judgement::limit ? reading.tolerance_rel / 2 : reading.width_max;
}

/// How many times the widest interval is as wide as it may be.
double excess(const Experiment& experiment, Records records, double coarse) {
  double most = 0;
  for (const Reading& reading : experiment.readings) {
    if (reading.judgement == Judgement::certain || reading.expected == 0) continue;
    const Evidence evidence = evidence_of(reading, records, coarse);
    // What a histogram adds to an interval stays, however long the run.
    const double width = relative_half_width(evidence) - reading.resolution;
    const double wanted = width_wanted(reading) * coarse - reading.resolution;
    most = std::max(most, width / std::max(wanted, 0.1 * reading.width_max));
  }
  return most;
}

Finding judge(const Reading& reading, Records records, Together together, double coarse) {
  const Evidence evidence = evidence_of(reading, records, coarse);
  switch (reading.judgement) {
    case Judgement::exact:
      return judge_exact(reading.key, reading.expected, evidence, together);
    case Judgement::upper_bound:
      return judge_upper_bound(reading.key, reading.expected, evidence);
    case Judgement::limit:
      return judge_limit(reading.key, reading.expected, reading.tolerance_rel * coarse, evidence);
    case Judgement::certain:
      break;
  }
  const double found = evidence.replications.empty() ? 0 : evidence.replications.front();
  Finding finding =
      judge_certain(reading.key, reading.expected, found, std::max(1e-9, reading.tolerance_rel));
  for (const double other : evidence.replications) {
    if (other == found) continue;
    finding.passed = false;
    finding.why = "replications differ where nothing may vary";
  }
  return finding;
}

class Runner {
 public:
  Runner(const Experiment& experiment, const session::Study& study, const Effort& effort)
      : experiment_{experiment}, study_{study}, effort_{effort} {}

  /// Replications that are long enough for the start-up to be forgotten.
  double pilot_duration_s() const {
    if (experiment_.length_s > 0) return experiment_.length_s;
    const double most = experiment_.has_far_tail ? far_tail_requests : 20'000;
    const double requests = most / std::max(1.0, std::sqrt(effort_.coarse));
    return std::max(requests / experiment_.requests_per_s, settled * experiment_.settling_s);
  }

  double duration_max_s() const {
    return effort_.visits_max /
           (experiment_.requests_per_s * experiment_.visits * static_cast<double>(replications));
  }

  session::RunResult run(std::uint64_t with_seed, double duration_s, std::size_t most) const {
    session::Study study = study_;
    const Duration duration = Duration::nearest_seconds(duration_s);
    study.model.run.seed = with_seed;
    study.model.run.replications = replications;
    study.model.run.replications_max = most;
    study.model.run.duration = duration;
    study.model.run.warmup = Duration::nearest_seconds(duration_s * warm_up_share);
    session::RunOptions options;
    options.jobs = effort_.jobs;
    options.observe_stations = experiment_.observes_stations;
    options.enough = [this](std::span<const results::RunRecord> records) {
      return excess(experiment_, records, effort_.coarse) <= 1;
    };
    return session::run(study, options);
  }

 private:
  const Experiment& experiment_;
  const session::Study& study_;
  const Effort& effort_;
};

}  // namespace

Measured carry_out(const Experiment& experiment, Together together, const Effort& effort) {
  Measured measured;
  const auto study = opened(experiment, measured.refused);
  if (!study) return measured;
  const Runner runner{experiment, *study, effort};
  double duration_s = runner.pilot_duration_s();

  const session::RunResult pilot = runner.run(pilot_seed, duration_s, replications);
  if (has_errors(pilot.diagnostics) || pilot.records.empty()) {
    measured.trouble =
        pilot.diagnostics.empty() ? "nothing ran" : pilot.diagnostics.front().problem;
    return measured;
  }
  const double more = std::pow(excess(experiment, pilot.records, effort.coarse) * safety, 2);
  if (std::isfinite(more)) {
    duration_s = std::min(std::max(duration_s, duration_s * more),
                          std::max(duration_s, runner.duration_max_s()));
  }
  const session::RunResult result = runner.run(seed, duration_s, replications_max);
  for (const Reading& reading : experiment.readings) {
    measured.findings.push_back(judge(reading, result.records, together, effort.coarse));
  }
  for (const results::RunRecord& record : result.records) {
    for (const results::TrafficRecord& traffic : record.traffic) {
      measured.requests += static_cast<double>(traffic.requests);
    }
  }
  return measured;
}

}  // namespace isthmus::oracle_check

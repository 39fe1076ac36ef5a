#include "tests/oracle_check/experiment.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <optional>
#include <sstream>

#include "sim/session/run.hpp"

namespace isthmus::oracle_check {
namespace {

constexpr std::size_t replications = 32;      // At least, and of the pilot.
constexpr double replications_aimed_at = 58;  // Between two looks: after 48 and after 64.
constexpr std::size_t replications_max = 160;
constexpr std::uint64_t pilot_seed = 1;
constexpr std::uint64_t seed = 2;
constexpr double warm_up_settlings = 7;        // After that a thousandth of the start-up is left.
constexpr double far_tail_requests = 110'000;  // With the warm-up still 100 000.
constexpr double out_of_reach = 1.2;           // A pilot that asks for so many budgets is believed.

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
  if (reading.resolution) evidence.resolution = reading.resolution(records);
  evidence.width_max = reading.width_max * coarse;
  evidence.scale = reading.scale;
  return evidence;
}

double width_wanted(const Reading& reading) {
  return reading.judgement == Judgement::limit ? reading.tolerance_rel / 2 : reading.width_max;
}

/// How many times the interval of a reading is as wide as it may be.
double excess_of(const Reading& reading, Records records, double coarse) {
  if (reading.judgement == Judgement::certain || reading.expected == 0) return 0;
  const Evidence evidence = evidence_of(reading, records, coarse);
  // What a histogram adds to an interval stays, however long the run.
  const double width = relative_half_width(evidence) - evidence.resolution;
  const double allowed = width_wanted(reading) * coarse;
  return width / std::max(allowed - evidence.resolution, 0.1 * allowed);
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

/// What a pilot says about the run that is needed.
struct Plan {
  double duration_s = 0;
  std::vector<std::size_t> out_of_reach{};  ///< Readings that the budget does not allow.
  bool pilot_suffices = false;
  std::string refused{};
};

class Runner {
 public:
  Runner(const Experiment& experiment, const session::Study& study, const Effort& effort)
      : experiment_{experiment}, study_{study}, effort_{effort} {
    for (const Reading& reading : experiment.readings) observes_ = observes_ || reading.observes;
  }

  /// Replications that are long enough for the start-up to be forgotten.
  double pilot_duration_s() const {
    if (experiment_.length_s > 0) return experiment_.length_s;
    const double most = experiment_.has_far_tail ? far_tail_requests : 20'000;
    const double requests = most / std::max(1.0, std::sqrt(effort_.coarse));
    return std::max(requests / experiment_.requests_per_s,
                    experiment_.settled * experiment_.settling_s);
  }

  Plan plan(Records pilot) const {
    Plan plan;
    plan.duration_s = pilot_duration_s();
    const double each = static_cast<double>(replications) / replications_aimed_at;
    const double visits_each = experiment_.requests_per_s * experiment_.visits * plan.duration_s *
                               static_cast<double>(replications);
    double more = 0;
    for (std::size_t i = 0; i < experiment_.readings.size(); ++i) {
      const double times = std::pow(excess_of(experiment_.readings[i], pilot, effort_.coarse), 2);
      if (!std::isfinite(times)) continue;
      const double visits = times * visits_each;
      if (visits > out_of_reach * effort_.visits_max && times > 1) {
        plan.out_of_reach.push_back(i);
        plan.refused += (plan.refused.empty() ? "" : ", ") + experiment_.readings[i].key + " (" +
                        short_text(visits) + " visits to stations)";
      } else if (times > more) {
        more = times;
      }
    }
    plan.pilot_suffices = more <= 1;
    plan.duration_s = std::max(plan.duration_s, plan.duration_s * more * each);
    return plan;
  }

  session::RunResult run(std::uint64_t with_seed, double duration_s, std::size_t most,
                         const std::vector<std::size_t>& leaving_out) const {
    session::Study study = study_;
    const Duration duration = Duration::nearest_seconds(duration_s);
    study.model.run.seed = with_seed;
    study.model.run.replications = replications;
    study.model.run.replications_max = most;
    study.model.run.duration = duration;
    double warm_up_s = duration_s * experiment_.warm_up_share;
    if (experiment_.settling_s > 0) {
      warm_up_s = std::min(warm_up_s, warm_up_settlings * experiment_.settling_s);
    }
    study.model.run.warmup = Duration::nearest_seconds(warm_up_s);
    session::RunOptions options;
    options.jobs = effort_.jobs;
    options.observe_stations = observes_;
    options.enough = [&](std::span<const results::RunRecord> records) {
      for (std::size_t i = 0; i < experiment_.readings.size(); ++i) {
        if (std::count(leaving_out.begin(), leaving_out.end(), i) > 0) continue;
        if (excess_of(experiment_.readings[i], records, effort_.coarse) > 1) return false;
      }
      return true;
    };
    return session::run(study, options);
  }

 private:
  static std::string short_text(double number) {
    char text[32];
    std::snprintf(text, sizeof text, "%.2g", number);
    return text;
  }

  const Experiment& experiment_;
  const session::Study& study_;
  const Effort& effort_;
  bool observes_ = false;
};

}  // namespace

Measured carry_out(const Experiment& experiment, Together together, const Effort& effort) {
  Measured measured;
  const auto study = opened(experiment, measured.refused);
  if (!study) return measured;
  const Runner runner{experiment, *study, effort};

  session::RunResult result = runner.run(pilot_seed, runner.pilot_duration_s(), replications, {});
  if (has_errors(result.diagnostics) || result.records.empty()) {
    measured.trouble =
        result.diagnostics.empty() ? "nothing ran" : result.diagnostics.front().problem;
    return measured;
  }
  const Plan plan = runner.plan(result.records);
  if (!plan.pilot_suffices) {
    result = runner.run(seed, plan.duration_s, replications_max, plan.out_of_reach);
  }
  for (const Reading& reading : experiment.readings) {
    measured.findings.push_back(judge(reading, result.records, together, effort.coarse));
  }
  for (const std::size_t i : plan.out_of_reach) {
    measured.findings[i].unreached = measured.findings[i].too_wide;
  }
  measured.beyond_budget = plan.refused;
  for (const results::RunRecord& record : result.records) {
    for (const results::TrafficRecord& traffic : record.traffic) {
      measured.requests += static_cast<double>(traffic.requests);
    }
  }
  return measured;
}

}  // namespace isthmus::oracle_check

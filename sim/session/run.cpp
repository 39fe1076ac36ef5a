#include "sim/session/run.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <thread>

#include "sim/analysis/expectations.hpp"
#include "sim/base/number_text.hpp"
#include "sim/dataplane/engine.hpp"
#include "sim/results/bytes.hpp"
#include "sim/results/invariants.hpp"
#include "sim/scenario/content_hash.hpp"
#include "sim/scenario/precision_text.hpp"
#include "sim/session/questions.hpp"
#include "sim/session/replicate.hpp"
#include "sim/session/reporter.hpp"
#include "sim/session/run_plan.hpp"
#include "sim/session/together.hpp"

namespace isthmus::session {
namespace {

/// What a page shows of a latency.
constexpr model::Statistic shown[] = {model::Statistic::mean, model::Statistic::p50,
                                      model::Statistic::p90, model::Statistic::p99};

// A run that stops on precision: intervals from fewer replications cover too little, and each look
// at the data is a chance to stop too early, so they are few and at fixed counts.
constexpr std::size_t least_when_adaptive = 32;
constexpr std::size_t batch = 16;

model::RunPlan plan_of(const Study& study, const RunOptions& options) {
  model::RunPlan plan = study.model.run;
  if (options.seed) plan.seed = *options.seed;
  if (options.replications) plan.replications = *options.replications;
  if (options.duration) plan.duration = *options.duration;
  if (options.warmup) plan.warmup = *options.warmup;
  if (options.until) plan.until = *options.until;
  if (!plan.until.empty()) plan.replications = std::max(plan.replications, least_when_adaptive);
  return plan;
}

bool is_adaptive(const model::RunPlan& plan, const RunOptions& options) {
  return !plan.until.empty() || options.enough;
}

/// How many replications there may be in the end.
std::size_t most_of(const model::RunPlan& plan) {
  std::size_t most = std::max(plan.replications_max, plan.replications);
  if (plan.max_time)
    most = std::min(most, static_cast<std::size_t>(plan.max_time->in_nanoseconds() /
                                                   plan.duration.in_nanoseconds()));
  return most;
}

/// The same in two processes that mean the same replications.
std::uint64_t content_of(const Study& study, const dataplane::Replication& pattern,
                         std::size_t from) {
  results::BytesWriter bytes;
  bytes.number(study.hash);
  bytes.number(pattern.seed);
  bytes.signed_number(pattern.duration.in_nanoseconds());
  bytes.signed_number(pattern.warmup.in_nanoseconds());
  bytes.number(from);
  scenario::Fnv1a content;
  content.add(bytes.take());
  return content.value();
}

/// Runs replications `from` up to, but not including, `to`.
std::vector<results::RunRecord> simulate_all(const Study& study,
                                             const dataplane::Replication& pattern,
                                             std::size_t from, std::size_t to, const Replicate& how,
                                             Team* team) {
  // Replications share nothing, so they come first; threads that are left divide single runs.
  const std::size_t jobs = how.jobs > 0 ? how.jobs
                           : team != nullptr
                               ? 1  // A launcher gives each rank a core.
                               : std::max<std::size_t>(1, std::thread::hardware_concurrency());
  const std::size_t runs = team == nullptr ? to - from : 1;  // A rank makes one at a time.
  const std::size_t each = std::max<std::size_t>(1, jobs / std::max<std::size_t>(1, runs));
  const auto one = [&](std::size_t index) {
    dataplane::Replication replication = pattern;
    replication.index = from + index;
    const dataplane::Engine engine{.threads = each, .least_events = dataplane::events_that_pay};
    return dataplane::simulate_on(engine, study.model, study.routes, replication);
  };
  if (team == nullptr) return replicate(to - from, how, one);
  return together(*team, content_of(study, pattern, from), to - from, how, one);
}

/// Runs the plan's replications, and then batches for as long as more precision is wanted.
///
/// It looks only at fixed counts, always at the first so many replications in the order of their
/// indices: so neither the number of threads nor their luck decides where it stops.
void carry_out(const Study& study, const RunOptions& options, const dataplane::Replication& pattern,
               Replicate how, Reporter& reporter, RunResult& result) {
  const bool adaptive = is_adaptive(result.plan, options);
  const std::size_t most = adaptive ? most_of(result.plan) : result.plan.replications;
  for (std::size_t target = result.plan.replications;; target = std::min(target + batch, most)) {
    const std::size_t wanted = target - result.records.size();
    how.total = how.done_before + wanted;
    if (!result.records.empty())
      reporter.expect(pattern.duration * static_cast<std::int64_t>(wanted));
    auto more = simulate_all(study, pattern, result.records.size(), target, how, options.team);
    how.done_before += more.size();
    std::move(more.begin(), more.end(), std::back_inserter(result.records));
    if (result.records.size() < target) {
      result.interrupted = true;
      return;
    }
    if (!adaptive) return;
    const analysis::RunEvidence evidence{study.model, study.routes, result.records};
    const auto summary = analysis::answer(analysis::SummaryQuestion{}, evidence);
    result.convergence =
        analysis::answer(analysis::ConvergenceQuestion{summary, result.plan.until});
    const bool enough = !options.enough || options.enough(result.records);
    if ((result.convergence.reached() && enough) || target >= most) return;
    if (result.convergence.hopeless && enough) return;
  }
}

/// What goes wrong is no part of the start-up: the pilot ends where the first event begins.
Duration undisturbed(const Study& study, Duration duration) {
  constexpr Duration least = Duration::milliseconds(1);
  for (const model::Event& event : study.model.events) {
    duration = std::min(duration, std::max(event.begin.since_start(), least));
  }
  return duration;
}

/// Both in one, ascending, nothing twice.
std::vector<std::size_t> together(const std::vector<std::size_t>& some,
                                  const std::vector<std::size_t>& others) {
  std::vector<std::size_t> all;
  std::set_union(some.begin(), some.end(), others.begin(), others.end(), std::back_inserter(all));
  return all;
}

void remark_on_warm_up(RunResult& result) {
  if (!result.warm_up_was_fixed && !result.warm_up.found) {
    result.diagnostics.push_back(warning_at(
        {}, "warm-up-not-found", "no end of the start-up was found before half of the run",
        "run longer with --duration, or set run.warmup"));
  }
  if (result.warm_up.drifts) {
    result.diagnostics.push_back(warning_at({}, "still-drifting",
                                            "latency still rises or falls after the warm-up",
                                            "run longer with --duration, or lower the load"));
  }
}

/// A page of numbers about nothing looks as if all were well.
void remark_on_nothing(RunResult& result) {
  const auto& pairs = result.summary.pairs;
  const bool any = std::any_of(pairs.begin(), pairs.end(), [](const analysis::PairSummary& pair) {
    return pair.failed < pair.requests;
  });
  if (any) return;
  const bool asked =
      std::any_of(pairs.begin(), pairs.end(), [](const auto& pair) { return pair.requests > 0; });
  result.diagnostics.push_back(
      warning_at({}, "nothing-delivered",
                 asked ? "not one request was delivered" : "not one request was started",
                 asked ? "isthmus check says why" : "add traffic, or run longer"));
}

/// "gateway finance[1]" is one of "gateway finance".
std::string group_of(const std::string& station) { return station.substr(0, station.rfind('[')); }

/// One remark for what was asked for and not reached, with the widest.
void remark_on_precision(const Study& study, RunResult& result) {
  if (result.convergence.reached() || result.interrupted) return;
  const analysis::Shortfall& widest = result.convergence.shortfalls.front();
  const analysis::PairSummary& pair = result.summary.pairs[widest.pair];
  const std::string from =
      pair.from.is_some() ? mesh::short_text(study.model[pair.from].name) + " " : "";
  const std::string asked = std::string{model::text(widest.asked.statistic)} + " within " +
                            shortest_text(std::round(widest.asked.share.share() * 1e6) / 1e4) +
                            " %";
  result.diagnostics.push_back(warning_at(
      {}, "not-converged",
      from + "→ " + mesh::short_text(pair.destination) + " did not reach " + asked + " in " +
          std::to_string(result.records.size()) + " replications",
      result.convergence.hopeless ? "more of them would not help: a station is unstable"
                                  : "allow more with run.replications or run.max_time, or run "
                                    "longer with --duration"));
}

/// One warning for each group of equal stations, at its first that cannot keep up.
void remark_on_stations(RunResult& result) {
  std::string warned_of;
  for (const analysis::StationSummary& station : result.summary.stations) {
    if (!station.unstable || group_of(station.name) == warned_of) continue;
    warned_of = group_of(station.name);
    result.diagnostics.push_back(warning_at({}, "unstable-station",
                                            warned_of + " gets more work than it can do",
                                            "add replicas or workers, or lower the load"));
  }
}

/// What `check` refuses does not stop a simulation, but the reader of its numbers must know.
void remark_on_requirements(const Study& study, RunResult& result) {
  for (Diagnostic& unmet : unmet_requirements(study)) {
    unmet.severity = Severity::warning;
    result.diagnostics.push_back(std::move(unmet));
  }
}

/// A broken rule is our mistake; the reader of the numbers must know of it.
void remark_on_violations(RunResult& result) {
  for (const results::RunRecord& record : result.records) {
    const std::vector<results::Violation> violations = results::violations_of(record);
    if (violations.empty()) continue;
    const results::Violation& first = violations.front();
    result.diagnostics.push_back(
        warning_at({}, "broken-invariant",
                   "replication " + std::to_string(record.replication) + " breaks the rule \"" +
                       first.rule + "\" at " + first.where + ": " + first.text,
                   "this is a mistake of isthmus: please report it with the scenario"));
    return;
  }
}

/// Whether every latency that the page shows may be believed.
bool all_converged(const RunResult& result) {
  if (!result.warm_up.found || result.warm_up.drifts || !result.convergence.reached()) return false;
  for (const analysis::PairSummary& pair : result.summary.pairs) {
    if (!pair.unstable_at.empty()) return false;
    for (const model::Statistic statistic : shown) {
      if (pair.latency && !analysis::believable(pair.latency->of(statistic), statistic))
        return false;
    }
  }
  return true;
}

/// Everything that is made of the records.
void ask_what_happened(const Study& study, const RunOptions& options, RunResult& result) {
  result.summary =
      analysis::answer(analysis::SummaryQuestion{},
                       analysis::RunEvidence{study.model, study.routes, result.records});
  result.close_ups =
      analysis::answer(analysis::CloseUpQuestion{result.summary},
                       analysis::RunEvidence{study.model, study.routes, result.records});
  if (!options.watched.empty()) {  // A report tells the same whoever else looked closer.
    const auto usual = analysis::pairs_to_watch(study.evidence());
    std::erase_if(result.close_ups, [&](const analysis::CloseUpSummary& one) {
      return !std::binary_search(usual.begin(), usual.end(), one.pair);
    });
  }
  result.twins = analysis::answer(analysis::TwinQuestion{result.summary},
                                  analysis::RunEvidence{study.model, study.routes, result.records});
  result.verdicts =
      analysis::answer(analysis::ExpectationsQuestion{result.summary},
                       analysis::RunEvidence{study.model, study.routes, result.records});
  result.timeline =
      analysis::answer(analysis::TimelineQuestion{},
                       analysis::RunEvidence{study.model, study.routes, result.records});
  remark_on_requirements(study, result);
  remark_on_nothing(result);
  remark_on_warm_up(result);
  remark_on_stations(result);
  remark_on_precision(study, result);
  remark_on_violations(result);
  result.converged = all_converged(result);
}

/// Far inside what a station can look ahead, and far beyond what anybody simulates.
constexpr Duration duration_max = Duration::seconds(10LL * 365 * 24 * 3600);
constexpr std::size_t replications_max = 100'000;

}  // namespace

Diagnostics faults_of(const model::RunPlan& plan) {
  if (plan.duration > duration_max) {
    return {error_at({}, "duration-too-long", "nobody waits for " + exact_text(plan.duration),
                     "simulate at most " + exact_text(duration_max) + " (ten years)")};
  }
  const std::size_t most = std::max(plan.replications, plan.replications_max);
  if (most > replications_max) {
    return {error_at({}, "too-many-replications",
                     std::to_string(most) + " replications are more than can be kept",
                     "run at most " + std::to_string(replications_max))};
  }
  if (!plan.until.empty() && most_of(plan) < plan.replications) {
    return {error_at({}, "max-time-too-short",
                     exact_text(*plan.max_time) + " of simulated time end before the first " +
                         std::to_string(plan.replications) + " replications",
                     "set a longer run.max_time, or a shorter duration")};
  }
  if (!plan.warmup || *plan.warmup < plan.duration) return {};
  return {error_at({}, "warm-up-too-long",
                   "a run of " + exact_text(plan.duration) + " ends before its warm-up of " +
                       exact_text(*plan.warmup),
                   "run longer, or set a shorter run.warmup")};
}

RunResult run(const Study& study, const RunOptions& options) {
  RunResult result;
  result.plan = plan_of(study, options);
  result.diagnostics = faults_of(result.plan);
  if (has_errors(result.diagnostics)) return result;

  result.warm_up_was_fixed = result.plan.warmup.has_value();
  const std::size_t pilot =
      result.warm_up_was_fixed ? 0 : std::min(result.plan.replications, pilot_replications);
  Reporter reporter{study, options};
  Replicate how{.jobs = options.jobs,
                .progress = [&](const Progress& now) { reporter.tell(now.done, now.total); },
                .cancel = options.cancel,
                .total = pilot + result.plan.replications};
  const Duration pilot_duration = undisturbed(study, result.plan.duration);
  reporter.expect(pilot_duration * static_cast<std::int64_t>(pilot) +
                  result.plan.duration * static_cast<std::int64_t>(result.plan.replications));
  reporter.tell(0, how.total);

  dataplane::Replication pattern;
  pattern.seed = result.plan.seed;
  pattern.duration = result.plan.duration;
  pattern.cancel = how.cancel;
  pattern.vitals = options.vitals;

  if (result.warm_up_was_fixed) {
    result.warm_up.cut = *result.plan.warmup;
  } else {
    dataplane::Replication whole = pattern;
    whole.slices = pilot_slices;
    whole.duration = pilot_duration;
    const auto records = simulate_all(study, whole, 0, pilot, how, options.team);
    if (records.size() < pilot) {  // Interrupted: what there is has no warm-up cut.
      result.interrupted = true;
      result.warm_up.found = false;
      result.records = records;
    } else {
      result.warm_up = analysis::answer(analysis::WarmUpQuestion{}, records);
    }
  }
  if (!result.interrupted) {
    how.done_before = pilot;
    pattern.warmup = result.warm_up.cut;
    how.recorded = [&](const results::RunRecord& record) { reporter.record(record); };
    how.keep_details = options.keep_details;
    pattern.watched = together(analysis::sources_to_watch(study.evidence()), options.watched);
    pattern.observe_stations = options.observe_stations;
    pattern.probes = options.probes;
    carry_out(study, options, pattern, how, reporter, result);
  }
  if (options.team != nullptr) {
    if (auto complaint = options.team->complaint()) {
      result.records.clear();
      result.diagnostics.push_back(std::move(*complaint));
    }
  }
  if (result.records.empty()) return result;

  ask_what_happened(study, options, result);
  return result;
}

Parsed<std::vector<model::Precision>> precision_from(const std::string& text) {
  return scenario::parse_precision(text);
}

Parsed<std::vector<model::Precision>> precision_everywhere(const std::string& share) {
  auto parsed = parse_ratio(share);
  if (auto* fault = std::get_if<QuantityFault>(&parsed)) return std::move(*fault);
  if (std::get<Ratio>(parsed).share() <= 0) {
    return QuantityFault{"nothing is known exactly", "write 5%"};
  }
  std::vector<model::Precision> all;
  for (const model::Statistic statistic : shown) {
    all.push_back({statistic, std::get<Ratio>(parsed)});
  }
  return all;
}

}  // namespace isthmus::session

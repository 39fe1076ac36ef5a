#include "sim/dataplane/simulate.hpp"

#include <algorithm>
#include <vector>

#include "sim/base/expects.hpp"
#include "sim/dataplane/engine.hpp"
#include "sim/dataplane/plan.hpp"
#include "sim/dataplane/site.hpp"
#include "sim/dataplane/timetable.hpp"
#include "sim/kernel/fingerprint.hpp"
#include "sim/kernel/sorted_run.hpp"
#include "sim/kernel/windowed_run.hpp"

namespace isthmus::dataplane {
namespace {

// What has not ended by then has timed out. Only a station whose queue grows for most of the run
// gets there.
constexpr std::int64_t horizon_in_durations = 10;

/// How long a run goes on before it looks up whether it is still wanted: a window if that is not
/// most of the run, as a shorter step cuts windows short, and short windows find nothing in caches.
Duration step_of(const Plan& plan, Duration duration) {
  constexpr std::int64_t steps_per_duration = 1000;
  constexpr std::int64_t least_steps = 10;
  const Duration step = std::max(duration / steps_per_duration, Duration::nanoseconds(1));
  if (plan.lookahead >= duration) return step;
  return std::max(step, std::min(plan.lookahead, duration / least_steps));
}

Conditions conditions_of(const Replication& replication) {
  ISTHMUS_EXPECTS(replication.duration > Duration::zero());
  ISTHMUS_EXPECTS(replication.warmup >= Duration::zero() &&
                  replication.warmup < replication.duration && replication.slices >= 1);
  Conditions conditions;
  conditions.replication = replication;
  conditions.measured = {SimTime::start() + replication.warmup,
                         SimTime::start() + replication.duration};
  const Duration longest = Station::closing.since_start() / 2;
  ISTHMUS_EXPECTS(replication.duration < longest);
  conditions.horizon =
      SimTime::start() + std::min(longest, replication.duration * horizon_in_durations);
  const auto slices = static_cast<std::int64_t>(replication.slices);
  conditions.slice = (replication.duration + Duration::nanoseconds(slices - 1)) / slices;
  return conditions;
}

/// Adds what one replication has done since it last told.
class VitalSigns {
 public:
  explicit VitalSigns(const Replication& replication) : replication_{replication} {}

  void tell(SimTime now, std::uint64_t events) {
    if (replication_.vitals == nullptr) return;
    const Duration simulated = std::min(now.since_start(), replication_.duration);
    replication_.vitals->simulated_ns += (simulated - simulated_).in_nanoseconds();
    replication_.vitals->events += events - events_;
    simulated_ = simulated;
    events_ = events;
  }

 private:
  const Replication& replication_;
  Duration simulated_{};
  std::uint64_t events_ = 0;
};

template <class Run>
void execute(Run& run, std::vector<Site>& sites, const Conditions& conditions, Duration step,
             results::RunRecord& record) {
  for (std::size_t i = 0; i < sites.size(); ++i) {
    sites[i].begin(run.scheduler(kernel::ProcessId{i}));
  }
  // In steps, so that a cancelled run ends soon; the order of events does not know of them.
  VitalSigns signs{conditions.replication};
  for (SimTime end = SimTime::start(); end < conditions.horizon && record.whole;) {
    end = std::min(end + step, conditions.horizon);
    run.run_through(end);
    signs.tell(end, run.happened());
    record.whole =
        conditions.replication.cancel == nullptr || !conditions.replication.cancel->load();
  }
  record.events = run.happened();
}

// A request passes about so many stations, there and back.
constexpr double events_per_request = 10;

/// How many threads have enough to do between two meetings.
std::size_t threads_of(const Engine& engine, const Plan& plan, const model::Model& model,
                       const Replication& replication) {
  if (engine.threads <= 1 || engine.least_events == 0) return engine.threads;
  double per_second = 0;
  for (const model::TrafficSource& source : model.traffic) {
    per_second += source.rate.in_per_second() * events_per_request;
  }
  const Duration between =
      std::min({plan.lookahead, engine.window, step_of(plan, replication.duration)});
  const double most = per_second * between.in_seconds() / static_cast<double>(engine.least_events);
  if (most >= static_cast<double>(engine.threads)) return engine.threads;
  return std::max<std::size_t>(1, static_cast<std::size_t>(most));
}

}  // namespace

results::RunRecord simulate_on(const Engine& engine, const model::Model& model,
                               const route::RouteTable& routes, const Replication& replication) {
  ISTHMUS_EXPECTS(replication.tracer == nullptr || engine.threads == 1);
  Conditions conditions = conditions_of(replication);
  const Plan plan = plan_of(model, routes);
  const Timetable timetable{plan, replication.seed, replication.index, conditions.horizon};
  conditions.timetable = &timetable;
  conditions.scale = results::timeline_scale(model.events, replication.duration);
  std::vector<Site> sites;
  sites.reserve(plan.sites.size());
  for (std::size_t i = 0; i < plan.sites.size(); ++i) sites.emplace_back(plan, i, conditions);

  results::RunRecord record;
  record.replication = replication.index;
  record.warmup = replication.warmup;
  record.measured = conditions.measured.length();
  record.traffic.resize(model.traffic.size());
  record.stations.resize(plan.station_count);
  record.slices.resize(replication.slices);
  if (plan.has_events()) {
    record.timeline.emplace().sources.resize(model.traffic.size());
    record.timeline->windows.resize(conditions.scale.windows);
  }
  if (replication.observe_stations) record.details.resize(plan.station_count);
  const Duration step = step_of(plan, replication.duration);
  if (engine.kind == Engine::Kind::sorted) {
    kernel::SortedRun<Site> run{sites, plan.lookahead};
    execute(run, sites, conditions, step, record);
  } else {
    kernel::WindowedRun<Site> run{sites,
                                  {.lookahead = plan.lookahead,
                                   .threads = threads_of(engine, plan, model, replication),
                                   .window = engine.window}};
    execute(run, sites, conditions, step, record);
  }
  std::vector<std::uint64_t> fingerprints;
  for (Site& site : sites) {
    site.settle();
    site.write(record);
    fingerprints.push_back(site.fingerprint());
  }
  record.fingerprint = kernel::combined(fingerprints);
  return record;
}

results::RunRecord simulate(const model::Model& model, const route::RouteTable& routes,
                            const Replication& replication) {
  return simulate_on(Engine{}, model, routes, replication);
}

}  // namespace isthmus::dataplane

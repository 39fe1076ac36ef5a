#include "sim/session/size.hpp"

#include <algorithm>
#include <cmath>

#include "sim/analysis/pair_text.hpp"
#include "sim/base/number_text.hpp"

namespace isthmus::session {
namespace {

using analysis::GatewayMillicores;
using analysis::GatewayReplicas;
using analysis::SizeJudgement;

/// The study under the load that is asked about.
Study loaded(const Study& study, const SizeTarget& target) {
  Study changed = study;
  for (model::TrafficSource& source : changed.model.traffic) {
    source.rate = PerSecond::of(source.rate.in_per_second() * target.load);
  }
  for (model::Partition& partition : changed.model.partitions) {
    if (partition.mesh_gateway && target.workers) partition.mesh_gateway->workers = *target.workers;
  }
  return changed;
}

constexpr std::int64_t core = 1000;  // Thousandths.

GatewayCpu cpu_of(const model::Partition& partition) {
  if (!partition.mesh_gateway) return {};
  const model::GatewaySpec& gateway = *partition.mesh_gateway;
  const std::int64_t whole = static_cast<std::int64_t>(gateway.workers) * core;
  const auto& limit = gateway.queueing.cpu;
  return {gateway.workers, limit ? std::min(whole, limit->millicores) : whole};
}

GatewayCpu cpu_of(std::int64_t millicores) {
  return {static_cast<std::size_t>((millicores + core - 1) / core), millicores};
}

/// `each`: by partition, or empty where the gateways stay as large as they are.
Study with_gateways(const Study& study, const GatewayReplicas& replicas,
                    const GatewayMillicores& each) {
  Study changed = study;
  for (std::size_t p = 0; p < replicas.size(); ++p) {
    model::Partition& partition = changed.model.partitions[p];
    if (!partition.mesh_gateway || replicas[p] == 0) continue;
    model::GatewaySpec& gateway = *partition.mesh_gateway;
    gateway.replicas = replicas[p];
    if (each.empty()) continue;
    gateway.workers = cpu_of(each[p]).workers;
    gateway.queueing.cpu.reset();
    if (each[p] % core != 0) gateway.queueing.cpu = model::CpuLimit{each[p]};
  }
  changed.routes = route::resolve(changed.model);
  return changed;
}

/// The greatest load among the instances of each partition's gateways.
std::vector<double> gateway_loads(const Study& study, const analysis::RunSummary& summary) {
  std::vector<double> loads;
  for (const model::Partition& partition : study.model.partitions) {
    const std::string group = "gateway " + partition.name + "[";
    double most = 0;
    for (const analysis::StationSummary& station : summary.stations) {
      if (station.name.compare(0, group.size(), group) != 0) continue;
      most = std::max(most, station.offered_load.mean);
    }
    loads.push_back(most);
  }
  return loads;
}

class Judge {
 public:
  Judge(const Study& study, const SizeTarget& target, const RunOptions& options, bool& interrupted)
      : study_{study}, target_{target}, options_{options}, interrupted_{interrupted} {}

  SizeJudgement operator()(const GatewayReplicas& replicas, const GatewayMillicores& each) const {
    SizeJudgement judgement;
    if (interrupted_) return judgement;
    GatewayReplicas left = replicas;
    for (std::size_t& one : left) {
      if (one == 0) continue;
      if (one <= target_.lose) {
        judgement.why = "nothing is left of a group of " + std::to_string(one);
        judgement.load.assign(replicas.size(), 0);
        for (std::size_t p = 0; p < replicas.size(); ++p) {
          if (replicas[p] > 0 && replicas[p] <= target_.lose) judgement.load[p] = 2;
        }
        return judgement;
      }
      one -= target_.lose;
    }
    const Study changed = with_gateways(study_, left, each);
    const RunResult result = run(changed, options_);
    if (result.interrupted || result.records.empty()) {
      interrupted_ = true;
      return judgement;
    }
    judgement.load = gateway_loads(changed, result.summary);
    judgement.passes = true;
    judge_stations(result, judgement);
    judge_promises(changed, result, judgement);
    judge_p99(changed, result, judgement);
    return judgement;
  }

 private:
  static void fail(SizeJudgement& judgement, std::string why) {
    if (judgement.passes) judgement.why = std::move(why);
    judgement.passes = false;
  }

  static void use(SizeJudgement& judgement, double used, const std::string& of) {
    if (used <= judgement.used) return;
    judgement.used = used;
    judgement.closest = of;
  }

  static void judge_stations(const RunResult& result, SizeJudgement& judgement) {
    for (const analysis::StationSummary& station : result.summary.stations) {
      if (!station.unstable) continue;
      return fail(judgement, station.name + " gets more work than it can do");
    }
  }

  static void judge_promises(const Study& study, const RunResult& result,
                             SizeJudgement& judgement) {
    for (const analysis::Verdict& verdict : result.verdicts) {
      const model::Expectation& expectation = study.model.expectations[verdict.expectation];
      if (!expectation.needs_run()) continue;
      if (verdict.status != analysis::Status::pass) {
        fail(judgement, expectation.text + (verdict.why.empty() ? std::string{" is not kept"}
                                                                : std::string{": "} + verdict.why));
      }
      const auto* found = std::get_if<stats::Estimate>(&verdict.found);
      const auto* limit = std::get_if<double>(&verdict.limit);
      if (found != nullptr && limit != nullptr && *limit > 0) {
        use(judgement, found->high() / *limit, expectation.text);
      }
    }
  }

  void judge_p99(const Study& study, const RunResult& result, SizeJudgement& judgement) const {
    if (!target_.p99) return;
    for (const analysis::PairSummary& pair : result.summary.pairs) {
      if (!pair.latency) continue;
      const std::string name = analysis::pair_text(study.model, pair.from, pair.destination) +
                               ": p99 < " + human_text(*target_.p99);
      const double high = pair.latency->of(model::Statistic::p99).high();
      use(judgement, high / target_.p99->in_seconds(), name);
      if (high >= target_.p99->in_seconds()) fail(judgement, name + " is not kept");
    }
  }

  const Study& study_;
  const SizeTarget& target_;
  const RunOptions& options_;
  bool& interrupted_;
};

/// The work of each group, from one run of the scenario as it stands under the load.
std::vector<analysis::GatewayWork> work_of(const Study& study,
                                           const analysis::RunSummary& summary) {
  std::vector<analysis::GatewayWork> work;
  for (const model::Partition& partition : study.model.partitions) {
    analysis::GatewayWork& one = work.emplace_back();
    one.workers = cpu_of(partition).workers;
    const std::string group = "gateway " + partition.name + "[";
    for (const analysis::StationSummary& station : summary.stations) {
      if (station.name.compare(0, group.size(), group) != 0) continue;
      one.erlangs += station.offered_load.mean * station.capacity;
    }
  }
  return work;
}

/// Where theory would begin with gateways of these sizes. One with less than a whole core is slower
/// by so much.
GatewayReplicas guess_for(std::vector<analysis::GatewayWork> work, const GatewayMillicores& each,
                          const SizeTarget& target) {
  for (std::size_t p = 0; p < work.size(); ++p) {
    if (work[p].workers == 0) continue;
    const GatewayCpu cpu = cpu_of(each[p]);
    work[p].workers = cpu.workers;
    work[p].erlangs *= static_cast<double>(cpu.workers * core) / static_cast<double>(each[p]);
  }
  return analysis::guess_by_theory(work, target.lose, target.replicas_most);
}

/// Searches for the load under which the answer gives way: upwards, and then between the last two.
SizeMargin margin_of(const analysis::SizeStep& found,
                     const std::function<SizeJudgement(double load)>& at_load) {
  constexpr int halvings = 3;
  SizeMargin margin;
  const auto try_at = [&](double load) {
    const SizeJudgement judgement = at_load(load);
    if (judgement.passes) {
      margin.holds = std::max(margin.holds, load);
    } else {
      margin.breaks = load;
      margin.why = judgement.why;
    }
  };
  // What is half used now carries about twice as much; begin where it gets interesting.
  const double load = *std::max_element(found.judgement.load.begin(), found.judgement.load.end());
  for (double more = load > 0.6 ? 1.1 : 1.25; !margin.breaks && more <= SizeMargin::load_most;) {
    try_at(more);
    more = 1 + (more - 1) * 2;
  }
  for (int i = 0; i < halvings && margin.breaks; ++i) try_at((margin.holds + *margin.breaks) / 2);
  return margin;
}

class Sizing {
 public:
  Sizing(const Study& study, const SizeTarget& target, const RunOptions& options,
         SizeResult& result)
      : study_{study}, target_{target}, options_{options}, result_{result} {}

  void search(const std::vector<analysis::GatewayWork>& work) {
    const Study changed = loaded(study_, target_);
    const Judge judge{changed, target_, options_, result_.interrupted};
    if (target_.cpus.empty()) {
      const analysis::SizeQuestion question{
          analysis::guess_by_theory(work, target_.lose, target_.replicas_most),
          target_.replicas_most};
      result_.answer = analysis::answer(
          question, [&](const GatewayReplicas& replicas) { return judge(replicas, {}); });
      return;
    }
    const analysis::SizeCpuQuestion question{
        target_.cpus, [&](const GatewayMillicores& each) { return guess_for(work, each, target_); },
        changed.model.partitions.size(), target_.replicas_most};
    result_.answer = analysis::answer(question, judge);
  }

  void find_margin() {
    if (!result_.answer.found || result_.interrupted) return;
    const analysis::SizeStep& found = *result_.answer.found;
    if (found.judgement.load.empty()) return;
    const SizeMargin margin = margin_of(found, [&](double load) {
      SizeTarget more = target_;
      more.load *= load;
      const Study changed = loaded(study_, more);
      return Judge{changed, more, options_, result_.interrupted}(found.replicas, found.millicores);
    });
    if (!result_.interrupted) result_.margin = margin;
  }

 private:
  const Study& study_;
  const SizeTarget& target_;
  const RunOptions& options_;
  SizeResult& result_;
};

}  // namespace

SizeResult size(const Study& study, const SizeTarget& target, const RunOptions& asked) {
  RunOptions options = asked;
  options.progress = numbered(asked.progress);
  SizeResult result;
  result.target = target;
  const Study changed = loaded(study, target);
  for (const model::Partition& partition : changed.model.partitions) {
    result.before.push_back(partition.mesh_gateway ? partition.mesh_gateway->replicas : 0);
    result.cpu_before.push_back(cpu_of(partition));
  }
  result.cpu = result.cpu_before;
  const auto promises =
      std::count_if(study.model.expectations.begin(), study.model.expectations.end(),
                    [](const model::Expectation& one) { return one.needs_run(); });
  if (promises == 0 && !target.p99) {
    result.diagnostics.push_back(error_at(
        {}, "nothing-to-meet", "there is nothing that gateways have to be large enough for",
        "write a latency under expect:, or give --p99 120ms"));
    return result;
  }
  const RunResult first = run(changed, options);
  if (has_errors(first.diagnostics) || first.records.empty() || first.interrupted) {
    result.diagnostics = first.diagnostics;
    result.interrupted = first.interrupted;
    return result;
  }
  RunOptions same = options;
  same.warmup = first.warm_up.cut;  // So that all trials measure the same stretch of time.
  Sizing sizing{study, target, same, result};
  sizing.search(work_of(changed, first.summary));
  sizing.find_margin();
  if (result.answer.found && !result.answer.found->millicores.empty()) {
    for (std::size_t p = 0; p < result.cpu.size(); ++p) {
      if (result.before[p] > 0) result.cpu[p] = cpu_of(result.answer.found->millicores[p]);
    }
  }
  return result;
}

}  // namespace isthmus::session

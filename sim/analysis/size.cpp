#include "sim/analysis/size.hpp"

#include <algorithm>
#include <map>
#include <numeric>

#include "sim/stats/queueing_formulas.hpp"

namespace isthmus::analysis {
namespace {

constexpr double idle_load = 0.05;  // Where every gateway idles, more of them do not help.

class Search {
 public:
  Search(const SizeQuestion& question, const SizeJudge& judge)
      : most_{question.replicas_most}, judge_{judge} {}

  SizeAnswer run(GatewayReplicas replicas) {
    SizeAnswer answered;
    if (!climb(replicas, answered)) return answered;
    descend(replicas, answered);
    answered.found = SizeStep{replicas, judged(replicas, answered)};
    return answered;
  }

 private:
  static double load_of(const SizeJudgement& judgement, std::size_t partition) {
    return partition < judgement.load.size() ? judgement.load[partition] : 0;
  }

  const SizeJudgement& judged(const GatewayReplicas& replicas, SizeAnswer& answered) {
    const auto known = known_.find(replicas);
    if (known != known_.end()) return known->second;
    const SizeJudgement& judgement = known_.emplace(replicas, judge_(replicas)).first->second;
    answered.steps.push_back({replicas, judgement});
    return judgement;
  }

  /// More for the busiest, until it is enough or does not help.
  bool climb(GatewayReplicas& replicas, SizeAnswer& answered) {
    while (true) {
      const SizeJudgement& now = judged(replicas, answered);
      if (now.passes) return true;
      std::optional<std::size_t> busiest;
      for (std::size_t p = 0; p < replicas.size(); ++p) {
        if (replicas[p] == 0 || replicas[p] >= most_) continue;
        if (!busiest || load_of(now, p) > load_of(now, *busiest)) busiest = p;
      }
      if (!busiest) {
        answered.why_not = "even " + std::to_string(most_) + " replicas are not enough: " + now.why;
        return false;
      }
      const double load = load_of(now, *busiest);
      if (load < idle_load) {
        answered.why_not = "more gateways do not help, they idle: " + now.why;
        answered.idle = true;
        return false;
      }
      // An overloaded group needs at least as many more as it has too much work.
      const auto needed = static_cast<std::size_t>(static_cast<double>(replicas[*busiest]) * load);
      replicas[*busiest] = std::min(most_, std::max(replicas[*busiest] + 1, needed));
    }
  }

  void descend(GatewayReplicas& replicas, SizeAnswer& answered) {
    std::vector<std::size_t> order(replicas.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return replicas[a] > replicas[b]; });
    // Once more after a success elsewhere: what one group gives up may be what another needed.
    for (bool changed = true; changed;) {
      changed = false;
      for (const std::size_t p : order) {
        while (replicas[p] > 1) {
          GatewayReplicas fewer = replicas;
          --fewer[p];
          if (!judged(fewer, answered).passes) break;
          replicas = std::move(fewer);
          changed = true;
        }
      }
    }
  }

  std::size_t most_;
  const SizeJudge& judge_;
  std::map<GatewayReplicas, SizeJudgement> known_;
};

}  // namespace

SizeAnswer answer(const SizeQuestion& question, const SizeJudge& judge) {
  GatewayReplicas guess = question.guess;
  for (std::size_t& replicas : guess) replicas = std::min(replicas, question.replicas_most);
  return Search{question, judge}.run(std::move(guess));
}

GatewayReplicas guess_by_theory(const std::vector<GatewayWork>& work, std::size_t lose,
                                std::size_t replicas_most) {
  GatewayReplicas guess;
  for (const GatewayWork& one : work) {
    if (one.workers == 0) {
      guess.push_back(0);
      continue;
    }
    std::size_t left = 1;
    for (; left + lose < replicas_most; ++left) {
      const double each = one.erlangs / static_cast<double>(left);
      if (each >= static_cast<double>(one.workers)) continue;
      if (each <= 0) break;
      stats::Load load;
      load.arrivals = PerSecond::of(each);
      load.service_mean_s = 1;  // In units of the service time.
      load.servers = one.workers;
      const auto theory = stats::mmc(load);
      if (theory && theory->means.wait_mean_s <= 1) break;
    }
    guess.push_back(std::min(left + lose, replicas_most));
  }
  return guess;
}

}  // namespace isthmus::analysis

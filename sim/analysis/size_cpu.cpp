#include "sim/analysis/size_cpu.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <utility>

#include "sim/base/expects.hpp"

namespace isthmus::analysis {
namespace {

/// What a choice costs: cores first, then replicas.
using Price = std::pair<std::int64_t, std::size_t>;

Price price_of(const SizeStep& step) {
  return {total_millicores(step.replicas, step.millicores),
          std::accumulate(step.replicas.begin(), step.replicas.end(), std::size_t{0})};
}

class Search {
 public:
  Search(const SizeCpuQuestion& question, const SizeCpuJudge& judge)
      : question_{question}, judge_{judge} {}

  SizeAnswer run() {
    for (const std::int64_t choice : question_.choices) {
      try_for_all(choice);
      if (answered_.idle) break;  // Gateways of another size would idle, too.
    }
    if (!answered_.found) return std::move(answered_);
    answered_.why_not.clear();
    answered_.idle = false;
    for (bool changed = true; changed;) {
      changed = false;
      for (std::size_t p = 0; p < question_.partitions; ++p) {
        for (const std::int64_t choice : question_.choices) {
          changed = improve(p, choice) || changed;
        }
      }
    }
    return std::move(answered_);
  }

 private:
  const SizeJudgement& judged(const GatewayReplicas& replicas, const GatewayMillicores& each) {
    const auto key = std::pair{replicas, each};
    const auto known = known_.find(key);
    if (known != known_.end()) return known->second;
    const SizeJudgement& judgement = known_.emplace(key, judge_(replicas, each)).first->second;
    answered_.steps.push_back({replicas, judgement, each});
    return judgement;
  }

  void take(const GatewayReplicas& replicas, const GatewayMillicores& each) {
    answered_.found = SizeStep{replicas, judged(replicas, each), each};
  }

  void try_for_all(std::int64_t choice) {
    const GatewayMillicores each(question_.partitions, choice);
    const SizeAnswer alike =
        answer(SizeQuestion{question_.guess(each), question_.replicas_most},
               [&](const GatewayReplicas& replicas) { return judged(replicas, each); });
    if (!alike.found) {
      answered_.why_not = alike.why_not;
      answered_.idle = alike.idle;
      return;
    }
    const SizeStep step{alike.found->replicas, alike.found->judgement, each};
    if (!answered_.found || price_of(step) < price_of(*answered_.found)) answered_.found = step;
  }

  /// Gives partition `p` gateways of another size (or fewer of the same), if that is cheaper.
  bool improve(std::size_t p, std::int64_t choice) {
    const SizeStep now = *answered_.found;
    if (now.replicas[p] == 0) return false;
    GatewayReplicas replicas = now.replicas;
    GatewayMillicores each = now.millicores;
    each[p] = choice;
    bool improved = false;
    // From the dearest that would still be cheaper downwards: where that fails, fewer fail too.
    for (replicas[p] = question_.replicas_most; replicas[p] > 0; --replicas[p]) {
      if (!(price_of({replicas, {}, each}) < price_of(now))) continue;
      if (!judged(replicas, each).passes) break;
      take(replicas, each);
      improved = true;
    }
    return improved;
  }

  const SizeCpuQuestion& question_;
  const SizeCpuJudge& judge_;
  std::map<std::pair<GatewayReplicas, GatewayMillicores>, SizeJudgement> known_;
  SizeAnswer answered_;
};

}  // namespace

std::int64_t total_millicores(const GatewayReplicas& replicas, const GatewayMillicores& each) {
  ISTHMUS_EXPECTS(replicas.size() == each.size());
  std::int64_t all = 0;
  for (std::size_t p = 0; p < replicas.size(); ++p) {
    all += static_cast<std::int64_t>(replicas[p]) * each[p];
  }
  return all;
}

SizeAnswer answer(const SizeCpuQuestion& question, const SizeCpuJudge& judge) {
  ISTHMUS_EXPECTS(!question.choices.empty());
  return Search{question, judge}.run();
}

}  // namespace isthmus::analysis

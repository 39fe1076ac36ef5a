#include "sim/mesh/chain_entries.hpp"

#include <array>
#include <cmath>
#include <set>
#include <tuple>

#include "sim/base/number_text.hpp"

namespace isthmus::mesh {
namespace {

constexpr double hundredths = 100.0;  // Weights have two decimals.

std::string quoted(const std::string& text) { return '"' + text + '"'; }

}  // namespace

std::optional<BalancePolicy> balance_policy_from(std::string_view text) {
  struct Row {
    std::string_view name;
    BalancePolicy policy;
  };
  static constexpr std::array rows{
      Row{"", BalancePolicy::unset},
      Row{"random", BalancePolicy::random},
      Row{"round_robin", BalancePolicy::round_robin},
      Row{"least_request", BalancePolicy::least_request},
      Row{"ring_hash", BalancePolicy::ring_hash},
      Row{"maglev", BalancePolicy::maglev},
  };
  for (const Row& row : rows) {
    if (row.name == text) return row.policy;
  }
  return std::nullopt;
}

double normalised_weight(double weight) { return std::round(weight * hundredths) / hundredths; }

std::vector<std::string> splitter_faults(const ServiceSplitter& entry) {
  std::vector<std::string> faults;
  if (entry.splits.empty()) faults.push_back("no splits configured");
  std::set<std::tuple<std::string, std::string, std::string, std::string>> seen;
  double sum = 0;
  for (std::size_t i = 0; i < entry.splits.size(); ++i) {
    const Split& split = entry.splits[i];
    const std::string service = split.to.service.empty() ? entry.service.name : split.to.service;
    sum += normalised_weight(split.weight);
    if (split.weight < 0 || split.weight > 100) {
      faults.push_back("Splits[" + std::to_string(i) + "]: weight must be between 0 and 100, not " +
                       shortest_text(split.weight));
    }
    if (!seen.emplace(service, split.to.subset, split.to.namespace_, split.to.partition).second) {
      faults.push_back("Splits[" + std::to_string(i) +
                       "]: split destination occurs more than once: service=" + quoted(service) +
                       ", subset=" + quoted(split.to.subset) + ", namespace=" +
                       quoted(split.to.namespace_) + ", partition=" + quoted(split.to.partition));
    }
  }
  sum = normalised_weight(sum);
  if (!entry.splits.empty() && sum != 100.0) {
    faults.push_back("the sum of all split weights must be 100, not " + shortest_text(sum));
  }
  return faults;
}

std::vector<std::string> router_faults(const ServiceRouter& entry) {
  std::vector<std::string> faults;
  for (std::size_t i = 0; i < entry.rules.size(); ++i) {
    const std::string place = "Route[" + std::to_string(i) + "]";
    for (std::string& fault : condition_faults(entry.rules[i].match, place)) {
      faults.push_back(std::move(fault));
    }
    const HttpCondition& match = entry.rules[i].match;
    if (!entry.rules[i].prefix_rewrite.empty() && !match.path_exact && !match.path_prefix) {
      faults.push_back(place +
                       " cannot make use of PrefixRewrite without configuring either PathExact or "
                       "PathPrefix");
    }
  }
  return faults;
}

}  // namespace isthmus::mesh

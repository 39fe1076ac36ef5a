#include "sim/stats/queueing_formulas.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "sim/base/expects.hpp"
#include "sim/stats/quantile.hpp"

namespace isthmus::stats {
namespace {

Means means_from_wait(const Load& load, double wait_mean_s) {
  const double sojourn = wait_mean_s + load.service_mean_s;
  return {load.utilisation(), wait_mean_s, sojourn, load.arrivals.in_per_second() * sojourn,
          load.arrivals.in_per_second() * wait_mean_s};
}

/// The chance to wait in M/M/c, from that to be lost in M/M/c/c.
double erlang_c(const Load& load) {
  const double lost = erlang_b(load.offered(), load.servers);
  return lost / (1 - load.utilisation() * (1 - lost));
}

/// The x where a rising function reaches `target`.
template <class Rising>
double reached(double target, double scale, Rising function) {
  double low = 0;
  double high = scale;
  while (function(high) < target) high *= 2;
  for (int i = 0; i < 200; ++i) {
    const double middle = low + (high - low) / 2;
    if (middle <= low || middle >= high) break;
    (function(middle) < target ? low : high) = middle;
  }
  return high;
}

bool is_probability(double p) { return p > 0 && p < 1; }

}  // namespace

double erlang_b(double offered, std::size_t servers) {
  ISTHMUS_EXPECTS(offered >= 0);
  double lost = 1;
  for (std::size_t n = 1; n <= servers; ++n) {
    lost = offered * lost / (static_cast<double>(n) + offered * lost);
  }
  return lost;
}

std::optional<MMc> mmc(const Load& load) {
  ISTHMUS_EXPECTS(load.servers >= 1 && load.service_mean_s > 0);
  if (load.utilisation() >= 1) return std::nullopt;
  const double rate = 1 / load.service_mean_s;
  const double spare = static_cast<double>(load.servers) * rate - load.arrivals.in_per_second();
  const double waits = erlang_c(load);
  const double wait_variance = waits * (2 - waits) / (spare * spare);
  return MMc{means_from_wait(load, waits / spare),
             waits,
             std::sqrt(wait_variance + load.service_mean_s * load.service_mean_s),
             load.arrivals.in_per_second(),
             rate,
             load.servers};
}

double MMc::wait_quantile_s(double p) const {
  ISTHMUS_EXPECTS(is_probability(p));
  if (p <= 1 - prob_wait) return 0;
  const double spare = static_cast<double>(servers) * service_rate_per_s - arrivals_per_s;
  return std::log(prob_wait / (1 - p)) / spare;
}

double MMc::sojourn_quantile_s(double p) const {
  ISTHMUS_EXPECTS(is_probability(p));
  // Service plus, with the chance to wait, an exponential of the spare rate.
  const double spare = static_cast<double>(servers) * service_rate_per_s - arrivals_per_s;
  const double excess = spare / service_rate_per_s - 1;
  return reached(p, means.sojourn_mean_s, [&](double t) {
    const double work = service_rate_per_s * t;
    const double extra = std::fabs(excess) < 1e-9 ? work : -std::expm1(-work * excess) / excess;
    return 1 - std::exp(-work) * (1 + prob_wait * extra);
  });
}

std::optional<Means> mg1(const Load& load) {
  ISTHMUS_EXPECTS(load.servers == 1 && load.service_mean_s > 0 && load.service_scv >= 0);
  const double rho = load.utilisation();
  if (rho >= 1) return std::nullopt;
  return means_from_wait(load,
                         rho * load.service_mean_s * (1 + load.service_scv) / (2 * (1 - rho)));
}

std::optional<MD1> md1(const Load& load) {
  Load constant = load;
  constant.service_scv = 0;
  const auto means = mg1(constant);
  if (!means) return std::nullopt;
  return MD1{*means, load.utilisation(), load.arrivals.in_per_second(), load.service_mean_s};
}

double MD1::wait_quantile_s(double p) const {
  ISTHMUS_EXPECTS(is_probability(p) && means.utilisation <= 0.99);
  const double rho = means.utilisation;
  if (p <= 1 - rho) return 0;

  // Tails of a Poisson variable with mean rho: the chance of more than n arrivals in a service.
  std::vector<double> more_than;
  double mass = std::exp(-rho);
  double tail = -std::expm1(-rho);
  for (std::size_t n = 1; tail > 0 && n < 40; ++n) {
    more_than.push_back(tail);
    mass *= rho / static_cast<double>(n);
    tail = std::max(0.0, tail - mass);
  }
  const auto tail_at = [&](std::size_t n) { return n < more_than.size() ? more_than[n] : 0.0; };

  // Tijms' recursion for the number in the system, all terms positive; then Franx's sum, with
  // queued[m] the chance that at most m wait.
  std::vector<double> in_system{1 - rho};
  std::vector<double> queued;
  const auto next_state = [&] {
    const std::size_t n = in_system.size();
    double sum = in_system[0] * tail_at(n - 1);
    for (std::size_t k = 1; k < n; ++k) sum += in_system[k] * tail_at(n - k);
    in_system.push_back(sum / (1 - tail_at(0)));
    queued.push_back(queued.empty() ? in_system[0] + in_system[1]
                                    : queued.back() + in_system.back());
  };
  const auto wait_at_most = [&](double x) {
    const auto k = static_cast<std::size_t>(x / service_s) + 1;
    while (queued.size() < k) next_state();
    const double ahead = arrivals_per_s * (static_cast<double>(k) * service_s - x);
    double poisson = std::exp(-ahead);
    double sum = 0;
    for (std::size_t j = 0; j < k; ++j) {
      sum += queued[k - 1 - j] * poisson;
      poisson *= ahead / static_cast<double>(j + 1);
    }
    return sum;
  };
  return reached(p, service_s, wait_at_most);
}

std::optional<Means> allen_cunneen(const Load& load) {
  const auto exponential = mmc(load);
  if (!exponential) return std::nullopt;
  return means_from_wait(
      load, exponential->means.wait_mean_s * (load.arrival_scv + load.service_scv) / 2);
}

std::optional<double> kingman_bound_s(const Load& load) {
  ISTHMUS_EXPECTS(load.servers == 1 && load.arrivals.in_per_second() > 0);
  const double rho = load.utilisation();
  if (rho >= 1) return std::nullopt;
  const double gap = 1 / load.arrivals.in_per_second();
  return gap * (load.arrival_scv + rho * rho * load.service_scv) / (2 * (1 - rho));
}

std::optional<double> daley_bound_s(const Load& load) {
  ISTHMUS_EXPECTS(load.servers == 1 && load.arrivals.in_per_second() > 0);
  const double rho = load.utilisation();
  if (rho >= 1) return std::nullopt;
  const double gap = 1 / load.arrivals.in_per_second();
  return gap * (rho * (2 - rho) * load.arrival_scv + rho * rho * load.service_scv) /
         (2 * (1 - rho));
}

MMcK mmck(const Load& load, std::size_t capacity) {
  ISTHMUS_EXPECTS(load.servers >= 1 && capacity >= load.servers && load.service_mean_s > 0);
  // Weights of the states, kept near one another so that a large station does not overflow.
  std::vector<double> weight{1};
  double total = 1;
  for (std::size_t n = 1; n <= capacity; ++n) {
    const auto busy = static_cast<double>(std::min(n, load.servers));
    weight.push_back(weight.back() * load.offered() / busy);
    total += weight.back();
    if (total > 1e200) {
      for (double& w : weight) w /= total;
      total = 1;
    }
  }
  MMcK answer{};
  double waiting = 0;
  for (std::size_t n = 0; n <= capacity; ++n) {
    const double share = weight[n] / total;
    answer.in_system_mean += static_cast<double>(n) * share;
    if (n > load.servers) waiting += static_cast<double>(n - load.servers) * share;
  }
  answer.prob_empty = weight[0] / total;
  answer.blocking_prob = weight[capacity] / total;
  answer.throughput_per_s = load.arrivals.in_per_second() * (1 - answer.blocking_prob);
  answer.utilisation =
      answer.throughput_per_s * load.service_mean_s / static_cast<double>(load.servers);
  if (answer.throughput_per_s > 0) {
    answer.wait_accepted_mean_s = waiting / answer.throughput_per_s;
  }
  answer.sojourn_accepted_mean_s = answer.wait_accepted_mean_s + load.service_mean_s;
  return answer;
}

RunLength mm1_run_length(double utilisation, double precision, double level) {
  ISTHMUS_EXPECTS(utilisation > 0 && utilisation < 1 && precision > 0);
  const double rho = utilisation;
  const double variance =
      rho * (2 + 5 * rho - 4 * rho * rho + rho * rho * rho) / std::pow(1 - rho, 4);
  const double mean = rho / (1 - rho);
  const double ratio = normal_quantile((1 + level) / 2) / (precision * mean);
  return {variance, variance * ratio * ratio};
}

}  // namespace isthmus::stats

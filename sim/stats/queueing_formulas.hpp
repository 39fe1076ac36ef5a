// Closed forms for one station: what a simulation must agree with, and what is printed beside it.
//
// Times are seconds and real numbers here, because formulas are; the suffix says so. A station
// whose offered load reaches its capacity has no steady state: those functions return nothing.
#pragma once

#include <cstddef>
#include <optional>

#include "sim/base/quantity.hpp"

namespace isthmus::stats {

/// What a station is offered.
struct Load {
  PerSecond arrivals;
  double service_mean_s = 0;
  std::size_t servers = 1;
  double service_scv = 1;  ///< Variance over squared mean of the service time: 0 constant.
  double arrival_scv = 1;  ///< The same of the gaps between arrivals: 1 Poisson.

  /// Work offered per second of time, in servers (erlangs).
  double offered() const { return arrivals.in_per_second() * service_mean_s; }
  double utilisation() const { return offered() / static_cast<double>(servers); }
};

/// Means in the steady state. `in_system` and `waiting` follow from Little's law.
struct Means {
  double utilisation;
  double wait_mean_s;
  double sojourn_mean_s;
  double in_system_mean;
  double waiting_mean;
};

/// M/M/c: Poisson arrivals, exponential service, `servers` at once, first come first served.
///
/// Source   Erlang 1917; Gross & Harris, Fundamentals of Queueing Theory, section 2.3.
struct MMc {
  Means means;
  double prob_wait;  ///< Erlang's C.
  double sojourn_sd_s;
  double arrivals_per_s;
  double service_rate_per_s;
  std::size_t servers;

  /// Limits   0 < p < 1.
  double wait_quantile_s(double p) const;
  double sojourn_quantile_s(double p) const;
};
std::optional<MMc> mmc(const Load& load);

/// M/D/1: Poisson arrivals, constant service, one server.
///
/// Source   Crommelin 1932; quantiles by Franx, Operations Research Letters 29, 2001.
struct MD1 {
  Means means;
  double prob_wait;
  double arrivals_per_s;
  double service_s;

  /// Limits   0 < p < 1, utilisation up to 0.99.
  double wait_quantile_s(double p) const;
  double sojourn_quantile_s(double p) const { return wait_quantile_s(p) + service_s; }
};
std::optional<MD1> md1(const Load& load);

/// M/G/1, by the service's mean and squared coefficient of variation.
///
/// Source   Pollaczek 1930, Khinchine 1932.
std::optional<Means> mg1(const Load& load);

/// G/G/c, approximately: within a few per cent for one server under heavy load, a guide otherwise.
///
/// Source   Allen & Cunneen; Allen, Probability, Statistics and Queueing Theory, 1990.
std::optional<Means> allen_cunneen(const Load& load);

/// Bounds from above for the mean wait of G/G/1. Source   Kingman 1962; Daley 1977.
std::optional<double> kingman_bound_s(const Load& load);
std::optional<double> daley_bound_s(const Load& load);

/// M/M/c with room for `capacity` in all, those in service included; the rest are refused.
struct MMcK {
  double blocking_prob;
  double throughput_per_s;
  double utilisation;
  double prob_empty;
  double in_system_mean;
  double sojourn_accepted_mean_s;
  double wait_accepted_mean_s;
};
/// Limits   capacity is at least servers. Stable under any load.
MMcK mmck(const Load& load, std::size_t capacity);

/// The share refused by `servers` servers without a waiting room, for any law of service.
///
/// Source   Erlang 1917; insensitivity: Sevastyanov 1957.
double erlang_b(double offered, std::size_t servers);

/// How long an M/M/1 run must be for a mean wait of a given precision.
struct RunLength {
  double asymptotic_variance;  ///< Of the mean wait of one request times n, in service times.
  double requests;             ///< For a half-width of `precision` times the mean, at `level`.
};
/// Source   Daley 1968; Whitt, Planning queueing simulations, Management Science 35, 1989.
RunLength mm1_run_length(double utilisation, double precision, double level = 0.95);

}  // namespace isthmus::stats

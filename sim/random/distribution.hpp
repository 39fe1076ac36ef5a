// How long something takes, said as a closed set of laws. A law is a plain value, as a scenario
// states it; `Sampler` is the same law made ready for drawing.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "sim/base/quantity.hpp"
#include "sim/base/time.hpp"
#include "sim/random/stream.hpp"

namespace isthmus::random {

/// Always the same.
struct Constant {
  Duration value;
  friend bool operator==(const Constant&, const Constant&) = default;
};

/// Anything between two values, equally likely.
struct Uniform {
  Duration low;
  Duration high;
  friend bool operator==(const Uniform&, const Uniform&) = default;
};

/// Memoryless.
struct Exponential {
  Duration mean;
  friend bool operator==(const Exponential&, const Exponential&) = default;
};

/// The usual shape of service times, said by the two numbers that dashboards show.
struct Lognormal {
  Duration p50;
  Duration p99;

  /// The lognormal law with a given mean and squared coefficient of variation, with its quantiles
  /// rounded to the nanosecond.
  static Lognormal with_mean(Duration mean, double scv);
  friend bool operator==(const Lognormal&, const Lognormal&) = default;
};

/// A sum of `stages` equal exponentials: steadier than exponential.
struct Erlang {
  std::uint32_t stages = 1;
  Duration mean;
  friend bool operator==(const Erlang&, const Erlang&) = default;
};

/// One of several exponentials: burstier than exponential.
struct Hyperexponential {
  struct Branch {
    Ratio weight;  ///< Relative to the other weights.
    Duration mean;
    friend bool operator==(const Branch&, const Branch&) = default;
  };
  std::vector<Branch> branches;
  friend bool operator==(const Hyperexponential&, const Hyperexponential&) = default;
};

/// Heavy-tailed between two bounds.
struct BoundedPareto {
  Duration low;
  Duration high;
  double shape = 1.5;  ///< Smaller is heavier.
  friend bool operator==(const BoundedPareto&, const BoundedPareto&) = default;
};

/// What was measured: values with weights, drawn as they are.
struct Empirical {
  struct Point {
    Duration value;
    Ratio weight;  ///< Relative to the other weights.
    friend bool operator==(const Point&, const Point&) = default;
  };
  std::vector<Point> points;
  friend bool operator==(const Empirical&, const Empirical&) = default;
};

using Distribution = std::variant<Constant, Uniform, Exponential, Lognormal, Erlang,
                                  Hyperexponential, BoundedPareto, Empirical>;

/// What is wrong with a law's numbers, in words that fit behind its place; none if it can be drawn
/// from. The functions below require that there is nothing.
std::optional<std::string> fault_of(const Distribution& law);

double mean_seconds(const Distribution& law);
double variance_seconds2(const Distribution& law);

/// Variance over the square of the mean: 0 constant, 1 exponential. 0 if the mean is 0.
double squared_coefficient_of_variation(const Distribution& law);

/// The value that a draw stays at or below with probability `p`, where there is a closed form:
/// not for Erlang with several stages, nor for several exponentials.
///
/// Limits   0 < p < 1.
std::optional<double> quantile_seconds(const Distribution& law, double p);

/// A law made ready: logarithms taken, weights summed. Draws are rounded to the nearest nanosecond.
///
/// Cost     one draw of 64 bits; two for Hyperexponential, `stages` for Erlang.
class Sampler {
 public:
  explicit Sampler(const Distribution& law);

  Duration operator()(Stream& stream) const;

  /// Fills `draws` with what as many single draws would give, in their order, but faster: the work
  /// of one does not wait for that of the one before.
  void fill(std::span<Duration> draws, Stream& stream) const;

 private:
  enum class Shape : std::uint8_t {
    constant,
    uniform,
    exponential,
    lognormal,
    erlang,
    hyperexponential,
    pareto,
    empirical
  };
  /// A share of the draws, up to and including the one before.
  struct Step {
    double up_to;
    double seconds;
  };
  double chosen(Stream& stream) const;

  Shape shape_ = Shape::constant;
  std::uint32_t stages_ = 1;
  Duration constant_;
  double a_ = 0;  ///< Mean, median or lower bound, in seconds.
  double b_ = 0;  ///< Width, sigma, or the share cut off by the upper bound.
  double c_ = 0;  ///< -1 / shape.
  std::vector<Step> steps_;
};

/// One draw, the same that a Sampler of the law would make.
Duration sample(const Distribution& law, Stream& stream);

}  // namespace isthmus::random

#include <algorithm>

#include "sim/random/distribution.hpp"
#include "sim/random/portable_math.hpp"
#include "sim/random/variate.hpp"

namespace isthmus::random {

Sampler::Sampler(const Distribution& law) {
  ISTHMUS_EXPECTS(!fault_of(law));
  const auto weighted = [this](const auto& items, auto seconds_of) {
    double total = 0;
    for (const auto& item : items) {
      total += item.weight.share();
      if (item.weight.share() > 0) steps_.push_back({total, seconds_of(item)});
    }
    for (Step& step : steps_) step.up_to /= total;
    steps_.back().up_to = 1;
  };

  if (const auto* constant = std::get_if<Constant>(&law)) {
    constant_ = constant->value;
  } else if (const auto* uniform = std::get_if<Uniform>(&law)) {
    shape_ = Shape::uniform;
    a_ = uniform->low.in_seconds();
    b_ = (uniform->high - uniform->low).in_seconds();
  } else if (const auto* exponential = std::get_if<Exponential>(&law)) {
    shape_ = Shape::exponential;
    a_ = exponential->mean.in_seconds();
  } else if (const auto* lognormal = std::get_if<Lognormal>(&law)) {
    shape_ = Shape::lognormal;
    a_ = lognormal->p50.in_seconds();
    b_ = natural_log(lognormal->p99.in_seconds() / a_) / normal_quantile(0.99);
  } else if (const auto* erlang = std::get_if<Erlang>(&law)) {
    shape_ = Shape::erlang;
    stages_ = erlang->stages;
    a_ = erlang->mean.in_seconds() / erlang->stages;
  } else if (const auto* hyper = std::get_if<Hyperexponential>(&law)) {
    shape_ = Shape::hyperexponential;
    weighted(hyper->branches, [](const auto& branch) { return branch.mean.in_seconds(); });
  } else if (const auto* pareto = std::get_if<BoundedPareto>(&law)) {
    shape_ = Shape::pareto;
    a_ = pareto->low.in_seconds();
    c_ = -1.0 / pareto->shape;
    b_ = 1.0 - exponential_of(pareto->shape * natural_log(a_ / pareto->high.in_seconds()));
  } else {
    shape_ = Shape::empirical;
    auto points = std::get<Empirical>(law).points;
    std::stable_sort(points.begin(), points.end(),
                     [](const auto& a, const auto& b) { return a.value < b.value; });
    weighted(points, [](const auto& point) { return point.value.in_seconds(); });
  }
}

double Sampler::chosen(Stream& stream) const {
  const double u = stream.uniform();
  const auto step = std::upper_bound(steps_.begin(), steps_.end() - 1, u,
                                     [](double at, const Step& s) { return at < s.up_to; });
  return step->seconds;
}

Duration Sampler::operator()(Stream& stream) const {
  double seconds = 0;
  switch (shape_) {
    case Shape::constant:
      return constant_;
    case Shape::uniform:
      seconds = a_ + b_ * stream.uniform();
      break;
    case Shape::exponential:
      seconds = a_ * unit_exponential(stream);
      break;
    case Shape::lognormal:
      seconds = a_ * exponential_of(b_ * unit_normal(stream));
      break;
    case Shape::erlang:
      for (std::uint32_t i = 0; i < stages_; ++i) seconds += a_ * unit_exponential(stream);
      break;
    case Shape::hyperexponential: {
      const double mean = chosen(stream);
      seconds = mean * unit_exponential(stream);
      break;
    }
    case Shape::pareto:
      seconds = a_ * exponential_of(c_ * natural_log(1.0 - b_ * stream.uniform()));
      break;
    case Shape::empirical:
      seconds = chosen(stream);
      break;
  }
  return Duration::nearest_seconds(seconds);
}

void Sampler::fill(std::span<Duration> draws, Stream& stream) const {
  std::size_t filled = 0;
  if (shape_ == Shape::exponential) {
    for (; filled + 2 <= draws.size(); filled += 2) {
      const TwoDoubles seconds = a_ * two_exponentials(stream);
      draws[filled] = Duration::nearest_seconds(seconds[0]);
      draws[filled + 1] = Duration::nearest_seconds(seconds[1]);
    }
  }
  for (Duration& draw : draws.subspan(filled)) draw = (*this)(stream);
}

Duration sample(const Distribution& law, Stream& stream) { return Sampler{law}(stream); }

}  // namespace isthmus::random

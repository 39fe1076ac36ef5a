#include "sim/stats/warm_up.hpp"

#include <cmath>
#include <limits>
#include <vector>

#include "sim/stats/quantile.hpp"

namespace isthmus::stats {
namespace {

constexpr std::size_t shortest_series = 20;

/// The means of `count` stretches of equal length; what does not divide is left out at the start.
std::vector<double> stretch_means(std::span<const double> series, std::size_t count) {
  const std::size_t length = series.size() / count;
  const std::size_t skipped = series.size() - length * count;
  std::vector<double> means(count);
  for (std::size_t i = 0; i < count; ++i) {
    double sum = 0;
    for (const double value : series.subspan(skipped + i * length, length)) sum += value;
    means[i] = sum / static_cast<double>(length);
  }
  return means;
}

}  // namespace

WarmUp warm_up_of(std::span<const double> series) {
  if (series.size() < shortest_series) return {0, false, false};
  constexpr std::size_t batch = 5;
  const std::size_t count = series.size() / batch;
  std::vector<double> means(count);
  for (std::size_t i = 0; i < count; ++i) {
    double sum = 0;
    for (const double value : series.subspan(i * batch, batch)) sum += value;
    means[i] = sum / batch;
  }

  // Backwards, by Welford's update: the sum of squares about the mean of what is left.
  double best = std::numeric_limits<double>::infinity();
  std::size_t best_cut = 0;
  double mean = 0;
  double squares = 0;
  for (std::size_t cut = count; cut-- > 0;) {
    const auto left = static_cast<double>(count - cut);
    const double step = means[cut] - mean;
    mean += step / left;
    squares += step * (means[cut] - mean);
    if (cut <= count / 2 && squares / (left * left) <= best) {
      best = squares / (left * left);
      best_cut = cut;
    }
  }
  const std::size_t cut = best_cut * batch;
  return {cut, best_cut < count / 2, drifts(series.subspan(cut))};
}

bool drifts(std::span<const double> series) {
  if (series.size() < shortest_series) return false;
  const std::vector<double> means = stretch_means(series, 10);
  int balance = 0;
  for (std::size_t i = 0; i < means.size(); ++i) {
    for (std::size_t j = i + 1; j < means.size(); ++j) {
      balance += means[j] > means[i] ? 1 : means[j] < means[i] ? -1 : 0;
    }
  }
  return std::abs(balance) >= 35;
}

BatchMeans batch_means(std::span<const double> series, std::size_t batches, double level) {
  if (batches < 2 || series.size() < 2 * batches) {
    return {{series.empty() ? 0 : estimate_of_mean(series, level).mean, std::nullopt, level, 1,
             "too short for batches"},
            0,
            false};
  }
  const std::vector<double> means = stretch_means(series, batches);
  BatchMeans answer{estimate_of_mean(means, level), 0, true};
  const double mean = answer.estimate.mean;
  answer.estimate.replications = 1;
  answer.estimate.note = "by " + std::to_string(batches) + " batch means of one run";

  double squares = 0;
  double products = 0;
  double steps = 0;
  for (std::size_t i = 0; i < batches; ++i) {
    squares += (means[i] - mean) * (means[i] - mean);
    if (i == 0) continue;
    products += (means[i] - mean) * (means[i - 1] - mean);
    steps += (means[i] - means[i - 1]) * (means[i] - means[i - 1]);
  }
  if (squares == 0) return answer;
  const auto n = static_cast<double>(batches);
  answer.correlation = products / squares;
  const double von_neumann = 1 - steps / (2 * squares);
  const double deviation = std::sqrt((n - 2) / (n * n - 1));
  answer.uncorrelated = von_neumann <= normal_quantile(0.95) * deviation;
  return answer;
}

}  // namespace isthmus::stats

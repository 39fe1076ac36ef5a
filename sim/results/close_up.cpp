#include "sim/results/close_up.hpp"

#include <algorithm>
#include <cmath>

#include "sim/base/expects.hpp"

namespace isthmus::results {

std::uint32_t& CoarseHistogram::at(std::size_t index) {
  if (counts_.empty()) {
    first_ = index;
    counts_.resize(1);
  } else if (index < first_) {
    counts_.insert(counts_.begin(), first_ - index, 0);
    first_ = index;
  } else if (index - first_ >= counts_.size()) {
    counts_.resize(index - first_ + 1);
  }
  return counts_[index - first_];
}

void CoarseHistogram::merge(const CoarseHistogram& other) {
  if (other.counts_.empty()) return;
  at(other.first_ + other.counts_.size() - 1);
  at(other.first_);
  for (std::size_t i = 0; i < other.counts_.size(); ++i) {
    counts_[other.first_ + i - first_] += other.counts_[i];
  }
}

std::uint64_t CoarseHistogram::count() const {
  std::uint64_t all = 0;
  for (const std::uint32_t one : counts_) all += one;
  return all;
}

double CoarseHistogram::quantile_seconds(double p) const {
  const std::uint64_t all = count();
  ISTHMUS_EXPECTS(all > 0 && p >= 0 && p <= 1);
  const double wanted = p * static_cast<double>(all);
  double below = 0;
  std::size_t last = 0;
  for (std::size_t i = 0; i < counts_.size(); ++i) {
    if (counts_[i] == 0) continue;
    last = i;
    if (below + counts_[i] >= wanted) break;
    below += counts_[i];
  }
  const double least = Index::least(first_ + last).in_seconds();
  const double width = Index::least(first_ + last + 1).in_seconds() - least;
  return least + width * std::clamp((wanted - below) / counts_[last], 0.0, 1.0);
}

void CloseUp::merge(const CloseUp& other) {
  slices.resize(std::max(slices.size(), other.slices.size()));
  for (std::size_t i = 0; i < other.slices.size(); ++i) slices[i].merge(other.slices[i]);
  failed.resize(std::max(failed.size(), other.failed.size()));
  for (std::size_t i = 0; i < other.failed.size(); ++i) failed[i] += other.failed[i];
  bands.resize(std::max(bands.size(), other.bands.size()));
  for (std::size_t i = 0; i < other.bands.size(); ++i) {
    bands[i].requests += other.bands[i].requests;
    for (std::size_t k = 0; k < LatencyBand::part_count; ++k) {
      bands[i].ledger[k] += other.bands[i].ledger[k];
    }
  }
}

}  // namespace isthmus::results

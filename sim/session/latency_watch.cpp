#include "sim/session/latency_watch.hpp"

#include <algorithm>
#include <iterator>
#include <string>

#include "sim/analysis/pair_text.hpp"

namespace isthmus::session {

void LatencyWatch::add(const results::RunRecord& record) {
  if (!source_ && !record.traffic.empty()) {
    const auto busiest = std::max_element(
        record.traffic.begin(), record.traffic.end(),
        [](const auto& a, const auto& b) { return a.latency.count() < b.latency.count(); });
    source_ = static_cast<std::size_t>(std::distance(record.traffic.begin(), busiest));
  }
  if (!source_ || record.traffic[*source_].latency.empty()) return;
  const stats::Histogram& latency = record.traffic[*source_].latency;
  p99s_s_.push_back(latency.quantile(0.99).in_seconds());
  pooled_.merge(latency);
}

std::optional<LatencySoFar> LatencyWatch::so_far() const {
  if (p99s_s_.empty()) return std::nullopt;
  const model::TrafficSource& source = model_->traffic[*source_];
  const std::string pair =
      source.to.is_some() ? analysis::pair_text(*model_, source.from, (*model_)[source.to].name)
                          : source.name;
  return LatencySoFar{pair,
                      stats::estimate_of_quantile(p99s_s_, pooled_.quantile(0.99).in_seconds(),
                                                  stats::Histogram::relative_error)};
}

}  // namespace isthmus::session

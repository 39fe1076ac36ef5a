#include "sim/session/latency_watch.hpp"

#include <algorithm>
#include <iterator>
#include <string>

namespace isthmus::session {
namespace {

std::string pair_text(const model::Model& model, const model::TrafficSource& source) {
  if (!source.to.is_some()) return source.name;
  const std::string to = mesh::short_text(model[source.to].name);
  return source.from.is_some() ? mesh::short_text(model[source.from].name) + " → " + to : "→ " + to;
}

}  // namespace

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
  return LatencySoFar{pair_text(*model_, model_->traffic[*source_]),
                      stats::estimate_of_quantile(p99s_s_, pooled_.quantile(0.99).in_seconds(),
                                                  stats::Histogram::relative_error)};
}

}  // namespace isthmus::session

#include "sim/session/frames.hpp"

#include <algorithm>

#include "sim/analysis/pair_summary.hpp"

namespace isthmus::session {
namespace {

constexpr std::size_t frame_count = 100;  // As many as a replication has slices.
constexpr std::size_t probes_per_frame = 8;
constexpr std::size_t watched_max = 400;
constexpr std::size_t stations_max = 4'000;

std::size_t station_count(const model::Model& model) {
  std::size_t count = 0;
  for (const model::Service& service : model.services) count += 2 * service.replicas;
  for (const model::Partition& partition : model.partitions) {
    count += partition.mesh_gateway ? partition.mesh_gateway->replicas : 0;
  }
  return count;
}

/// The middles of equal parts of the run.
std::vector<SimTime> probes_in(Duration duration) {
  constexpr auto count = static_cast<std::int64_t>(frame_count * probes_per_frame);
  const std::int64_t whole = duration.in_nanoseconds();
  std::vector<SimTime> probes;
  for (std::int64_t i = 0; i < count; ++i) {
    const std::int64_t middle = whole / (2 * count) * (2 * i + 1);
    probes.push_back(SimTime::start() + Duration::nanoseconds(middle));
  }
  return probes;
}

PairFrame frame_of(const results::CloseUp& sums, std::size_t frame, double seconds) {
  PairFrame made;
  const results::CoarseHistogram& latency = sums.slices[frame];
  const std::uint64_t delivered = latency.count();
  made.delivered_per_s = static_cast<double>(delivered) / seconds;
  made.failed_per_s = static_cast<double>(sums.failed[frame]) / seconds;
  if (delivered == 0) return made;
  made.p50_s = latency.quantile_seconds(0.5);
  made.p90_s = latency.quantile_seconds(0.9);
  made.p99_s = latency.quantile_seconds(0.99);
  return made;
}

}  // namespace

std::size_t Frames::frame_at(double seconds) const {
  if (count == 0 || seconds <= 0) return 0;
  return std::min(static_cast<std::size_t>(seconds / frame_s()), count - 1);
}

FrameTally::FrameTally(const Study& study, Duration duration)
    : duration_{duration}, observes_{station_count(study.model) <= stations_max} {
  for (const analysis::PairSummary& pair : analysis::pairs_with_traffic(study.evidence())) {
    sources_.push_back(pair.sources);
  }
  pairs_.resize(sources_.size());
  if (study.model.traffic.size() <= watched_max) {
    for (std::size_t i = 0; i < study.model.traffic.size(); ++i) watched_.push_back(i);
  }
  if (observes_) probes_ = probes_in(duration);
}

void FrameTally::ask_for(RunOptions& options) const {
  options.watched = watched_;
  options.observe_stations = observes_;
  options.probes = probes_;
  options.keep_details = false;
}

void FrameTally::add(const results::RunRecord& record) {
  ++replications_;
  warmup_ = record.warmup;
  for (std::size_t i = 0; i < sources_.size(); ++i) {
    for (const std::size_t source : sources_[i]) {
      if (!record.traffic[source].close_up) continue;
      results::CloseUp looked = *record.traffic[source].close_up;
      looked.bands.clear();
      pairs_[i].merge(looked);
    }
  }
  if (names_.empty()) {
    for (const results::StationRecord& station : record.stations) names_.push_back(station.name);
  }
  if (record.details.empty()) return;
  stations_.resize(record.details.size());
  for (std::size_t i = 0; i < stations_.size(); ++i) {
    StationSums& sums = stations_[i];
    sums.servers = record.stations[i].servers;
    sums.busy.resize(frame_count);
    sums.queue.resize(frame_count);
    const std::vector<std::int64_t>& seen = record.details[i].at_probes;
    for (std::size_t k = 0; k < seen.size(); ++k) {
      const auto present = static_cast<std::uint64_t>(seen[k]);
      const std::uint64_t busy = sums.servers == 0 ? present : std::min(present, sums.servers);
      sums.busy[k / probes_per_frame] += busy;
      sums.queue[k / probes_per_frame] += present - busy;
    }
  }
}

Frames FrameTally::frames() const {
  Frames made;
  made.duration = duration_;
  made.warmup = warmup_;
  made.replications = replications_;
  made.count = frame_count;
  made.station_names = names_;
  const double seconds = made.frame_s() * static_cast<double>(replications_);
  for (const results::CloseUp& sums : pairs_) {
    std::vector<PairFrame>& pair = made.pairs.emplace_back();
    if (sums.slices.size() != frame_count) continue;
    for (std::size_t k = 0; k < frame_count; ++k) pair.push_back(frame_of(sums, k, seconds));
  }
  const auto samples = static_cast<double>(probes_per_frame * replications_);
  for (const StationSums& sums : stations_) {
    std::vector<StationFrame>& station = made.stations.emplace_back();
    const auto servers = static_cast<double>(std::max<std::size_t>(sums.servers, 1));
    for (std::size_t k = 0; k < frame_count; ++k) {
      station.push_back({static_cast<double>(sums.busy[k]) / samples / servers,
                         static_cast<double>(sums.queue[k]) / samples});
    }
  }
  return made;
}

std::vector<analysis::PairSummary> pairs_of(const Study& study) {
  return analysis::pairs_with_traffic(study.evidence());
}

std::vector<analysis::CloseUpSummary> all_close_ups(const Study& study, const RunResult& result) {
  if (result.records.empty()) return {};
  return analysis::answer(analysis::CloseUpQuestion{result.summary},
                          analysis::RunEvidence{study.model, study.routes, result.records});
}

}  // namespace isthmus::session

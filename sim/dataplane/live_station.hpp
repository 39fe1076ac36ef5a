// A station whose departures are events: where the future may change when a job is done, because
// the jobs share servers or because the servers stand still for a while.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <variant>
#include <vector>

#include "sim/base/expects.hpp"
#include "sim/base/time.hpp"
#include "sim/dataplane/job.hpp"
#include "sim/dataplane/loop_station.hpp"
#include "sim/dataplane/sharing_station.hpp"
#include "sim/dataplane/station.hpp"

namespace isthmus::dataplane {

/// As many servers as there are jobs: nobody waits.
struct EndlessStation {
  Visit admit(SimTime now, Duration work) {
    return {now, now + std::min(work, Station::closing - now)};
  }
};

/// A station whose departures are known by a clock that nobody can read ahead: those inside, by the
/// reading at which they leave.
template <class Known>
class OrderedStation {
 public:
  OrderedStation(Known known, std::size_t servers) : known_{std::move(known)}, servers_{servers} {}

  Duration arrive(SimTime now, Job job) {
    const Visit visit = known_.admit(now, job.work);
    job.work = visit.departure - visit.start;
    heap_.push_back({visit.departure, order_++, job});
    std::push_heap(heap_.begin(), heap_.end(), Later{});
    return job.work;
  }
  SimTime next() const { return heap_.empty() ? SimTime::never() : heap_.front().departure; }
  Job leave(SimTime now) {
    ISTHMUS_EXPECTS(next() <= now);
    const Job job = heap_.front().job;
    std::pop_heap(heap_.begin(), heap_.end(), Later{});
    heap_.pop_back();
    return job;
  }
  std::size_t busy() const { return std::min(heap_.size(), servers_); }
  std::size_t present() const { return heap_.size(); }
  template <class Visitor>
  void each(Visitor&& visit) const {
    for (const Inside& inside : heap_) visit(inside.job);
  }

 private:
  struct Inside {
    SimTime departure;
    std::uint64_t order;
    Job job;
  };
  struct Later {
    bool operator()(const Inside& a, const Inside& b) const {
      return a.departure != b.departure ? a.departure > b.departure : a.order > b.order;
    }
  };

  Known known_;
  std::size_t servers_;
  std::uint64_t order_ = 0;
  std::vector<Inside> heap_;
};

/// Any of them. All times are readings of the clock by which its servers run.
class LiveStation {
 public:
  using Rule = std::variant<SharingStation, OrderedStation<Station>, OrderedStation<LoopStation>,
                            OrderedStation<EndlessStation>>;

  explicit LiveStation(Rule rule) : rule_{std::move(rule)} {}

  /// Returns  the work that the job means here, with what the station itself adds to it.
  Duration arrive(SimTime now, const Job& job) {
    return std::visit([&](auto& rule) { return rule.arrive(now, job); }, rule_);
  }
  /// When the next job leaves, if nobody else arrives; never if there is none.
  SimTime next() const {
    return std::visit([](const auto& rule) { return rule.next(); }, rule_);
  }
  /// Limits   next() is not later than `now`.
  Job leave(SimTime now) {
    return std::visit([&](auto& rule) { return rule.leave(now); }, rule_);
  }
  /// Servers at work.
  std::size_t busy() const {
    return std::visit([](const auto& rule) { return rule.busy(); }, rule_);
  }
  std::size_t present() const {
    return std::visit([](const auto& rule) { return rule.present(); }, rule_);
  }
  template <class Visitor>
  void each(Visitor&& visit) const {
    std::visit([&](const auto& rule) { rule.each(visit); }, rule_);
  }

 private:
  Rule rule_;
};

}  // namespace isthmus::dataplane

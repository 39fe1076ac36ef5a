// A station that works on all its jobs at once, each at an equal share: egalitarian processor
// sharing on c servers, where n jobs progress at min(1, c / n) each.
//
// Virtual time is the work that a job present since the beginning would have been given. A job is
// done when virtual time has advanced by its work, so an arrival changes when the others are done
// but not their order: one heap, and no job is touched but the first. Times are fixed-point with 32
// binary places of a nanosecond, so that departures between two nanoseconds are in order and take
// their share away at their own instant; only when a departure is told is it rounded, up.
//
// Source   Kleinrock, Queueing Systems, volume 2, 1976, chapter 4; virtual time as in Demers,
// Keshav
//          & Shenker, Analysis and simulation of a fair queueing algorithm, 1989.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "sim/base/expects.hpp"
#include "sim/base/time.hpp"
#include "sim/dataplane/job.hpp"

namespace isthmus::dataplane {

class SharingStation {
 public:
  /// Limits   at least one server.
  explicit SharingStation(std::size_t servers) : servers_{servers} {
    ISTHMUS_EXPECTS(servers >= 1);
  }

  /// Limits   `now` never goes back.
  /// Returns  the job's work.
  Duration arrive(SimTime now, const Job& job) {
    advance(now);
    heap_.push_back({served_ + fixed(job.work), order_++, job});
    std::push_heap(heap_.begin(), heap_.end(), Later{});
    return job.work;
  }

  /// When the next job is done, if nobody else arrives; never if there is none.
  SimTime next() const {
    if (!done_.empty()) return whole(clock_);
    if (heap_.empty()) return SimTime::never();
    const Wide end = clock_ + stretched(heap_.front().finish - served_);
    return end >= fixed(latest) ? SimTime::never() : whole(end + (one - 1));
  }

  /// Takes the job that is done first, of those that are done at one instant in order of arrival.
  ///
  /// Limits   next() is not later than `now`.
  Job leave(SimTime now) {
    advance(now);
    ISTHMUS_EXPECTS(!done_.empty());
    const Job job = done_.front();
    done_.erase(done_.begin());
    return job;
  }

  std::size_t busy() const { return std::min(heap_.size(), servers_); }
  std::size_t present() const { return heap_.size() + done_.size(); }
  /// Those inside, in no order that means anything.
  template <class Visitor>
  void each(Visitor&& visit) const {
    for (const Inside& inside : heap_) visit(inside.job);
    for (const Job& job : done_) visit(job);
  }

 private:
  __extension__ using Wide = unsigned __int128;
  static constexpr unsigned places = 32;
  static constexpr Wide one = Wide{1} << places;
  static constexpr SimTime latest =
      SimTime::start() + Duration::nanoseconds(std::int64_t{1} << 60);  // As Station::closing.

  struct Inside {
    Wide finish;  ///< In virtual time.
    std::uint64_t order;
    Job job;
  };
  struct Later {
    bool operator()(const Inside& a, const Inside& b) const {
      return a.finish != b.finish ? a.finish > b.finish : a.order > b.order;
    }
  };

  static Wide fixed(Duration span) {
    return static_cast<Wide>(static_cast<std::uint64_t>(span.in_nanoseconds())) << places;
  }
  static Wide fixed(SimTime time) { return fixed(time.since_start()); }
  static SimTime whole(Wide time) {
    return SimTime::start() + Duration::nanoseconds(static_cast<std::int64_t>(time >> places));
  }
  /// How long the jobs inside take for that much virtual time.
  Wide stretched(Wide virtual_time) const { return virtual_time * heap_.size() / busy(); }

  void advance(SimTime now) {
    const Wide to = fixed(now);
    while (!heap_.empty()) {
      const Wide end = clock_ + stretched(heap_.front().finish - served_);
      if (end > to) break;
      clock_ = end;
      served_ = heap_.front().finish;
      done_.push_back(heap_.front().job);
      std::pop_heap(heap_.begin(), heap_.end(), Later{});
      heap_.pop_back();
    }
    if (heap_.empty()) {
      served_ = 0;
    } else {
      served_ += (to - clock_) * busy() / heap_.size();
    }
    clock_ = to;
  }

  std::size_t servers_;
  Wide clock_ = 0;
  Wide served_ = 0;  ///< Virtual time since the station was last empty.
  std::uint64_t order_ = 0;
  std::vector<Inside> heap_;
  std::vector<Job> done_;  ///< Done by clock_ and not yet taken; hardly ever more than one.
};

}  // namespace isthmus::dataplane

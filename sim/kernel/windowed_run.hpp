// The run: every logical process through windows of simulated time, on one thread or on several.
//
// A window is no longer than the lookahead, the shortest delay between two processes: what is sent
// in a window arrives after it. So inside a window each process can be advanced alone, its small
// pending set in cache, on whichever thread is free; between windows the messages are handed over.
// Because Scheduler's order mentions neither windows nor threads, the trajectory is the same for
// any number of threads and any length of window, to the last byte.
//
// Source   conservative synchronisation by lookahead: Chandy & Misra 1979; windows: Lubachevsky,
//          Efficient distributed event-driven simulations of multiple-loop networks, 1989.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "sim/kernel/scheduler.hpp"
#include "sim/kernel/thread_team.hpp"

namespace isthmus::kernel {

struct RunOptions {
  Duration lookahead = Duration::longest();  ///< Longest: the processes never meet.
  std::size_t threads = 1;
  Duration window = Duration::longest();  ///< For tests: windows shorter than the lookahead.
};

template <class Process>
class WindowedRun {
 public:
  using Message = typename Process::Message;

  /// Runs `processes`, which stay the caller's and outlive the run; ids are their indices.
  ///
  /// Limits   lookahead, window and threads are more than zero.
  WindowedRun(std::span<Process> processes, RunOptions options)
      : processes_{processes},
        window_{std::min(options.lookahead, options.window)},
        team_{std::min(options.threads, std::max<std::size_t>(processes.size(), 1))} {
    ISTHMUS_EXPECTS(window_ > Duration::zero());
    const std::size_t shard_count_max = team_.size() == 1 ? 1 : 4 * team_.size();
    shard_size_ =
        std::max<std::size_t>(1, (processes.size() + shard_count_max - 1) / shard_count_max);
    shard_next_.resize((processes.size() + shard_size_ - 1) / shard_size_);
    for (std::size_t i = 0; i < processes.size(); ++i) {
      schedulers_.push_back(std::make_unique<OwnLine>());
      Scheduler<Message>& out = schedulers_.back()->scheduler;
      out.self_ = ProcessId{i};
      out.lookahead_ = options.lookahead;
      out.shard_size_ = shard_size_;
      out.process_count_ = processes.size();
      out.outboxes_.resize(shard_next_.size());
    }
  }

  /// For the first events, before the run.
  Scheduler<Message>& scheduler(ProcessId id) { return schedulers_[id.index()]->scheduler; }

  /// Everything up to and including `end` happens; may be called again with a later end.
  void run_through(SimTime end) {
    ISTHMUS_EXPECTS(end < SimTime::never());
    const SimTime limit = end + Duration::nanoseconds(1);
    for (;;) {
      hand_over();
      Moment next = Moment::never();
      for (const Moment of_shard : shard_next_) next = std::min(next, of_shard);
      if (next >= Moment::opening(limit)) break;
      const SimTime start = next.time();
      const SimTime window_end = limit - start > window_ ? start + window_ : limit;
      team_.each(processes_.size(), [&](std::size_t i) { advance(i, window_end); });
    }
    for (auto& line : schedulers_) line->scheduler.now_ = end;
  }

  /// Events and messages that have happened.
  std::uint64_t happened() const {
    std::uint64_t all = 0;
    for (const auto& line : schedulers_) all += line->scheduler.happened();
    return all;
  }

 private:
  /// A scheduler on cache lines of its own: neighbours run on other threads.
  struct alignas(64) OwnLine {
    Scheduler<Message> scheduler;
  };

  /// Lets one process live through everything before `end`.
  void advance(std::size_t index, SimTime end) {
    Process& process = processes_[index];
    Scheduler<Message>& out = schedulers_[index]->scheduler;
    const Moment limit = Moment::opening(end);
    std::uint64_t happened = 0;
    for (;; ++happened) {
      const Moment own = out.pending_.next();
      const Moment foreign = out.inbox_.next();
      if (foreign <= own) {
        if (foreign >= limit) break;
        out.now_ = foreign.time();
        process.receive(out.inbox_.pop(), out.now_, out);
      } else {
        if (own >= limit) break;
        out.now_ = own.time();
        process.happen(out.pending_.pop(), out.now_, out);
      }
    }
    out.happened_ += happened;
  }

  /// Puts what was sent into the inboxes and notes what comes next, shard by shard.
  void hand_over() {
    team_.each(shard_next_.size(), [&](std::size_t shard) {
      for (auto& line : schedulers_) {
        auto& parcels = line->scheduler.outboxes_[shard];
        for (Parcel<Message>& parcel : parcels) {
          schedulers_[parcel.to.index()]->scheduler.inbox_.put(parcel.at, parcel.from,
                                                               parcel.message);
        }
        parcels.clear();
      }
      Moment next = Moment::never();
      const std::size_t end = std::min((shard + 1) * shard_size_, processes_.size());
      for (std::size_t i = shard * shard_size_; i < end; ++i) {
        Scheduler<Message>& own = schedulers_[i]->scheduler;
        next = std::min({next, own.pending_.next(), own.inbox_.next()});
      }
      shard_next_[shard] = next;
    });
  }

  std::span<Process> processes_;
  Duration window_;
  ThreadTeam team_;
  std::size_t shard_size_ = 1;
  std::vector<std::unique_ptr<OwnLine>> schedulers_;
  std::vector<Moment> shard_next_;  ///< What comes next in each shard of processes.
};

}  // namespace isthmus::kernel

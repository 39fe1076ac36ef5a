// The slow, obvious twin of WindowedRun: one sorted map of everything that is to happen anywhere,
// taken from the front. No windows, no threads, no lanes, no heap order; the same processes, the
// same face, and (as the tests say) the same trajectory.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <tuple>
#include <utility>
#include <variant>
#include <vector>

#include "sim/kernel/scheduler.hpp"

namespace isthmus::kernel {

template <class Process>
class SortedRun {
 public:
  using Message = typename Process::Message;

  SortedRun(std::span<Process> processes, Duration lookahead) : processes_{processes} {
    for (std::size_t i = 0; i < processes.size(); ++i) {
      schedulers_.push_back(std::make_unique<Scheduler<Message>>());
      Scheduler<Message>& out = *schedulers_.back();
      out.self_ = ProcessId{i};
      out.lookahead_ = lookahead;
      out.shard_size_ = out.process_count_ = processes.size();
      out.outboxes_.resize(1);
    }
  }

  Scheduler<Message>& scheduler(ProcessId id) { return *schedulers_[id.index()]; }

  void run_through(SimTime end) {
    for (std::size_t i = 0; i < processes_.size(); ++i) collect(i);
    while (!all_.empty() && std::get<0>(all_.begin()->first).time() <= end) {
      auto first = all_.extract(all_.begin());
      const auto [at, index, kind, order] = first.key();
      happen(at.time(), index, first.mapped());
      collect(index);
    }
    for (auto& scheduler : schedulers_) scheduler->now_ = end;
  }

  std::uint64_t happened() const {
    std::uint64_t all = 0;
    for (const auto& scheduler : schedulers_) all += scheduler->happened();
    return all;
  }

 private:
  enum class Kind { message, event };
  using Order = std::tuple<Moment, std::size_t, Kind, std::uint64_t>;
  using What = std::variant<Message, PendingSet::Loose>;

  void happen(SimTime now, std::size_t index, What& what) {
    Scheduler<Message>& out = *schedulers_[index];
    out.now_ = now;
    if (auto* message = std::get_if<Message>(&what)) {
      processes_[index].receive(*message, now, out);
    } else {
      const auto event = out.pending_.redeem(std::get<PendingSet::Loose>(what));
      if (!event) return;
      processes_[index].happen(*event, now, out);
    }
    ++out.happened_;
  }

  /// Moves what a process has just scheduled and sent into the one map.
  void collect(std::size_t index) {
    Scheduler<Message>& out = *schedulers_[index];
    while (const auto entry = out.pending_.take_loose()) {
      all_.emplace(Order{entry->at, index, Kind::event, collected_++}, *entry);
    }
    for (Parcel<Message>& parcel : out.outboxes_[0]) {
      all_.emplace(Order{parcel.at, parcel.to.index(), Kind::message, parcel.from.word},
                   std::move(parcel.message));
    }
    out.outboxes_[0].clear();
  }

  std::span<Process> processes_;
  std::vector<std::unique_ptr<Scheduler<Message>>> schedulers_;
  std::map<Order, What> all_;
  std::uint64_t collected_ = 0;
};

}  // namespace isthmus::kernel

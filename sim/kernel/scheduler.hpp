// The face that a logical process sees: what time it is, and what is to happen next.
//
// A process is a class with a type and two verbs; it is told what happens and answers by
// scheduling. It owns its state, usually slabs that the index of an Event points into.
//
//   struct Partition {
//     using Message = ...;  // what crosses to another process: a plain value, no pointers
//     void happen(Event event, SimTime now, Scheduler<Message>& out);
//     void receive(Message& message, SimTime now, Scheduler<Message>& out);
//   };
//
// The algebra of order. Everything that happens is sorted by
//
//   (time, phase, process, messages before events, origin process, origin's count | own count)
//
// where the last part is the count of sends of the origin for a message, and of schedulings of the
// process itself for an event. Nothing in it depends on windows, threads or addresses.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "sim/kernel/inbox.hpp"
#include "sim/kernel/pending_set.hpp"

namespace isthmus::kernel {

template <class Process>
class WindowedRun;
template <class Process>
class SortedRun;

template <class Message>
class Scheduler {
 public:
  SimTime now() const { return now_; }
  ProcessId self() const { return self_; }
  /// The shortest notice at which a message may be sent.
  Duration lookahead() const { return lookahead_; }

  /// Schedules an event of this process; `when` is not before now.
  void at(SimTime when, Phase phase, Event event) {
    ISTHMUS_EXPECTS(when >= now_);
    pending_.push({when, phase}, event);
  }
  void after(Duration delay, Phase phase, Event event) { at(now_ + delay, phase, event); }

  /// The lane of a constant delay: cheaper than at() when a delay is used again and again. Ask
  /// once, keep the id.
  LaneId lane(Duration delay, Phase phase) { return pending_.lane(delay, phase); }
  void along(LaneId lane, Event event) { pending_.push_along(lane, now_, event); }

  /// As at() and along(), but can be cancelled: for what usually does not come to pass.
  ///
  /// Cost     the entry stays until its turn; cancelling is O(1).
  Timer timer_at(SimTime when, Phase phase, Event event) {
    ISTHMUS_EXPECTS(when >= now_);
    return pending_.push_timer({when, phase}, event);
  }
  Timer timer_along(LaneId lane, Event event) {
    return pending_.push_timer_along(lane, now_, event);
  }
  /// Returns  whether the timer was still to fire.
  bool cancel(Timer timer) { return pending_.cancel(timer); }

  /// Sends to another process (or to itself, with the same notice).
  ///
  /// Limits   arrives no sooner than lookahead() from now.
  void send(ProcessId to, SimTime when, Phase phase, const Message& message) {
    ISTHMUS_EXPECTS(when - now_ >= lookahead_);
    ISTHMUS_EXPECTS(to.index() < process_count_);
    outboxes_[to.index() / shard_size_].emplace_back(to, Moment{when, phase},
                                                     Origin::of(self_, sent_++), message);
  }

  /// What has happened so far: events and messages.
  std::uint64_t happened() const { return happened_; }

 private:
  template <class Process>
  friend class WindowedRun;
  template <class Process>
  friend class SortedRun;

  PendingSet pending_;
  Inbox<Message> inbox_;
  std::vector<std::vector<Parcel<Message>>> outboxes_;  ///< One per shard of destinations.
  std::size_t shard_size_ = 1;
  std::size_t process_count_ = 1;
  SimTime now_;
  Duration lookahead_;
  ProcessId self_;
  std::uint64_t sent_ = 0;
  std::uint64_t happened_ = 0;
};

template <class P>
concept Process = requires(P process, Event event, typename P::Message message, SimTime now,
                           Scheduler<typename P::Message>& out) {
  process.happen(event, now, out);
  process.receive(message, now, out);
};

}  // namespace isthmus::kernel

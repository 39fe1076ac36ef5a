// What is to happen in one logical process, in the order in which it was scheduled within a moment.
//
// Three ways in, one order out: an event that enters through a lane or as a timer comes out exactly
// where it would have come out of the plain heap.
//
//   plain   any time; one entry of the heap.
//   lane    for a constant delay: what enters later leaves later, so only the head of the lane is
//   in
//           the heap, and a thousand messages on a wire cost the heap one entry.
//   timer   can be cancelled. Cancelling marks it; the mark is read when its turn comes.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "sim/base/id.hpp"
#include "sim/kernel/entry_heap.hpp"
#include "sim/kernel/event.hpp"
#include "sim/kernel/phase.hpp"

namespace isthmus::kernel {

struct Lane;
using LaneId = Id<Lane>;

/// A ticket for a timer; cancelling with a ticket whose timer has fired or was cancelled does
/// nothing.
struct Timer {
  std::uint32_t slot = UINT32_MAX;
  std::uint32_t turn = 0;

  bool is_some() const { return slot != UINT32_MAX; }
};

class PendingSet {
 public:
  /// Limits   `first_sequence` is for tests of what happens when sequence numbers run out.
  explicit PendingSet(std::uint32_t first_sequence = 0) : next_sequence_{first_sequence} {}

  void push(Moment at, Event event) {
    heap_.push(Entry::of(at, take_sequence(), Entry::What::plain, event.word));
  }
  Timer push_timer(Moment at, Event event) {
    const Timer timer = new_timer(event);
    heap_.push(Entry::of(at, take_sequence(), Entry::What::timer, timer.slot));
    return timer;
  }

  /// The lane of a delay and a phase; the same pair gives the same lane.
  LaneId lane(Duration delay, Phase phase);
  Moment lane_end(LaneId lane, SimTime now) const {
    return {now + lanes_[lane.index()].delay, lanes_[lane.index()].phase};
  }

  /// Schedules after the lane's delay.
  ///
  /// Limits   `now` never goes back between two calls for one lane.
  void push_along(LaneId lane, SimTime now, Event event) {
    enter(lane, Entry::of(lane_end(lane, now), take_sequence(), Entry::What::plain, event.word));
  }
  Timer push_timer_along(LaneId lane, SimTime now, Event event) {
    const Timer timer = new_timer(event);
    enter(lane, Entry::of(lane_end(lane, now), take_sequence(), Entry::What::timer, timer.slot));
    return timer;
  }

  /// Returns  whether the timer was still to fire.
  bool cancel(Timer timer);

  /// The moment of the next event; Moment::never() if there is none.
  Moment next() {
    discard_cancelled();
    return Moment::from_word(heap_.top().moment);
  }

  /// Takes the next event, which next() has just shown.
  Event pop() {
    const Entry entry = take_top();
    return entry.what() == Entry::What::plain ? Event{entry.payload()} : fire(entry.payload());
  }

  /// Entries held, cancelled timers included until their turn.
  std::size_t size() const;

  /// One entry as the slow twin carries it: a timer stays in its slot until it is redeemed.
  struct Loose {
    Moment at;
    bool is_timer;
    std::uint32_t payload;
  };
  /// Takes the first entry out of the set without deciding whether it was cancelled.
  std::optional<Loose> take_loose();
  /// The event of a loose entry; none if its timer was cancelled since.
  std::optional<Event> redeem(const Loose& entry);

 private:
  struct Ring {
    Duration delay;
    Phase phase;
    std::vector<Entry> slots;  ///< A power of two.
    std::size_t first = 0;
    std::size_t count = 0;

    const Entry& front() const { return slots[first]; }
    void push(Entry entry) {
      if (count == slots.size()) grow();
      slots[(first + count++) & (slots.size() - 1)] = entry;
    }
    void pop() {
      first = (first + 1) & (slots.size() - 1);
      --count;
    }
    void grow();
  };
  struct TimerSlot {
    Event event;
    std::uint32_t turn = 0;
    bool cancelled = false;
  };

  std::uint32_t take_sequence() {
    if (next_sequence_ >> Entry::sequence_bits != 0) renumber();
    return next_sequence_++;
  }
  static Entry head_of(LaneId lane, const Ring& ring) {
    return Entry::of(Moment::from_word(ring.front().moment), ring.front().sequence(),
                     Entry::What::lane, static_cast<std::uint32_t>(lane.index()));
  }
  void enter(LaneId lane, Entry entry) {
    Ring& ring = lanes_[lane.index()];
    ring.push(entry);
    if (ring.count == 1) heap_.push(head_of(lane, ring));
  }

  Entry take_top() {
    const Entry top = heap_.top();
    if (top.what() != Entry::What::lane) {
      heap_.pop();
      return top;
    }
    const LaneId lane{top.payload()};
    Ring& ring = lanes_[lane.index()];
    const Entry entry = ring.front();
    ring.pop();
    while (ring.count != 0 && is_cancelled(ring.front())) {
      release(ring.front().payload());
      ring.pop();
    }
    if (ring.count == 0) {
      heap_.pop();
    } else {
      heap_.replace_top(head_of(lane, ring));
    }
    return entry;
  }

  bool is_cancelled(const Entry& entry) const {
    return entry.what() == Entry::What::timer && timers_[entry.payload()].cancelled;
  }
  void discard_cancelled() {
    while (cancelled_ != 0) {
      const Entry& top = heap_.top();
      if (top.moment == UINT64_MAX) return;
      const bool in_lane = top.what() == Entry::What::lane;
      if (!is_cancelled(in_lane ? lanes_[top.payload()].front() : top)) return;
      release(take_top().payload());
    }
  }

  Timer new_timer(Event event) {
    if (free_timers_.empty()) {
      timers_.push_back({});
      free_timers_.push_back(static_cast<std::uint32_t>(timers_.size() - 1));
    }
    const std::uint32_t slot = free_timers_.back();
    free_timers_.pop_back();
    timers_[slot].event = event;
    return {slot, timers_[slot].turn};
  }
  Event fire(std::uint32_t slot) {
    const Event event = timers_[slot].event;
    release(slot);
    return event;
  }
  void release(std::uint32_t slot) {
    TimerSlot& timer = timers_[slot];
    cancelled_ -= timer.cancelled ? 1 : 0;
    timer.cancelled = false;
    ++timer.turn;
    free_timers_.push_back(slot);
  }
  void renumber();

  EntryHeap heap_;
  std::uint32_t next_sequence_;
  std::vector<Ring> lanes_;
  std::vector<TimerSlot> timers_;
  std::vector<std::uint32_t> free_timers_;
  std::size_t cancelled_ = 0;  ///< Cancelled timers whose turn has not come.
};

}  // namespace isthmus::kernel

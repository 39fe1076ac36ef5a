// Messages on their way to one logical process, in an order that no engine can disturb.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "sim/base/id.hpp"
#include "sim/kernel/entry_heap.hpp"
#include "sim/kernel/phase.hpp"

namespace isthmus::kernel {

/// A logical process: what has a pending set of its own and meets others only by messages.
struct LogicalProcess;
using ProcessId = Id<LogicalProcess>;

/// Who sent a message, and its how-manieth it was: the tie-break between messages of one moment.
///
/// Limits   2^24 processes, 2^40 messages from each.
struct Origin {
  std::uint64_t word = 0;

  static Origin of(ProcessId from, std::uint64_t sequence) {
    ISTHMUS_EXPECTS(from.index() < std::size_t{1} << 24 && sequence < std::uint64_t{1} << 40);
    return {std::uint64_t{from.index()} << 40 | sequence};
  }
  friend auto operator<=>(Origin, Origin) = default;
};

/// A message between two posts.
template <class Message>
struct Parcel {
  Parcel(ProcessId receiver, Moment when, Origin origin, const Message& content)
      : to{receiver}, at{when}, from{origin}, message{content} {}

  ProcessId to;
  Moment at;
  Origin from;
  Message message;
};

/// Messages sorted by (moment, origin process, origin sequence). When they were put in, in which
/// batches and by which thread, leaves no trace in the order in which they come out.
///
/// The heap knows moments only. Equal moments are rare and complete when their turn comes (messages
/// are put in between windows, and none for a window that has begun), so they are sorted then.
template <class Message>
class Inbox {
 public:
  Moment next() const { return next_; }
  std::size_t size() const { return heap_.size() + turn_.size(); }

  void put(Moment at, Origin from, const Message& message) {
    if (free_.empty()) {
      free_.push_back(static_cast<std::uint32_t>(letters_.size()));
      letters_.push_back({from, message});
    } else {
      letters_[free_.back()].from = from;
      letters_[free_.back()].message = message;
    }
    heap_.push(Entry::of(at, 0, Entry::What::plain, free_.back()));
    free_.pop_back();
    next_ = std::min(next_, at);
  }

  /// Takes the first message, which stays where it is until another one is put in.
  Message& pop() {
    if (turn_.empty()) begin_turn();
    const std::uint32_t slot = turn_.back();
    turn_.pop_back();
    free_.push_back(slot);
    if (turn_.empty()) {
      const Entry& coming = heap_.top();
      next_ = Moment::from_word(coming.moment);
      // It was written a window ago and is out of the near caches by now.
      if (coming.payload() < letters_.size()) __builtin_prefetch(&letters_[coming.payload()]);
    }
    return letters_[slot].message;
  }

 private:
  struct Letter {
    Origin from;
    Message message;
  };

  /// Takes all messages of the next moment out of the heap, the first of them to the back.
  void begin_turn() {
    do {
      turn_.push_back(heap_.top().payload());
      heap_.pop();
    } while (heap_.top().moment == next_.word());
    if (turn_.size() == 1) return;
    std::sort(turn_.begin(), turn_.end(), [this](std::uint32_t a, std::uint32_t b) {
      return letters_[a].from > letters_[b].from;
    });
  }

  EntryHeap heap_;
  std::vector<Letter> letters_;
  std::vector<std::uint32_t> free_;
  std::vector<std::uint32_t> turn_;  ///< What is left of the moment whose turn it is.
  Moment next_ = Moment::never();
};

}  // namespace isthmus::kernel

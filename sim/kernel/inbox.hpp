// Messages on their way to one logical process, in an order that no engine can disturb.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "sim/base/id.hpp"
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
  ProcessId to;
  Moment at;
  Origin from;
  Message message;
};

/// Messages sorted by (moment, origin process, origin sequence). When they were put in, in which
/// batches and by which thread, leaves no trace in the order in which they come out.
template <class Message>
class Inbox {
 public:
  Moment next() const { return heap_.empty() ? Moment::never() : heap_.front().at; }
  std::size_t size() const { return heap_.size(); }

  void put(Moment at, Origin from, Message message) {
    if (free_.empty()) {
      free_.push_back(static_cast<std::uint32_t>(messages_.size()));
      messages_.push_back(std::move(message));
    } else {
      messages_[free_.back()] = std::move(message);
    }
    heap_.push_back({at, from, free_.back()});
    free_.pop_back();
    std::push_heap(heap_.begin(), heap_.end(), later);
  }

  /// Takes the first message.
  Message pop() {
    std::pop_heap(heap_.begin(), heap_.end(), later);
    const std::uint32_t slot = heap_.back().slot;
    heap_.pop_back();
    free_.push_back(slot);
    return std::move(messages_[slot]);
  }

 private:
  struct Waiting {
    Moment at;
    Origin from;
    std::uint32_t slot;
  };
  static bool later(const Waiting& a, const Waiting& b) {
    return a.at != b.at ? a.at > b.at : a.from > b.from;
  }

  std::vector<Waiting> heap_;
  std::vector<Message> messages_;
  std::vector<std::uint32_t> free_;
};

}  // namespace isthmus::kernel

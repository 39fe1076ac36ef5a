#include "sim/kernel/pending_set.hpp"

#include <algorithm>

namespace isthmus::kernel {

LaneId PendingSet::lane(Duration delay, Phase phase) {
  ISTHMUS_EXPECTS(delay >= Duration::zero() && delay < Duration::seconds(1'000'000'000));
  const auto same = [&](const Ring& ring) { return ring.delay == delay && ring.phase == phase; };
  const auto found = std::find_if(lanes_.begin(), lanes_.end(), same);
  const auto index = static_cast<std::size_t>(found - lanes_.begin());
  if (found == lanes_.end()) lanes_.push_back({delay, phase, {}});
  return LaneId{index};
}

bool PendingSet::cancel(Timer timer) {
  if (!timer.is_some()) return false;
  ISTHMUS_EXPECTS(timer.slot < timers_.size());
  TimerSlot& slot = timers_[timer.slot];
  if (slot.turn != timer.turn || slot.cancelled) return false;
  slot.cancelled = true;
  ++cancelled_;
  return true;
}

std::size_t PendingSet::size() const {
  std::size_t all = heap_.size();
  for (const Ring& ring : lanes_) all += ring.count == 0 ? 0 : ring.count - 1;
  return all;
}

std::optional<PendingSet::Loose> PendingSet::take_loose() {
  if (heap_.top().moment == UINT64_MAX) return std::nullopt;
  const Entry entry = take_top();
  return Loose{Moment::from_word(entry.moment), entry.what() == Entry::What::timer,
               entry.payload()};
}

std::optional<Event> PendingSet::redeem(const Loose& entry) {
  if (!entry.is_timer) return Event{entry.payload};
  const bool cancelled = timers_[entry.payload].cancelled;
  const Event event = fire(entry.payload);
  return cancelled ? std::nullopt : std::optional{event};
}

void PendingSet::Ring::grow() {
  std::vector<Entry> larger(std::max<std::size_t>(8, 2 * slots.size()));
  for (std::size_t i = 0; i < count; ++i) larger[i] = slots[(first + i) & (slots.size() - 1)];
  slots = std::move(larger);
  first = 0;
}

// Gives the pending entries the numbers 0, 1, ... in their present order. Order is kept, so the
// heap stays a heap and each lane stays sorted; only the numbers change.
void PendingSet::renumber() {
  std::vector<Entry*> pending;
  heap_.change_each([&](Entry& entry) {
    if (entry.what() != Entry::What::lane) pending.push_back(&entry);
  });
  for (Ring& ring : lanes_) {
    for (std::size_t i = 0; i < ring.count; ++i) {
      pending.push_back(&ring.slots[(ring.first + i) & (ring.slots.size() - 1)]);
    }
  }
  std::sort(pending.begin(), pending.end(), [](const Entry* a, const Entry* b) { return *a < *b; });

  next_sequence_ = 0;
  for (Entry* entry : pending) entry->renumber(next_sequence_++);
  heap_.change_each([&](Entry& entry) {
    if (entry.what() == Entry::What::lane) {
      entry.renumber(lanes_[entry.payload()].front().sequence());
    }
  });
  ISTHMUS_EXPECTS(next_sequence_ >> Entry::sequence_bits == 0);
}

}  // namespace isthmus::kernel

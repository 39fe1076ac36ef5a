// The heart of the pending set: an implicit 4-ary heap of 16-byte entries.
//
// Four children fill one cache line, unused places of the last line hold an entry later than all,
// so the least of four children is found without a branch and without a bound. Removing the top
// leaves a gap that the next push fills: an event that schedules its successor costs one descent.
//
// Source   4-ary: LaMarca & Ladner, The influence of caches on the performance of heaps, 1996.
#pragma once

#include <cstddef>
#include <cstdint>
#include <new>
#include <vector>

#include "sim/kernel/phase.hpp"

namespace isthmus::kernel {

/// One pending thing. Ordered by moment, then sequence: the low word starts with the sequence.
struct Entry {
  std::uint64_t low = UINT64_MAX;     ///< Sequence (30 bits), what it is (2), payload (32).
  std::uint64_t moment = UINT64_MAX;  ///< Moment::word().

  enum class What : std::uint8_t { plain, timer, lane };

  static constexpr unsigned sequence_bits = 30;

  static constexpr Entry of(Moment at, std::uint32_t sequence, What what, std::uint32_t payload) {
    return {std::uint64_t{sequence} << 34 | static_cast<std::uint64_t>(what) << 32 | payload,
            at.word()};
  }
  constexpr What what() const { return static_cast<What>(low >> 32 & 3); }
  constexpr std::uint32_t payload() const { return static_cast<std::uint32_t>(low); }
  constexpr std::uint32_t sequence() const { return static_cast<std::uint32_t>(low >> 34); }
  constexpr void renumber(std::uint32_t sequence) {
    low = std::uint64_t{sequence} << 34 | (low & ((std::uint64_t{1} << 34) - 1));
  }

  friend constexpr bool operator<(const Entry& a, const Entry& b) {
    __extension__ using Wide = unsigned __int128;
    return (Wide{a.moment} << 64 | a.low) < (Wide{b.moment} << 64 | b.low);
  }
};
static_assert(sizeof(Entry) == 16);

/// A priority queue of entries, least first.
class EntryHeap {
 public:
  EntryHeap() : slots_(root + 1) {}

  std::size_t size() const { return count_ - (gap_ ? 1 : 0); }

  /// The least entry; one later than all if there is none. Closes the gap first.
  const Entry& top() {
    if (gap_) close_gap();
    return slots_[root];
  }

  void push(Entry entry) {
    if (gap_) {
      gap_ = false;
      sink(entry);
      return;
    }
    const std::size_t place = root + count_++;
    if (place >= slots_.size()) slots_.resize(slots_.size() + arity);
    rise(place, entry);
  }

  /// Removes the top, which top() has just shown.
  void pop() { gap_ = true; }

  /// Puts `entry`, which is no earlier, in the place of the top.
  void replace_top(Entry entry) { sink(entry); }

  /// Visits every entry to change it in a way that keeps their order.
  template <class Change>
  void change_each(Change change) {
    if (gap_) close_gap();
    for (std::size_t i = 0; i < count_; ++i) change(slots_[root + i]);
  }

 private:
  static constexpr std::size_t arity = 4;
  static constexpr std::size_t root = 3;  // Puts every family of four on a line of its own.

  void close_gap() {
    gap_ = false;
    --count_;
    const Entry last = slots_[root + count_];
    slots_[root + count_] = Entry{};
    if (count_ != 0) sink(last);
  }

  void rise(std::size_t place, Entry entry) {
    while (place > root) {
      const std::size_t parent = place / arity + 2;
      if (!(entry < slots_[parent])) break;
      slots_[place] = slots_[parent];
      place = parent;
    }
    slots_[place] = entry;
  }

  void sink(Entry entry) {
    const std::size_t end = root + count_;
    std::size_t place = root;
    for (std::size_t child = arity; child < end; child = arity * (place - 2)) {
      if (count_ > fits_in_cache) fetch_ahead(arity * (child - 2));
      const Entry* family = &slots_[child];
      const std::size_t left = number_of(family[1] < family[0]);
      const std::size_t right = 2 + number_of(family[3] < family[2]);
      const std::size_t least = left ^ ((left ^ right) & -number_of(family[right] < family[left]));
      if (!(family[least] < entry)) break;
      slots_[place] = family[least];
      place = child + least;
    }
    slots_[place] = entry;
  }

  /// 1 or 0: written so, a choice is a sum, where `?:` may become a branch that no processor can
  /// guess, at every level of every descent.
  static constexpr std::size_t number_of(bool yes) { return static_cast<std::size_t>(yes); }

  /// Asks for the four families that the next step down chooses from: one wait instead of many.
  void fetch_ahead(std::size_t families) const {
    if (families + arity * arity > slots_.size()) return;
    for (std::size_t i = 0; i < arity * arity; i += arity) {
      __builtin_prefetch(&slots_[families + i]);
    }
  }
  static constexpr std::size_t fits_in_cache = 4096;  // 64 KiB of entries.

  template <class T>
  struct OnCacheLines {
    using value_type = T;
    static constexpr std::align_val_t line{64};
    OnCacheLines() = default;
    template <class U>
    OnCacheLines(const OnCacheLines<U>&) {}
    T* allocate(std::size_t n) { return static_cast<T*>(::operator new(n * sizeof(T), line)); }
    void deallocate(T* at, std::size_t) { ::operator delete(at, line); }
    friend bool operator==(const OnCacheLines&, const OnCacheLines&) { return true; }
  };

  std::vector<Entry, OnCacheLines<Entry>> slots_;
  std::size_t count_ = 0;  ///< Places in use, the gap included.
  bool gap_ = false;       ///< The top has been taken and its place not yet filled.
};

}  // namespace isthmus::kernel

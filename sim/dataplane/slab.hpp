// Things that come and go and are spoken of by index: places are used again, and a generation tells
// the present user of a place from earlier ones.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "sim/base/expects.hpp"
#include "sim/dataplane/flight.hpp"

namespace isthmus::dataplane {

template <class T>
class Slab {
 public:
  Call add(T item) {
    if (free_.empty()) {
      free_.push_back(static_cast<std::uint32_t>(slots_.size()));
      slots_.push_back({});
    }
    const std::uint32_t index = free_.back();
    free_.pop_back();
    slots_[index].item = std::move(item);
    slots_[index].used = true;
    return {index, slots_[index].generation};
  }

  bool holds(Call call) const {
    return call.index < slots_.size() && slots_[call.index].used &&
           slots_[call.index].generation == call.generation;
  }
  /// Valid until the next add().
  T& operator[](std::uint32_t index) {
    ISTHMUS_EXPECTS(slots_[index].used);
    return slots_[index].item;
  }
  /// Calls `visit(index, item)` for all that are there, by index.
  template <class Visit>
  void each(Visit visit) {
    for (std::size_t i = 0; i < slots_.size(); ++i) {
      if (slots_[i].used) visit(static_cast<std::uint32_t>(i), slots_[i].item);
    }
  }
  Call call_of(std::uint32_t index) const { return {index, slots_[index].generation}; }

  T remove(std::uint32_t index) {
    ISTHMUS_EXPECTS(slots_[index].used);
    slots_[index].used = false;
    ++slots_[index].generation;
    free_.push_back(index);
    return std::move(slots_[index].item);
  }

 private:
  struct Slot {
    T item{};
    std::uint32_t generation = 0;
    bool used = false;
  };
  std::vector<Slot> slots_;
  std::vector<std::uint32_t> free_;
};

}  // namespace isthmus::dataplane

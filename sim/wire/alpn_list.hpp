// The protocols that a client offers, read in place from the hello.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "sim/wire/record_reader.hpp"

namespace isthmus::wire {

/// A view of a ProtocolNameList that was found well-formed; empty without one.
///
/// Shape   its bytes may lie in several records; a name that a record boundary cuts is gathered.
class AlpnList {
 public:
  AlpnList() = default;
  explicit AlpnList(RecordReader names) : names_{names} {}

  bool empty() const { return names_.left() == 0; }

  /// Calls `visit(std::string_view)` for each protocol in order; the view ends with the call.
  template <class Visit>
  void each(Visit visit) const {
    std::array<char, 255> room;
    for (RecordReader rest = names_; rest.left() != 0;) {
      const std::size_t size = rest.u8();
      visit(rest.text(size, room.data()));
    }
  }

  std::size_t size() const {
    std::size_t count = 0;
    each([&](std::string_view) { ++count; });
    return count;
  }

  bool contains(std::string_view protocol) const {
    bool found = false;
    each([&](std::string_view name) { found = found || name == protocol; });
    return found;
  }

  std::vector<std::string> names() const {
    std::vector<std::string> all;
    each([&](std::string_view name) { all.emplace_back(name); });
    return all;
  }

 private:
  RecordReader names_;
};

}  // namespace isthmus::wire

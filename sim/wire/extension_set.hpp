// Which extension types a hello has shown: the check that none comes twice, in linear time.
//
// RFC 8446 4.2 forbids duplicates of every type, unknown ones and GREASE included. A 16 KiB hello
// has room for 4090 empty extensions, so comparing each with all before it would hand an attacker
// eight million comparisons for one packet.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace isthmus::wire {

/// A set of 16-bit extension types.
///
/// Cost   types below 64, which is nearly all of them, are one bit test. The others go to a short
///        list, searched only when a 64-bit filter says that it may hold the type; when the list is
///        full, to a bitmap of all types.
class ExtensionSet {
 public:
  // The list and the bitmap are left unwritten until they are used.
  ExtensionSet() {}  // NOLINT(modernize-use-equals-default)

  /// Adds `type`; false if it was there.
  bool insert(std::uint32_t type) {
    if (type < 64) {
      const std::uint64_t bit = std::uint64_t{1} << type;
      const bool fresh = (low_ & bit) == 0;
      low_ |= bit;
      return fresh;
    }
    if (listed_ == list_.size()) return insert_mapped(type);
    const std::uint64_t bit = std::uint64_t{1} << filter_slot(type);
    if ((filter_ & bit) != 0 && is_listed(type)) return false;
    filter_ |= bit;
    list_[listed_++] = static_cast<std::uint16_t>(type);
    if (listed_ == list_.size()) start_map();
    return true;
  }

 private:
  /// Spreads GREASE (0x0a0a, 0x1a1a, ...), ECH, ALPS and renegotiation_info over the filter.
  static std::uint32_t filter_slot(std::uint32_t type) { return (type ^ type >> 7) & 63; }

  bool is_listed(std::uint32_t type) const {
    for (std::size_t i = 0; i < listed_; ++i) {
      if (list_[i] == type) return true;
    }
    return false;
  }
  void start_map();
  bool insert_mapped(std::uint32_t type);

  std::uint64_t low_ = 0;
  std::uint64_t filter_ = 0;
  std::size_t listed_ = 0;
  std::array<std::uint16_t, 32> list_;
  std::array<std::uint64_t, 1024> map_;
};

}  // namespace isthmus::wire

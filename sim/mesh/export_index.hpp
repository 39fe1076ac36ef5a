// Finds what a partition exports without walking along all of it: an entry may list thousands of
// services, and every upstream that crosses a boundary asks.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "sim/mesh/config_entry.hpp"
#include "sim/mesh/names.hpp"

namespace isthmus::mesh {

/// The items of one exported-services entry by name. Holds no names: those of the entry are read.
class ExportIndex {
 public:
  ExportIndex() = default;  ///< Of a partition without an entry.
  explicit ExportIndex(const ExportedServices& entry);

  /// Shape    `entry`: the one that the index was made of; null where there is none.
  /// Returns  what is_visible() answers.
  /// Cost     the logarithm of the items, and the consumers of those that fit.
  bool is_visible(const ExportedServices* entry, const ServiceName& service,
                  std::string_view consumer) const;

 private:
  std::vector<std::uint32_t> by_name_{};  ///< Items with a name, by it.
  std::vector<std::uint32_t> wildcards_{};
};

}  // namespace isthmus::mesh

#include "sim/mesh/export_index.hpp"

#include <algorithm>
#include <cstddef>

#include "sim/mesh/exports.hpp"

namespace isthmus::mesh {

ExportIndex::ExportIndex(const ExportedServices& entry) {
  for (std::size_t i = 0; i < entry.services.size(); ++i) {
    const bool wildcard = entry.services[i].name == "*";
    (wildcard ? wildcards_ : by_name_).push_back(static_cast<std::uint32_t>(i));
  }
  std::sort(by_name_.begin(), by_name_.end(), [&](std::uint32_t a, std::uint32_t b) {
    return entry.services[a].name < entry.services[b].name;
  });
}

bool ExportIndex::is_visible(const ExportedServices* entry, const ServiceName& service,
                             std::string_view consumer) const {
  if (service.partition == consumer) return true;
  if (entry == nullptr) return false;
  const auto shows = [&](std::uint32_t item) {
    return is_exporting(entry->services[item], service, consumer);
  };
  auto at = std::lower_bound(by_name_.begin(), by_name_.end(), service.name,
                             [&](std::uint32_t item, const std::string& name) {
                               return entry->services[item].name < name;
                             });
  for (; at != by_name_.end() && entry->services[*at].name == service.name; ++at) {
    if (shows(*at)) return true;
  }
  return std::any_of(wildcards_.begin(), wildcards_.end(), shows);
}

}  // namespace isthmus::mesh

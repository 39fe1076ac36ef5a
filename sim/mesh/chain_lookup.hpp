// Entries by what they are about; only for the compiler of chains.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "sim/mesh/discovery_chain.hpp"

namespace isthmus::mesh {

/// Shape    `entries`: by service.
template <class Entry>
const Entry* entry_of(const std::vector<Entry>& entries, const ServiceName& service) {
  const auto at = std::lower_bound(
      entries.begin(), entries.end(), service,
      [](const Entry& entry, const ServiceName& wanted) { return entry.service < wanted; });
  return at != entries.end() && at->service == service ? &*at : nullptr;
}

inline const ProxyDefaults* proxy_defaults_of(const ChainEntries& entries,
                                              std::string_view partition) {
  const auto& all = entries.proxy_defaults;
  const auto at = std::lower_bound(
      all.begin(), all.end(), partition,
      [](const ProxyDefaults& entry, std::string_view wanted) { return entry.partition < wanted; });
  return at != all.end() && at->partition == partition ? &*at : nullptr;
}

/// Who says what protocol a service speaks; absent where nobody does, and then it is tcp.
inline Written<std::string> written_protocol(const ChainEntries& entries,
                                             const ServiceName& service) {
  const ServiceDefaults* own = entry_of(entries.service_defaults, service);
  if (own != nullptr && own->protocol) return own->protocol;
  const ProxyDefaults* proxies = proxy_defaults_of(entries, service.partition);
  return proxies != nullptr ? proxies->protocol : Written<std::string>{};
}

}  // namespace isthmus::mesh

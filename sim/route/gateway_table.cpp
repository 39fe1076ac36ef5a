#include "sim/route/gateway_table.hpp"

#include <algorithm>
#include <utility>

namespace isthmus::route {

void GatewayTable::add_gateway_cluster(std::string gateway_sni, model::PartitionId partition) {
  std::string pattern = "*." + gateway_sni;
  suffixes_.push_back({std::move(gateway_sni), std::move(pattern), partition});
}

void GatewayTable::add_local_cluster(std::string sni, model::ServiceId service) {
  locals_.push_back({std::move(sni), service});
}

void GatewayTable::seal() {
  std::sort(suffixes_.begin(), suffixes_.end(),
            [](const auto& a, const auto& b) { return a.suffix < b.suffix; });
  std::sort(locals_.begin(), locals_.end(),
            [](const auto& a, const auto& b) { return a.sni < b.sni; });
  names_ = {};
  for (const SuffixEntry& entry : suffixes_) {
    names_.add_cluster(entry.suffix);
    names_.add_chain(entry.pattern, entry.suffix);
  }
  for (const LocalEntry& entry : locals_) names_.add_cluster(entry.sni);
  names_.seal();
}

GatewayMatch GatewayTable::match(std::string_view sni) const {
  const ServerNameTable::Match found = names_.match(sni);
  if (found.cluster == ServerNameTable::none) return {};
  GatewayMatch match;
  match.how = found.how;
  match.cluster = names_.clusters()[found.cluster];
  if (found.pattern != ServerNameTable::none) match.pattern = names_.patterns()[found.pattern];
  if (found.cluster < suffixes_.size()) {
    match.gateways_of = suffixes_[found.cluster].partition;
  } else {
    match.service = locals_[found.cluster - suffixes_.size()].service;
  }
  return match;
}

}  // namespace isthmus::route

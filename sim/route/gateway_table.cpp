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

void GatewayTable::add_exported(std::string sni, model::ServiceId service) {
  exports_.push_back({std::move(sni), service});
}

void GatewayTable::add_imported(std::string sni, model::PartitionId partition) {
  imports_.push_back({std::move(sni), partition});
}

void GatewayTable::seal() {
  std::sort(suffixes_.begin(), suffixes_.end(),
            [](const auto& a, const auto& b) { return a.suffix < b.suffix; });
  const auto by_sni = [](const auto& a, const auto& b) { return a.sni < b.sni; };
  std::sort(locals_.begin(), locals_.end(), by_sni);
  std::sort(exports_.begin(), exports_.end(), by_sni);
  std::sort(imports_.begin(), imports_.end(), by_sni);
  names_ = {};
  for (const SuffixEntry& entry : suffixes_) {
    names_.add_cluster(entry.suffix);
    names_.add_chain(entry.pattern, entry.suffix);
  }
  for (const LocalEntry& entry : locals_) names_.add_cluster(entry.sni);
  for (const LocalEntry& entry : exports_) {
    names_.add_cluster("exported~" + entry.sni);
    names_.add_chain(entry.sni, "exported~" + entry.sni);
  }
  for (const ImportEntry& entry : imports_) names_.add_cluster(entry.sni);
  names_.seal();
}

GatewayMatch GatewayTable::match(std::string_view sni) const {
  const ServerNameTable::Match found = names_.match(sni);
  if (found.cluster == ServerNameTable::none) return {};
  GatewayMatch match;
  match.how = found.how;
  match.cluster = names_.clusters()[found.cluster];
  if (found.pattern != ServerNameTable::none) match.pattern = names_.patterns()[found.pattern];
  std::size_t index = found.cluster;
  if (index < suffixes_.size()) {
    match.gateways_of = suffixes_[index].partition;
    return match;
  }
  index -= suffixes_.size();
  if (index < locals_.size()) {
    match.service = locals_[index].service;
    return match;
  }
  index -= locals_.size();
  if (index < exports_.size()) {
    match.service = exports_[index].service;
    return match;
  }
  match.gateways_of = imports_[index - exports_.size()].partition;
  return match;
}

}  // namespace isthmus::route

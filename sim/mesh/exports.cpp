#include "sim/mesh/exports.hpp"

#include <algorithm>

#include "sim/base/expects.hpp"

namespace isthmus::mesh {
namespace {

constexpr std::string_view wildcard = "*";
constexpr std::string_view never_exported = "consul";

bool covers(const ExportedService& item, const ServiceName& service) {
  if (item.name != wildcard) {
    return item.name == service.name && item.namespace_ == service.namespace_;
  }
  return item.namespace_ == wildcard || item.namespace_ == service.namespace_;
}

/// The first item that covers `service` and has such a consumer.
template <class IsMeant>
const ExportedService* item_for(const ExportedServices& entry, const ServiceName& service,
                                IsMeant is_meant) {
  if (service.name == never_exported) return nullptr;
  for (const ExportedService& item : entry.services) {
    if (!covers(item, service)) continue;
    if (std::any_of(item.consumers.begin(), item.consumers.end(), is_meant)) return &item;
  }
  return nullptr;
}

}  // namespace

bool is_exporting(const ExportedService& item, const ServiceName& service,
                  std::string_view consumer) {
  if (service.name == never_exported || !covers(item, service)) return false;
  return std::any_of(item.consumers.begin(), item.consumers.end(),
                     [&](const Consumer& one) { return one.partition == consumer; });
}

const ExportedService* exporting_item(const ExportedServices& entry, const ServiceName& service,
                                      std::string_view consumer) {
  return item_for(entry, service, [&](const Consumer& one) { return one.partition == consumer; });
}

const ExportedService* exporting_item_to_peer(const ExportedServices& entry,
                                              const ServiceName& service, std::string_view peer) {
  return item_for(entry, service, [&](const Consumer& one) { return one.peer == peer; });
}

bool is_visible(const ExportedServices* entry, const ServiceName& service,
                std::string_view consumer) {
  if (service.partition == consumer) return true;
  return entry != nullptr && exporting_item(*entry, service, consumer) != nullptr;
}

GatewayExportRule gateway_export_rule(GatewayMode mode, bool acl_enabled) {
  switch (mode) {
    case GatewayMode::none:
      return GatewayExportRule::not_needed;
    case GatewayMode::local:
      return acl_enabled ? GatewayExportRule::documented : GatewayExportRule::undocumented;
    case GatewayMode::remote:
      return acl_enabled ? GatewayExportRule::inferred : GatewayExportRule::undocumented;
  }
  ISTHMUS_EXPECTS(false);
}

}  // namespace isthmus::mesh

#include "sim/route/gateway_tables.hpp"

#include "sim/mesh/exports.hpp"
#include "sim/mesh/sni_name.hpp"

namespace isthmus::route {
namespace {

constexpr const char* usual_gateway_name = "mesh-gateway";

void add_services(const model::Model& model, const model::Partition& partition,
                  const std::string& trust_domain, GatewayTable& table) {
  for (const model::ServiceId service : partition.services) {
    if (!has_sidecar(model[service])) continue;
    const mesh::ServiceName& name = model[service].name;
    table.add_local_cluster(mesh::service_sni({{}, name, partition.datacenter}, trust_domain),
                            service);
    const mesh::ServiceResolver* resolver = model.service_resolver_of(name);
    if (resolver == nullptr) continue;
    for (const auto& [subset, filter] : resolver->subsets) {
      table.add_local_cluster(mesh::service_sni({subset, name, partition.datacenter}, trust_domain),
                              service);
    }
  }
}

/// What peers ask for by the names that they were told.
void add_exports(const model::Model& model, const model::Partition& partition,
                 const mesh::ExportedServices& entry, const std::string& consumer,
                 const std::string& trust_domain, GatewayTable& table) {
  for (const model::ServiceId service : partition.services) {
    const mesh::ServiceName& name = model[service].name;
    if (mesh::exporting_item_to_peer(entry, name, consumer) == nullptr) continue;
    table.add_exported(mesh::peered_sni({name, consumer}, trust_domain), service);
  }
}

/// The services of peers that callers of this partition reach through its gateways.
void add_imports(const model::Model& model, const model::Peer& peer, GatewayTable& table) {
  if (!has_gateway(model[peer.partition])) return;
  for (const model::ServiceId service : model[peer.partition].services) {
    const mesh::ServiceName& name = model[service].name;
    if (mesh::exporting_item_to_peer(peer.exported, name, peer.knows_us_as) == nullptr) continue;
    table.add_imported(mesh::peered_sni({name, peer.knows_us_as}, peer.trust_domain),
                       peer.partition);
  }
}

GatewayTable table_of(const model::Model& model, model::PartitionId id) {
  const model::Partition& partition = model[id];
  const model::Peer* peer = partition.is_peers ? model.peer_of(partition.away) : nullptr;
  const std::string& trust_domain =
      peer != nullptr ? peer->trust_domain : model.consul.trust_domain;
  GatewayTable table;
  for (std::size_t i = 0; i < model.partitions.size(); ++i) {
    const model::PartitionId other{i};
    if (!has_gateway(model[other]) || !knows_gateways(model, id, other)) continue;
    table.add_gateway_cluster(
        mesh::gateway_sni({model[other].name, model[other].datacenter}, trust_domain), other);
  }
  // Services without a sidecar have no cluster, and without service mesh there is no sidecar.
  if (partition.connect_enabled) add_services(model, partition, trust_domain, table);
  if (peer != nullptr) {
    if (partition.connect_enabled) {
      add_exports(model, partition, peer->exported, peer->knows_us_as, trust_domain, table);
    }
    return table;
  }
  if (!partition.away.empty()) return table;
  for (const model::Peer& other : model.peers) {
    if (other.local_partition != partition.name) continue;
    add_imports(model, other, table);
    const mesh::ExportedServices* entry = model.exported_services_of(partition.name);
    if (entry == nullptr || !partition.connect_enabled) continue;
    add_exports(model, partition, *entry, other.name, trust_domain, table);
  }
  return table;
}

}  // namespace

bool has_gateway(const model::Partition& partition) {
  return partition.mesh_gateway.has_value() && partition.mesh_gateway->replicas > 0;
}

mesh::ServiceName gateway_service(const model::Partition& partition) {
  const std::string name = partition.mesh_gateway ? partition.mesh_gateway->service_name
                                                  : std::string{usual_gateway_name};
  return {partition.name, mesh::default_name, name};
}

bool knows_gateways(const model::Model& model, model::PartitionId from, model::PartitionId to) {
  const model::Partition& here = model[from];
  const model::Partition& there = model[to];
  if (from == to || here.is_peers || there.is_peers) return false;
  if (here.datacenter != there.datacenter) {
    return here.name == mesh::default_name && there.name == mesh::default_name;
  }
  if (!model.consul.acl_enabled) return true;
  return mesh::is_visible(model.exported_services_of(there.name), gateway_service(there),
                          here.name);
}

std::vector<GatewayTable> gateway_tables(const model::Model& model) {
  std::vector<GatewayTable> tables;
  tables.reserve(model.partitions.size());
  for (std::size_t i = 0; i < model.partitions.size(); ++i) {
    const model::PartitionId id{i};
    tables.push_back(has_gateway(model[id]) ? table_of(model, id) : GatewayTable{});
    tables.back().seal();
  }
  return tables;
}

}  // namespace isthmus::route

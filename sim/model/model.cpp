#include "sim/model/model.hpp"

#include <algorithm>
#include <iterator>
#include <tuple>

namespace isthmus::model {
namespace {

/// The item of a sorted vector whose key (as `key` reads it) is `wanted`; the end if there is none.
template <class T, class Wanted, class Key>
auto found(const std::vector<T>& sorted, const Wanted& wanted, Key key) {
  const auto at = std::lower_bound(sorted.begin(), sorted.end(), wanted,
                                   [&](const T& item, const Wanted& w) { return key(item) < w; });
  return at != sorted.end() && key(*at) == wanted ? at : sorted.end();
}

template <class T, class Wanted, class Key>
const T* pointer_to(const std::vector<T>& sorted, const Wanted& wanted, Key key) {
  const auto at = found(sorted, wanted, key);
  return at == sorted.end() ? nullptr : &*at;
}

/// The entry about a service.
template <class Entry>
const Entry* entry_of(const std::vector<Entry>& sorted, const mesh::ServiceName& wanted) {
  return pointer_to(sorted, wanted,
                    [](const Entry& entry) -> const mesh::ServiceName& { return entry.service; });
}

using View = std::string_view;
using PartitionKey = std::tuple<View, View>;

/// The intentions on exactly that name.
std::span<const mesh::Intention> on(const std::vector<mesh::Intention>& all,
                                    const mesh::ServiceName& destination) {
  const auto first = std::lower_bound(
      all.begin(), all.end(), destination,
      [](const mesh::Intention& one, const auto& wanted) { return one.destination < wanted; });
  const auto last = std::find_if(
      first, all.end(), [&](const mesh::Intention& one) { return one.destination != destination; });
  return {first, last};
}

}  // namespace

PartitionId Model::find_partition(std::string_view datacenter, std::string_view wanted) const {
  const View away = datacenter == consul.datacenter ? View{} : datacenter;
  const auto at = found(partitions, PartitionKey{away, wanted}, [](const Partition& partition) {
    return PartitionKey{partition.away, partition.name};
  });
  if (at == partitions.end() || at->is_peers) return {};
  return PartitionId{static_cast<std::size_t>(std::distance(partitions.begin(), at))};
}

ServiceId Model::find_service(const mesh::ServiceName& wanted) const {
  const auto at = found(services, wanted, [](const Service& service) -> const mesh::ServiceName& {
    return service.name;
  });
  if (at == services.end()) return {};
  return ServiceId{static_cast<std::size_t>(std::distance(services.begin(), at))};
}

ServiceId Model::find_service(std::string_view datacenter, const mesh::ServiceName& called) const {
  if (datacenter == consul.datacenter && called.away.empty()) return find_service(called);
  mesh::ServiceName wanted = called;
  wanted.away = datacenter == consul.datacenter ? View{} : datacenter;
  if (peer_of(wanted.away) != nullptr) return {};
  return find_service(wanted);
}

const Peer* Model::peer_of(std::string_view called) const {
  if (called.empty() || peers.empty()) return nullptr;
  return pointer_to(peers, called, [](const Peer& peer) { return View{peer.name}; });
}

const PreparedQuery* Model::prepared_query_of(std::string_view called) const {
  return pointer_to(prepared_queries, called,
                    [](const PreparedQuery& query) { return View{query.name}; });
}

std::string Model::label(PartitionId partition) const {
  const Partition& one = (*this)[partition];
  return mesh::placed_text(one.name, one.away);
}

const mesh::ProxyDefaults* Model::proxy_defaults_of(std::string_view partition) const {
  return pointer_to(proxy_defaults, partition,
                    [](const mesh::ProxyDefaults& entry) { return View{entry.partition}; });
}

const mesh::ServiceDefaults* Model::service_defaults_of(const mesh::ServiceName& called) const {
  if (called.away.empty()) return entry_of(service_defaults, called);
  const Peer* peer = peer_of(called.away);
  return entry_of(peer != nullptr ? peer->service_defaults : service_defaults, at_home(called));
}

const mesh::ExportedServices* Model::exported_services_of(std::string_view partition) const {
  return pointer_to(exported_services, partition,
                    [](const mesh::ExportedServices& entry) { return View{entry.partition}; });
}

const mesh::ServiceResolver* Model::service_resolver_of(const mesh::ServiceName& called) const {
  if (called.away.empty()) return entry_of(service_resolvers, called);
  return peer_of(called.away) != nullptr ? nullptr : entry_of(service_resolvers, at_home(called));
}

const mesh::ServiceSplitter* Model::service_splitter_of(const mesh::ServiceName& called) const {
  if (called.away.empty()) return entry_of(service_splitters, called);
  return peer_of(called.away) != nullptr ? nullptr : entry_of(service_splitters, at_home(called));
}

const mesh::ServiceRouter* Model::service_router_of(const mesh::ServiceName& called) const {
  if (called.away.empty()) return entry_of(service_routers, called);
  return peer_of(called.away) != nullptr ? nullptr : entry_of(service_routers, at_home(called));
}

std::array<std::span<const mesh::Intention>, 3> Model::intentions_on(
    const mesh::ServiceName& called) const {
  const Peer* peer = peer_of(called.away);
  const std::vector<mesh::Intention>& all = peer != nullptr ? peer->intentions : intentions;
  const std::string any = "*";
  return {on(all, called.away.empty() ? called : at_home(called)),
          on(all, {called.partition, called.namespace_, any}),
          on(all, {called.partition, any, any})};
}

std::string_view Model::protocol_of(const mesh::ServiceName& called) const {
  const mesh::ServiceDefaults* own = service_defaults_of(called);
  if (own != nullptr && own->protocol) return *own->protocol;
  const Peer* peer = peer_of(called.away);
  const auto& everywhere = peer != nullptr ? peer->proxy_defaults : proxy_defaults;
  const mesh::ProxyDefaults* all = pointer_to(
      everywhere, called.partition,
      [](const mesh::ProxyDefaults& entry) -> const std::string& { return entry.partition; });
  if (all != nullptr && all->protocol) return *all->protocol;
  return "tcp";
}

}  // namespace isthmus::model

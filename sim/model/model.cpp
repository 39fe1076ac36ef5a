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
using ServiceKey = std::tuple<View, View, View, View>;

}  // namespace

PartitionId Model::find_partition(std::string_view datacenter, std::string_view wanted) const {
  const auto at =
      found(partitions, PartitionKey{datacenter, wanted}, [](const Partition& partition) {
        return PartitionKey{partition.datacenter, partition.name};
      });
  if (at == partitions.end()) return {};
  return PartitionId{static_cast<std::size_t>(std::distance(partitions.begin(), at))};
}

ServiceId Model::find_service(std::string_view datacenter, const mesh::ServiceName& called) const {
  const ServiceKey wanted{datacenter, called.partition, called.namespace_, called.name};
  const auto at = found(services, wanted, [this](const Service& service) {
    const mesh::ServiceName& n = service.name;
    const View in = partitions[service.partition.index()].datacenter;
    return ServiceKey{in, n.partition, n.namespace_, n.name};
  });
  if (at == services.end()) return {};
  return ServiceId{static_cast<std::size_t>(std::distance(services.begin(), at))};
}

const mesh::ProxyDefaults* Model::proxy_defaults_of(std::string_view partition) const {
  return pointer_to(proxy_defaults, partition,
                    [](const mesh::ProxyDefaults& entry) { return View{entry.partition}; });
}

const mesh::ServiceDefaults* Model::service_defaults_of(const mesh::ServiceName& called) const {
  return entry_of(service_defaults, called);
}

const mesh::ExportedServices* Model::exported_services_of(std::string_view partition) const {
  return pointer_to(exported_services, partition,
                    [](const mesh::ExportedServices& entry) { return View{entry.partition}; });
}

const mesh::ServiceResolver* Model::service_resolver_of(const mesh::ServiceName& called) const {
  return entry_of(service_resolvers, called);
}

const mesh::ServiceSplitter* Model::service_splitter_of(const mesh::ServiceName& called) const {
  return entry_of(service_splitters, called);
}

const mesh::ServiceRouter* Model::service_router_of(const mesh::ServiceName& called) const {
  return entry_of(service_routers, called);
}

std::array<std::span<const mesh::Intention>, 3> Model::intentions_on(
    const mesh::ServiceName& called) const {
  const auto on = [&](const mesh::ServiceName& destination) -> std::span<const mesh::Intention> {
    const auto first = std::lower_bound(
        intentions.begin(), intentions.end(), destination,
        [](const mesh::Intention& one, const auto& wanted) { return one.destination < wanted; });
    const auto last = std::find_if(first, intentions.end(), [&](const mesh::Intention& one) {
      return one.destination != destination;
    });
    return {first, last};
  };
  const std::string any = "*";
  return {on(called), on({called.partition, called.namespace_, any}),
          on({called.partition, any, any})};
}

std::string_view Model::protocol_of(const mesh::ServiceName& called) const {
  const mesh::ServiceDefaults* own = service_defaults_of(called);
  if (own != nullptr && own->protocol) return *own->protocol;
  const mesh::ProxyDefaults* all = proxy_defaults_of(called.partition);
  if (all != nullptr && all->protocol) return *all->protocol;
  return "tcp";
}

}  // namespace isthmus::model

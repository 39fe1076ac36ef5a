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
  return pointer_to(
      service_defaults, called,
      [](const mesh::ServiceDefaults& entry) -> const mesh::ServiceName& { return entry.service; });
}

const mesh::ExportedServices* Model::exported_services_of(std::string_view partition) const {
  return pointer_to(exported_services, partition,
                    [](const mesh::ExportedServices& entry) { return View{entry.partition}; });
}

}  // namespace isthmus::model

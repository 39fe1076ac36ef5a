#include "sim/mesh/chain_place.hpp"

#include "sim/mesh/labels.hpp"

namespace isthmus::mesh {

std::string ChainPlace::id() const {
  if (!peer.empty()) {
    return joined({service.name, service.namespace_, default_name, "external", peer});
  }
  const std::string front = subset.empty() ? std::string{} : subset + ".";
  return front + joined({service.name, service.namespace_, service.partition, datacenter});
}

std::string text(const ChainPlace& place) {
  ServiceName service = place.service;
  if (!place.peer.empty()) service.away = place.peer;
  std::string text = short_text(service);
  if (!place.subset.empty()) text += ", subset " + place.subset;
  return text;
}

ChainPlace rewritten(const ChainPlace& from, const Elsewhere& to) {
  ChainPlace place = from;
  if (!to.service.empty() && to.service != from.service.name) {
    place.service.name = to.service;
    place.subset.clear();  // A subset belongs to one service.
  }
  if (!to.subset.empty()) place.subset = to.subset;
  if (!to.namespace_.empty()) place.service.namespace_ = to.namespace_;
  if (!to.partition.empty()) place.service.partition = to.partition;
  if (!to.datacenter.empty()) place.datacenter = to.datacenter;
  if (!to.peer.empty()) {
    place.peer = to.peer;
    place.datacenter.clear();
    // Whatever of ours stood there means nothing to them.
    place.service.partition = default_name;
    place.service.namespace_ = to.namespace_.empty() ? default_name : to.namespace_;
  }
  return place;
}

}  // namespace isthmus::mesh

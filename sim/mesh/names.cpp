#include "sim/mesh/names.hpp"

namespace isthmus::mesh {

std::string full_text(const ServiceName& name) {
  return name.partition + "/" + name.namespace_ + "/" + name.name;
}

std::string short_text(const ServiceName& name) {
  if (name.namespace_ != default_name) return full_text(name);
  if (name.partition != default_name) return name.partition + "/" + name.name;
  return name.name;
}

std::string text(const GatewayKey& key) {
  if (key.partition == default_name) return key.datacenter;
  return key.partition + "." + key.datacenter;
}

}  // namespace isthmus::mesh

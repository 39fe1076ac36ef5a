#include "sim/mesh/names.hpp"

namespace isthmus::mesh {

std::string placed_text(std::string text, const std::string& away) {
  if (!away.empty()) text += "@" + away;
  return text;
}

ServiceName at_home(ServiceName name) {
  name.away.clear();
  return name;
}

std::string full_text(const ServiceName& name) {
  return placed_text(name.partition + "/" + name.namespace_ + "/" + name.name, name.away);
}

std::string short_text(const ServiceName& name) {
  if (name.namespace_ != default_name) return full_text(name);
  if (name.partition == default_name) return placed_text(name.name, name.away);
  return placed_text(name.partition + "/" + name.name, name.away);
}

std::string text(const GatewayKey& key) {
  if (key.partition == default_name) return key.datacenter;
  return key.partition + "." + key.datacenter;
}

}  // namespace isthmus::mesh

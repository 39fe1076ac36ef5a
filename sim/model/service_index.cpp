#include "sim/model/service_index.hpp"

#include <bit>
#include <cstddef>
#include <functional>

namespace isthmus::model {
namespace {

/// Of what is at home: the same name in several places is rare, and compared.
std::uint32_t hash_of(const mesh::ServiceName& name) {
  constexpr std::size_t odd = 0x9E3779B97F4A7C15;  // Knuth's multiplier: 2^64 / golden ratio.
  const std::hash<std::string_view> of_text;
  std::size_t hash = of_text(name.name);
  hash = (hash ^ of_text(name.namespace_)) * odd;
  hash = (hash ^ of_text(name.partition)) * odd;
  return static_cast<std::uint32_t>(hash >> 32);
}

}  // namespace

ServiceIndex::ServiceIndex(const Model& model) {
  if (model.services.empty()) return;
  slots_.resize(std::bit_ceil(2 * model.services.size()));
  for (std::size_t i = 0; i < model.services.size(); ++i) {
    const std::uint32_t hash = hash_of(model.services[i].name);
    std::size_t at = hash & (slots_.size() - 1);
    while (slots_[at].service.is_some()) at = (at + 1) & (slots_.size() - 1);
    slots_[at] = {hash, ServiceId{i}};
  }
}

ServiceId ServiceIndex::find(const Model& model, const mesh::ServiceName& name) const {
  if (slots_.empty()) return {};
  const std::uint32_t hash = hash_of(name);
  for (std::size_t at = hash & (slots_.size() - 1); slots_[at].service.is_some();
       at = (at + 1) & (slots_.size() - 1)) {
    if (slots_[at].hash == hash && model[slots_[at].service].name == name) {
      return slots_[at].service;
    }
  }
  return {};
}

ServiceId ServiceIndex::find(const Model& model, std::string_view datacenter,
                             const mesh::ServiceName& name) const {
  const bool is_ours = datacenter == model.consul.datacenter;
  if (is_ours && name.away.empty()) return find(model, name);
  mesh::ServiceName wanted = name;
  wanted.away = is_ours ? std::string_view{} : datacenter;
  if (model.peer_of(wanted.away) != nullptr) return {};
  return find(model, wanted);
}

}  // namespace isthmus::model

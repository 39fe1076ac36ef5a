#include "gui/thing.hpp"

namespace isthmus::gui {

using Kind = Thing::Kind;

Thing thing_of(const model::Model& model, model::ServiceId service) {
  return {Kind::service, short_text(model[service].name)};
}

Thing partition_thing(const model::Model& model, model::PartitionId partition) {
  return {Kind::partition, model.label(partition)};
}

Thing gateway_thing(const model::Model& model, model::PartitionId partition) {
  return {Kind::gateway, model.label(partition)};
}

model::ServiceId service_of(const model::Model& model, const Thing& thing) {
  if (thing.kind != Kind::service) return {};
  for (std::size_t i = 0; i < model.services.size(); ++i) {
    if (short_text(model.services[i].name) == thing.name) return model::ServiceId{i};
  }
  return {};
}

model::PartitionId partition_of(const model::Model& model, const Thing& thing) {
  if (thing.kind == Kind::service) {
    const model::ServiceId service = service_of(model, thing);
    return service.is_some() ? model[service].partition : model::PartitionId{};
  }
  if (thing.kind == Kind::nothing) return {};
  for (std::size_t i = 0; i < model.partitions.size(); ++i) {
    if (model.label(model::PartitionId{i}) == thing.name) return model::PartitionId{i};
  }
  return {};
}

std::optional<Thing> thing_named(const session::Study& study, const std::string& text) {
  const auto known = [&](Kind kind, const std::string& name) -> std::optional<Thing> {
    const Thing thing{kind, name};
    const model::PartitionId partition = partition_of(study.model, thing);
    if (!partition.is_some()) return std::nullopt;
    if (kind == Kind::gateway && !study.model[partition].mesh_gateway) return std::nullopt;
    return thing;
  };
  if (text.rfind("gateway ", 0) == 0) return known(Kind::gateway, text.substr(8));
  if (text.rfind("partition ", 0) == 0) return known(Kind::partition, text.substr(10));
  const session::Named named = session::find_service(study, text);
  if (named.service.is_some()) return thing_of(study.model, named.service);
  return known(Kind::partition, text);
}

std::string text(const Thing& thing) {
  switch (thing.kind) {
    case Kind::partition:
      return "partition " + thing.name;
    case Kind::gateway:
      return "gateway " + thing.name;
    case Kind::service:
      return thing.name;
    case Kind::nothing:
      break;
  }
  return {};
}

}  // namespace isthmus::gui

// What can be selected: by name, so that a selection outlives a reload.
#pragma once

#include <optional>
#include <string>

#include "sim/session/study.hpp"

namespace isthmus::gui {

/// A partition, its gateways, or a service.
struct Thing {
  enum class Kind { nothing, partition, gateway, service };

  Kind kind = Kind::nothing;
  std::string
      name{};  ///< "finance" of a partition and its gateways, "finance/billing" of a service.

  bool is_something() const { return kind != Kind::nothing; }
  friend auto operator<=>(const Thing&, const Thing&) = default;
};

Thing thing_of(const model::Model& model, model::ServiceId service);
Thing partition_thing(const model::Model& model, model::PartitionId partition);
Thing gateway_thing(const model::Model& model, model::PartitionId partition);

/// None-ids where the model has no such thing (any more).
model::ServiceId service_of(const model::Model& model, const Thing& thing);
/// Of a service: the partition that it is in.
model::PartitionId partition_of(const model::Model& model, const Thing& thing);

/// "finance/billing", "web", "gateway finance", "partition finance", "finance".
std::optional<Thing> thing_named(const session::Study& study, const std::string& text);

/// "gateway finance", "partition finance", "finance/billing".
std::string text(const Thing& thing);

}  // namespace isthmus::gui

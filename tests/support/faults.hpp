// Events for the small meshes of tests.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <utility>

#include "tests/support/mesh_builder.hpp"

namespace isthmus::support {

/// How a test wants the catalog to learn of things: here, never.
inline void let_nobody_check(World& world) {
  world.model->control_plane.checks = {.interval = Duration::seconds(1000),
                                       .timeout = Duration::seconds(1),
                                       .failures = 1000,
                                       .passes = 1};
}

/// Checks every `interval` that fail at once, and news that take no time.
inline void check_every(World& world, Duration interval) {
  world.model->control_plane.checks = {
      .interval = interval, .timeout = Duration::zero(), .failures = 1, .passes = 1};
}

inline SimTime at(Duration since_start) { return SimTime::start() + since_start; }

inline model::ServiceTarget service_target(const World& world, std::string_view name,
                                           std::optional<std::size_t> instance = {}) {
  return {world.model->find_service(MeshBuilder::name_of(name)), instance};
}

inline model::GatewayTarget gateway_target(const World& world, std::string_view partition,
                                           std::optional<std::size_t> instance = {}) {
  return {world.model->find_partition(world.model->consul.datacenter, partition), instance};
}

inline void add_event(World& world, model::EventTarget target, model::FaultKind kind, Duration from,
                      Duration to) {
  model::Event event;
  event.name = "event " + std::to_string(world.model->events.size());
  event.target = std::move(target);
  event.kind = kind;
  event.begin = at(from);
  event.end = at(to);
  event.drain_time = Duration::seconds(1);
  world.model->events.push_back(std::move(event));
}

}  // namespace isthmus::support

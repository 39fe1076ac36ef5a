// What goes wrong while a scenario runs, and how those who watch learn of it.
//
// Everything is known before the run: what is hit, from when, until when. So a run needs no oracle
// and no message to tell a place that it is dead: whoever wants to know looks it up.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "sim/base/quantity.hpp"
#include "sim/base/source.hpp"
#include "sim/base/time.hpp"
#include "sim/model/service.hpp"
#include "sim/random/distribution.hpp"
#include "sim/underlay/zone.hpp"

namespace isthmus::model {

/// What happens to the target of an event.
enum class FaultKind : std::uint8_t {
  crash,      ///< The process is gone; its host answers with resets.
  restart,    ///< The same, but it has said so: it leaves the catalog at once.
  blackhole,  ///< Nothing gets in or out, and nobody answers.
  drain,      ///< It leaves the catalog, ends what it has, and is gone after a while.
  cut,        ///< Nothing passes the boundary.
  degrade,    ///< What passes the link takes longer, or is lost more often.
  apply,      ///< A config entry is written; routes are found again.
};

inline constexpr std::array<std::string_view, 7> fault_kind_words = {
    "crash", "restart", "blackhole", "drain", "cut", "degrade", "apply"};
constexpr std::string_view text(FaultKind kind) {
  return fault_kind_words[static_cast<std::size_t>(kind)];
}

/// Which way over a link; there is from its first end to its second.
enum class LinkDirection : std::uint8_t { both, there, back };

inline constexpr std::array<std::string_view, 3> link_direction_words = {"both", "there", "back"};

/// Gateways of a partition, or one of them.
struct GatewayTarget {
  PartitionId partition{};
  std::optional<std::size_t> instance{};
};
/// Instances of a service, each an app with its sidecar, or one of them.
struct ServiceTarget {
  ServiceId service{};
  std::optional<std::size_t> instance{};
};
/// Everything that runs in a zone, or what leads into it and out of it.
struct ZoneTarget {
  underlay::ZoneId zone{};
};
/// Everything that runs in a partition, or what leads into it and out of it.
struct PartitionTarget {
  PartitionId partition{};
};
/// What passes between two zones or regions, wherever it comes from.
struct LinkTarget {
  std::string a{};
  std::string b{};
  LinkDirection direction = LinkDirection::both;
};

/// The configuration: what changes is in Model::changes.
struct ConfigTarget {};

using EventTarget = std::variant<GatewayTarget, ServiceTarget, ZoneTarget, PartitionTarget,
                                 LinkTarget, ConfigTarget>;

struct Event {
  std::string name{};
  std::string text{};  ///< "gateway finance[0] blackhole"
  EventTarget target{};
  FaultKind kind = FaultKind::crash;
  SimTime begin{};
  SimTime end = SimTime::never();  ///< From here on all is as before; never, if nothing says so.
  Duration drain_time{};           ///< Of a drain: how long it still ends what it has.
  Duration extra_latency{};        ///< Of a degraded link, each way that is meant.
  Duration reroute_after{};        ///< Of a cut link: until what can goes another way.
  Ratio loss{};                    ///< Of a degraded link: more segments that do not arrive.
  SourceSpan at{};
};

/// How the catalog finds out about an instance.
///
/// Source   Kubernetes probes (periodSeconds, timeoutSeconds, failureThreshold, successThreshold),
///          which consul-k8s copies; Consul checks have the same knobs under other names.
struct HealthChecks {
  Duration interval{};
  Duration timeout{};          ///< After which a check without an answer has failed.
  std::uint64_t failures = 1;  ///< In a row, before an instance is critical.
  std::uint64_t passes = 1;    ///< In a row, before it is passing again.
};

/// How long what the catalog knows takes to reach a proxy.
struct ControlPlane {
  HealthChecks checks{};
  random::Distribution propagation{};  ///< Of each change to each proxy.
};

}  // namespace isthmus::model

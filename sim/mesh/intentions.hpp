// Who may call whom: intentions, decided at the destination's sidecar and nowhere else.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sim/base/source.hpp"
#include "sim/mesh/http_request.hpp"
#include "sim/mesh/names.hpp"

namespace isthmus::mesh {

enum class IntentionAction { allow, deny };

/// One of the ordered rules of an intention on the level of requests.
struct Permission {
  std::optional<IntentionAction> action{};
  std::optional<HttpCondition> http{};
};

/// Who calls. A name or namespace of an intention's source may be `*`; partition and peer are
/// always exact.
struct IntentionSource {
  ServiceName service{};
  std::string peer{};  ///< Empty: of the own cluster.
};

struct Intention {
  IntentionSource source{};
  ServiceName destination{};
  std::optional<IntentionAction> action{};  ///< Absent where there are permissions.
  std::vector<Permission> permissions{};
  SourceSpan at{};
  SourceSpan entry_at{};  ///< The service-intentions entry that it is one source of.
};

/// 9 for exact names on both sides down to 1 for wildcards everywhere; peer and partition do not
/// count.
///
/// Source   Consul agent/structs/config_entry_intentions.go, computeIntentionPrecedence.
int precedence(const Intention& intention);

/// Whether `a` is asked before `b`: higher precedence first, then by name, own cluster first.
///
/// Source   Consul agent/structs/intention.go, IntentionPrecedenceSorter.
bool is_asked_before(const Intention& a, const Intention& b);

/// Whether the intention speaks of that caller, or of that destination.
bool covers_source(const Intention& intention, const IntentionSource& caller);
bool covers_destination(const Intention& intention, const ServiceName& destination);

/// Kubernetes service-intentions or the HTTP API's: everything that is wrong with one destination's
/// list, in Consul's words.
///
/// Source   Consul agent/structs/config_entry_intentions.go, validate.
std::vector<std::string> intention_faults(std::string_view destination,
                                          std::span<const Intention> sources);

}  // namespace isthmus::mesh

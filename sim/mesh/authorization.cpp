#include "sim/mesh/authorization.hpp"

namespace isthmus::mesh {
namespace {

/// The one that is asked first of those that speak of both ends; null if none does.
const Intention* deciding(std::span<const Intention> intentions, const ServiceName& destination,
                          const IntentionSource& caller) {
  const Intention* best = nullptr;
  for (const Intention& one : intentions) {
    if (!covers_destination(one, destination) || !covers_source(one, caller)) continue;
    if (best == nullptr || is_asked_before(one, *best)) best = &one;
  }
  return best;
}

IntentionAction action_on(const Intention& intention, Listener listener, const HttpRequest& request,
                          IntentionAction default_action) {
  if (intention.permissions.empty()) return intention.action.value_or(IntentionAction::deny);
  if (listener == Listener::tcp) return IntentionAction::deny;
  for (const Permission& permission : intention.permissions) {
    if (permission.http && fits(*permission.http, request)) {
      return permission.action.value_or(IntentionAction::deny);
    }
  }
  return default_action;
}

bool names_everything(const Intention& intention) {
  const auto is_exact = [](const ServiceName& service) {
    return service.name != "*" && service.namespace_ != "*";
  };
  return is_exact(intention.source.service) && is_exact(intention.destination);
}

}  // namespace

Authorization authorize(std::span<const Intention> intentions, const ServiceName& destination,
                        const IntentionSource& caller, Listener listener,
                        const HttpRequest& request, IntentionAction default_action) {
  const Intention* intention = deciding(intentions, destination, caller);
  const IntentionAction action = intention != nullptr
                                     ? action_on(*intention, listener, request, default_action)
                                     : default_action;
  return {action == IntentionAction::allow, intention};
}

DecisionSummary decision_summary(std::span<const Intention> intentions,
                                 const ServiceName& destination, const IntentionSource& caller,
                                 IntentionAction default_action, PermissionsMean permissions) {
  DecisionSummary summary;
  summary.allowed = default_action == IntentionAction::allow;
  const Intention* intention = deciding(intentions, destination, caller);
  if (intention == nullptr) return summary;
  summary.has_permissions = !intention->permissions.empty();
  summary.has_exact = names_everything(*intention);
  summary.allowed = summary.has_permissions ? permissions == PermissionsMean::allow
                                            : intention->action == IntentionAction::allow;
  return summary;
}

}  // namespace isthmus::mesh

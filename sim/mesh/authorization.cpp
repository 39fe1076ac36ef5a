#include "sim/mesh/authorization.hpp"

#include <algorithm>
#include <optional>
#include <regex>

#include "sim/mesh/letter_case.hpp"

namespace isthmus::mesh {
namespace {

/// Whether the whole text fits; an expression that cannot be read fits nothing.
bool fits_expression(const std::string& text, const std::string& expression) {
  try {
    return std::regex_match(text, std::regex{expression});
  } catch (const std::regex_error&) {
    return false;
  }
}

bool fits_value(const HeaderCondition& header, const std::string& value) {
  if (header.exact) return value == *header.exact;
  if (header.prefix) return value.starts_with(*header.prefix);
  if (header.suffix) return value.ends_with(*header.suffix);
  if (header.contains) return value.find(*header.contains) != std::string::npos;
  if (header.regex) return fits_expression(value, *header.regex);
  return header.present;
}

bool fits_header(const HeaderCondition& header, const HttpRequest& request) {
  const auto at = request.headers.find(lower_text(header.name));
  const bool fits = at != request.headers.end() && fits_value(header, at->second);
  return fits != header.invert;
}

bool fits_request(const HttpCondition& http, const HttpRequest& request) {
  const std::string path = request.path.substr(0, request.path.find('?'));
  if (http.path_exact && path != *http.path_exact) return false;
  if (http.path_prefix && !path.starts_with(*http.path_prefix)) return false;
  if (http.path_regex && !fits_expression(path, *http.path_regex)) return false;
  if (!http.methods.empty() &&
      std::find(http.methods.begin(), http.methods.end(), request.method) == http.methods.end()) {
    return false;
  }
  return std::all_of(http.headers.begin(), http.headers.end(),
                     [&](const HeaderCondition& one) { return fits_header(one, request); });
}

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
    if (permission.http && fits_request(*permission.http, request)) {
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

#include "sim/route/permit.hpp"

#include <span>
#include <string>
#include <vector>

#include "sim/mesh/authorization.hpp"
#include "sim/mesh/discovery_chain.hpp"
#include "sim/mesh/names.hpp"
#include "sim/route/version_gate.hpp"

namespace isthmus::route {
namespace {

using mesh::Intention;
using mesh::IntentionAction;

/// The setting counts only in releases that know it.
bool has_own_policy(const model::ConsulSettings& consul) {
  return consul.default_intention_policy &&
         is_available(Feature::default_intention_policy, consul.version);
}

std::string_view word(bool allowed) { return allowed ? "allow" : "deny"; }

Voice policy_voice(const model::ConsulSettings& consul) {
  const std::string says{word(default_policy(consul) == model::DefaultPolicy::allow)};
  if (has_own_policy(consul)) {
    return {"default_intention_policy: " + says, 0, consul.default_intention_policy_at};
  }
  if (!consul.acl_enabled) return {};
  return {"acl default_policy: " + says, 0, consul.acl_default_policy_at};
}

Voice voice_of(const Intention& intention) {
  const std::string says = intention.permissions.empty()
                               ? std::string{word(intention.action == IntentionAction::allow)}
                               : std::string{"permissions for"};
  return {says + " " + mesh::short_text(intention.source.service) + " → " +
              mesh::short_text(intention.destination),
          mesh::precedence(intention), intention.at};
}

/// Those that speak of both ends, in the order in which they are asked.
std::vector<const Intention*> asked(const model::Model& model, const model::Service& to,
                                    const mesh::IntentionSource& caller) {
  std::vector<const Intention*> found;
  for (const std::span<const Intention> part : model.intentions_on(to.name)) {
    for (const Intention& one : part) {
      if (mesh::covers_source(one, caller)) found.push_back(&one);
    }
  }
  return found;
}

}  // namespace

model::DefaultPolicy default_policy(const model::ConsulSettings& consul) {
  if (has_own_policy(consul)) return *consul.default_intention_policy;
  return consul.acl_enabled ? consul.acl_default_policy : model::DefaultPolicy::allow;
}

Decision decide(const model::Model& model, const model::Service& from, const model::Service& to,
                const mesh::HttpRequest& request) {
  const mesh::IntentionSource caller{from.name, {}};
  const std::vector<const Intention*> voices = asked(model, to, caller);
  Decision decision;
  const bool open = default_policy(model.consul) == model::DefaultPolicy::allow;
  if (voices.empty()) {
    decision.permit = {open, policy_voice(model.consul), {}};
    return decision;
  }
  const bool http = mesh::is_http_like(model.protocol_of(to.name));
  decision.request = mesh::text(request);
  decision.intention = voices.front();
  decision.permit.allowed =
      mesh::authorize({voices.front(), 1}, to.name, caller,
                      http ? mesh::Listener::http : mesh::Listener::tcp, request,
                      open ? IntentionAction::allow : IntentionAction::deny)
          .allowed;
  decision.permit.decided_by = voice_of(*voices.front());
  for (std::size_t i = 1; i < voices.size(); ++i) {
    decision.permit.overruled.push_back(voice_of(*voices[i]));
  }
  const bool has_permissions = !voices.front()->permissions.empty();
  decision.permissions_on_tcp = has_permissions && !http;
  decision.by_request = has_permissions && http;
  return decision;
}

}  // namespace isthmus::route

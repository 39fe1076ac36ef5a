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

/// A peer that says nothing lets everybody in.
Voice policy_voice(const model::Peer& peer) {
  if (!peer.default_intention_policy_at.is_written()) return {};
  const bool open = peer.default_intention_policy == model::DefaultPolicy::allow;
  return {"default_intention_policy of the peer " + peer.name + ": " + std::string{word(open)}, 0,
          peer.default_intention_policy_at};
}

Voice voice_of(const Intention& intention) {
  const std::string says = intention.permissions.empty()
                               ? std::string{word(intention.action == IntentionAction::allow)}
                               : std::string{"permissions for"};
  mesh::ServiceName source = intention.source.service;
  source.away = intention.source.peer;
  return {says + " " + mesh::short_text(source) + " → " + mesh::short_text(intention.destination),
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
  const model::Peer* peer = model.peer_of(to.name.away);
  mesh::IntentionSource caller{mesh::at_home(from.name), {}};
  if (peer != nullptr) {
    caller.peer = peer->knows_us_as;
    caller.service.partition = mesh::default_name;
  }
  const std::vector<const Intention*> voices = asked(model, to, caller);
  Decision decision;
  const model::DefaultPolicy policy =
      peer != nullptr ? peer->default_intention_policy : default_policy(model.consul);
  const bool open = policy == model::DefaultPolicy::allow;
  if (voices.empty()) {
    decision.permit = {
        open, peer != nullptr ? policy_voice(*peer) : policy_voice(model.consul), {}};
    return decision;
  }
  const bool http = mesh::is_http_like(model.protocol_of(to.name));
  decision.request = mesh::text(request);
  decision.intention = voices.front();
  decision.permit.allowed =
      mesh::authorize({voices.front(), 1}, mesh::at_home(to.name), caller,
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

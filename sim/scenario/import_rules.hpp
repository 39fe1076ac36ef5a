// What Consul refuses, asked of canonical trees, and what an import mends instead of refusing it
// too: a misplaced name, a missing kind, upstreams on a gateway.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sim/scenario/consul_keys.hpp"
#include "sim/scenario/import_log.hpp"
#include "sim/scenario/node.hpp"

namespace isthmus::scenario {

/// The door by which a text reaches Consul: each has rules of its own.
enum class Surface {
  config_entry,         ///< `consul config write`, or the HTTP API.
  agent_file,           ///< A file of an agent: .hcl or .json.
  http_api,             ///< A service definition alone, as agents take it over HTTP.
  kubernetes_resource,  ///< A custom resource, behind a webhook.
};

/// Mends and judges a config entry.
///
/// Returns  whether anything is left of it: an entry that contradicts itself is an `invalid_entry`.
bool settle_entry(Node& entry, const EntryKind& kind, Surface surface, ImportLog& log);

/// The same for a service definition, sidecar included; one without a name, or of a kind that
/// Consul does not have, is of no use.
bool settle_registration(Node& registration, Surface surface, ImportLog& log);

/// Complains about a mode at `object.mesh_gateway.mode` that is none.
void check_mode(const Node& object, Surface surface, ImportLog& log);

/// Faults in Consul's words, for the kinds that the discovery chain is made of and for intentions.
std::vector<std::string> chain_entry_faults(const Node& entry, std::string_view kind);
std::vector<std::string> intention_entry_faults(const Node& entry);

}  // namespace isthmus::scenario

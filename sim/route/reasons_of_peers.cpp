// Reasons that cluster peerings give.
#include <string>

#include "sim/mesh/exports.hpp"
#include "sim/route/reasons.hpp"
#include "sim/route/version_gate.hpp"

namespace isthmus::route {
namespace {

std::string quoted(std::string_view text) { return '"' + std::string{text} + '"'; }

/// Where to look in a running Consul, as comments in front of what is to be pasted.
std::string commands_to_look(const model::ConsulVersion& version) {
  std::string text;
  if (is_available(Feature::exported_services_command, version)) {
    text += "# over there, `consul services exported-services` lists what is exported\n";
  }
  if (is_available(Feature::imported_services_command, version)) {
    text += "# over here, `consul services imported-services` lists what arrives of it\n";
  }
  return text;
}

Reason not_exported_by(const Ends& ends, const model::Peer& peer) {
  const mesh::ServiceName& wanted = ends.upstream.destination;
  Reason reason{"not-exported",
                peer.exported.at.is_written() ? peer.exported.at : peer.at,
                "the peer " + peer.name + " does not export " + wanted.name +
                    " to us, the peer that it calls " + quoted(peer.knows_us_as) + ", so " +
                    mesh::short_text(ends.from.name) + " finds no instances of it",
                {}};
  if (wanted.name == "consul") {
    reason.problem = "the service consul is never exported, whatever is written";
    return reason;
  }
  const std::string item =
      "{Name: " + wanted.name +
      (wanted.namespace_ == mesh::default_name ? "" : ", Namespace: " + wanted.namespace_) +
      ", Consumers: [{Peer: " + peer.knows_us_as + "}]}";
  reason.fix = commands_to_look(ends.model.consul.version);
  reason.fix +=
      peer.exported.at.is_written()
          ? "# to Services of the exported-services of the peer " + peer.name + "\n- " + item + "\n"
          : "peers:\n  " + peer.name + ":\n    config_entries:\n      - Kind: exported-services\n" +
                "        Name: default\n        Services:\n          - " + item + "\n";
  return reason;
}

Reason of_another_partition(const Ends& ends, const model::Peer& peer) {
  return {"peering-of-another-partition", ends.upstream.at,
          "the peering with " + peer.name + " belongs to the partition " +
              quoted(peer.local_partition) + ": a service of " + quoted(ends.from.name.partition) +
              " has no peer of that name",
          "peers:\n  " + peer.name + ":\n    partition: " + ends.from.name.partition + "\n"};
}

}  // namespace

std::optional<Reason> peering_fault(const Ends& ends, const model::Peer& peer) {
  if (peer.local_partition != ends.from.name.partition) return of_another_partition(ends, peer);
  if (mesh::exporting_item_to_peer(peer.exported, ends.upstream.destination, peer.knows_us_as) ==
      nullptr) {
    return not_exported_by(ends, peer);
  }
  return std::nullopt;
}

Reason peer_gateway_ends_tls(const Ends& ends) {
  return {
      "peer-gateway-ends-tls",
      ends.upstream.at,
      "the gateway of the peer ends TLS for " + mesh::short_text(ends.upstream.destination) +
          ", which speaks http, and begins another connection; here it relays bytes as for tcp, "
          "so the cost of that second handshake is left out",
      {}};
}

}  // namespace isthmus::route

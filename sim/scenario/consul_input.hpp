// Config entries and service definitions out of trees: which of them a mapping is, in whichever of
// the forms that people have, and the same inline or from a file.
#pragma once

#include <string>

#include "sim/scenario/consul_document.hpp"
#include "sim/scenario/decoder.hpp"
#include "sim/scenario/document.hpp"
#include "sim/scenario/field.hpp"
#include "sim/scenario/node.hpp"

namespace isthmus::scenario {

/// What a mapping is taken for that does not tell.
enum class Taken { for_entry, for_definition };

/// Reads everything in `node`, which may be a config entry, a service definition as an agent's file
/// or the HTTP API has it, the file of an agent, a list of any of these, or a text with HCL or
/// JSON.
///
/// Shape   `partition`: what those belong to that name none.
void read_consul(Decoder& decoder, const Node& node, const std::string& partition, Taken taken,
                 ConsulDocument& into);

/// The same for what a reader made of a text, with its complaints.
void read_consul(Decoder& decoder, Read read, const std::string& partition, Taken taken,
                 ConsulDocument& into);

/// `config_entries:` and `registrations:` of a scenario.
Field<Document> config_entries_field();
/// `apply:` of an event: one config entry.
Field<EventSection> apply_field();
/// The same for the entries of a peer, of which only some kinds mean anything to us.
Field<PeerSection> peer_entries_field();
Field<Document> registrations_field();

}  // namespace isthmus::scenario

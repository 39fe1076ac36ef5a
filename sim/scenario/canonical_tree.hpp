// One spelling for what people write in several: keys in snake_case and in one order, objects out
// of lists that hold just one, older names replaced, and nothing that says nothing.
#pragma once

#include <string_view>
#include <vector>

#include "sim/scenario/consul_keys.hpp"
#include "sim/scenario/import_log.hpp"
#include "sim/scenario/node.hpp"

namespace isthmus::scenario {

/// How the keys of a text are compared.
enum class Dialect {
  consul,      ///< In either letter case; CamelCase wins where both are there.
  kubernetes,  ///< camelCase and nothing else: what is not is not read by the API server.
};

/// The canonical form of the object `written`, with the places of the text.
///
/// Keys that Consul does not have are left out with the warning `unknown_key`, and Consul's
/// refusal. Shape    `ignored`: keys that may stand there and are left out without a word.
Node canonical(const ConsulKeys& keys, const Node& written, Dialect dialect, ImportLog& log,
               const std::vector<std::string_view>& ignored = {});

/// Puts the members of a canonical object into the order of `keys`; others, such as `kind`, stay in
/// front.
void put_in_order(Node& object, const ConsulKeys& keys);

/// A value that nobody looks into, as it is; of plain scalars of YAML it is settled whether they
/// are texts, numbers or truths.
Node settled(const Node& written);

/// The member that Consul would take for `key`, or null.
const Member* consul_member(const Node& mapping, std::string_view key);

/// The text of the scalar `object.key` of a canonical tree; empty where it is absent.
std::string text_at(const Node& object, std::string_view key);
/// `object.key.inner`, as `mesh_gateway.mode`.
std::string text_at(const Node& object, std::string_view key, std::string_view inner);
/// The items of the list `object.key`; none where it is absent.
const std::vector<Node>& items_at(const Node& object, std::string_view key);
/// Where `object.key` stands, or else the object.
SourceSpan place_of(const Node& object, std::string_view key);

/// Gives `object` the member `key`, or replaces its value.
void put(Node& object, std::string_view key, Node value);
void put_text(Node& object, std::string_view key, std::string text);
void take_out(Node& object, std::string_view key);

}  // namespace isthmus::scenario

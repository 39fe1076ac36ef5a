#include "sim/scenario/consul_input.hpp"

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/base/suggest.hpp"
#include "sim/scenario/consul_tables.hpp"
#include "sim/scenario/relocated.hpp"

namespace isthmus::scenario {
namespace {

/// The member whose key Consul would take for `key`.
const Member* consul_member(const Node& mapping, std::string_view key) {
  const auto at =
      std::find_if(mapping.members.begin(), mapping.members.end(),
                   [&](const Member& member) { return same_consul_key(member.key, key); });
  return at == mapping.members.end() ? nullptr : &*at;
}

bool has_any(const Node& mapping, std::initializer_list<std::string_view> keys) {
  return std::any_of(keys.begin(), keys.end(),
                     [&](std::string_view key) { return consul_member(mapping, key) != nullptr; });
}

/// The kinds that an agent registers; everything else with a kind is a config entry.
bool is_definition_kind(std::string_view kind) {
  return kind.empty() || kind == "connect-proxy" || kind == "mesh-gateway" ||
         kind == "ingress-gateway" || kind == "terminating-gateway" || kind == "api-gateway";
}

/// The file of an agent, as far as it registers something.
struct AgentSection {
  SourceSpan at{};
  Written<std::string> partition{};
  std::vector<RegistrationSection> definitions{};
  ConsulDocument bootstrap{};
};

struct BootstrapSection {
  SourceSpan at{};
  ConsulDocument entries{};
};

const Table<BootstrapSection>& bootstrap_table() {
  using S = BootstrapSection;
  Field<S> entries;
  entries.info = {.name = "bootstrap",
                  .shape = {.kind = Shape::Kind::list, .wanted = "a list of config entries"},
                  .doc = "Entries that the servers write when they start."};
  entries.read = [](Decoder& decoder, const Member& member, S& into) {
    for (const Node* item : decoder.items_of(member.value, Spelling::consul)) {
      read_consul(decoder, *item, {}, Taken::for_entry, into.entries);
    }
  };
  static const Table<S> table{
      {.name = "config_entries", .spelling = Spelling::consul, .doc = "Config entries."},
      {entries}};
  return table;
}

const Table<AgentSection>& agent_table() {
  using S = AgentSection;
  static const auto fields = [] {
    Field<S> entries;
    entries.info = {.name = "config_entries",
                    .shape = {.kind = Shape::Kind::mapping, .wanted = "a mapping"},
                    .doc = "Config entries of the servers."};
    entries.read = [](Decoder& decoder, const Member& member, S& into) {
      BootstrapSection section;
      read_mapping(decoder, bootstrap_table(), member.value, member.key_at, section);
      into.bootstrap = std::move(section.entries);
    };
    return std::vector<Field<S>>{
        list("service", &S::definitions, registration_table, "A service definition."),
        list("services", &S::definitions, registration_table, "Service definitions."),
        value("partition", &S::partition, "The partition of the agent."), entries};
  };
  static const Table<S> table{
      {.name = "file of an agent",
       .spelling = Spelling::consul,
       .doc = "The file of an agent, as far as it registers something.",
       .ignored = {"datacenter", "node_name", "data_dir", "log_level", "server", "bind_addr",
                   "client_addr", "ports", "retry_join", "bootstrap_expect", "ui_config",
                   "telemetry", "addresses", "leave_on_terminate", "advertise_addr"},
       .unsupported = {{"acl", "belongs into `consul: {acl: ...}` of the scenario"},
                       {"connect", "belongs into `connect:` of a partition of the scenario"},
                       {"enable_central_service_config", "belongs into `consul:` of the scenario",
                        "true"}},
       .declaring = {"service", "services", "partition"}},
      fields()};
  return table;
}

/// Where a definition has no kind but can only be meant as a sidecar, it becomes one.
void assume_kind(Decoder& decoder, RegistrationSection& definition) {
  const bool silent = !definition.kind || definition.kind->empty();
  const bool sidecar =
      definition.proxy.destination_service_name || definition.proxy.upstreams_given.at.is_written();
  if (!silent || !sidecar) return;
  decoder.warning(definition.name.at.is_written() ? definition.name.at : definition.at,
                  "kind_missing_assumed_connect_proxy",
                  "this definition has no kind, so Consul would register a plain service and its "
                  "proxy block would do nothing; it is read as a connect-proxy",
                  "add kind = \"connect-proxy\"");
  definition.kind.value = "connect-proxy";
}

/// Gives a partition to those that were read since `from` and name none of their own.
template <class Section>
void place_in(std::vector<Section>& sections, std::size_t from, const std::string& partition) {
  for (std::size_t i = from; i < sections.size(); ++i) {
    if (sections[i].file_partition.empty()) sections[i].file_partition = partition;
  }
}

template <class Section>
void append(std::vector<Section>& into, std::vector<Section> more) {
  for (Section& section : more) into.push_back(std::move(section));
}

void read_definition(Decoder& decoder, const Node& node, const std::string& partition,
                     ConsulDocument& into) {
  RegistrationSection& definition = into.registrations.emplace_back();
  definition.file_partition = partition;
  read_mapping(decoder, registration_table(), node, node.at, definition);
  assume_kind(decoder, definition);
}

void read_agent(Decoder& decoder, const Node& node, const std::string& partition,
                ConsulDocument& into) {
  AgentSection agent;
  read_mapping(decoder, agent_table(), node, node.at, agent);
  const std::string own = agent.partition.value_or(partition);
  for (RegistrationSection& definition : agent.definitions) assume_kind(decoder, definition);
  place_in(agent.definitions, 0, own);
  place_in(agent.bootstrap.proxy_defaults, 0, own);
  place_in(agent.bootstrap.service_defaults, 0, own);
  place_in(agent.bootstrap.service_intentions, 0, own);
  place_in(agent.bootstrap.service_resolvers, 0, own);
  place_in(agent.bootstrap.service_splitters, 0, own);
  place_in(agent.bootstrap.service_routers, 0, own);
  place_in(agent.bootstrap.sameness_groups, 0, own);
  place_in(agent.bootstrap.meshes, 0, own);
  place_in(agent.bootstrap.ingress_gateways, 0, own);
  append(into.registrations, std::move(agent.definitions));
  append(into.proxy_defaults, std::move(agent.bootstrap.proxy_defaults));
  append(into.service_defaults, std::move(agent.bootstrap.service_defaults));
  append(into.exported_services, std::move(agent.bootstrap.exported_services));
  append(into.service_intentions, std::move(agent.bootstrap.service_intentions));
  append(into.service_resolvers, std::move(agent.bootstrap.service_resolvers));
  append(into.service_splitters, std::move(agent.bootstrap.service_splitters));
  append(into.service_routers, std::move(agent.bootstrap.service_routers));
  append(into.sameness_groups, std::move(agent.bootstrap.sameness_groups));
  append(into.meshes, std::move(agent.bootstrap.meshes));
  append(into.ingress_gateways, std::move(agent.bootstrap.ingress_gateways));
}

template <class Section>
void read_as(Decoder& decoder, const Table<Section>& table, const Node& node,
             const std::string& partition, std::vector<Section>& into) {
  Section& section = into.emplace_back();
  section.file_partition = partition;
  read_mapping(decoder, table, node, node.at, section);
}

void read_entry(Decoder& decoder, const Node& node, const std::string& partition,
                ConsulDocument& into) {
  const Member* kind = consul_member(node, "kind");
  if (kind == nullptr) {
    return decoder.error(node.at, "required-key", "a config entry needs \"Kind\"",
                         "add Kind: and one of the kinds that docs/reference/scenario.md lists");
  }
  if (!kind->value.is_scalar()) return decoder.wrong_type(kind->value, "the kind of an entry");
  const std::string& text = kind->value.text;
  if (text == "proxy-defaults") {
    return read_as(decoder, proxy_defaults_table(), node, partition, into.proxy_defaults);
  }
  if (text == "service-defaults") {
    return read_as(decoder, service_defaults_table(), node, partition, into.service_defaults);
  }
  if (text == "exported-services") {
    return read_as(decoder, exported_services_table(), node, partition, into.exported_services);
  }
  if (text == "service-intentions") {
    return read_as(decoder, service_intentions_table(), node, partition, into.service_intentions);
  }
  if (text == "service-resolver") {
    return read_as(decoder, service_resolver_table(), node, partition, into.service_resolvers);
  }
  if (text == "service-splitter") {
    return read_as(decoder, service_splitter_table(), node, partition, into.service_splitters);
  }
  if (text == "service-router") {
    return read_as(decoder, service_router_table(), node, partition, into.service_routers);
  }
  if (text == "sameness-group") {
    return read_as(decoder, sameness_group_table(), node, partition, into.sameness_groups);
  }
  if (text == "mesh") return read_as(decoder, mesh_entry_table(), node, partition, into.meshes);
  if (text == "ingress-gateway") {
    return read_as(decoder, ingress_gateway_table(), node, partition, into.ingress_gateways);
  }
  if (has_any(node, {"api_version"})) {
    return decoder.error(
        kind->value.at, "unknown-config-entry-kind",
        "this is a resource of Kubernetes, not a config entry",
        "write Kind and Name of the entry it stands for, and the keys of its spec");
  }
  const auto kinds = config_entry_kinds();
  decoder.error(kind->value.at, "unknown-config-entry-kind",
                quoted(text) + " is not one of the kinds of config entries that a scenario knows",
                suggestion(text, std::vector<std::string>{kinds.begin(), kinds.end()}));
}

void read_one(Decoder& decoder, const Node& node, const std::string& partition, Taken taken,
              ConsulDocument& into) {
  const Member* kind = consul_member(node, "kind");
  // An ingress gateway is a service to register and an entry to configure, both of one kind.
  const bool is_entry =
      has_any(node, {"listeners"}) ||
      (kind != nullptr && kind->value.is_scalar() && !is_definition_kind(kind->value.text));
  if (kind != nullptr && is_entry) {
    return read_entry(decoder, node, partition, into);
  }
  if (has_any(node, {"service", "services", "config_entries"})) {
    return read_agent(decoder, node, partition, into);
  }
  if (kind != nullptr || has_any(node, {"proxy", "connect", "port", "address", "checks"})) {
    return read_definition(decoder, node, partition, into);
  }
  if (has_any(node, {"partition"}) && !has_any(node, {"name"})) {
    return read_agent(decoder, node, partition, into);
  }
  return taken == Taken::for_entry ? read_entry(decoder, node, partition, into)
                                   : read_definition(decoder, node, partition, into);
}

template <class Section>
Field<Section> consul_field(std::string name, std::string doc, Taken taken,
                            ConsulDocument Section::*member) {
  Field<Section> field;
  field.info = {.name = std::move(name),
                .shape = {.kind = Shape::Kind::list,
                          .wanted = "a list of mappings, or of texts with HCL or JSON",
                          .items = {shape_of(As<std::string>{})}},
                .doc = std::move(doc)};
  field.read = [taken, member](Decoder& decoder, const Member& written, Section& into) {
    for (const Node* item : decoder.items_of(written.value, Spelling::exact)) {
      read_consul(decoder, *item, {}, taken, into.*member);
    }
  };
  return field;
}

void add_entry_tables(Shape& shape) {
  auto& tables = shape.tables;
  tables.push_back([]() -> const TableInfo& { return proxy_defaults_table(); });
  tables.push_back([]() -> const TableInfo& { return service_defaults_table(); });
  tables.push_back([]() -> const TableInfo& { return exported_services_table(); });
  tables.push_back([]() -> const TableInfo& { return service_intentions_table(); });
  tables.push_back([]() -> const TableInfo& { return service_resolver_table(); });
  tables.push_back([]() -> const TableInfo& { return service_splitter_table(); });
  tables.push_back([]() -> const TableInfo& { return service_router_table(); });
  tables.push_back([]() -> const TableInfo& { return sameness_group_table(); });
  tables.push_back([]() -> const TableInfo& { return mesh_entry_table(); });
  tables.push_back([]() -> const TableInfo& { return ingress_gateway_table(); });
}

}  // namespace

void read_consul(Decoder& decoder, const Node& node, const std::string& partition, Taken taken,
                 ConsulDocument& into) {
  if (node.is_mapping()) return read_one(decoder, node, partition, taken, into);
  if (node.is_sequence()) {
    for (const Node& item : node.items) read_consul(decoder, item, partition, taken, into);
    return;
  }
  if (node.is_scalar() && node.text.find_first_of("={[") != std::string::npos) {
    return read_consul(decoder, read_embedded(decoder.sources(), node), partition, taken, into);
  }
  decoder.wrong_type(node, taken == Taken::for_entry ? "a config entry" : "a service definition");
}

void read_consul(Decoder& decoder, Read read, const std::string& partition, Taken taken,
                 ConsulDocument& into) {
  decoder.despite(read.diagnostics, [&] {
    if (read.root.is_null() || read.root.is_scalar()) return;
    // What is not all there is decoded for its mistakes only.
    ConsulDocument unused;
    read_consul(decoder, read.root, partition, taken, decoder.is_lossy() ? unused : into);
  });
  for (Diagnostic& diagnostic : read.diagnostics) {
    decoder.diagnostics().push_back(std::move(diagnostic));
  }
}

Field<Document> config_entries_field() {
  Field<Document> field =
      consul_field("config_entries", "Config entries as Consul reads them, in either letter case.",
                   Taken::for_entry, &Document::written_in_consul);
  add_entry_tables(field.info.shape);
  return field;
}

Field<EventSection> apply_field() {
  Field<EventSection> field;
  field.info = {
      .name = "apply",
      .shape = {.kind = Shape::Kind::mapping, .wanted = "a config entry"},
      .doc = "A config entry that is written then, in place of one of its kind and name."};
  add_entry_tables(field.info.shape);
  field.read = [](Decoder& decoder, const Member& written, EventSection& into) {
    into.apply_given = {true, written.key_at};
    if (!written.value.is_mapping()) return decoder.wrong_type(written.value, "a config entry");
    read_consul(decoder, written.value, {}, Taken::for_entry, into.apply);
  };
  return field;
}

Field<PeerSection> peer_entries_field() {
  Field<PeerSection> field = consul_field(
      "config_entries",
      "Its own entries: exported-services, service-intentions, service-defaults, proxy-defaults.",
      Taken::for_entry, &PeerSection::entries);
  auto& tables = field.info.shape.tables;
  tables.push_back([]() -> const TableInfo& { return proxy_defaults_table(); });
  tables.push_back([]() -> const TableInfo& { return service_defaults_table(); });
  tables.push_back([]() -> const TableInfo& { return exported_services_table(); });
  tables.push_back([]() -> const TableInfo& { return service_intentions_table(); });
  return field;
}

Field<Document> registrations_field() {
  Field<Document> field =
      consul_field("registrations", "Service definitions as an agent reads them.",
                   Taken::for_definition, &Document::written_in_consul);
  auto& tables = field.info.shape.tables;
  tables.push_back([]() -> const TableInfo& { return registration_table(); });
  tables.push_back([]() -> const TableInfo& { return agent_table(); });
  return field;
}

}  // namespace isthmus::scenario

// Scenarios, in and out: what an import writes, it reads.
#include <map>
#include <set>
#include <string>
#include <utility>

#include "sim/mesh/names.hpp"
#include "sim/scenario/canonical_tree.hpp"
#include "sim/scenario/crd_input.hpp"
#include "sim/scenario/import_places.hpp"
#include "sim/scenario/import_tree.hpp"
#include "sim/scenario/relocated.hpp"

namespace isthmus::scenario {
namespace {

constexpr const char* usual_gateway = "mesh-gateway";
constexpr const char* usual_datacenter = "dc1";

std::string or_default(std::string text) {
  return text.empty() ? std::string{mesh::default_name} : text;
}

/// What the entries speak of, found by looking through them once.
class Gathered {
 public:
  explicit Gathered(const Imported& imported) : consul_{imported.consul} {
    if (const std::string said = text_at(consul_, "datacenter"); !said.empty()) {
      datacenter_ = said;
    }
    for (const ImportedEntry& entry : imported.entries) {
      const std::string named =
          entry.type == ImportedType::gateway ? text_at(entry.written, "datacenter") : "";
      if (!named.empty()) datacenter_ = named;
    }
    places_ = ImportPlaces{datacenter_};
    for (const std::string& name : imported.partitions) partitions_[name];
    for (const std::string& name : imported.services) declare(name);
    for (const ImportedEntry& entry : imported.entries) gather(entry);
  }

  Node consul() const {
    Node made = consul_;
    if (datacenter_ != usual_datacenter) put_text(made, "datacenter", datacenter_);
    if (acl_) {
      Node acl = made.find("acl") == nullptr ? mapping_at({}) : *made.find("acl");
      put(acl, "enabled", scalar_at({}, ScalarForm::boolean, "true"));
      put(made, "acl", std::move(acl));
    }
    return made;
  }

  Node partitions() const {
    Node made = mapping_at({});
    for (const auto& [name, partition] : partitions_) {
      Node section = mapping_at({});
      if (partition.has_gateway) put(section, "mesh_gateway", partition.gateway);
      Node services = mapping_at({});
      for (const std::string& service : partition.services) {
        if (registered_.contains({name, service})) continue;
        put(services, service, mapping_at({}));
      }
      if (!services.members.empty()) put(section, "services", std::move(services));
      put(made, name, std::move(section));
    }
    return made;
  }

  const ImportPlaces& places() const { return places_; }
  Node config_entries() const { return config_entries_; }
  Node registrations() const { return registrations_; }

 private:
  struct Partition {
    std::set<std::string> services{};  ///< As keys of a scenario: web, or dev/web.
    bool has_gateway = false;
    Node gateway{};
  };

  static std::string key_of(const std::string& in, const std::string& name) {
    return in.empty() || in == mesh::default_name ? name : in + "/" + name;
  }

  /// `partition/namespace/service`
  void declare(const std::string& full) {
    const std::size_t first = full.find('/');
    const std::size_t second = full.find('/', first + 1);
    declare(full.substr(0, first), full.substr(first + 1, second - first - 1),
            full.substr(second + 1));
  }

  void declare(const std::string& partition, const std::string& in, const std::string& name) {
    const std::string where = or_default(partition);
    if (where == "*") return;
    auto& known = partitions_[where];
    if (name.empty() || name == "*" || in == "*" || name == usual_gateway) return;
    known.services.insert(key_of(in, name));
  }

  void gather(const ImportedEntry& entry) {
    const Node& written = entry.written;
    switch (entry.type) {
      case ImportedType::config_entry:
        config_entries_.items.push_back(written);
        return gather_entry(written);
      case ImportedType::registration:
        return gather_registration(written);
      case ImportedType::upstreams:
        return gather_registration(injected_sidecar(entry.file, written));
      case ImportedType::agent:
        partitions_[or_default(text_at(written, "partition"))];
        return;
      case ImportedType::gateway:
        return gather_gateway(written);
    }
  }

  void gather_entry(const Node& entry) {
    const std::string kind = text_at(entry, "kind");
    const std::string name = text_at(entry, "name");
    if (kind == "exported-services") {
      for (const Node& service : items_at(entry, "services")) {
        declare(name, text_at(service, "namespace"), text_at(service, "name"));
        for (const Node& consumer : items_at(service, "consumers")) {
          const std::string partition = text_at(consumer, "partition");
          if (!partition.empty()) declare(partition, "", "");
          places_.peer(text_at(consumer, "peer"), name, "", "");
        }
      }
      return declare(name, "", "");
    }
    const std::string partition = text_at(entry, "partition");
    const bool of_service = kind == "service-defaults" || kind == "service-intentions";
    declare(partition, text_at(entry, "namespace"), of_service ? name : "");
    for (const Node& source : items_at(entry, "sources")) {
      declare(text_at(source, "partition"), "", "");
      places_.peer(text_at(source, "peer"), partition, "", "");
    }
    for (const Node& listener : items_at(entry, "listeners")) {
      for (const Node& service : items_at(listener, "services")) {
        const std::string there = text_at(service, "partition");
        const std::string in = text_at(service, "namespace");
        declare(there.empty() ? partition : there, in.empty() ? text_at(entry, "namespace") : in,
                text_at(service, "name"));
      }
    }
    if (kind == "service-resolver" || kind == "sameness-group") places_.entry(entry, partition);
    const Node* config = entry.find("upstream_config");
    if (config == nullptr) return;
    for (const Node& one : items_at(*config, "overrides")) {
      if (const std::string peer = text_at(one, "peer"); !peer.empty()) {
        places_.peer(peer, partition, text_at(one, "namespace"), text_at(one, "name"));
        continue;
      }
      const std::string own = text_at(one, "partition");
      declare(own.empty() ? partition : own, text_at(one, "namespace"), text_at(one, "name"));
    }
  }

  void gather_registration(const Node& written) {
    registrations_.items.push_back(written);
    const std::string partition = or_default(text_at(written, "partition"));
    const std::string in = text_at(written, "namespace");
    declare(partition, "", "");
    const Node* proxy = written.find("proxy");
    const std::string kind = text_at(written, "kind");
    const std::string service = kind == "connect-proxy" && proxy != nullptr
                                    ? text_at(*proxy, "destination_service_name")
                                    : text_at(written, "name");
    registered_.insert({partition, key_of(in, service)});
    if (proxy != nullptr) gather_upstreams(*proxy, partition, in);
    const Node* connect = written.find("connect");
    const Node* sidecar = connect == nullptr ? nullptr : connect->find("sidecar_service");
    const Node* its_proxy = sidecar == nullptr ? nullptr : sidecar->find("proxy");
    if (its_proxy != nullptr) gather_upstreams(*its_proxy, partition, in);
  }

  void gather_upstreams(const Node& proxy, const std::string& partition, const std::string& in) {
    for (const Node& one : items_at(proxy, "upstreams")) {
      if (text_at(one, "destination_type") == "prepared_query") continue;
      const std::string datacenter = text_at(one, "datacenter");
      const std::string peer = text_at(one, "destination_peer");
      const std::string name = text_at(one, "destination_name");
      const std::string named = text_at(one, "destination_namespace");
      const std::string& away = named.empty() ? in : named;
      places_.peer(peer, partition, away, name);
      if (peer.empty()) places_.datacenter(datacenter, away, name);
      if (!peer.empty() || (!datacenter.empty() && datacenter != datacenter_)) continue;
      const std::string to = text_at(one, "destination_partition");
      const std::string there = text_at(one, "destination_namespace");
      declare(to.empty() ? partition : to, there.empty() ? in : there,
              text_at(one, "destination_name"));
    }
  }

  void gather_gateway(const Node& written) {
    acl_ = acl_ || text_at(written, "acl_enabled") == "true";
    Partition& partition = partitions_[or_default(text_at(written, "partition"))];
    const Node* gateway = written.find("mesh_gateway");
    if (gateway == nullptr || text_at(*gateway, "enabled") != "true") return;
    partition.has_gateway = true;
    partition.gateway = mapping_at({});
    const std::string service = text_at(*gateway, "service");
    if (!service.empty() && service != usual_gateway) {
      put_text(partition.gateway, "service", service);
    }
    if (const Node* replicas = gateway->find("replicas")) {
      put(partition.gateway, "replicas", *replicas);
    }
    const Node* wan = gateway->find("wan_address");
    const std::string address = wan == nullptr ? "" : text_at(*wan, "address");
    if (!address.empty()) {
      const bool six = address.find(':') != std::string::npos;
      put_text(partition.gateway, "wan",
               (six ? "[" + address + "]" : address) + ":" + text_at(*wan, "port"));
    }
  }

  Node consul_;
  std::map<std::string, Partition> partitions_{};
  std::set<std::pair<std::string, std::string>> registered_{};
  Node config_entries_ = sequence_at({});
  Node registrations_ = sequence_at({});
  std::string datacenter_ = usual_datacenter;
  ImportPlaces places_{datacenter_};
  bool acl_ = false;
};

/// A partition's gateway in the form of helm_values.hpp.
Node gateway_of_section(const std::string& partition, const Node& section) {
  Node made = mapping_at(section.at);
  put_text(made, "partition", partition);
  Node gateway = mapping_at(section.at);
  put(gateway, "enabled", scalar_at(section.at, ScalarForm::boolean, "true"));
  const std::string service = text_at(section, "service");
  put_text(gateway, "service", service.empty() ? usual_gateway : service);
  if (const std::string replicas = text_at(section, "replicas"); !replicas.empty()) {
    put(gateway, "replicas", scalar_at(section.at, ScalarForm::number, replicas));
  }
  const std::string wan = text_at(section, "wan");
  const std::size_t colon = wan.rfind(':');
  if (colon != std::string::npos) {
    const bool six = wan.front() == '[';
    Node address = mapping_at(section.at);
    put_text(address, "source", "Static");
    put_text(address, "address", six ? wan.substr(1, colon - 2) : wan.substr(0, colon));
    put(address, "port", scalar_at(section.at, ScalarForm::number, wan.substr(colon + 1)));
    put(gateway, "wan_address", std::move(address));
  }
  put(made, "mesh_gateway", std::move(gateway));
  return made;
}

/// Adds named sections to those of another scenario; the first of a name stays.
void add_sections(Node& into, const Node& written) {
  if (into.is_null()) into = mapping_at(written.at);
  for (const Member& section : written.members) {
    if (into.find(section.key) == nullptr) put(into, section.key, settled(section.value));
  }
}

}  // namespace

Node scenario_of(const Imported& imported) {
  const Gathered gathered{imported};
  Node scenario = mapping_at({});
  put(scenario, "isthmus", scalar_at({}, ScalarForm::number, "1"));
  for (auto [key, section] :
       {std::pair{"consul", gathered.consul()}, std::pair{"partitions", gathered.partitions()},
        std::pair{"datacenters", gathered.places().datacenters(imported.datacenters)},
        std::pair{"peers", gathered.places().peers(imported.peers)},
        std::pair{"prepared_queries", imported.prepared_queries},
        std::pair{"config_entries", gathered.config_entries()},
        std::pair{"registrations", gathered.registrations()}}) {
    if (!section.members.empty() || !section.items.empty()) {
      put(scenario, key, std::move(section));
    }
  }
  return scenario;
}

void TreeImporter::read_scenario(const Node& scenario) {
  form_ = TextForm::in_consuls_own;  // Inside a scenario YAML is nothing to wonder about.
  for (const Member& member : scenario.members) {
    const std::string& key = member.key;
    if (key == "partitions") {
      read_scenario_partitions(member.value);
    } else if (key == "config_entries" || key == "registrations") {
      read_scenario_items(member.value);
    } else if (key == "consul") {
      imported_.consul = settled(member.value);
    } else if (key == "peers") {
      add_sections(imported_.peers, member.value);
    } else if (key == "datacenters") {
      add_sections(imported_.datacenters, member.value);
    } else if (key == "prepared_queries") {
      add_sections(imported_.prepared_queries, member.value);
    } else if (key != "isthmus" && key != "name" && key != "description") {
      log_.warning(member.key_at, "scenario_part_left_out",
                   "`" + key + "` of a scenario is not imported: it says nothing about Consul",
                   "copy it into the scenario that is written");
    }
  }
}

void TreeImporter::read_scenario_partitions(const Node& partitions) {
  for (const Member& partition : partitions.members) {
    imported_.partitions.push_back(partition.key);
    if (const Node* gateway = partition.value.find("mesh_gateway")) {
      add(ImportedType::gateway, gateway_of_section(partition.key, *gateway));
    }
    const Node* services = partition.value.find("services");
    if (services == nullptr) continue;
    for (const Member& service : services->members) {
      const bool divided = service.key.find('/') != std::string::npos;
      imported_.services.push_back(partition.key + "/" + (divided ? "" : "default/") + service.key);
      // A proxy block written inside the service is the registration of its sidecar.
      if (const Node* proxy = service.value.find("proxy")) {
        const std::size_t slash = service.key.find('/');
        Node sidecar = injected_sidecar(divided ? service.key.substr(slash + 1) : service.key,
                                        sequence_at(proxy->at));
        Node body = *proxy;
        put_text(body, "destination_service_name",
                 text_at(*sidecar.find("proxy"), "destination_service_name"));
        put(sidecar, "proxy", std::move(body));
        put_text(sidecar, "partition", partition.key);
        if (divided) put_text(sidecar, "namespace", service.key.substr(0, slash));
        read_definition(sidecar, Surface::agent_file);
      }
    }
  }
}

void TreeImporter::read_scenario_items(const Node& list) {
  const auto read_item = [&](const Node& item) {
    if (item.is_mapping()) return read_mapping(item);
    if (!item.is_scalar()) return;
    Read inner = read_embedded(imported_.sources, item);
    for (Diagnostic& mistake : inner.diagnostics) {
      log_.diagnostics.push_back(std::move(mistake));
    }
    if (inner.root.is_mapping()) read_mapping(inner.root);
  };
  for (const Node& item : list.items) read_item(item);
}

}  // namespace isthmus::scenario

#include "sim/scenario/import_places.hpp"

#include "sim/mesh/names.hpp"
#include "sim/scenario/canonical_tree.hpp"

namespace isthmus::scenario {
namespace {

using Service = std::pair<std::string, std::string>;

bool is_default(const std::string& text) { return text.empty() || text == mesh::default_name; }

Node number(const char* digits) { return scalar_at({}, ScalarForm::number, digits); }

/// One gateway, and the services by name.
Node section_of(const std::set<Service>& services) {
  Node section = mapping_at({});
  Node gateway = mapping_at({});
  put(gateway, "replicas", number("1"));
  put(section, "mesh_gateway", std::move(gateway));
  Node named = mapping_at({});
  for (const auto& [in, name] : services) {
    put(named, is_default(in) ? name : in + "/" + name, mapping_at({}));
  }
  if (!named.members.empty()) put(section, "services", std::move(named));
  return section;
}

/// The exported-services entry of a peer, by which we see its services.
Node export_to(const std::string& consumer, const std::set<Service>& services) {
  Node entry = mapping_at({});
  put_text(entry, "kind", "exported-services");
  put_text(entry, "name", mesh::default_name);
  Node exported = sequence_at({});
  for (const auto& [in, name] : services) {
    Node item = mapping_at({});
    put_text(item, "name", name);
    if (!is_default(in)) put_text(item, "namespace", in);
    Node us = mapping_at({});
    put_text(us, "peer", consumer);
    Node consumers = sequence_at({});
    consumers.items.push_back(std::move(us));
    put(item, "consumers", std::move(consumers));
    exported.items.push_back(std::move(item));
  }
  put(entry, "services", std::move(exported));
  return entry;
}

}  // namespace

void ImportPlaces::peer(const std::string& name, const std::string& partition,
                        const std::string& in, const std::string& service) {
  if (name.empty() || name == "*") return;
  const auto [at, is_new] = peers_.try_emplace(name);
  if (is_new) at->second.partition = partition;
  if (!service.empty() && service != "*" && in != "*") at->second.services.emplace(in, service);
}

void ImportPlaces::datacenter(const std::string& name, const std::string& in,
                              const std::string& service) {
  if (name.empty() || name == ours_) return;
  Place& place = datacenters_[name];
  if (!service.empty() && service != "*" && in != "*") place.services.emplace(in, service);
}

void ImportPlaces::target(const Node& target, const Node& entry, const std::string& partition) {
  const std::string own = text_at(entry, "name");
  const std::string other = text_at(target, "service");
  const std::string in = text_at(target, "namespace");
  const std::string& service = other.empty() ? own : other;
  const std::string there = in.empty() ? text_at(entry, "namespace") : in;
  peer(text_at(target, "peer"), partition, there, service);
  datacenter(text_at(target, "datacenter"), there, service);
  for (const Node& one : items_at(target, "datacenters")) {
    if (one.is_scalar()) datacenter(one.text, there, service);
  }
}

void ImportPlaces::entry(const Node& entry, const std::string& partition) {
  for (const Node& member : items_at(entry, "members")) {
    peer(text_at(member, "peer"), partition, {}, {});
  }
  if (const Node* redirect = entry.find("redirect")) target(*redirect, entry, partition);
  const Node* failover = entry.find("failover");
  if (failover == nullptr) return;
  for (const Member& rule : failover->members) {
    target(rule.value, entry, partition);
    for (const Node& one : items_at(rule.value, "targets")) target(one, entry, partition);
  }
}

Node ImportPlaces::peers(const Node& written) const {
  Node made = written.is_mapping() ? written : mapping_at({});
  for (const auto& [name, place] : peers_) {
    if (made.find(name) != nullptr) continue;
    Node section = section_of(place.services);
    if (!is_default(place.partition)) put_text(section, "partition", place.partition);
    if (!place.services.empty()) {
      Node entries = sequence_at({});
      entries.items.push_back(export_to(ours_, place.services));
      put(section, "config_entries", std::move(entries));
    }
    put(made, name, std::move(section));
  }
  return made;
}

Node ImportPlaces::datacenters(const Node& written) const {
  Node made = written.is_mapping() ? written : mapping_at({});
  for (const auto& [name, place] : datacenters_) {
    if (made.find(name) == nullptr) put(made, name, section_of(place.services));
  }
  return made;
}

}  // namespace isthmus::scenario

#include "sim/scenario/patch.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "sim/scenario/canonical_tree.hpp"
#include "sim/scenario/consul_keys.hpp"
#include "sim/scenario/crd_input.hpp"
#include "sim/scenario/place_in_tree.hpp"
#include "sim/scenario/shape.hpp"

namespace isthmus::scenario {
namespace {

using mesh::Change;
using mesh::Edit;
using mesh::Setting;

/// How the keys of a text are spelled.
enum class Keys { snake, camel, resource };

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }

/// Consul's own CamelCase, which writes some words in capitals.
std::string consul_camel(std::string_view key) {
  if (key == "http") return "HTTP";
  if (key == "external_sni") return "ExternalSNI";
  return camel_case(key);
}

std::string spelled(const std::string& key, Keys keys) {
  if (keys == Keys::snake) return key;
  std::string camel = consul_camel(key);
  if (keys == Keys::camel) return camel;
  if (key == "http") return key;
  camel.front() = static_cast<char>(camel.front() - 'A' + 'a');
  return camel;
}

Node node_of(const Setting& setting, Keys keys) {
  switch (setting.kind) {
    case Setting::Kind::text:
      return scalar_at({}, ScalarForm::string, setting.words);
    case Setting::Kind::bare:
      return scalar_at({},
                       setting.words == "true" || setting.words == "false" ? ScalarForm::boolean
                                                                           : ScalarForm::number,
                       setting.words);
    case Setting::Kind::list: {
      Node list = sequence_at({});
      for (const Setting& item : setting.items) list.items.push_back(node_of(item, keys));
      return list;
    }
    case Setting::Kind::object:
      break;
  }
  Node object = mapping_at({});
  for (std::size_t i = 0; i < setting.keys.size(); ++i) {
    object.members.push_back({spelled(setting.keys[i], keys), {}, node_of(setting.items[i], keys)});
  }
  return object;
}

template <class Mapping>
auto member_called(Mapping& mapping, const std::string& key) -> decltype(mapping.members.data()) {
  for (auto& member : mapping.members) {
    if (same_consul_key(member.key, key)) return &member;
  }
  return nullptr;
}

/// The value under `key`, made where it is not there.
Node& child(Node& mapping, const std::string& key, Keys keys) {
  mapping.kind = Node::Kind::mapping;
  // Consul takes a list of one object for the object, and people write it so.
  if (Member* there = member_called(mapping, key)) {
    Node& value = there->value;
    const bool wrapped = value.is_sequence() && value.items.size() == 1;
    return wrapped && value.items.front().is_mapping() ? value.items.front() : value;
  }
  mapping.members.push_back({spelled(key, keys), {}, null_at({})});
  return mapping.members.back().value;
}

void add_to_list(Node& list, Node item, Change::Act act) {
  if (!list.is_sequence()) {
    // One object stands for a list of one.
    Node only = std::move(list);
    list = sequence_at({});
    if (!only.is_null()) list.items.push_back(std::move(only));
  }
  list.items.insert(act == Change::Act::prepend ? list.items.begin() : list.items.end(),
                    std::move(item));
}

void make(const Change& change, Node& mapping, Keys keys) {
  Node* at = &mapping;
  for (std::size_t i = 0; i + 1 < change.path.size(); ++i) at = &child(*at, change.path[i], keys);
  const std::string& key = change.path.back();
  switch (change.act) {
    case Change::Act::set:
      at->kind = Node::Kind::mapping;
      if (Member* there = member_called(*at, key)) {
        there->value = node_of(change.value, keys);
      } else {
        at->members.push_back({spelled(key, keys), {}, node_of(change.value, keys)});
      }
      return;
    case Change::Act::append:
    case Change::Act::prepend: {
      at->kind = Node::Kind::mapping;
      Member* there = member_called(*at, key);
      if (there == nullptr) {
        at->members.push_back({spelled(key, keys), {}, null_at({})});
        there = &at->members.back();
      }
      return add_to_list(there->value, node_of(change.value, keys), change.act);
    }
    case Change::Act::remove:
      at->members.erase(
          std::remove_if(at->members.begin(), at->members.end(),
                         [&](const Member& member) { return same_consul_key(member.key, key); }),
          at->members.end());
  }
}

bool speaks_camel(const Node& node) {
  const auto camel = [](const Member& member) { return is_upper(member.key.front()); };
  return std::any_of(node.members.begin(), node.members.end(), camel);
}

Keys keys_of(Form form, const Node& subject) {
  if (form == Form::resource) return Keys::resource;
  return speaks_camel(subject) ? Keys::camel : Keys::snake;
}

/// Where the settings of a subject begin: in the spec of a resource.
Node& body_of(Node& subject, Form form) {
  if (form != Form::resource) return subject;
  return child(subject, "spec", Keys::resource);
}

void make_all(const Edit& edit, Node& subject, Form form, bool is_proxy, Keys keys) {
  for (Change change : edit.changes) {
    Node* mapping = change.in.is_written() ? node_at(subject, change.in) : nullptr;
    if (mapping == nullptr) mapping = &body_of(subject, form);
    if (is_proxy && change.path.front() == "proxy") change.path.erase(change.path.begin());
    make(change, *mapping, keys);
  }
}

/// An entry that is not there yet.
Node new_entry(const Edit& edit, Form form) {
  Node entry = mapping_at({});
  const bool of_partition = edit.kind == "exported-services" || edit.kind == "proxy-defaults";
  const std::string name = edit.kind == "exported-services" ? edit.service.partition
                           : edit.kind == "proxy-defaults"  ? "global"
                                                            : edit.service.name;
  const bool in_namespace = !of_partition && edit.service.namespace_ != mesh::default_name;
  if (form == Form::resource) {
    const EntryKind* kind = entry_kind(edit.kind);
    put_text(entry, "apiVersion", "consul.hashicorp.com/v1alpha1");
    put_text(entry, "kind", kind == nullptr ? edit.kind : std::string{kind->resource});
    Node metadata = mapping_at({});
    put_text(metadata, "name", name);
    if (in_namespace) put_text(metadata, "namespace", edit.service.namespace_);
    put(entry, "metadata", std::move(metadata));
    Node spec = mapping_at({});
    if (edit.kind == "service-intentions") {
      Node destination = mapping_at({});
      put_text(destination, "name", name);
      put(spec, "destination", std::move(destination));
    }
    put(entry, "spec", std::move(spec));
  } else {
    put_text(entry, "Kind", edit.kind);
    put_text(entry, "Name", name);
    if (in_namespace) put_text(entry, "Namespace", edit.service.namespace_);
    const bool says_partition =
        edit.kind != "exported-services" && edit.service.partition != mesh::default_name;
    if (says_partition) put_text(entry, "Partition", edit.service.partition);
  }
  make_all(edit, entry, form, false, form == Form::resource ? Keys::resource : Keys::camel);
  return entry;
}

/// A part of a scenario: from its top down to what is new.
Patch added_to_scenario(const std::vector<Change>& changes) {
  Patch patch;
  patch.now = mapping_at({});
  for (const Change& change : changes) make(change, patch.now, Keys::snake);
  return patch;
}

/// What stands in `partitions:` of a scenario is shown by its path, and only what is new of it.
std::optional<Patch> inside_scenario(const Edit& edit, const PlaceInTree& place) {
  if (place.path.empty() || place.path.front() != "partitions") return std::nullopt;
  std::vector<Change> changes = edit.changes;
  for (Change& change : changes) {
    if (change.act != Change::Act::append) return std::nullopt;
    const bool doubled = change.path.front() == "proxy" && place.path.back() == "proxy";
    std::vector<std::string> path = place.path;
    path.insert(path.end(), change.path.begin() + (doubled ? 1 : 0), change.path.end());
    change.path = std::move(path);
  }
  return added_to_scenario(changes);
}

std::optional<Patch> changed(const Edit& edit, PlaceInTree place) {
  if (place.form == Form::scenario) {
    if (auto patch = inside_scenario(edit, place)) return patch;
  }
  Patch patch;
  patch.form = place.form;
  patch.before = place.node;
  patch.now = std::move(place.node);
  patch.replaces = edit.at;
  patch.is_item = place.in_list;
  patch.key = place.key();
  const Keys keys = keys_of(place.form, patch.now);
  const bool is_proxy = !place.path.empty() && place.path.back() == "proxy";
  make_all(edit, patch.now, place.form, is_proxy, keys);
  return patch;
}

/// Config entries as far as they are mappings of the tree itself.
std::size_t entries_in(const Node& root) {
  if (root.is_sequence()) {
    std::size_t sum = 0;
    for (const Node& item : root.items) sum += entries_in(item);
    return sum;
  }
  if (const Node* list = root.find("config_entries")) return entries_in(*list);
  return member_called(root, "kind") != nullptr ? 1 : 0;
}

/// The members of `from` put into `into`: mappings are merged, lists grow, the rest is replaced.
void merge(Node& into, const Node& from) {
  into.kind = Node::Kind::mapping;
  for (const Member& member : from.members) {
    Member* there = nullptr;
    for (Member& candidate : into.members) {
      if (candidate.key == member.key) there = &candidate;
    }
    if (there == nullptr) {
      into.members.push_back(member);
    } else if (member.value.is_mapping() && (there->value.is_mapping() || there->value.is_null())) {
      merge(there->value, member.value);
    } else if (member.value.is_sequence() && there->value.is_sequence()) {
      for (const Node& item : member.value.items) there->value.items.push_back(item);
    } else {
      there->value = member.value;
    }
  }
}

}  // namespace

Patcher::Patcher(const Sources& sources, std::span<const Edit> edits) {
  std::array<std::size_t, 5> entries{};
  std::vector<std::vector<std::uint32_t>> lines(sources.size());
  for (const Edit& edit : edits) {
    if (edit.at.is_written()) lines[edit.at.source.index()].push_back(edit.at.line);
  }
  for (std::size_t i = 0; i < sources.size(); ++i) {
    std::sort(lines[i].begin(), lines[i].end());
    for (Tree& tree : trees_around(sources, SourceId{i}, lines[i])) {
      entries[static_cast<std::size_t>(tree.form)] += entries_in(tree.root);
      trees_.push_back(std::move(tree));
    }
  }
  const auto most = std::max_element(entries.begin(), entries.end());
  usual_ = static_cast<Form>(most - entries.begin());  // A draw goes to the scenario.
}

std::optional<Patch> Patcher::patch_of(const Edit& edit) const {
  std::optional<Patch> patch = made(edit);
  if (!patch) return patch;
  patch->now = settled(patch->now);
  if (!patch->before.is_null()) patch->before = settled(patch->before);
  return patch;
}

std::optional<Patch> Patcher::made(const Edit& edit) const {
  if (edit.at.is_written()) {
    std::optional<PlaceInTree> place = place_in(trees_, edit.at);
    if (!place) return std::nullopt;
    return changed(edit, *std::move(place));
  }
  if (edit.subject == Edit::Subject::scenario) return added_to_scenario(edit.changes);
  Patch patch;
  patch.form = usual_;
  patch.now = new_entry(edit, usual_);
  if (usual_ == Form::scenario) {
    Node list = sequence_at({});
    list.items.push_back(std::move(patch.now));
    patch.now = mapping_at({});
    put(patch.now, "config_entries", std::move(list));
  }
  return patch;
}

bool apply(const Patch& patch, Node& root) {
  if (patch.replaces.is_written()) {
    Node* there = node_at(root, patch.replaces);
    if (there == nullptr) return false;
    *there = patch.now;
    return true;
  }
  if (patch.form == Form::scenario) {
    merge(root, patch.now);
    return true;
  }
  Node entries = mapping_at({});
  Node list = sequence_at({});
  list.items.push_back(patch.now);
  put(entries, "config_entries", std::move(list));
  merge(root, entries);
  return true;
}

}  // namespace isthmus::scenario

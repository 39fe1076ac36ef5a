#include "sim/mesh/edit.hpp"

#include <algorithm>
#include <cstddef>

namespace isthmus::mesh {

Setting Setting::text(std::string words) { return {Kind::text, std::move(words), {}, {}}; }

Setting Setting::bare(std::string words) { return {Kind::bare, std::move(words), {}, {}}; }

Setting Setting::list(std::vector<Setting> items) { return {Kind::list, {}, {}, std::move(items)}; }

Setting Setting::object(std::vector<std::pair<std::string, Setting>> members) {
  Setting made{Kind::object, {}, {}, {}};
  for (auto& [key, value] : members) {
    made.keys.push_back(std::move(key));
    made.items.push_back(std::move(value));
  }
  return made;
}

namespace {

/// Both say the same besides their consumers.
bool name_the_same(const Setting& a, const Setting& b) {
  if (a.keys != b.keys) return false;
  for (std::size_t i = 0; i < a.keys.size(); ++i) {
    if (a.keys[i] != "consumers" && a.items[i] != b.items[i]) return false;
  }
  return true;
}

/// Both add an exported service of one name.
bool export_the_same(const Change& a, const Change& b) {
  return a.act == Change::Act::append && b.act == a.act && a.in == b.in && a.path == b.path &&
         a.path.size() == 1 && a.path.front() == "services" && name_the_same(a.value, b.value);
}

void add_consumers(Change& change, const Change& more) {
  for (std::size_t i = 0; i < more.value.keys.size(); ++i) {
    if (more.value.keys[i] != "consumers") continue;
    std::vector<Setting>& known = change.value.items[i].items;
    for (const Setting& consumer : more.value.items[i].items) {
      if (std::find(known.begin(), known.end(), consumer) == known.end()) known.push_back(consumer);
    }
  }
}

}  // namespace

bool same_subject(const Edit& a, const Edit& b) {
  if (a.subject != b.subject || a.kind != b.kind || a.at != b.at) return false;
  if (a.at.is_written()) return true;
  if (a.subject != Edit::Subject::config_entry) return false;
  const bool of_partition = a.kind == "exported-services" || a.kind == "proxy-defaults";
  return of_partition ? a.service.partition == b.service.partition : a.service == b.service;
}

void add_to(Edit& edit, const Edit& more) {
  for (const Change& change : more.changes) {
    bool merged = false;
    for (Change& known : edit.changes) {
      const bool contradicts = known.act == Change::Act::set && change.act == known.act &&
                               known.path == change.path && known.in == change.in;
      merged = merged || known == change || contradicts;
      if (merged || !export_the_same(known, change)) continue;
      add_consumers(known, change);
      merged = true;
    }
    if (!merged) edit.changes.push_back(change);
  }
}

Edit entry_edit(std::string kind, ServiceName service, SourceSpan at, std::vector<Change> changes) {
  return {Edit::Subject::config_entry, std::move(kind), std::move(service), at, std::move(changes)};
}

Edit scenario_edit(std::vector<std::string> path, Setting value, Change::Act act) {
  Edit edit;
  edit.subject = Edit::Subject::scenario;
  edit.changes.push_back({act, std::move(path), std::move(value), {}});
  return edit;
}

Edit upstream_edit(ServiceName owner, SourceSpan upstream, Change change) {
  return {Edit::Subject::upstream, {}, std::move(owner), upstream, {std::move(change)}};
}

}  // namespace isthmus::mesh

// An edit in one line, for tests to compare: "exported-services: append services {name: billing}".
#pragma once

#include <optional>
#include <string>

#include "sim/mesh/edit.hpp"

namespace isthmus::support {

inline std::string setting_text(const mesh::Setting& setting) {
  using Kind = mesh::Setting::Kind;
  if (setting.kind == Kind::text || setting.kind == Kind::bare) return setting.words;
  std::string text;
  for (std::size_t i = 0; i < setting.items.size(); ++i) {
    if (i > 0) text += ", ";
    if (setting.kind == Kind::object) text += setting.keys[i] + ": ";
    text += setting_text(setting.items[i]);
  }
  return setting.kind == Kind::object ? "{" + text + "}" : "[" + text + "]";
}

inline std::string edit_text(const std::optional<mesh::Edit>& edit) {
  if (!edit) return "";
  constexpr const char* subjects[] = {"", "registration", "upstream", "scenario"};
  constexpr const char* acts[] = {"set", "append", "prepend", "remove"};
  std::string text = edit->kind.empty() ? subjects[static_cast<int>(edit->subject)] : edit->kind;
  for (const mesh::Change& change : edit->changes) {
    text += std::string{": "} + acts[static_cast<int>(change.act)];
    for (std::size_t i = 0; i < change.path.size(); ++i) {
      text += (i == 0 ? " " : ".") + change.path[i];
    }
    if (change.act != mesh::Change::Act::remove) text += " " + setting_text(change.value);
  }
  return text;
}

}  // namespace isthmus::support

#include "tests/tidy/include_rules.hpp"

#include <algorithm>

namespace isthmus::tidy {

namespace {

const Room* find(std::string_view name) {
  const auto* const found = std::find_if(rooms.begin(), rooms.end(),
                                         [name](const Room& room) { return room.name == name; });
  return found == rooms.end() ? nullptr : found;
}

}  // namespace

std::string included_path(std::string_view line) {
  const std::size_t hash = line.find_first_not_of(" \t");
  if (hash == std::string_view::npos || line.substr(hash, 8) != "#include") return {};
  const std::size_t open = line.find_first_of("\"<", hash);
  if (open == std::string_view::npos) return {};
  const std::size_t close = line.find_first_of("\">", open + 1);
  return std::string{line.substr(open + 1, close - open - 1)};
}

std::string room_of_include(std::string_view path) {
  for (const std::string_view top : {"reports", "gui", "tests"}) {
    if (path.substr(0, top.size() + 1) == std::string{top} + "/") return std::string{top};
  }
  if (path.substr(0, 4) != "sim/") return {};
  return std::string{path.substr(4, path.find('/', 4) - 4)};
}

std::set<std::string> permitted(std::string_view room) {
  std::set<std::string> may;
  const Room* const entry = find(room);
  if (entry == nullptr) return may;
  for (const std::string_view named : entry->includes) {
    may.emplace(named);
    if (!entry->only_named) may.merge(permitted(named));
  }
  return may;
}

std::optional<std::string> complaint(std::string_view from_room, std::string_view include_path) {
  const std::string to_room = room_of_include(include_path);
  if (to_room.empty() || to_room == from_room || from_room == "tests") return std::nullopt;
  if (permitted(from_room).contains(to_room)) return std::nullopt;
  return std::string{from_room} + " may not include " + to_room;
}

std::optional<std::string> third_party_complaint(std::string_view from_room, bool in_header,
                                                 std::string_view include_path) {
  if (from_room == "tests" || !room_of_include(include_path).empty()) return std::nullopt;
  for (const ThirdParty& library : third_parties) {
    if (include_path.substr(0, library.include_prefix.size()) != library.include_prefix) continue;
    if (from_room == library.room && (!in_header || library.in_headers)) return std::nullopt;
    return std::string{include_path} + " belongs to " + std::string{library.room} +
           ", in its .cpp files";
  }
  return std::nullopt;
}

}  // namespace isthmus::tidy

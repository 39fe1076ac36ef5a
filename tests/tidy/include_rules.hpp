// The include table applied: pure functions, so that the rules themselves can be tested.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "tests/tidy/include_table.hpp"

namespace isthmus::tidy {

/// The path between quotes or angle brackets of an `#include` line; empty for any other line.
std::string included_path(std::string_view line);

/// The room a project include leads to ("sim/mesh/names.hpp" to "mesh"); empty for anything else.
std::string room_of_include(std::string_view path);

/// Every room that `room` may include, itself not counted.
std::set<std::string> permitted(std::string_view room);

/// `mesh may not include kernel`, or nothing where the include is in order.
std::optional<std::string> complaint(std::string_view from_room, std::string_view include_path);

/// `boost/graph belongs to underlay, in its .cpp files`, or nothing where that is so.
std::optional<std::string> third_party_complaint(std::string_view from_room, bool in_header,
                                                 std::string_view include_path);

}  // namespace isthmus::tidy

// Who may include whom, as data. The picture and the reasons are in docs/explanation/rooms.md.
#pragma once

#include <array>
#include <span>
#include <string_view>

namespace isthmus::tidy {

/// What one room may include: the named rooms and all that they may include, except where `only`.
struct Room {
  std::string_view name;
  int layer;  ///< Rooms of one layer never include each other.
  std::span<const std::string_view> includes;
  bool only_named = false;  ///< For the outermost rooms: exactly the named ones, nothing inherited.
};

inline constexpr std::array<std::string_view, 0> nothing{};
inline constexpr std::array<std::string_view, 1> on_base{"base"};
inline constexpr std::array<std::string_view, 3> on_values{"mesh", "underlay", "random"};
inline constexpr std::array<std::string_view, 1> on_wire{"wire"};
inline constexpr std::array<std::string_view, 1> on_model{"model"};
inline constexpr std::array<std::string_view, 2> on_routes{"route", "stats"};
inline constexpr std::array<std::string_view, 4> for_dataplane{"results", "wire", "kernel",
                                                               "random"};
inline constexpr std::array<std::string_view, 2> for_analysis{"results", "wire"};
inline constexpr std::array<std::string_view, 4> for_session{"scenario", "dataplane", "analysis",
                                                             "capture"};
inline constexpr std::array<std::string_view, 2> for_reports{"session", "layout"};
inline constexpr std::array<std::string_view, 4> for_faces{"session", "reports", "layout", "base"};

inline constexpr std::array<Room, 20> rooms{{
    {"base", 0, nothing},          {"wire", 1, on_base},
    {"random", 1, on_base},        {"stats", 1, on_base},
    {"kernel", 1, on_base},        {"mesh", 1, on_base},
    {"underlay", 1, on_base},      {"layout", 1, on_base},
    {"model", 2, on_values},       {"capture", 2, on_wire},
    {"route", 3, on_model},        {"scenario", 3, on_model},
    {"results", 4, on_routes},     {"dataplane", 5, for_dataplane},
    {"analysis", 5, for_analysis}, {"session", 6, for_session},
    {"reports", 7, for_reports},   {"cli", 8, for_faces, true},
    {"gui", 8, for_faces, true},   {"tests", 9, nothing},
}};

/// A library that stays inside one room's .cpp files.
struct ThirdParty {
  std::string_view include_prefix;
  std::string_view room;
  bool in_headers = false;  ///< Allowed where nobody includes the room: its classes are Qt's.
};

inline constexpr std::array<ThirdParty, 10> third_parties{{
    {"boost/graph/", "underlay"},
    {"boost/program_options", "cli"},
    {"yaml-cpp/", "scenario"},
    {"nlohmann/", "tests"},
    {"sqlite3.h", "results"},
    {"pcap", "capture"},
    {"Random123/", "random"},
    {"mpi.h", "session"},
    {"boost/mpi", "session"},
    {"Q", "gui", true},
}};

}  // namespace isthmus::tidy

// Options that several verbs share, said once.
#pragma once

#include <array>
#include <string_view>

#include "sim/cli/verb.hpp"

namespace isthmus::cli {

inline constexpr std::array<std::string_view, 3> output_formats = {"table", "json", "yaml"};
inline constexpr std::array<std::string_view, 4> progress_forms = {"auto", "bar", "plain", "none"};
inline constexpr std::array<std::string_view, 3> colour_choices = {"auto", "always", "never"};

inline constexpr Option help_option{"help", 'h', OptionKind::flag, "", "Print this help."};
inline constexpr Option output_option{
    "output", 'o', OptionKind::choice, "FORMAT", "table, json or yaml.", output_formats};
inline constexpr Option colour_option{
    "color",
    0,
    OptionKind::choice,
    "WHEN",
    "auto (on a terminal, unless NO_COLOR is set), always or never.",
    colour_choices};
inline constexpr Option write_option{
    "write",
    0,
    OptionKind::text,
    "FILE",
    "Also write the answer to FILE, by its ending: .json, .yaml, .yml or .txt. May be repeated.",
    {},
    Times::many};
inline constexpr Option set_option{
    "set",
    0,
    OptionKind::text,
    "PATH=VALUE",
    "Override what the scenario says, as in run.duration=10s; @FILE lays a patch over it. May be "
    "repeated.",
    {},
    Times::many};
inline constexpr Option quiet_option{"quiet", 'q', OptionKind::flag, "",
                                     "Only the verdicts; no progress."};

}  // namespace isthmus::cli

// What a verb is: its words, its options and the function behind it. The table of verbs drives the
// parser, the help and the reference page, so none of them can leave something out.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sim/cli/exit_status.hpp"
#include "sim/cli/io.hpp"

namespace isthmus::cli {

class Arguments;

enum class OptionKind {
  flag,      ///< Takes no value.
  text,      ///< Any text.
  natural,   ///< A whole number, 0 or more.
  count,     ///< A whole number, 1 or more.
  duration,  ///< A time with its unit: 60s.
  choice,    ///< One of `choices`.
};

enum class Times { once, many };

struct Option {
  std::string_view name;  ///< Without the dashes.
  char letter;            ///< The short form, or 0.
  OptionKind kind;
  std::string_view value;  ///< What its value is called in the help.
  std::string_view help;
  std::span<const std::string_view> choices{};
  Times times = Times::once;
};

struct Example {
  std::string_view command;  ///< What follows `isthmus`.
  std::string_view what;
};

struct Verb {
  std::string_view name;
  std::string_view operands;  ///< As the usage line shows them: "SCENARIO FROM TO".
  std::size_t operands_min;
  std::size_t operands_max;
  std::string_view summary;  ///< One line; no full stop.
  std::span<const Example> examples;
  std::span<const Option> options;
  Exit (*run)(const Arguments& arguments, Io& io);
  bool on_ranks = false;  ///< Whether ranks under MPI carry it out together.
};

/// Every verb, in the order of the help.
std::vector<const Verb*> verbs();

/// The verb of that name, or null.
const Verb* find_verb(std::string_view name);

/// The names of all verbs, for suggestions.
std::vector<std::string> verb_names();

}  // namespace isthmus::cli

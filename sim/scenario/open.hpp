// From a file to a model, or to everything that is wrong with it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <istream>
#include <optional>
#include <span>
#include <string>

#include "sim/base/diagnostic.hpp"
#include "sim/base/source.hpp"
#include "sim/model/model.hpp"

namespace isthmus::scenario {

/// What came of opening a scenario.
struct Opened {
  Sources sources{};
  Diagnostics diagnostics{};            ///< By place: errors, warnings and notes.
  std::optional<model::Model> model{};  ///< There exactly when no diagnostic is an error.
  std::uint64_t hash = 0;               ///< Of every text that was read, overrides included.
  std::uint64_t content = 0;            ///< Of what can change a replication; see add_content().
  std::size_t files_read = 0;
};

/// Opens the scenario in a file.
///
/// Shape    `path`: `-` reads `standard_input`. `overrides`: `path=value` or `@file`, see
///          overrides.hpp. `patch`: the text of one, laid over after them; empty: none.
/// Errors   everything that is wrong with it, in the order of the places; never an exception.
Opened open(const std::string& path, std::span<const std::string> overrides = {},
            std::istream* standard_input = nullptr, const std::string& patch = {});

/// Opens a scenario that is already text; `name` stands in places, and `base_folder` is where its
/// `files:` are looked for.
Opened open_text(std::string name, std::string text, std::span<const std::string> overrides = {},
                 const std::string& base_folder = {}, const std::string& patch = {});

}  // namespace isthmus::scenario

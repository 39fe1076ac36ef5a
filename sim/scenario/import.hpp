// From whatever an operator has - agents' files, config entries, Kubernetes resources, annotations,
// values of the Helm chart, scenarios - to one list of what it says, and to a scenario.
//
// An import is tolerant where a scenario is strict: what can only be meant in one way is read that
// way, with a warning; and it says besides whether Consul itself would take the text.
#pragma once

#include <cstddef>
#include <istream>
#include <span>
#include <string>
#include <vector>

#include "sim/base/diagnostic.hpp"
#include "sim/base/source.hpp"
#include "sim/scenario/import_log.hpp"
#include "sim/scenario/node.hpp"
#include "sim/scenario/pod_annotation.hpp"

namespace isthmus::scenario {

struct ImportOptions {
  NameParts names{};        ///< For annotations.
  std::string partition{};  ///< Of what says none itself; empty: default.
};

enum class ImportedType {
  config_entry,
  registration,  ///< A service definition.
  upstreams,     ///< An annotation alone: nobody says whose sidecar it is.
  agent,         ///< `{partition}` of an agent.
  gateway,       ///< What the Helm chart installs; see helm_values.hpp.
};

/// One thing that was read, in canonical form: see canonical_tree.hpp.
struct ImportedEntry {
  ImportedType type = ImportedType::config_entry;
  Node written{};
  std::string file{};  ///< Its name without folder and ending.
};

struct Imported {
  Sources sources{};
  Diagnostics diagnostics{};        ///< By place. An error means that something was left out.
  std::vector<Refusal> refusals{};  ///< Why Consul would not take the same text; in its words.
  std::vector<ImportedEntry> entries{};
  Node consul{};  ///< `consul:` of a scenario that was read.
  Node peers{};   ///< In the same way.
  Node datacenters{};
  Node prepared_queries{};
  std::vector<std::string> partitions{};  ///< Named by scenarios that were read.
  std::vector<std::string> services{};    ///< The same, as partition/namespace/service.
  std::size_t files_read = 0;
  bool unreadable = false;  ///< A file that was named could not be read at all.
};

/// Reads files, folders (every .hcl, .json, .yaml and .yml in them) and patterns; `-` is
/// `standard_input`. A .txt file is the annotation `connect-service-upstreams` alone.
Imported import_files(std::span<const std::string> paths, const ImportOptions& options,
                      std::istream* standard_input = nullptr);

/// Reads one text; the ending of `name` says what it is.
Imported import_text(const std::string& name, std::string text, const ImportOptions& options);

/// Everything as a scenario: partitions and services that the entries speak of, and the entries
/// themselves. Importing that scenario gives the same scenario.
Node scenario_of(const Imported& imported);

}  // namespace isthmus::scenario

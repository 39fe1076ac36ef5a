// Trees to entries: which of all its forms a mapping has.
#pragma once

#include <string>

#include "sim/scenario/import.hpp"
#include "sim/scenario/import_rules.hpp"

namespace isthmus::scenario {

/// Whether Consul's own readers know the syntax.
enum class TextForm { in_consuls_own, in_yaml };

class TreeImporter {
 public:
  TreeImporter(Imported& imported, ImportLog& log, const ImportOptions& options, TextForm form)
      : imported_{imported}, log_{log}, options_{options}, form_{form} {}

  /// Adds what `node` says to the entries. `file` is the stem of its file's name.
  void read(const Node& node, const std::string& file);

 private:
  void read_mapping(const Node& node);
  void read_resource(const Node& resource);
  void read_values(const Node& values);
  void read_entry(const Node& node);
  void read_agent(const Node& node);
  void read_bootstrap(const Node& config_entries);
  void read_definition(const Node& node, Surface surface);

  void read_scenario(const Node& scenario);
  void read_scenario_partitions(const Node& partitions);
  void read_scenario_items(const Node& list);

  void not_native(const Node& node, const char* words);
  void add(ImportedType type, Node written);

  Imported& imported_;
  ImportLog& log_;
  const ImportOptions& options_;
  TextForm form_;
  std::string file_{};
  std::string partition_{};  ///< Of the agent whose file is read, or from the options.
};

}  // namespace isthmus::scenario

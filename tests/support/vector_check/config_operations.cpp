// config_parse/cases.json: what an import makes of a text, and whether Consul would take it.
#include <array>
#include <string>
#include <vector>

#include "sim/scenario/files.hpp"
#include "sim/scenario/import.hpp"
#include "sim/scenario/import_summary.hpp"
#include "tests/support/vector_check/operations.hpp"

namespace isthmus::vector_check {
namespace {

Json json_of(const scenario::Node& node) {
  if (node.is_sequence()) {
    Json list = Json::array();
    for (const scenario::Node& item : node.items) list.push_back(json_of(item));
    return list;
  }
  if (node.is_mapping()) {
    Json object = Json::object();
    for (const scenario::Member& member : node.members) object[member.key] = json_of(member.value);
    return object;
  }
  if (node.is_null()) return nullptr;
  if (node.form == scenario::ScalarForm::string) return node.text;
  return Json::parse(node.text);
}

Json refusal_of(const scenario::Imported& imported) {
  if (imported.refusals.empty()) return {{"accepted", true}};
  std::string words;
  for (const scenario::Refusal& refusal : imported.refusals) words += refusal.words + "\n";
  return {{"accepted", false}, {"error", words}};
}

Json parse_config(const Json& input) {
  const std::string path = text_of(input, "folder") + "/" + text_of(input, "file");
  const scenario::FileText file = scenario::read_file(path);
  if (!file.read) return {{"error", file.problem}};

  scenario::ImportOptions options;
  const Json& said = part_of(input, "options");
  if (said.contains("namespaces_enabled")) {
    options.names.namespaces = flag_of(said, "namespaces_enabled");
    options.names.partitions = flag_of(said, "partitions_enabled");
  }
  options.partition = text_of(said, "partition");
  const scenario::Imported imported = scenario::import_text(path, file.text, options);

  Json entries = Json::array();
  for (const scenario::ImportedEntry& entry : imported.entries) {
    entries.push_back(json_of(scenario::summary_of(entry)));
  }
  Json codes = Json::array();
  for (const Diagnostic& diagnostic : imported.diagnostics) codes.push_back(diagnostic.code);
  return {{"real_consul", refusal_of(imported)},
          {"tolerant_import", {{"entries", entries}, {"warnings", codes}}}};
}

}  // namespace

std::span<const Operation> config_operations() {
  static constexpr std::array operations{Operation{"parse_config", parse_config}};
  return operations;
}

}  // namespace isthmus::vector_check

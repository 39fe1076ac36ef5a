#include "sim/scenario/import.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "sim/scenario/canonical_tree.hpp"
#include "sim/scenario/files.hpp"
#include "sim/scenario/hcl_reader.hpp"
#include "sim/scenario/import_tree.hpp"
#include "sim/scenario/json_reader.hpp"
#include "sim/scenario/yaml_reader.hpp"

namespace isthmus::scenario {
namespace {

enum class Syntax { hcl, json, yaml, annotation, unknown };

Syntax syntax_of_name(const std::string& name) {
  if (ends_in(name, "hcl")) return Syntax::hcl;
  if (ends_in(name, "json")) return Syntax::json;
  if (ends_in(name, "yaml") || ends_in(name, "yml")) return Syntax::yaml;
  return ends_in(name, "txt") ? Syntax::annotation : Syntax::unknown;
}

/// For standard input, which has no ending: by the first line that is more than a comment.
Syntax syntax_of_text(std::string_view text) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    line.remove_prefix(std::min(line.find_first_not_of(" \t\r"), line.size()));
    if (line.empty() || line.front() == '#' || line.starts_with("//")) continue;
    if (line.front() == '{' || line.front() == '[') return Syntax::json;
    const std::size_t mark = line.find_first_of("=:{");
    return mark == std::string_view::npos || line[mark] == ':' ? Syntax::yaml : Syntax::hcl;
  }
  return Syntax::yaml;
}

/// How Consul's or Kubernetes' own reader would put a mistake of syntax.
std::string reader_words(const Diagnostic& mistake, Syntax syntax) {
  if (mistake.code == "unquoted_star") {
    return "error converting YAML to JSON: yaml: did not find expected alphabetic or numeric "
           "character";
  }
  if (syntax == Syntax::yaml) return "error converting YAML to JSON: " + mistake.problem;
  if (mistake.code == "repaired_missing_brace") {
    return "error parsing list / object: " + mistake.problem;
  }
  return "parse error: " + mistake.problem;
}

class Importer {
 public:
  Importer(Imported& imported, const ImportOptions& options)
      : imported_{imported}, options_{options} {}

  void read(const std::string& name, std::string text, Syntax syntax) {
    const SourceId source = imported_.sources.add(name, std::move(text));
    ++imported_.files_read;
    if (syntax == Syntax::annotation) return read_annotation(source);
    std::vector<Node> roots;
    if (syntax == Syntax::yaml) {
      ReadDocuments documents = read_yaml_documents(source, imported_.sources);
      take(std::move(documents.diagnostics), syntax);
      roots = std::move(documents.roots);
    } else {
      Read read = syntax == Syntax::json ? read_json(source, imported_.sources)
                                         : read_hcl(source, imported_.sources);
      take(std::move(read.diagnostics), syntax);
      if (!read.root.is_null()) roots.push_back(std::move(read.root));
    }
    TreeImporter trees{imported_, log_, options_,
                       syntax == Syntax::yaml ? TextForm::in_yaml : TextForm::in_consuls_own};
    for (const Node& root : roots) trees.read(root, stem_of(name));
  }

  void unreadable(const std::string& path, const std::string& problem) {
    const SourceId source = imported_.sources.add(path, "");
    imported_.unreadable = true;
    log_.error({source, 1, 1, 0}, "unreadable-file", path + ": " + problem);
  }

  void finish() {
    imported_.diagnostics = std::move(log_.diagnostics);
    sort_by_place(imported_.diagnostics);
    imported_.refusals = std::move(log_.refusals);
  }

 private:
  void take(Diagnostics mistakes, Syntax syntax) {
    for (Diagnostic& mistake : mistakes) {
      log_.refuse(mistake.at, reader_words(mistake, syntax));
      log_.diagnostics.push_back(std::move(mistake));
    }
  }

  void read_annotation(SourceId source) {
    const Source& text = imported_.sources[source];
    Node upstreams = annotated_upstreams(text.text, options_.names, {source, 1, 1, 0}, log_);
    if (upstreams.items.empty()) return;
    imported_.entries.push_back(
        {ImportedType::upstreams, std::move(upstreams), stem_of(text.name)});
  }

  Imported& imported_;
  const ImportOptions& options_;
  ImportLog log_{};
};

std::string all_of(std::istream& input) {
  return {std::istreambuf_iterator<char>{input}, std::istreambuf_iterator<char>{}};
}

}  // namespace

Imported import_text(const std::string& name, std::string text, const ImportOptions& options) {
  Imported imported;
  Importer importer{imported, options};
  const Syntax syntax = syntax_of_name(name);
  importer.read(name, std::move(text), syntax == Syntax::unknown ? Syntax::yaml : syntax);
  importer.finish();
  return imported;
}

Imported import_files(std::span<const std::string> paths, const ImportOptions& options,
                      std::istream* standard_input) {
  Imported imported;
  Importer importer{imported, options};
  std::set<std::string> seen;
  for (const std::string& path : paths) {
    if (path == "-" && standard_input != nullptr) {
      std::string text = all_of(*standard_input);
      const Syntax syntax = syntax_of_text(text);
      importer.read("-", std::move(text), syntax);
      continue;
    }
    const std::vector<std::string> files = files_named(path);
    if (files.empty()) importer.unreadable(path, "no such file, or nothing in it to import");
    for (const std::string& file : files) {
      if (!seen.insert(file).second) continue;
      const Syntax syntax = syntax_of_name(file);
      FileText text = read_file(file);
      if (!text.read) {
        importer.unreadable(file, text.problem);
      } else if (syntax == Syntax::unknown) {
        importer.unreadable(file, "ends in none of .hcl, .json, .yaml, .yml and .txt");
      } else {
        importer.read(file, std::move(text.text), syntax);
      }
    }
  }
  importer.finish();
  return imported;
}

}  // namespace isthmus::scenario

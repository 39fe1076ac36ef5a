#include "sim/scenario/open.hpp"

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/base/suggest.hpp"
#include "sim/scenario/build.hpp"
#include "sim/scenario/consul_input.hpp"
#include "sim/scenario/files.hpp"
#include "sim/scenario/hcl_reader.hpp"
#include "sim/scenario/json_reader.hpp"
#include "sim/scenario/overrides.hpp"
#include "sim/scenario/tables.hpp"
#include "sim/scenario/yaml_reader.hpp"

namespace isthmus::scenario {
namespace {

constexpr std::size_t input_bytes_max = std::size_t{64} << 20;

/// FNV-1a, 64 bits, over every text with its length.
///
/// Source  Fowler, Noll & Vo; draft-eastlake-fnv section 5.
std::uint64_t hash_of(const Sources& sources) {
  constexpr std::uint64_t prime = 0x100000001b3;
  std::uint64_t hash = 0xcbf29ce484222325;
  const auto add = [&](unsigned char byte) { hash = (hash ^ byte) * prime; };
  for (std::size_t i = 0; i < sources.size(); ++i) {
    const std::string& text = sources[SourceId{i}].text;
    for (const char c : text) add(static_cast<unsigned char>(c));
    for (int shift = 0; shift < 64; shift += 8) {
      add(static_cast<unsigned char>(std::uint64_t{text.size()} >> shift));
    }
  }
  return hash;
}

/// True for a complaint after which part of the text is missing from the tree.
bool loses_text(const Diagnostic& diagnostic) {
  return diagnostic.severity == Severity::error && diagnostic.code != "duplicate-key";
}

/// The file that was probably meant, for a remedy; empty if none is near.
std::string meant_file(const std::string& path) {
  const auto meant = nearest(name_of(path), names_beside(path));
  return meant ? "did you mean \"" + joined_path(folder_of(path), *meant) + "\"?" : "";
}

/// Reads what `files:` names into the document.
class FileReader {
 public:
  FileReader(Opened& opened, Document& document, const std::string& base_folder)
      : opened_{opened}, document_{document}, base_folder_{base_folder} {}

  /// Returns  whether all of it could be read.
  bool read_all() {
    for (const FileSection& section : document_.files) {
      if (!section.path) continue;
      const std::string path = joined_path(base_folder_, *section.path);
      const std::vector<std::string> files = files_named(path);
      if (files.empty()) {
        complain(section, "no file matches " + path, meant_file(path));
      }
      for (const std::string& file : files) read_one(section, file);
    }
    return whole_;
  }

 private:
  void complain(const FileSection& section, std::string problem, std::string remedy = {}) {
    whole_ = false;
    opened_.diagnostics.push_back(
        error_at(section.path.at, "unreadable-file", std::move(problem), std::move(remedy)));
  }

  void read_one(const FileSection& section, const std::string& path) {
    if (!seen_.insert(path).second) {
      opened_.diagnostics.push_back(
          warning_at(section.path.at, "file-twice", path + " is named twice; it is read once"));
      return;
    }
    const bool yaml = ends_in(path, "yaml") || ends_in(path, "yml");
    const bool json = ends_in(path, "json");
    if (!yaml && !json && !ends_in(path, "hcl")) {
      return complain(section, path + " ends in none of .hcl, .json and .yaml",
                      "Consul's files are told apart by their ending");
    }
    FileText file = read_file(path);
    if (!file.read) return complain(section, path + ": " + file.problem);
    const SourceId source = opened_.sources.add(path, std::move(file.text));
    ++opened_.files_read;
    Decoder decoder{opened_.sources, opened_.diagnostics};
    decode_all(decoder, section, source, yaml, json);
    whole_ = whole_ && !decoder.hides_names();
  }

  void decode_all(Decoder& decoder, const FileSection& section, SourceId source, bool yaml,
                  bool json) {
    if (yaml) {
      ReadDocuments read = read_yaml_documents(source, opened_.sources);
      if (!read.roots.empty()) {
        decoder.warning(read.roots.front().at, "yaml_not_native",
                        "Consul itself reads HCL and JSON, and Kubernetes reads CRDs; this YAML is "
                        "neither and is read as the same keys in HCL would be",
                        "convert it before you give it to Consul");
      }
      for (const Node& root : read.roots) decode(decoder, section, root);
      return keep(std::move(read.diagnostics));
    }
    Read read = json ? read_json(source, opened_.sources) : read_hcl(source, opened_.sources);
    if (!read.root.is_null()) decode(decoder, section, read.root);
    keep(std::move(read.diagnostics));
  }

  void decode(Decoder& decoder, const FileSection& section, const Node& root) {
    read_consul(decoder, root, section.partition.value_or(""), Taken::for_entry,
                document_.written_in_consul);
  }

  void keep(Diagnostics diagnostics) {
    for (Diagnostic& diagnostic : diagnostics) {
      whole_ = whole_ && !loses_text(diagnostic);
      opened_.diagnostics.push_back(std::move(diagnostic));
    }
  }

  Opened& opened_;
  Document& document_;
  const std::string& base_folder_;
  std::set<std::string> seen_{};
  bool whole_ = true;
};

/// What a partly read text cannot be blamed for: that something is missing.
void drop_missing(Diagnostics& diagnostics) {
  std::erase_if(diagnostics, [](const Diagnostic& one) { return one.code == "required-key"; });
}

void read_scenario(Opened& opened, SourceId source, std::span<const std::string> overrides,
                   const std::string& base_folder) {
  Read read = read_yaml(source, opened.sources);
  const bool whole = std::none_of(read.diagnostics.begin(), read.diagnostics.end(), loses_text);
  opened.diagnostics = std::move(read.diagnostics);
  if (!read.root.is_mapping()) {
    if (whole) {
      opened.diagnostics.push_back(error_at(read.root.at, "not-a-scenario",
                                            "a scenario is a mapping that begins with isthmus: 1",
                                            "isthmus init writes a first one"));
    }
    return;
  }
  apply_overrides(overrides, read.root, opened.sources, opened.diagnostics);

  Document document;
  Decoder decoder{opened.sources, opened.diagnostics};
  read_mapping(decoder, document_table(), read.root, read.root.at, document);
  if (!whole) return drop_missing(opened.diagnostics);

  const bool decoded = !decoder.hides_names();
  const bool files_whole = FileReader{opened, document, base_folder}.read_all();
  const std::string otherwise = stem_of(opened.sources[source].name);
  opened.model = build(document, otherwise,
                       decoded && files_whole ? Completeness::whole : Completeness::partial,
                       opened.diagnostics);
}

std::optional<std::string> all_of(std::istream& input) {
  std::string text;
  char buffer[4096];
  while (input.read(buffer, sizeof buffer) || input.gcount() > 0) {
    text.append(buffer, static_cast<std::size_t>(input.gcount()));
    if (text.size() > input_bytes_max) return std::nullopt;
  }
  return text;
}

Opened unreadable(const std::string& path, const std::string& problem, std::string remedy) {
  Opened opened;
  const SourceId source = opened.sources.add(path, "");
  opened.diagnostics.push_back(
      error_at({source, 1, 1, 0}, "unreadable-file", path + ": " + problem, std::move(remedy)));
  return opened;
}

}  // namespace

Opened open_text(std::string name, std::string text, std::span<const std::string> overrides,
                 const std::string& base_folder) {
  Opened opened;
  opened.files_read = 1;
  const SourceId source = opened.sources.add(std::move(name), std::move(text));
  read_scenario(opened, source, overrides, base_folder);
  sort_by_place(opened.diagnostics);
  opened.hash = hash_of(opened.sources);
  return opened;
}

Opened open(const std::string& path, std::span<const std::string> overrides,
            std::istream* standard_input) {
  if (path == "-") {
    if (standard_input == nullptr) return unreadable("-", "there is no standard input", "");
    auto text = all_of(*standard_input);
    if (!text) return unreadable("-", "standard input is larger than 64 MiB", "");
    return open_text("-", std::move(*text), overrides);
  }
  FileText file = read_file(path);
  if (!file.read) {
    return unreadable(path, file.problem, file.there ? "" : meant_file(path));
  }
  return open_text(path, std::move(file.text), overrides, folder_of(path));
}

}  // namespace isthmus::scenario

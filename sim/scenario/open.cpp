#include "sim/scenario/open.hpp"

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/base/suggest.hpp"
#include "sim/scenario/build.hpp"
#include "sim/scenario/consul_input.hpp"
#include "sim/scenario/content_hash.hpp"
#include "sim/scenario/crd_input.hpp"
#include "sim/scenario/files.hpp"
#include "sim/scenario/hcl_reader.hpp"
#include "sim/scenario/json_reader.hpp"
#include "sim/scenario/overrides.hpp"
#include "sim/scenario/tables.hpp"
#include "sim/scenario/trace_file.hpp"
#include "sim/scenario/yaml_reader.hpp"

namespace isthmus::scenario {
namespace {

std::uint64_t hash_of(const Sources& sources) {
  Fnv1a hash;
  for (std::size_t i = 0; i < sources.size(); ++i) hash.add(sources[SourceId{i}].text);
  return hash.value();
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
    for (TrafficSection& traffic : document_.traffic) read_trace_of(traffic);
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

  void read_trace_of(TrafficSection& traffic) {
    if (!traffic.trace) return;
    const std::string path = joined_path(base_folder_, *traffic.trace);
    FileText file = read_file(path);
    if (!file.read) {
      opened_.diagnostics.push_back(error_at(traffic.trace.at, "unreadable-file",
                                             path + ": " + file.problem,
                                             file.there ? "" : meant_file(path)));
      traffic.trace.value.reset();
      return;
    }
    const SourceId source = opened_.sources.add(path, std::move(file.text));
    ++opened_.files_read;
    traffic.trace_starts = read_trace(source, opened_.sources, opened_.diagnostics);
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
    if (yaml) {
      decode_yaml(decoder, section, read_yaml_documents(source, opened_.sources));
    } else {
      decode(decoder, section,
             json ? read_json(source, opened_.sources) : read_hcl(source, opened_.sources));
    }
    whole_ = whole_ && !decoder.hides_names();
  }

  void decode_yaml(Decoder& decoder, const FileSection& section, ReadDocuments documents) {
    const auto native =
        std::find_if_not(documents.roots.begin(), documents.roots.end(), is_resource);
    if (native != documents.roots.end()) {
      decoder.warning(native->at, "yaml_not_native",
                      "Consul itself reads HCL and JSON, and Kubernetes reads CRDs; this YAML is "
                      "neither and is read as the same keys in HCL would be",
                      "convert it before you give it to Consul");
    }
    Node all = sequence_at({});
    all.items = std::move(documents.roots);
    decode(decoder, section, {std::move(all), std::move(documents.diagnostics)});
  }

  void decode(Decoder& decoder, const FileSection& section, Read read) {
    read.root = without_resources(std::move(read.root), opened_.diagnostics);
    read_consul(decoder, std::move(read), section.partition.value_or(""), Taken::for_entry,
                document_.written_in_consul);
  }

  Opened& opened_;
  Document& document_;
  const std::string& base_folder_;
  std::set<std::string> seen_{};
  bool whole_ = true;
};

void read_scenario(Opened& opened, SourceId source, std::span<const std::string> overrides,
                   const std::string& base_folder, const std::string& patch) {
  Read read = read_yaml(source, opened.sources);
  const bool whole = !loses_text(read.diagnostics);
  if (!read.root.is_mapping()) {
    opened.diagnostics = std::move(read.diagnostics);
    if (!whole) return;
    opened.diagnostics.push_back(error_at(read.root.at, "not-a-scenario",
                                          "a scenario is a mapping that begins with isthmus: 1",
                                          "isthmus generate writes a first one"));
    return;
  }
  apply_overrides(overrides, read.root, opened.sources, opened.diagnostics);
  if (!patch.empty()) {
    apply_patch("what-if", patch, read.root, opened.sources, opened.diagnostics);
  }

  Document document;
  Decoder decoder{opened.sources, opened.diagnostics};
  decoder.despite(read.diagnostics, [&] {
    read_mapping(decoder, document_table(), read.root, read.root.at, document);
  });
  opened.diagnostics.insert(opened.diagnostics.end(), read.diagnostics.begin(),
                            read.diagnostics.end());
  if (!whole) return;

  Fnv1a content;
  add_content(content, read.root);
  read.root = {};  // A large one is not needed beside the model that is made of it.
  const std::size_t texts = opened.sources.size();
  const bool files_whole = FileReader{opened, document, base_folder}.read_all();
  for (std::size_t i = texts; i < opened.sources.size(); ++i) {
    content.add(opened.sources[SourceId{i}].text);
  }
  opened.content = content.value();
  const bool all_there = files_whole && !decoder.hides_names();
  opened.model = build(document, stem_of(opened.sources[source].name),
                       all_there ? Completeness::whole : Completeness::partial, opened.diagnostics);
}

std::optional<std::string> all_of(std::istream& input) {
  std::string text;
  char buffer[65'536];
  while (input.read(buffer, sizeof buffer) || input.gcount() > 0) {
    text.append(buffer, static_cast<std::size_t>(input.gcount()));
    if (text.size() > text_bytes_max) return std::nullopt;
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
                 const std::string& base_folder, const std::string& patch) {
  Opened opened;
  opened.files_read = 1;
  const SourceId source = opened.sources.add(std::move(name), std::move(text));
  read_scenario(opened, source, overrides, base_folder, patch);
  sort_by_place(opened.diagnostics);
  opened.hash = hash_of(opened.sources);
  return opened;
}

Opened open(const std::string& path, std::span<const std::string> overrides,
            std::istream* standard_input, const std::string& patch) {
  if (path == "-") {
    if (standard_input == nullptr) return unreadable("-", "there is no standard input", "");
    auto text = all_of(*standard_input);
    if (!text) return unreadable("-", "standard input is larger than 256 MiB", "");
    return open_text("-", std::move(*text), overrides, {}, patch);
  }
  FileText file = read_file(path);
  if (!file.read) {
    return unreadable(path, file.problem, file.there ? "" : meant_file(path));
  }
  return open_text(path, std::move(file.text), overrides, folder_of(path), patch);
}

}  // namespace isthmus::scenario

// What a user does with a fix: pastes the text that `check` prints into the files, and asks again.
#pragma once

#include <algorithm>
#include <filesystem>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "reports/document_writers.hpp"
#include "reports/hcl.hpp"
#include "reports/node_value.hpp"
#include "reports/patch_text.hpp"
#include "sim/scenario/canonical_tree.hpp"
#include "sim/scenario/hcl_reader.hpp"
#include "sim/scenario/json_reader.hpp"
#include "sim/scenario/yaml_reader.hpp"
#include "sim/session/questions.hpp"
#include "tests/support/process.hpp"

namespace isthmus::support {

/// The printed text of a patch, read as a user's tools would.
inline scenario::Node printed_node(const session::Patch& patch) {
  Sources sources;
  const SourceId id = sources.add("printed", reports::patch_text(patch));
  if (patch.form == session::Form::json) return scenario::read_json(id, sources).root;
  scenario::Node root = patch.form == session::Form::hcl ? scenario::read_hcl(id, sources).root
                                                         : scenario::read_yaml(id, sources).root;
  if (patch.form == session::Form::hcl && !patch.key.empty()) return root.members.front().value;
  if (root.is_sequence()) return root.items.front();
  const bool keyed = patch.replaces.is_written() && !patch.key.empty() && !patch.is_item;
  return keyed ? root.members.front().value : root;
}

/// A file's text with its trees changed by `patch`.
inline std::string patched_text(const Sources& sources, SourceId id, const session::Patch& patch) {
  std::ostringstream out;
  bool first = true;
  for (scenario::Tree& tree : scenario::trees_of(sources, id)) {
    scenario::apply(patch, tree.root);
    const reports::Value value = reports::value_of(scenario::settled(tree.root));
    if (tree.form == session::Form::hcl) {
      out << reports::hcl_text(value);
    } else if (tree.form == session::Form::json) {
      reports::write_json(out, value);
    } else {
      if (!first) out << "---\n";
      reports::write_yaml(out, value);
    }
    first = false;
  }
  return out.str();
}

/// A scenario in a folder of its own, with everything that lay beside it.
class Copied {
 public:
  explicit Copied(const std::filesystem::path& scenario) : name_{scenario.filename().string()} {
    std::filesystem::copy(scenario.parent_path(), folder_.path(),
                          std::filesystem::copy_options::recursive);
  }

  std::string path() const { return folder_ / name_; }
  session::Opened open() const { return session::open(path()); }

  /// Pastes the fix for the first finding of that code. False where there is none.
  bool paste(const std::string& code) const {
    const session::Opened opened = open();
    if (!opened) return false;
    const session::Checked checked = session::check(*opened.study);
    for (std::size_t i = 0; i < checked.findings.size(); ++i) {
      if (checked.findings[i].complaint.code != code || !checked.patches[i]) continue;
      paste(opened.study->sources, *checked.patches[i]);
      return true;
    }
    return false;
  }

 private:
  void paste(const Sources& sources, const session::Patch& patch) const {
    session::Patch pasted = patch;
    pasted.now = printed_node(patch);
    const SourceId file = patch.replaces.is_written() ? patch.replaces.source : SourceId{0};
    if (patch.form != session::Form::scenario && !patch.replaces.is_written()) {
      const char* endings[] = {"", ".hcl", ".json", ".yaml", ".yaml"};
      const std::string name = std::string{"fix"} + endings[static_cast<int>(patch.form)];
      write_file(folder_ / name, reports::patch_text(patch));
      pasted.form = session::Form::scenario;
      Sources more;
      pasted.now = scenario::read_yaml(more.add("files", "files: [" + name + "]"), more).root;
    }
    write_file(sources[file].name, patched_text(sources, file, pasted));
  }

  TemporaryFolder folder_{};
  std::string name_;
};

/// The codes of what nobody accepts, notes left out.
inline std::vector<std::string> found_codes(const session::Study& study) {
  std::vector<std::string> codes;
  for (const analysis::Finding& one : session::check(study).findings) {
    if (one.is_suppressed() || one.complaint.severity == Severity::note) continue;
    codes.push_back(one.complaint.code);
  }
  return codes;
}

}  // namespace isthmus::support

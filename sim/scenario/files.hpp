// Files by name and by pattern. Nothing about a file is taken on trust: a folder, a missing or
// unreadable file and one without end are each a complaint.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sim/base/diagnostic.hpp"

namespace isthmus::scenario {

/// What a file holds.
struct FileText {
  bool read = false;
  bool there = true;  ///< False where no file has that name.
  std::string text{};
  std::string problem{};  ///< Why it could not be read.
};

/// Reads a whole file.
///
/// Limits   256 MiB.
FileText read_file(const std::string& path);

/// The files that a path means, in the order of their names: itself; for a pattern with `*` or `?`
/// all that match; for a folder all .hcl, .json, .yaml and .yml in it. Empty if there are none.
std::vector<std::string> files_named(const std::string& path);

/// True where the last part of `name`, after the dot, is `ending`.
bool ends_in(std::string_view name, std::string_view ending);

/// Names in the same folder, for a suggestion.
std::vector<std::string> names_beside(const std::string& path);

/// `path` as seen from `folder`, unless it stands by itself.
std::string joined_path(const std::string& folder, const std::string& path);

/// The folder that a file is in; empty for the present one.
std::string folder_of(const std::string& path);

/// The file's name without its folder.
std::string name_of(const std::string& path);

/// The file's name without folder and ending.
std::string stem_of(const std::string& path);

}  // namespace isthmus::scenario

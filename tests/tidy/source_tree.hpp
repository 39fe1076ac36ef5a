// The project's own files, as the house-rule tests see them.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace isthmus::tidy {

struct SourceFile {
  std::filesystem::path path;      ///< Relative to the top of the project.
  std::vector<std::string> lines;  ///< Without line endings.

  /// "sim/mesh/names.hpp" is in room "mesh"; "tests/..." in "tests"; "reports/..." in "reports".
  std::string room() const;
  bool is_header() const { return path.extension() == ".hpp"; }
};

/// Every file below the named folders with one of the endings, sorted by path.
std::vector<SourceFile> files_below(const std::vector<std::string>& folders,
                                    const std::vector<std::string>& endings);

/// Every .hpp and .cpp of sim, reports, gui and tests.
std::vector<SourceFile> sources();

/// `path:line`, the way compilers say it.
std::string place(const SourceFile& file, std::size_t line_index);

}  // namespace isthmus::tidy

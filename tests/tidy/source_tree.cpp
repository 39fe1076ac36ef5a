#include "tests/tidy/source_tree.hpp"

#include <algorithm>
#include <fstream>

namespace isthmus::tidy {

namespace fs = std::filesystem;

std::string SourceFile::room() const {
  auto part = path.begin();
  const std::string top = part->string();
  return top == "sim" ? (++part)->string() : top;
}

std::vector<SourceFile> files_below(const std::vector<std::string>& folders,
                                    const std::vector<std::string>& endings) {
  const fs::path top = ISTHMUS_SOURCE_DIR;
  std::vector<SourceFile> found;
  for (const std::string& folder : folders) {
    if (!fs::exists(top / folder)) continue;
    for (const auto& entry : fs::recursive_directory_iterator{top / folder}) {
      const std::string ending = entry.path().extension().string();
      if (std::find(endings.begin(), endings.end(), ending) == endings.end()) continue;
      SourceFile file{fs::relative(entry.path(), top), {}};
      std::ifstream in{entry.path()};
      for (std::string line; std::getline(in, line);) file.lines.push_back(line);
      found.push_back(std::move(file));
    }
  }
  std::sort(found.begin(), found.end(),
            [](const SourceFile& a, const SourceFile& b) { return a.path < b.path; });
  return found;
}

std::vector<SourceFile> sources() {
  return files_below({"sim", "reports", "gui", "tests"}, {".hpp", ".cpp"});
}

std::string place(const SourceFile& file, std::size_t line_index) {
  return file.path.string() + ":" + std::to_string(line_index + 1);
}

}  // namespace isthmus::tidy

#include "sim/scenario/files.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <system_error>
#include <utility>

#include "sim/scenario/legible_text.hpp"

namespace isthmus::scenario {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t names_max = 10'000;  // Of one folder: a suggestion needs no more.

bool is_pattern(std::string_view part) {
  return part.find_first_of("*?") != std::string_view::npos;
}

/// Shell patterns: `*` is any run of characters, `?` any one. Both stay inside one part of a path.
bool matches(std::string_view pattern, std::string_view name) {
  std::size_t p = 0;
  std::size_t n = 0;
  std::size_t star = std::string_view::npos;
  std::size_t after_star = 0;
  while (n < name.size()) {
    if (p < pattern.size() && (pattern[p] == '?' || pattern[p] == name[n])) {
      ++p;
      ++n;
    } else if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      after_star = n;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      n = ++after_star;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == '*') ++p;
  return p == pattern.size();
}

std::vector<std::string> names_in_folder(const fs::path& folder) {
  std::vector<std::string> names;
  std::error_code error;
  fs::directory_iterator at{folder.empty() ? fs::path{"."} : folder, error};
  for (; !error && at != fs::directory_iterator{} && names.size() < names_max;
       at.increment(error)) {
    names.push_back(at->path().filename().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

/// Adds what `folder` and the parts of a pattern from `part` on mean.
void expand(const fs::path& folder, const std::vector<std::string>& parts, std::size_t part,
            std::vector<std::string>& found) {
  if (part == parts.size()) {
    found.push_back(folder.string());
    return;
  }
  if (!is_pattern(parts[part])) return expand(folder / parts[part], parts, part + 1, found);
  for (const std::string& name : names_in_folder(folder)) {
    const bool hidden = name.front() == '.' && parts[part].front() != '.';
    if (!hidden && matches(parts[part], name)) expand(folder / name, parts, part + 1, found);
  }
}

bool is_folder(const std::string& path) {
  std::error_code error;
  return fs::is_directory(path, error);
}

}  // namespace

FileText read_file(const std::string& path) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (status.type() == fs::file_type::not_found) {
    return {.there = false, .problem = "there is no such file"};
  }
  if (status.type() == fs::file_type::directory) return {.problem = "this is a folder"};
  std::ifstream stream{path, std::ios::binary};
  if (!stream) return {.problem = "this file cannot be opened"};

  FileText file{.read = true};
  const std::uintmax_t size = fs::file_size(path, error);  // Of what is no regular file, nothing.
  if (!error && size <= text_bytes_max) file.text.reserve(static_cast<std::size_t>(size));
  std::array<char, 65'536> buffer;
  while (stream.read(buffer.data(), buffer.size()) || stream.gcount() > 0) {
    file.text.append(buffer.data(), static_cast<std::size_t>(stream.gcount()));
    if (file.text.size() > text_bytes_max) return {.problem = "this file is larger than 256 MiB"};
  }
  if (stream.bad()) return {.problem = "this file cannot be read to its end"};
  return file;
}

std::vector<std::string> files_named(const std::string& path) {
  std::vector<std::string> found;
  if (is_pattern(path)) {
    const fs::path pattern{path};
    std::vector<std::string> parts;
    for (const fs::path& part : pattern.relative_path()) parts.push_back(part.string());
    expand(pattern.root_path(), parts, 0, found);
    std::erase_if(found, is_folder);
  } else if (is_folder(path)) {
    for (const std::string& name : names_in_folder(path)) {
      const bool readable = ends_in(name, "hcl") || ends_in(name, "json") ||
                            ends_in(name, "yaml") || ends_in(name, "yml");
      const std::string file = joined_path(path, name);
      if (readable && !is_folder(file)) found.push_back(file);
    }
  } else {
    std::error_code error;
    if (fs::exists(path, error)) found.push_back(path);
  }
  std::sort(found.begin(), found.end());
  return found;
}

bool ends_in(std::string_view name, std::string_view ending) {
  return name.size() > ending.size() && name.ends_with(ending) &&
         name[name.size() - ending.size() - 1] == '.';
}

std::vector<std::string> names_beside(const std::string& path) {
  return names_in_folder(fs::path{path}.parent_path());
}

std::string joined_path(const std::string& folder, const std::string& path) {
  return folder.empty() ? path : (fs::path{folder} / path).string();
}

std::string folder_of(const std::string& path) { return fs::path{path}.parent_path().string(); }

std::string name_of(const std::string& path) { return fs::path{path}.filename().string(); }

std::string stem_of(const std::string& path) { return fs::path{path}.stem().string(); }

}  // namespace isthmus::scenario

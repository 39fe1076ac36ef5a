// Files that are there whole or not at all.
#pragma once

#include <functional>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>

namespace isthmus::cli {

/// Writes `content` under a temporary name beside `path` and renames it; what is no regular file
/// (a pipe, /dev/stdout) is written in place.
///
/// Returns  nothing, or why it could not be written, in the system's words.
std::optional<std::string> write_whole(const std::string& path, std::string_view content);

/// The same for what `write` puts into a stream, which need not fit into memory.
std::optional<std::string> write_whole(const std::string& path,
                                       const std::function<void(std::ostream&)>& write);

/// Writes all of `content` to a file descriptor.
///
/// Returns  0, or the errno of the write that failed.
int write_all(int descriptor, std::string_view content);

}  // namespace isthmus::cli

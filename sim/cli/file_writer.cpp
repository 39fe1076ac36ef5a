#include "sim/cli/file_writer.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>

#include "sim/cli/descriptor_output.hpp"

namespace isthmus::cli {
namespace {

namespace fs = std::filesystem;

std::string why(int error) { return std::generic_category().message(error); }

/// Where the bytes shall lie in the end: behind a symbolic link, the file that it points to.
fs::path target_of(const std::string& path) {
  std::error_code trouble;
  if (!fs::is_symlink(path, trouble)) return path;
  const fs::path real = fs::canonical(path, trouble);
  return trouble ? fs::path{path} : real;
}

using Write = std::function<void(std::ostream&)>;

std::optional<std::string> write_to(const fs::path& path, int flags, const Write& write) {
  const int descriptor = ::open(path.c_str(), flags | O_WRONLY | O_CLOEXEC, 0666);
  if (descriptor < 0) return why(errno);
  DescriptorOutput output{descriptor};
  std::ostream out{&output};
  write(out);
  out.flush();
  const int failed = output.failed();
  const int closed = ::close(descriptor) == 0 ? 0 : errno;
  if (failed != 0) return why(failed);
  if (closed != 0) return why(closed);
  return std::nullopt;
}

}  // namespace

int write_all(int descriptor, std::string_view content) {
  while (!content.empty()) {
    const ::ssize_t written = ::write(descriptor, content.data(), content.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return errno;
    content.remove_prefix(static_cast<std::size_t>(written));
  }
  return 0;
}

std::optional<std::string> write_whole(const std::string& path, std::string_view content) {
  return write_whole(path, [&](std::ostream& out) { out << content; });
}

std::optional<std::string> write_whole(const std::string& path, const Write& write) {
  const fs::path target = target_of(path);
  std::error_code trouble;
  const fs::file_status status = fs::status(target, trouble);
  if (fs::is_directory(status)) return why(EISDIR);
  if (fs::exists(status) && !fs::is_regular_file(status)) return write_to(target, 0, write);

  fs::path temporary = target;
  temporary.replace_filename("." + target.filename().string() + "." + std::to_string(::getpid()) +
                             ".tmp");
  if (auto failed = write_to(temporary, O_CREAT | O_EXCL, write)) {
    fs::remove(temporary, trouble);
    return failed;
  }
  if (fs::exists(status)) fs::permissions(temporary, status.permissions(), trouble);
  fs::rename(temporary, target, trouble);
  if (!trouble) return std::nullopt;
  const std::string failed = trouble.message();
  fs::remove(temporary, trouble);
  return failed;
}

}  // namespace isthmus::cli

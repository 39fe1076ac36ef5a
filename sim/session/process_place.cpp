#include "sim/session/process_place.hpp"

#include <signal.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <filesystem>
#include <fstream>

namespace isthmus::session {
namespace {

/// Equal for two processes if and only if an id means the same process to both. Empty where that
/// cannot be told.
std::string common_ground() {
  std::string boot;
  std::ifstream{"/proc/sys/kernel/random/boot_id"} >> boot;
  std::error_code trouble;
  const auto ids = std::filesystem::read_symlink("/proc/self/ns/pid", trouble);
  return boot.empty() || trouble ? std::string{} : boot + ' ' + ids.string();
}

}  // namespace

std::string own_place() { return common_ground() + ' ' + std::to_string(::getpid()); }

bool has_ended(const std::string& place) {
  const std::size_t space = place.rfind(' ');
  const std::string ground = common_ground();
  if (ground.empty() || place.substr(0, space) != ground) return false;
  const std::string text = place.substr(space + 1);
  pid_t process = 0;
  std::from_chars(text.data(), text.data() + text.size(), process);
  return process > 0 && ::kill(process, 0) != 0 && errno == ESRCH;
}

}  // namespace isthmus::session

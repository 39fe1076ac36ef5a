#include "sim/cli/file_watch.hpp"

#include <chrono>
#include <system_error>
#include <thread>
#include <utility>

namespace isthmus::cli {
namespace {

// Fast for people, and nothing for a machine: a few calls for each file.
constexpr std::chrono::milliseconds between_looks{200};

}  // namespace

FileWatch::FileWatch(std::vector<std::string> paths) : paths_{std::move(paths)}, known_{look()} {}

FileWatch::Looks FileWatch::look() const {
  Looks looks;
  for (const std::string& path : paths_) {
    std::error_code trouble;
    Look one{std::filesystem::last_write_time(path, trouble), 0};
    if (!trouble) one.size = std::filesystem::file_size(path, trouble);
    looks.push_back(trouble ? std::nullopt : std::optional{one});
  }
  return looks;
}

std::vector<std::string> FileWatch::wait(const std::atomic<bool>& stop) {
  Looks last = known_;
  while (!stop) {
    std::this_thread::sleep_for(between_looks);
    Looks now = look();
    const bool settled = now == last;
    last = std::move(now);
    if (!settled || last == known_) continue;
    std::vector<std::string> changed;
    for (std::size_t i = 0; i < paths_.size(); ++i) {
      if (last[i] != known_[i]) changed.push_back(paths_[i]);
    }
    known_ = std::move(last);
    return changed;
  }
  return {};
}

}  // namespace isthmus::cli

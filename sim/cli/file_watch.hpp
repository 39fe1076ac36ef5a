// Notices when one of some files changes, by looking at them again and again: that works on every
// file system, also where editors replace a file by another.
#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace isthmus::cli {

class FileWatch {
 public:
  /// What stands at these paths now is what they are compared with.
  explicit FileWatch(std::vector<std::string> paths);

  /// Waits until a file is another, and none has changed for a moment: editors write in steps. What
  /// stands there then is what the next wait compares with.
  ///
  /// Returns  those that changed; none when `stop` became true.
  std::vector<std::string> wait(const std::atomic<bool>& stop);

  std::size_t size() const { return paths_.size(); }

 private:
  /// What a file looks like without reading it; none where there is none.
  struct Look {
    std::filesystem::file_time_type written{};
    std::uintmax_t size = 0;
    friend bool operator==(const Look&, const Look&) = default;
  };
  using Looks = std::vector<std::optional<Look>>;
  Looks look() const;

  std::vector<std::string> paths_;
  Looks known_;
};

}  // namespace isthmus::cli

// Runs a program as a user would: words, an environment and standard input in; what it wrote and
// how it ended out.
#pragma once

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <stdexcept>
#include <string>
#include <vector>

#include "tests/support/temporary_folder.hpp"

namespace isthmus::support {

/// What a command of the shell writes to its standard output; nothing if it cannot be started.
inline std::string output_of(const std::string& command) {
  std::string text;
  std::FILE* pipe = ::popen(command.c_str(), "r");
  if (pipe == nullptr) return text;
  std::array<char, 4096> room{};
  while (std::fgets(room.data(), room.size(), pipe) != nullptr) text += room.data();
  ::pclose(pipe);
  return text;
}

/// How a program ended.
struct Ended {
  int status = -1;  ///< The exit status, or -1 when a signal ended it.
  std::string out{};
  std::string err{};
};

/// A running program; its output goes to files, so nothing can block.
class Process {
 public:
  struct Setting {
    std::string input{};
    std::vector<std::string> environment = {"LC_ALL=C.UTF-8"};
    std::string folder{};       ///< Where it runs; empty: here.
    std::string output_file{};  ///< Instead of a file of our own, such as /dev/full.
  };

  Process(const std::string& program, std::vector<std::string> words, const Setting& setting) {
    write_file(folder_.path() / "in", setting.input);
    const std::string out = setting.output_file.empty() ? folder_ / "out" : setting.output_file;
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 0, (folder_ / "in").c_str(), O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions, 1, out.c_str(), O_WRONLY | O_CREAT, 0600);
    posix_spawn_file_actions_addopen(&actions, 2, (folder_ / "err").c_str(), O_WRONLY | O_CREAT,
                                     0600);
    if (!setting.folder.empty()) {
      posix_spawn_file_actions_addchdir_np(&actions, setting.folder.c_str());
    }
    words.insert(words.begin(), program);
    std::vector<std::string> environment = setting.environment;
    const int failed = posix_spawn(&id_, program.c_str(), &actions, nullptr,
                                   pointers_to(words).data(), pointers_to(environment).data());
    posix_spawn_file_actions_destroy(&actions);
    if (failed != 0) throw std::runtime_error{"cannot start " + program};
  }

  void send(int signal) const { ::kill(id_, signal); }

  Ended wait() {
    int how = 0;
    while (::waitpid(id_, &how, 0) < 0 && errno == EINTR) continue;
    return {WIFEXITED(how) ? WEXITSTATUS(how) : -1, file_text(folder_.path() / "out"),
            file_text(folder_.path() / "err")};
  }

 private:
  static std::vector<char*> pointers_to(std::vector<std::string>& words) {
    std::vector<char*> pointers;
    for (std::string& word : words) pointers.push_back(word.data());
    pointers.push_back(nullptr);
    return pointers;
  }

  TemporaryFolder folder_;
  ::pid_t id_ = 0;
};

}  // namespace isthmus::support

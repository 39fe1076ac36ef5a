// A browser that is used: pages are opened, keys pressed, and the page is asked what it shows. It
// speaks the DevTools protocol over two pipes, so there is no port and nothing to install.
#pragma once

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <vector>

#include "tests/support/process.hpp"

namespace isthmus::browser_test {

class Browser {
 public:
  using Json = nlohmann::json;

  explicit Browser(const std::string& program) {
    start(program);
    const Json target = call("Target.createTarget", {{"url", "about:blank"}});
    const Json attached =
        call("Target.attachToTarget", {{"targetId", target["targetId"]}, {"flatten", true}});
    session_ = attached["sessionId"];
  }
  ~Browser() {
    ::close(to_);
    ::close(from_);
    ::kill(id_, SIGKILL);
    ::waitpid(id_, nullptr, 0);
  }
  Browser(const Browser&) = delete;
  Browser& operator=(const Browser&) = delete;

  /// Opens the page of a file, `width` pixels wide.
  void open(const std::string& file, int width = 1280) {
    call("Emulation.setDeviceMetricsOverride",
         {{"width", width}, {"height", 900}, {"deviceScaleFactor", 1}, {"mobile", width < 600}});
    call("Page.navigate", {{"url", "file://" + file}});
    while (ask("document.readyState !== 'complete' || location.protocol !== 'file:'")) continue;
  }

  /// What an expression of the page's language is.
  Json ask(const std::string& expression) {
    const Json answer =
        call("Runtime.evaluate", {{"expression", expression}, {"returnByValue", true}});
    if (answer.contains("exceptionDetails")) throw std::runtime_error{answer.dump()};
    return answer["result"].value("value", Json{});
  }

  /// Presses and releases a key: "Tab", "Enter" or " ".
  void press(const std::string& key) {
    const int code = key == "Tab" ? 9 : key == "Enter" ? 13 : 32;
    Json event = {{"type", "keyDown"}, {"key", key}, {"windowsVirtualKeyCode", code}};
    if (key != "Tab") event["text"] = key == "Enter" ? "\r" : " ";
    call("Input.dispatchKeyEvent", event);
    event["type"] = "keyUp";
    event.erase("text");
    call("Input.dispatchKeyEvent", event);
  }

 private:
  void start(const std::string& program) {
    int down[2];
    int up[2];
    if (::pipe(down) != 0 || ::pipe(up) != 0) throw std::runtime_error{"no pipe"};
    for (const int end : {down[1], up[0]}) ::fcntl(end, F_SETFD, FD_CLOEXEC);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    // Beyond 3 and 4 first, as one of the pipes may stand there already.
    posix_spawn_file_actions_adddup2(&actions, down[0], 100);
    posix_spawn_file_actions_adddup2(&actions, up[1], 101);
    posix_spawn_file_actions_adddup2(&actions, 100, 3);  // Where the browser listens,
    posix_spawn_file_actions_adddup2(&actions, 101, 4);  // and where it answers.
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
    std::vector<std::string> words = {program,
                                      "--headless=new",
                                      "--no-sandbox",
                                      "--disable-gpu",
                                      "--user-data-dir=" + (folder_ / "profile"),
                                      "--remote-debugging-pipe",
                                      "about:blank"};
    std::vector<std::string> environment = {"LC_ALL=C.UTF-8", "HOME=" + folder_.path().string(),
                                            "PATH=/usr/local/bin:/usr/bin:/bin"};
    const auto pointers = [](std::vector<std::string>& texts) {
      std::vector<char*> all;
      for (std::string& text : texts) all.push_back(text.data());
      all.push_back(nullptr);
      return all;
    };
    const int failed = posix_spawn(&id_, program.c_str(), &actions, nullptr, pointers(words).data(),
                                   pointers(environment).data());
    posix_spawn_file_actions_destroy(&actions);
    ::close(down[0]);
    ::close(up[1]);
    to_ = down[1];
    from_ = up[0];
    if (failed != 0) throw std::runtime_error{"cannot start " + program};
  }

  Json call(const std::string& method, const Json& parameters = Json::object()) {
    Json message = {{"id", ++number_}, {"method", method}, {"params", parameters}};
    if (!session_.empty()) message["sessionId"] = session_;
    const std::string text = message.dump() + '\0';
    if (::write(to_, text.data(), text.size()) != static_cast<::ssize_t>(text.size())) {
      throw std::runtime_error{"the browser does not listen"};
    }
    while (true) {
      const Json answer = receive();
      if (answer.value("id", 0) != number_) continue;  // An event that nobody waits for.
      if (answer.contains("error")) throw std::runtime_error{method + ": " + answer.dump()};
      return answer["result"];
    }
  }

  /// The next message; gives up after half a minute.
  Json receive() {
    while (true) {
      const std::size_t end = received_.find('\0');
      if (end != std::string::npos) {
        const Json message = Json::parse(received_.substr(0, end));
        received_.erase(0, end + 1);
        return message;
      }
      ::pollfd wait{from_, POLLIN, 0};
      if (::poll(&wait, 1, 30'000) <= 0) throw std::runtime_error{"the browser is silent"};
      char room[65536];
      const ::ssize_t bytes = ::read(from_, room, sizeof room);
      if (bytes <= 0) throw std::runtime_error{"the browser is gone"};
      received_.append(room, static_cast<std::size_t>(bytes));
    }
  }

  support::TemporaryFolder folder_;
  ::pid_t id_ = 0;
  int to_ = -1;
  int from_ = -1;
  int number_ = 0;
  std::string session_;
  std::string received_;
};

}  // namespace isthmus::browser_test

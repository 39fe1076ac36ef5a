// A mesh in which nothing but the apps costs anything: no distance, no work in proxies, no
// handshakes. What is left is what the textbooks speak of.
#pragma once

#include <string>
#include <vector>

namespace isthmus::oracle_check {

class FreeMesh {
 public:
  explicit FreeMesh(std::string name) : name_{std::move(name)} {}

  struct Station {
    std::string law = "0s";
    std::string concurrency = "1";
    std::string keys{};  ///< Further ones: ", discipline: ps".
  };
  void service(const std::string& name, const Station& station) {
    services_ += "      " + name + ": {concurrency: " + station.concurrency +
                 ", service_time: " + station.law + station.keys + "}\n";
  }

  /// A service that is asked from outside, is never busy, takes `law` and then makes `calls` to
  /// `others`.
  void front(const std::string& name, const std::string& law,
             const std::vector<std::string>& others, const std::string& calls, double per_second);
  /// A service whose app calls `other` on its own: "rate: 5/s".
  void caller(const std::string& name, const std::string& other, const std::string& load);
  /// Requests from outside: "rate: 5/s".
  void asked(const std::string& service, const std::string& load) {
    traffic_ += "  - {name: " + service + ", to: " + service + ", " + load + "}\n";
  }
  void entry(const std::string& text) { entries_ += "  - " + text + "\n"; }

  std::string text() const;

  static std::string in_turn(const std::vector<std::string>& steps) { return listed(steps); }
  static std::string at_once(const std::vector<std::string>& steps) {
    return "[{parallel: " + listed(steps) + "}]";
  }

 private:
  static std::string listed(const std::vector<std::string>& steps);

  std::string name_;
  std::string services_{};
  std::string traffic_{};
  std::string entries_{};
};

/// Names of services have no capitals.
std::string lower_text(const std::string& text);

}  // namespace isthmus::oracle_check

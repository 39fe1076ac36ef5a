#include "tests/oracle_check/free_mesh.hpp"

#include "tests/oracle_check/texts.hpp"

namespace isthmus::oracle_check {

std::string FreeMesh::listed(const std::vector<std::string>& steps) {
  std::string list;
  for (const std::string& step : steps) list += (list.empty() ? "" : ", ") + step;
  return "[" + list + "]";
}

void FreeMesh::front(const std::string& name, const std::string& law,
                     const std::vector<std::string>& others, const std::string& calls,
                     double per_second) {
  std::string upstreams;
  int port = 1000;
  for (const std::string& other : others) {
    upstreams += "            - {destination_name: " + other +
                 ", local_bind_port: " + std::to_string(port++) + "}\n";
  }
  services_ += "      " + name + ":\n        concurrency: unlimited\n        service_time: " + law +
               "\n        calls: " + calls + "\n        proxy:\n          upstreams:\n" + upstreams;
  asked(name, "rate: " + rate_text(per_second));
}

void FreeMesh::caller(const std::string& name, const std::string& other, const std::string& load) {
  services_ += "      " + name + ": {proxy: {upstreams: [{destination_name: " + other +
               ", local_bind_port: 1000}]}}\n";
  traffic_ += "  - {name: " + name + ", from: " + name + ", to: " + other + ", " + load + "}\n";
}

std::string FreeMesh::text() const {
  return "isthmus: 1\nname: \"" + name_ +
         "\"\n"
         "zones: {here: {region: here}}\n"
         "links:\n  - {between: [here, here], rtt: 0ns}\n"
         "defaults:\n  sidecar: {per_connection: 0ns, per_message: 0ns, per_gb: 0ns, handshake: "
         "0ns, "
         "resumed_handshake: 0ns}\n"
         "partitions:\n  default:\n    services:\n" +
         services_ + (entries_.empty() ? "" : "config_entries:\n" + entries_) + "traffic:\n" +
         traffic_;
}

std::string lower_text(const std::string& text) {
  std::string lower = text;
  for (char& letter : lower) {
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
  }
  return lower;
}

}  // namespace isthmus::oracle_check

// The program under test, and small scenarios for it.
#pragma once

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/support/process.hpp"

namespace isthmus::cli_test {

using support::Ended;
using support::Process;
using support::TemporaryFolder;
using Words = std::vector<std::string>;

inline Ended isthmus(const Words& words, const Process::Setting& setting = {}) {
  return Process{ISTHMUS_PROGRAM, words, setting}.wait();
}

inline Ended with_input(const Words& words, const std::string& input) {
  Process::Setting setting;
  setting.input = input;
  return isthmus(words, setting);
}

/// web calls api; short and cheap to run.
inline std::string two_services(const std::string& rest = "") {
  return R"(isthmus: 1
name: two services
partitions:
  default:
    services:
      web:
        proxy:
          upstreams:
            - {destination_name: api, local_bind_port: 10000}
      api: {service_time: exp(2ms), concurrency: 4}
traffic:
  - {name: users, from: web, to: api, rate: 200/s}
run: {seed: 7, replications: 4, duration: 10s}
)" + rest;
}

/// web's upstream leads to a service that is in another partition and is not exported.
inline std::string blocked() {
  return R"(isthmus: 1
partitions:
  default:
    services:
      web:
        proxy:
          upstreams:
            - {destination_name: billing, destination_partition: finance, local_bind_port: 10000}
  finance:
    services:
      billing: {}
)";
}

inline nlohmann::json json_of(const Ended& ended) {
  return nlohmann::json::parse(ended.out, nullptr, false);
}

}  // namespace isthmus::cli_test

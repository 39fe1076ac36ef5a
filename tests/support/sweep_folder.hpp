// A folder of its own with a small scenario, a sweep over two of its values, and room for a store.
#pragma once

#include <string>

#include "tests/support/temporary_folder.hpp"

namespace isthmus::support {

class SweepFolder {
 public:
  SweepFolder() {
    write_file(scenario(), R"(isthmus: 1
name: two services
partitions:
  default:
    services:
      web:
        proxy:
          upstreams:
            - {destination_name: api, local_bind_port: 10000}
      api: {service_time: exp(2ms), replicas: 1}
traffic:
  - {name: users, from: web, to: api, rate: 100/s}
run: {seed: 7, warmup: 1s, duration: 4s}
)");
  }

  std::string scenario() const { return folder_ / "mesh.yaml"; }
  std::string store() const { return folder_ / "results.db"; }

  /// Writes a sweep of two by two points.
  std::string sweep_file(const std::string& rest = "replications: 3\n") const {
    const std::string path = folder_ / "sweep.yaml";
    write_file(path,
               "scenario: mesh.yaml\nmatrix:\n  traffic.users.rate: [100/s, 200/s]\n"
               "  partitions.default.services.api.replicas: [1, 2]\n" +
                   rest);
    return path;
  }

 private:
  TemporaryFolder folder_;
};

}  // namespace isthmus::support

// A folder of its own with a small scenario, a sweep over two of its values, and room for a store.
#pragma once

#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <string>

namespace isthmus::support {

class SweepFolder {
 public:
  SweepFolder() {
    std::string pattern =
        (std::filesystem::temp_directory_path() / "isthmus-sweep-XXXXXX").string();
    path_ = ::mkdtemp(pattern.data());
    std::ofstream{scenario()} << R"(isthmus: 1
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
)";
  }
  ~SweepFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  SweepFolder(const SweepFolder&) = delete;
  SweepFolder& operator=(const SweepFolder&) = delete;

  std::string scenario() const { return path_ + "/mesh.yaml"; }
  std::string store() const { return path_ + "/results.db"; }

  /// Writes a sweep of two by two points.
  std::string sweep_file(const std::string& rest = "replications: 3\n") const {
    const std::string path = path_ + "/sweep.yaml";
    std::ofstream{path} << "scenario: mesh.yaml\nmatrix:\n  traffic.users.rate: [100/s, 200/s]\n"
                           "  partitions.default.services.api.replicas: [1, 2]\n"
                        << rest;
    return path;
  }

 private:
  std::string path_;
};

}  // namespace isthmus::support

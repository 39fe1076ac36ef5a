// Results that outlive the program: an SQLite file with the records of every finished replication.
//
// A replication is there whole or not at all (one transaction each, write-ahead log), so a process
// may be killed at any moment and its work taken up again by another one. A point is found by what
// decides its results: the hash of scenario and settings, seed, duration and version.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sim/base/diagnostic.hpp"
#include "sim/base/id.hpp"
#include "sim/base/result.hpp"
#include "sim/base/time.hpp"
#include "sim/results/record.hpp"
#include "sim/results/sqlite.hpp"

namespace isthmus::results {

/// A traffic source by its names: "default/default/web", or empty for what comes from outside.
struct StoredSource {
  std::string name{};
  std::string sender{};
  std::string destination{};

  friend bool operator==(const StoredSource&, const StoredSource&) = default;
};

/// One scenario under one choice of settings.
struct StoredPoint {
  std::string scenario{};
  std::vector<std::pair<std::string, std::string>> settings{};  ///< Path and value.
  std::vector<StoredSource> sources{};                          ///< Those of the model, in order.
  std::uint64_t hash = 0;
  std::uint64_t seed = 0;
  Duration duration{};
  std::string version{};
};
using PointId = Id<StoredPoint>;

/// A point that is in a store.
struct KeptPoint {
  PointId id{};
  StoredPoint point{};
};

/// Where the measured time of a point begins, found by its pilot.
struct StoredWarmUp {
  Duration cut{};
  bool found = true;
  bool drifts = false;
};

class Store {
 public:
  /// Opens the file, or makes it.
  ///
  /// Errors   cannot-open-store, and not-a-store for a file that is something else.
  static Result<Store> open(const std::string& path);

  /// The number of a point, added if it is not there yet.
  PointId point(const StoredPoint& point);

  /// All points, in the order in which they were added.
  std::vector<KeptPoint> points();

  /// Keeps the slices of a pilot's replication, from which the warm-up is found.
  void keep_pilot(PointId point, const RunRecord& record);
  /// The pilot's replications, by number: nothing but their slices.
  std::vector<RunRecord> pilots(PointId point);

  std::optional<StoredWarmUp> warm_up(PointId point);
  void keep_warm_up(PointId point, const StoredWarmUp& warm_up);

  /// Keeps a replication, in one transaction. One that is there already stays as it is: it could
  /// not differ.
  void keep(PointId point, const RunRecord& record);

  /// The numbers of the replications that are there, ascending.
  std::vector<std::size_t> replications(PointId point);

  /// The replications of a point below `count`, by number; without slices, which are not kept.
  std::vector<RunRecord> records(PointId point, std::size_t count);

  /// What went wrong since the store was opened, once: afterwards everything answers nothing.
  std::optional<Diagnostic> fault() const;

 private:
  explicit Store(const std::string& path) : path_{path}, database_{path} {}

  void keep_traffic(PointId point, const RunRecord& record);
  void keep_stations(PointId point, const RunRecord& record);
  void read_traffic(PointId point, std::vector<RunRecord>& records);
  void read_stations(PointId point, std::vector<RunRecord>& records);

  std::string path_;
  Database database_;
};

}  // namespace isthmus::results

#include "sim/results/store.hpp"

#include <charconv>

#include "sim/results/store_schema.hpp"

namespace isthmus::results {
namespace {

std::int64_t number_of(PointId point) { return static_cast<std::int64_t>(point.index()); }

std::string hexadecimal(std::uint64_t number) {
  std::string text(16, '0');
  for (std::size_t i = 0; i < text.size(); ++i) {
    text[text.size() - 1 - i] = "0123456789abcdef"[(number >> (4 * i)) & 0xF];
  }
  return text;
}

std::uint64_t from_hexadecimal(const std::string& text) {
  std::uint64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number, 16);
  return number;
}

std::int64_t pragma(Database& database, const char* sql) {
  Statement statement{database, sql};
  return statement.row() ? statement.integer(0) : 0;
}

/// Makes the tables of an empty file. Returns whether the file is a store now.
bool prepare(Database& database) {
  database.run("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL");
  Transaction all{database};
  if (pragma(database, "PRAGMA application_id") == store_application) {
    return pragma(database, "PRAGMA user_version") == store_format;
  }
  if (pragma(database, "SELECT count(*) FROM sqlite_schema") != 0) return false;
  database.run(store_schema);
  const std::string marks = "PRAGMA application_id = " + std::to_string(store_application) +
                            "; PRAGMA user_version = " + std::to_string(store_format);
  database.run(marks.c_str());
  all.commit();
  return true;
}

}  // namespace

Result<Store> Store::open(const std::string& path) {
  Store store{path};
  const bool is_store = prepare(store.database_);
  const std::string& fault = store.database_.fault();
  const bool other_file = fault.find("not a database") != std::string::npos;
  if (!fault.empty() && !other_file) {
    return Diagnostics{error_at({}, "cannot-open-store", path + ": " + fault,
                                "name a file in a folder that can be written to")};
  }
  if (!is_store || other_file) {
    return Diagnostics{error_at({}, "not-a-store", path + " is no store that this version can read",
                                "name another file; one that does not exist is made")};
  }
  return store;
}

std::optional<Diagnostic> Store::fault() const {
  if (database_.ok()) return std::nullopt;
  return error_at({}, "cannot-write-store", path_ + ": " + database_.fault(),
                  "what was finished before is kept; run the same command again");
}

PointId Store::point(const StoredPoint& point) {
  Transaction all{database_};
  Statement known{
      database_,
      "SELECT id FROM point WHERE hash = ? AND seed = ? AND duration_ns = ? AND version "
      "= ?"};
  known.with(hexadecimal(point.hash)).with(std::to_string(point.seed));
  known.with(point.duration.in_nanoseconds()).with(point.version);
  if (known.row()) return PointId{static_cast<std::size_t>(known.integer(0))};

  Statement added{database_,
                  "INSERT INTO point (scenario, hash, seed, duration_ns, version) VALUES "
                  "(?, ?, ?, ?, ?) RETURNING id"};
  added.with(point.scenario).with(hexadecimal(point.hash)).with(std::to_string(point.seed));
  added.with(point.duration.in_nanoseconds()).with(point.version);
  if (!added.row()) return PointId{0};
  const std::int64_t id = added.integer(0);
  added.run();
  Statement setting{database_, "INSERT INTO setting VALUES (?, ?, ?, ?)"};
  for (std::size_t i = 0; i < point.settings.size(); ++i) {
    setting.with(id).with(static_cast<std::int64_t>(i));
    setting.with(point.settings[i].first).with(point.settings[i].second).run();
  }
  Statement source{database_, "INSERT INTO source VALUES (?, ?, ?, ?, ?)"};
  for (std::size_t i = 0; i < point.sources.size(); ++i) {
    const StoredSource& one = point.sources[i];
    source.with(id).with(static_cast<std::int64_t>(i));
    source.with(one.name).with(one.sender).with(one.destination).run();
  }
  all.commit();
  return PointId{static_cast<std::size_t>(id)};
}

std::vector<KeptPoint> Store::points() {
  std::vector<KeptPoint> points;
  Statement known{database_,
                  "SELECT id, scenario, hash, seed, duration_ns, version FROM point ORDER BY id"};
  while (known.row()) {
    KeptPoint& kept = points.emplace_back();
    kept.id = PointId{static_cast<std::size_t>(known.integer(0))};
    kept.point.scenario = known.text(1);
    kept.point.hash = from_hexadecimal(known.text(2));
    const std::string seed = known.text(3);
    std::from_chars(seed.data(), seed.data() + seed.size(), kept.point.seed);
    kept.point.duration = Duration::nanoseconds(known.integer(4));
    kept.point.version = known.text(5);
  }
  for (KeptPoint& kept : points) {
    Statement setting{database_,
                      "SELECT path, value FROM setting WHERE point = ? ORDER BY position"};
    setting.with(number_of(kept.id));
    while (setting.row()) kept.point.settings.emplace_back(setting.text(0), setting.text(1));
    Statement source{
        database_,
        "SELECT name, sender, destination FROM source WHERE point = ? ORDER BY position"};
    source.with(number_of(kept.id));
    while (source.row()) {
      kept.point.sources.push_back({source.text(0), source.text(1), source.text(2)});
    }
  }
  return points;
}

std::optional<StoredWarmUp> Store::warm_up(PointId point) {
  Statement known{database_,
                  "SELECT warmup_ns, warmup_found, warmup_drifts FROM point WHERE id = ?"};
  known.with(number_of(point));
  if (!known.row() || known.is_null(0)) return std::nullopt;
  return StoredWarmUp{Duration::nanoseconds(known.integer(0)), known.integer(1) != 0,
                      known.integer(2) != 0};
}

void Store::keep_warm_up(PointId point, const StoredWarmUp& warm_up) {
  Statement kept{
      database_,
      "UPDATE point SET warmup_ns = ?, warmup_found = ?, warmup_drifts = ? WHERE id = ?"};
  kept.with(warm_up.cut.in_nanoseconds()).with(std::int64_t{warm_up.found});
  kept.with(std::int64_t{warm_up.drifts}).with(number_of(point)).run();
}

void Store::keep(PointId point, const RunRecord& record) {
  Transaction all{database_};
  Statement known{database_, "SELECT 1 FROM replication WHERE point = ? AND number = ?"};
  known.with(number_of(point)).with(static_cast<std::int64_t>(record.replication));
  if (known.row()) return;
  Statement head{database_, "INSERT INTO replication VALUES (?, ?, ?, ?, ?, ?)"};
  head.with(number_of(point)).with(static_cast<std::int64_t>(record.replication));
  head.with(hexadecimal(record.fingerprint)).with(static_cast<std::int64_t>(record.events));
  head.with(record.warmup.in_nanoseconds()).with(record.measured.in_nanoseconds()).run();
  keep_traffic(point, record);
  keep_stations(point, record);
  all.commit();
}

std::vector<std::size_t> Store::replications(PointId point) {
  std::vector<std::size_t> numbers;
  Statement known{database_, "SELECT number FROM replication WHERE point = ? ORDER BY number"};
  known.with(number_of(point));
  while (known.row()) numbers.push_back(static_cast<std::size_t>(known.integer(0)));
  return numbers;
}

std::vector<RunRecord> Store::records(PointId point, std::size_t count) {
  std::vector<RunRecord> records;
  Statement heads{database_,
                  "SELECT number, fingerprint, events, warmup_ns, measured_ns FROM replication "
                  "WHERE point = ? AND number < ? ORDER BY number"};
  heads.with(number_of(point)).with(static_cast<std::int64_t>(count));
  while (heads.row()) {
    RunRecord& record = records.emplace_back();
    record.replication = static_cast<std::size_t>(heads.integer(0));
    record.fingerprint = from_hexadecimal(heads.text(1));
    record.events = static_cast<std::uint64_t>(heads.integer(2));
    record.warmup = Duration::nanoseconds(heads.integer(3));
    record.measured = Duration::nanoseconds(heads.integer(4));
  }
  read_traffic(point, records);
  read_stations(point, records);
  return records;
}

}  // namespace isthmus::results

// The tables of a store. docs/reference/store.md explains each column, and a test holds the two
// together.
#pragma once

namespace isthmus::results {

/// "ISTH" in the header of the file: what tells a store from any other database.
inline constexpr int store_application = 0x49535448;
inline constexpr int store_format = 1;

inline constexpr const char* store_schema = R"sql(
CREATE TABLE point (
  id INTEGER PRIMARY KEY,
  scenario TEXT NOT NULL,
  hash TEXT NOT NULL,
  seed TEXT NOT NULL,
  duration_ns INTEGER NOT NULL,
  version TEXT NOT NULL,
  warmup_ns INTEGER,
  warmup_found INTEGER,
  warmup_drifts INTEGER,
  UNIQUE (hash, seed, duration_ns, version)
);
CREATE TABLE setting (
  point INTEGER NOT NULL REFERENCES point (id),
  position INTEGER NOT NULL,
  path TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (point, position)
) WITHOUT ROWID;
CREATE TABLE source (
  point INTEGER NOT NULL REFERENCES point (id),
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  sender TEXT NOT NULL,
  destination TEXT NOT NULL,
  PRIMARY KEY (point, position)
) WITHOUT ROWID;
CREATE TABLE pilot (
  point INTEGER NOT NULL REFERENCES point (id),
  number INTEGER NOT NULL,
  slices BLOB NOT NULL,
  PRIMARY KEY (point, number)
) WITHOUT ROWID;
CREATE TABLE replication (
  point INTEGER NOT NULL REFERENCES point (id),
  number INTEGER NOT NULL,
  fingerprint TEXT NOT NULL,
  events INTEGER NOT NULL,
  warmup_ns INTEGER NOT NULL,
  measured_ns INTEGER NOT NULL,
  PRIMARY KEY (point, number)
) WITHOUT ROWID;
CREATE TABLE traffic (
  point INTEGER NOT NULL,
  replication INTEGER NOT NULL,
  source INTEGER NOT NULL,
  requests INTEGER NOT NULL,
  connections INTEGER NOT NULL,
  latency_total_s INTEGER NOT NULL,
  latency_total_ns INTEGER NOT NULL,
  latency_least_ns INTEGER NOT NULL,
  latency_greatest_ns INTEGER NOT NULL,
  latency_buckets BLOB NOT NULL,
  PRIMARY KEY (point, replication, source),
  FOREIGN KEY (point, replication) REFERENCES replication (point, number)
) WITHOUT ROWID;
CREATE TABLE ending (
  point INTEGER NOT NULL,
  replication INTEGER NOT NULL,
  source INTEGER NOT NULL,
  disposition TEXT NOT NULL,
  requests INTEGER NOT NULL,
  PRIMARY KEY (point, replication, source, disposition)
) WITHOUT ROWID;
CREATE TABLE part (
  point INTEGER NOT NULL,
  replication INTEGER NOT NULL,
  source INTEGER NOT NULL,
  part TEXT NOT NULL,
  total_ns INTEGER NOT NULL,
  PRIMARY KEY (point, replication, source, part)
) WITHOUT ROWID;
CREATE TABLE station (
  point INTEGER NOT NULL,
  replication INTEGER NOT NULL,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  servers INTEGER NOT NULL,
  capacity_milli INTEGER NOT NULL,
  may_grow INTEGER NOT NULL,
  arrivals INTEGER NOT NULL,
  busy_ns INTEGER NOT NULL,
  wait_ns INTEGER NOT NULL,
  service_ns INTEGER NOT NULL,
  busiest_ns INTEGER NOT NULL,
  queues INTEGER NOT NULL,
  queue_area_ns INTEGER NOT NULL,
  number_area_ns INTEGER NOT NULL,
  carried_in_ns INTEGER NOT NULL,
  carried_out_ns INTEGER NOT NULL,
  PRIMARY KEY (point, replication, position),
  FOREIGN KEY (point, replication) REFERENCES replication (point, number)
) WITHOUT ROWID;
)sql";

}  // namespace isthmus::results

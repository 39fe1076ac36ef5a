#include "sim/results/sqlite.hpp"

#include <sqlite3.h>

namespace isthmus::results {
namespace {

/// How long another process may hold the file before we give up.
constexpr int patience_ms = 30'000;

}  // namespace

void Database::Close::operator()(sqlite3* connection) const { sqlite3_close_v2(connection); }
void Statement::Finish::operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }

Database::Database(const std::string& path) {
  sqlite3* opened = nullptr;
  const int code =
      sqlite3_open_v2(path.c_str(), &opened, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr);
  connection_.reset(opened);
  if (code != SQLITE_OK) {
    fault_ = opened == nullptr ? sqlite3_errstr(code) : sqlite3_errmsg(opened);
    return;
  }
  sqlite3_busy_timeout(opened, patience_ms);
}

void Database::note_fault() {
  if (fault_.empty()) fault_ = connection_ ? sqlite3_errmsg(connection_.get()) : "no file is open";
}

void Database::run(const char* sql) {
  if (!ok()) return;
  if (sqlite3_exec(connection_.get(), sql, nullptr, nullptr, nullptr) != SQLITE_OK) note_fault();
}

Statement::Statement(Database& database, const char* sql) : database_{database} {
  if (!database.ok()) return;
  sqlite3_stmt* prepared = nullptr;
  if (sqlite3_prepare_v2(database.connection_.get(), sql, -1, &prepared, nullptr) != SQLITE_OK) {
    database.note_fault();
  }
  statement_.reset(prepared);
}

Statement& Statement::with(std::int64_t number) {
  if (database_.ok() && sqlite3_bind_int64(statement_.get(), ++bound_, number) != SQLITE_OK) {
    database_.note_fault();
  }
  return *this;
}

Statement& Statement::with(std::string_view text) {
  if (database_.ok() &&
      sqlite3_bind_text(statement_.get(), ++bound_, text.data(), static_cast<int>(text.size()),
                        SQLITE_TRANSIENT) != SQLITE_OK) {
    database_.note_fault();
  }
  return *this;
}

Statement& Statement::with_bytes(std::string_view bytes) {
  if (database_.ok() && sqlite3_bind_blob64(statement_.get(), ++bound_, bytes.data(), bytes.size(),
                                            SQLITE_TRANSIENT) != SQLITE_OK) {
    database_.note_fault();
  }
  return *this;
}

bool Statement::row() {
  if (!database_.ok()) return false;
  const int code = sqlite3_step(statement_.get());
  if (code == SQLITE_ROW) return true;
  if (code != SQLITE_DONE) database_.note_fault();
  return false;
}

void Statement::run() {
  while (row()) {
  }
  if (statement_) sqlite3_reset(statement_.get());
  bound_ = 0;
}

std::int64_t Statement::integer(int column) const {
  return sqlite3_column_int64(statement_.get(), column);
}

std::string Statement::text(int column) const {
  const void* bytes = sqlite3_column_blob(statement_.get(), column);
  const int size = sqlite3_column_bytes(statement_.get(), column);
  return {static_cast<const char*>(bytes), static_cast<std::size_t>(size)};
}

bool Statement::is_null(int column) const {
  return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL;
}

Transaction::Transaction(Database& database) : database_{database} {
  database_.run("BEGIN IMMEDIATE");
  open_ = database_.ok();
}

Transaction::~Transaction() {
  if (open_) sqlite3_exec(database_.connection_.get(), "ROLLBACK", nullptr, nullptr, nullptr);
}

void Transaction::commit() {
  if (!open_ || !database_.ok()) return;
  database_.run("COMMIT");
  open_ = !database_.ok();
}

}  // namespace isthmus::results

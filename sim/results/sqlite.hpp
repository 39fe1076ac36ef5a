// As much of SQLite as the store needs: a connection, statements, and one place for what went
// wrong.
//
// After the first failure everything does nothing, so a sequence of steps is written without a look
// after each, and its end asks fault().
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace isthmus::results {

class Database {
 public:
  Database() = default;  ///< Open to nothing: everything fails.
  /// Opens or creates the file.
  explicit Database(const std::string& path);

  /// Runs statements that answer nothing.
  void run(const char* sql);

  const std::string& fault() const { return fault_; }
  bool ok() const { return fault_.empty(); }

 private:
  friend class Statement;
  friend class Transaction;
  struct Close {
    void operator()(sqlite3* connection) const;
  };

  void note_fault();

  std::unique_ptr<sqlite3, Close> connection_{};
  std::string fault_{};
};

/// One statement with its parameters, bound in their order.
class Statement {
 public:
  Statement(Database& database, const char* sql);

  Statement& with(std::int64_t number);
  Statement& with(std::string_view text);
  Statement& with_bytes(std::string_view bytes);

  /// The next row; false at the end, and after a failure.
  bool row();
  /// To the end, for statements that answer nothing; then it can be given other parameters.
  void run();

  /// Columns of the present row, from 0.
  std::int64_t integer(int column) const;
  std::string text(int column) const;
  bool is_null(int column) const;

 private:
  struct Finish {
    void operator()(sqlite3_stmt* statement) const;
  };

  Database& database_;
  std::unique_ptr<sqlite3_stmt, Finish> statement_{};
  int bound_ = 0;
};

/// Everything in its life is there afterwards, or nothing is: it is undone unless commit() is
/// called.
class Transaction {
 public:
  explicit Transaction(Database& database);
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;

  void commit();

 private:
  Database& database_;
  bool open_ = false;
};

}  // namespace isthmus::results

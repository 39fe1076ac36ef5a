// docs/reference/store.md names every table and every column that there is.
#include "sim/results/store_schema.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <string>
#include <vector>

#include "sim/results/sqlite.hpp"

namespace isthmus::results {
namespace {

std::vector<std::string> texts_of(Database& database, const std::string& query) {
  std::vector<std::string> texts;
  Statement statement{database, query.c_str()};
  while (statement.row()) texts.push_back(statement.text(0));
  return texts;
}

TEST(StoreSchema, IsOnItsReferencePage) {
  std::ifstream file{std::string{ISTHMUS_SOURCE_DIR} + "/docs/reference/store.md"};
  const std::string page{std::istreambuf_iterator<char>{file}, {}};
  Database database{":memory:"};
  database.run(store_schema);
  const auto names = texts_of(database,
                              "SELECT name FROM sqlite_schema WHERE type = 'table' UNION SELECT "
                              "c.name FROM sqlite_schema t, pragma_table_info(t.name) c");

  EXPECT_EQ(database.fault(), "");
  EXPECT_GT(names.size(), 40U);
  for (const std::string& name : names) {
    EXPECT_NE(page.find("`" + name + "`"), std::string::npos) << name;
  }
}

}  // namespace
}  // namespace isthmus::results

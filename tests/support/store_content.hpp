// All that a store holds, as text: two stores have the same content where these are equal.
#pragma once

#include <string>
#include <vector>

#include "sim/results/sqlite.hpp"

namespace isthmus::support {

inline std::vector<std::string> texts_of(results::Database& database, const std::string& query) {
  std::vector<std::string> texts;
  results::Statement statement{database, query.c_str()};
  while (statement.row()) texts.push_back(statement.text(0));
  return texts;
}

inline std::string store_content(const std::string& path) {
  results::Database database{path};
  std::string content;
  for (const std::string& table :
       texts_of(database, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")) {
    std::string columns;
    for (const std::string& column :
         texts_of(database, "SELECT name FROM pragma_table_info('" + table + "') ORDER BY cid")) {
      columns += (columns.empty() ? "quote(" : " || ' ' || quote(") + column + ")";
    }
    content += table + "\n";
    for (const std::string& row :
         texts_of(database, "SELECT " + columns + " FROM " + table + " ORDER BY 1")) {
      content += "  " + row + "\n";
    }
  }
  return content + database.fault();
}

}  // namespace isthmus::support

#include "sim/scenario/reference.hpp"

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/scenario/distribution_text.hpp"
#include "sim/scenario/shape.hpp"
#include "sim/scenario/tables.hpp"

namespace isthmus::scenario {
namespace {

std::string escaped(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    if (c == '|') escaped += '\\';
    escaped += c;
  }
  return escaped;
}

/// One section for each table, each after the one that leads to it.
class Page {
 public:
  std::string write(const TableInfo& scenario) {
    section("", scenario, true);
    return std::move(text_);
  }

 private:
  void section(const std::string& path, const TableInfo& table, bool top) {
    // A table that two keys lead to is described once: both times the same keys.
    if (std::find(described_.begin(), described_.end(), &table) != described_.end()) return;
    described_.push_back(&table);
    text_ += top ? "\n## The top level\n\n" : "\n## `" + path + "`\n\n";
    text_ += table.doc + "\n";
    if (table.spelling == Spelling::consul) {
      text_ += "\nConsul's own words: keys are read in either letter case.\n";
    }
    if (!table.scalar_field.empty()) {
      text_ += "\nA bare text stands for `" + table.scalar_field + "`.\n";
    }
    if (!table.fields.empty()) rows(table);
    for (const UnsupportedKey& key : table.unsupported) {
      text_ += "\n`" + key.name + "` " + key.why + "; it is refused";
      text_ += key.harmless.empty() ? ".\n" : ", unless it is `" + key.harmless + "`.\n";
    }
    for (const FieldInfo& field : table.fields) {
      for (const auto& inner : field.shape.tables)
        section(inner_path(path, field, inner()), inner(), false);
      for (const auto& item : field.shape.item_tables) {
        section((path.empty() ? "" : path + ".") + field.name + "[]", item(), false);
      }
    }
  }

  static std::string inner_path(const std::string& path, const FieldInfo& field,
                                const TableInfo& table) {
    const std::string own = path.empty() ? field.name : path + "." + field.name;
    switch (field.shape.kind) {
      case Shape::Kind::named:
        return own + ".NAME";
      case Shape::Kind::list:
        return field.shape.tables.size() > 1 ? own + "[]: " + table.name : own + "[]";
      case Shape::Kind::text:
        if (table.name == "distribution" || table.name == field.name) return table.name;
        return own + ": " + table.name;
      default:
        return own;
    }
  }

  void rows(const TableInfo& table) {
    text_ += "\n| Key | Value | Default | Meaning |\n| --- | --- | --- | --- |\n";
    for (const FieldInfo& field : table.fields) {
      text_ += "| `" + field.name + "` | " + escaped(field.shape.wanted) + " | ";
      text_ += field.need == Need::required ? "**required**" : escaped(field.otherwise);
      text_ += " | " + escaped(field.doc) + " |\n";
    }
  }

  std::string text_{};
  std::vector<const TableInfo*> described_{};
};

}  // namespace

std::string reference_markdown() {
  std::string page =
      "# The scenario, key by key\n\n"
      "Generated from the tables that the parser uses; `isthmus schema` prints the same for "
      "editors, and\n`isthmus params` where each default number comes from. A key that is not "
      "here is an error.\n\n"
      "Quantities need units: times `5ms`, sizes `16KiB`, rates `400/s`, bandwidths `10Gbit/s`. "
      "Services are\nnamed `[partition/[namespace/]]service`.\n\n"
      "How long something takes is a time or a distribution:\n\n";
  for (const std::string& form : distribution_forms()) page += "- `" + form + "`\n";
  page += "- `{p50: 2ms, p99: 15ms}`, the same as `lognormal(p50=2ms, p99=15ms)`\n";
  return page + Page{}.write(document_table());
}

}  // namespace isthmus::scenario

#include "sim/scenario/schema.hpp"

#include <algorithm>
#include <charconv>
#include <sstream>
#include <string_view>

#include "sim/base/json_writer.hpp"
#include "sim/scenario/consul_tables.hpp"
#include "sim/scenario/shape.hpp"
#include "sim/scenario/tables.hpp"

namespace isthmus::scenario {
namespace {

class SchemaWriter {
 public:
  explicit SchemaWriter(std::ostream& out) : json_{out} {}

  void write(const TableInfo& scenario) {
    json_.object([&] {
      json_.field("$schema", "http://json-schema.org/draft-07/schema#");
      json_.field("title", "isthmus scenario");
      mapping_body(scenario);
      // Writing one definition may ask for more of them.
      json_.key("definitions").object([&] {
        for (std::size_t i = 0; i < defined_.size(); ++i) {
          const TableInfo& table = *defined_[i];
          json_.key(definition_name(i)).object([&] { mapping_body(table); });
        }
      });
    });
  }

 private:
  /// A mapping, by reference: each table is written once.
  void mapping(const TableInfo& table) {
    json_.object([&] { json_.field("$ref", reference_to(table)); });
  }

  std::string reference_to(const TableInfo& table) {
    const auto at = std::find(defined_.begin(), defined_.end(), &table);
    const auto i = static_cast<std::size_t>(at - defined_.begin());
    if (at == defined_.end()) defined_.push_back(&table);
    return "#/definitions/" + definition_name(i);
  }

  /// The table's name, and a number where an earlier table has the same.
  std::string definition_name(std::size_t index) const {
    std::string name = defined_[index]->name;
    std::replace(name.begin(), name.end(), ' ', '-');
    const auto same = std::count_if(
        defined_.begin(), defined_.begin() + static_cast<std::ptrdiff_t>(index),
        [&](const TableInfo* earlier) { return earlier->name == defined_[index]->name; });
    return same == 0 ? name : name + "-" + std::to_string(same + 1);
  }

  void mapping_body(const TableInfo& table) {
    json_.field("description", table.doc);
    json_.key("type").array([&] {
      json_.value("object");
      json_.value("null");
    });
    json_.field("additionalProperties", table.opaque);
    json_.key("properties").object([&] {
      for (const FieldInfo& field : table.fields) properties(table, field);
      for (const std::string& name : table.ignored) ignored_properties(table, name);
    });
    required(table);
  }

  /// A field under every name it is usually written with.
  void properties(const TableInfo& table, const FieldInfo& field) {
    for (const std::string& name : names_of(table, field.name)) {
      json_.key(name).object([&] { field_body(field); });
    }
    for (const std::string& alias : field.aliases) {
      for (const std::string& name : names_of(table, alias)) {
        json_.key(name).object([&] { field_body(field); });
      }
    }
  }

  void ignored_properties(const TableInfo& table, const std::string& ignored) {
    const auto kinds = config_entry_kinds();
    const bool entry = std::find(kinds.begin(), kinds.end(), table.name) != kinds.end();
    for (const std::string& name : names_of(table, ignored)) {
      json_.key(name).object([&] {
        if (ignored == "kind" && entry) {
          json_.field("const", table.name);
        } else {
          json_.field("description", "Accepted; changes nothing here.");
        }
      });
    }
  }

  static std::vector<std::string> names_of(const TableInfo& table, const std::string& name) {
    if (table.spelling == Spelling::exact) return {name};
    return {name, camel_case(name)};
  }

  void field_body(const FieldInfo& field) {
    json_.field("description", field.otherwise.empty()
                                   ? field.doc
                                   : field.doc + " Default: " + field.otherwise + ".");
    shape_body(field.shape);
  }

  void shape_body(const Shape& shape) {
    switch (shape.kind) {
      case Shape::Kind::text:
        return text_body(shape);
      case Shape::Kind::boolean:
        return json_.field("type", "boolean");
      case Shape::Kind::natural:
        json_.field("type", "integer");
        json_.field("minimum", shape.low);
        if (shape.high != UINT64_MAX) json_.field("maximum", shape.high);
        return;
      case Shape::Kind::choice:
        return choice_body(shape);
      case Shape::Kind::mapping:
        if (shape.tables.empty()) return json_.field("type", "object");
        json_.key("allOf").array([&] { mapping(shape.tables.front()()); });
        return;
      case Shape::Kind::list:
        return list_body(shape);
      case Shape::Kind::named:
        json_.key("type").array([&] {
          json_.value("object");
          json_.value("null");
        });
        json_.key("additionalProperties");
        if (!shape.tables.empty()) return mapping(shape.tables.front()());
        return json_.object([&] { shape_body(shape.items.front()); });
    }
  }

  void text_body(const Shape& shape) {
    if (shape.tables.empty() && shape.item_tables.empty()) return plain_text_body(shape);
    json_.key("anyOf").array([&] {
      json_.object([&] { plain_text_body(shape); });
      for (const auto& table : shape.tables) mapping(table());
      for (const auto& table : shape.item_tables) {
        json_.object([&] {
          json_.field("type", "array");
          json_.key("items");
          mapping(table());
        });
      }
    });
  }

  void plain_text_body(const Shape& shape) {
    if (!shape.choices.empty()) return choice_body(shape);
    if (!shape.pattern.empty()) {
      json_.field("type", "string");
      return json_.field("pattern", shape.pattern);
    }
    // YAML reads 1.18 as a number; here it is a text.
    json_.key("type").array([&] {
      json_.value("string");
      json_.value("number");
    });
  }

  void choice_body(const Shape& shape) {
    json_.key("enum").array([&] {
      for (const std::string& choice : shape.choices) {
        json_.value(choice);
        double number = 0;
        const char* last = choice.data() + choice.size();
        const auto [end, error] = std::from_chars(choice.data(), last, number);
        if (error == std::errc{} && end == last) json_.value(number);
      }
    });
  }

  void list_body(const Shape& shape) {
    json_.key("type").array([&] {
      json_.value("array");
      json_.value("null");
    });
    if (shape.tables.empty() && shape.items.empty()) return;
    json_.key("items").object([&] {
      json_.key("anyOf").array([&] {
        for (const auto& table : shape.tables) {
          mapping(table());
          if (!table().scalar_field.empty()) json_.object([&] { json_.field("type", "string"); });
        }
        for (const Shape& item : shape.items) json_.object([&] { shape_body(item); });
      });
    });
  }

  void required(const TableInfo& table) {
    std::vector<std::string> names;
    for (const FieldInfo& field : table.fields) {
      if (field.need == Need::required) names.push_back(field.name);
    }
    if (names.empty()) return;
    if (table.spelling == Spelling::exact) {
      json_.key("required").array([&] {
        for (const std::string& name : names) json_.value(name);
      });
      return;
    }
    json_.key("allOf").array([&] {
      for (const std::string& name : names) either_required(table, name);
    });
  }

  void either_required(const TableInfo& table, const std::string& required_name) {
    json_.object([&] {
      json_.key("anyOf").array([&] {
        for (const std::string& name : names_of(table, required_name)) {
          json_.object([&] { json_.key("required").array([&] { json_.value(name); }); });
        }
      });
    });
  }

  JsonWriter json_;
  std::vector<const TableInfo*> defined_{};
};

void add_paths(const TableInfo& table, const std::string& prefix, std::vector<std::string>& paths) {
  for (const FieldInfo& field : table.fields) {
    const std::string path = prefix + field.name;
    if (field.shape.kind == Shape::Kind::mapping && !field.shape.tables.empty()) {
      add_paths(field.shape.tables.front()(), path + ".", paths);
    } else if (field.shape.kind != Shape::Kind::list && field.shape.kind != Shape::Kind::named) {
      paths.push_back(path);
    }
  }
}

}  // namespace

void write_schema(std::ostream& out) {
  SchemaWriter{out}.write(document_table());
  out << '\n';
}

std::string schema_json() {
  std::ostringstream out;
  write_schema(out);
  return out.str();
}

std::vector<std::string> override_paths() {
  std::vector<std::string> paths;
  add_paths(document_table(), "", paths);
  return paths;
}

}  // namespace isthmus::scenario

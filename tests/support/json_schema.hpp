// Holds a JSON document against a JSON Schema: as much of draft-07 as our own schemas use. A word
// of the language that it does not know is a complaint, so that no schema promises what nobody
// checks.
#pragma once

#include <nlohmann/json.hpp>
#include <regex>
#include <set>
#include <string>
#include <vector>

namespace isthmus::support {

class JsonSchema {
 public:
  using Json = nlohmann::json;

  // Round brackets: nlohmann takes braces for an array with the schema in it.
  explicit JsonSchema(Json schema) : schema_(std::move(schema)) {}

  /// Every complaint as "path: what"; empty if the document is valid.
  std::vector<std::string> complaints_about(const Json& document) const {
    std::vector<std::string> complaints;
    check(schema_, document, "$", complaints);
    return complaints;
  }

 private:
  static bool is_of(const std::string& type, const Json& value) {
    if (type == "integer") return value.is_number_integer();
    if (type == "number") return value.is_number();
    if (type == "string") return value.is_string();
    if (type == "boolean") return value.is_boolean();
    if (type == "null") return value.is_null();
    if (type == "array") return value.is_array();
    return type == "object" && value.is_object();
  }

  static bool is_of_any(const Json& types, const Json& value) {
    if (types.is_string()) return is_of(types.get<std::string>(), value);
    for (const Json& type : types) {
      if (is_of(type.get<std::string>(), value)) return true;
    }
    return false;
  }

  void check(const Json& schema, const Json& value, const std::string& path,
             std::vector<std::string>& complaints) const {
    const auto complain = [&](const std::string& what) {
      complaints.push_back(path + ": " + what);
    };
    if (const auto ref = schema.find("$ref"); ref != schema.end()) {
      const std::string pointer = ref->get<std::string>().substr(1);
      return check(schema_.at(Json::json_pointer{pointer}), value, path, complaints);
    }
    static const std::set<std::string> known = {
        "$schema", "$id",      "title", "description", "definitions",
        "type",    "const",    "enum",  "minimum",     "maximum",
        "pattern", "required", "items", "properties",  "additionalProperties"};
    for (const auto& [word, unused] : schema.items()) {
      if (known.count(word) == 0)
        complain("the schema says \"" + word + "\", which is not checked");
    }
    if (schema.contains("type") && !is_of_any(schema["type"], value)) {
      return complain("is no " + schema["type"].dump() + " but " + value.dump().substr(0, 60));
    }
    if (schema.contains("const") && schema["const"] != value) complain("is " + value.dump());
    if (schema.contains("enum")) {
      const Json& all = schema["enum"];
      if (std::find(all.begin(), all.end(), value) == all.end()) complain("is " + value.dump());
    }
    if (value.is_number()) {
      if (schema.contains("minimum") && value < schema["minimum"]) complain("is too small");
      if (schema.contains("maximum") && value > schema["maximum"]) complain("is too large");
    }
    if (value.is_string() && schema.contains("pattern") &&
        !std::regex_search(value.get<std::string>(),
                           std::regex{schema["pattern"].get<std::string>()})) {
      complain(value.dump() + " is not of the form " + schema["pattern"].dump());
    }
    if (value.is_array() && schema.contains("items")) {
      for (std::size_t i = 0; i < value.size(); ++i) {
        check(schema["items"], value[i], path + "[" + std::to_string(i) + "]", complaints);
      }
    }
    if (value.is_object()) check_members(schema, value, path, complaints);
  }

  void check_members(const Json& schema, const Json& value, const std::string& path,
                     std::vector<std::string>& complaints) const {
    if (schema.contains("required")) {
      for (const Json& key : schema["required"]) {
        if (!value.contains(key.get<std::string>())) {
          complaints.push_back(path + ": has no " + key.dump());
        }
      }
    }
    for (const auto& [key, member] : value.items()) {
      if (schema.contains("properties") && schema["properties"].contains(key)) {
        check(schema["properties"][key], member, path + "." + key, complaints);
      } else if (schema.contains("additionalProperties")) {
        check(schema["additionalProperties"], member, path + "." + key, complaints);
      }
    }
  }

  Json schema_;
};

}  // namespace isthmus::support

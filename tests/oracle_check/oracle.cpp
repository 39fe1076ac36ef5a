#include "tests/oracle_check/oracle.hpp"

#include <fstream>

namespace isthmus::oracle_check {

std::optional<double> Oracle::number(const std::string& key) const {
  const auto at = parameters.find(key);
  if (at == parameters.end() || !at->is_number()) return std::nullopt;
  return at->get<double>();
}

double Oracle::number_or(const std::string& key, double otherwise) const {
  return number(key).value_or(otherwise);
}

std::vector<double> Oracle::numbers(const std::string& key) const {
  std::vector<double> all;
  const auto at = parameters.find(key);
  if (at == parameters.end() || !at->is_array()) return all;
  for (const Json& one : *at) {
    if (one.is_number()) all.push_back(one.get<double>());
  }
  return all;
}

std::string Oracle::text_or(const std::string& key, const std::string& otherwise) const {
  const auto at = parameters.find(key);
  return at != parameters.end() && at->is_string() ? at->get<std::string>() : otherwise;
}

OracleFile read_oracles(const std::string& path) {
  OracleFile file;
  std::ifstream in{path};
  if (!in) {
    file.trouble = path + ": cannot be read";
    return file;
  }
  const Json document = Json::parse(in, nullptr, false);
  const bool is_list = document.is_array();
  const bool has_list = document.is_object() && document.contains("oracles");
  if (!is_list && !has_list) {
    file.trouble = path + ": is no JSON with a list of oracles";
    return file;
  }
  for (const Json& entry : is_list ? document : document["oracles"]) {
    const bool whole = entry.is_object() && entry.contains("id") && entry.contains("model") &&
                       entry.contains("expected") && entry["expected"].is_object();
    if (!whole) {
      file.trouble = path + ": an entry lacks id, model or expected";
      return file;
    }
    Oracle& oracle = file.oracles.emplace_back();
    oracle.id = entry["id"].get<std::string>();
    oracle.model = entry["model"].get<std::string>();
    oracle.kind = entry.value("kind", std::string{"exact"});
    oracle.parameters = entry.value("parameters", Json::object());
    oracle.expected = entry["expected"];
    oracle.tolerance_rel = entry.value("tolerance_rel", 0.0);
  }
  return file;
}

}  // namespace isthmus::oracle_check

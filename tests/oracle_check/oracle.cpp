#include "tests/oracle_check/oracle.hpp"

#include <cmath>
#include <fstream>

namespace isthmus::oracle_check {

const Json& Oracle::parameter(const std::string& key) const {
  static const Json nothing{};
  read_.insert(key);
  const auto at = parameters.find(key);
  return at == parameters.end() ? nothing : *at;
}

std::vector<std::string> Oracle::unread() const {
  // What follows from other parameters, and what explains.
  static const std::set<std::string> harmless = {
      "lognormal_mu",  "lognormal_sigma", "service_scv", "service_mean_s", "mesh_reading",
      "message_sizes", "service_laws",    "false_alarm", "range",          "units",
      "note",          "discipline",      "servers",     "arrivals",       "service"};
  std::vector<std::string> keys;
  for (const auto& [key, value] : parameters.items()) {
    if (read_.count(key) == 0 && harmless.count(key) == 0) keys.push_back(key);
  }
  return keys;
}

std::optional<double> Oracle::number(const std::string& key) const {
  const Json& written = parameter(key);
  if (!written.is_number()) return std::nullopt;
  return written.get<double>();
}

double Oracle::number_or(const std::string& key, double otherwise) const {
  return number(key).value_or(otherwise);
}

std::size_t Oracle::count_or(const std::string& key, std::size_t otherwise) const {
  const double written = number_or(key, static_cast<double>(otherwise));
  if (!(written >= 1 && written <= 1e6) || written != std::floor(written)) {
    throw BadEntry{key + " is no number of things"};
  }
  return static_cast<std::size_t>(written);
}

std::vector<double> Oracle::numbers(const std::string& key) const {
  std::vector<double> all;
  const Json& written = parameter(key);
  if (!written.is_array()) return all;
  for (const Json& one : written) {
    if (one.is_number()) all.push_back(one.get<double>());
  }
  return all;
}

std::string Oracle::text_or(const std::string& key, const std::string& otherwise) const {
  const Json& written = parameter(key);
  return written.is_string() ? written.get<std::string>() : otherwise;
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
    const auto has = [&](const char* key, auto is) {
      return entry.is_object() && entry.contains(key) && is(entry[key]);
    };
    const auto is_text = [](const Json& value) { return value.is_string(); };
    const auto is_object = [](const Json& value) { return value.is_object(); };
    if (!has("id", is_text) || !has("model", is_text) || !has("expected", is_object)) {
      file.trouble = path + ": entry " + std::to_string(file.oracles.size() + 1) +
                     " lacks an id, a model or an object of expected values";
      return file;
    }
    Oracle& oracle = file.oracles.emplace_back();
    oracle.id = entry["id"].get<std::string>();
    oracle.model = entry["model"].get<std::string>();
    oracle.kind = has("kind", is_text) ? entry["kind"].get<std::string>() : "exact";
    oracle.parameters = has("parameters", is_object) ? entry["parameters"] : Json::object();
    oracle.expected = entry["expected"];
    if (has("tolerance_rel", [](const Json& value) { return value.is_number(); })) {
      oracle.tolerance_rel = entry["tolerance_rel"].get<double>();
    }
  }
  return file;
}

}  // namespace isthmus::oracle_check

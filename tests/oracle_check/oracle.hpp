// An entry of a file of oracles: a model with parameters, and what theory says of it.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

namespace isthmus::oracle_check {

using Json = nlohmann::ordered_json;

struct Oracle {
  std::string id{};
  std::string model{};
  std::string kind{};  ///< "exact", "bound", "limit", "approx" or "invariant"
  Json parameters{};
  Json expected{};
  double tolerance_rel = 0;  ///< Of limits.

  bool is(const std::string& word) const { return model.find(word) != std::string::npos; }
  /// A parameter that must be there; none where it is not, or is no number.
  std::optional<double> number(const std::string& key) const;
  double number_or(const std::string& key, double otherwise) const;
  /// Of a list, those that are numbers.
  std::vector<double> numbers(const std::string& key) const;
  std::string text_or(const std::string& key, const std::string& otherwise) const;
};

/// What a file holds: `{"oracles": [...]}` or the list alone.
struct OracleFile {
  std::vector<Oracle> oracles{};
  std::string trouble{};  ///< Why it could not be read; empty if it could.
};
OracleFile read_oracles(const std::string& path);

}  // namespace isthmus::oracle_check

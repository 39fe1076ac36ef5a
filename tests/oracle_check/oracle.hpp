// An entry of a file of oracles: a model with parameters, and what theory says of it.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

namespace isthmus::oracle_check {

using Json = nlohmann::ordered_json;

/// An entry that says something impossible. It ends at attempt() and carry_out(), as a reason.
struct BadEntry : std::runtime_error {
  using std::runtime_error::runtime_error;
};

struct Oracle {
  std::string id{};
  std::string model{};
  std::string kind{};  ///< "exact", "bound", "limit", "approx" or "invariant"
  Json parameters{};
  Json expected{};
  double tolerance_rel = 0;  ///< Of limits.

  bool is(const std::string& word) const { return model.find(word) != std::string::npos; }
  /// A parameter as it is written; null where it is not there. Whoever asks has read it.
  const Json& parameter(const std::string& key) const;
  /// Parameters that nobody has read, and that say more than others do: what they mean is missing
  /// from the scenario.
  std::vector<std::string> unread() const;
  /// A parameter that must be there; none where it is not, or is no number.
  std::optional<double> number(const std::string& key) const;
  double number_or(const std::string& key, double otherwise) const;
  /// A whole number of things, from 1 to a million.
  std::size_t count_or(const std::string& key, std::size_t otherwise) const;
  /// Of a list, those that are numbers.
  std::vector<double> numbers(const std::string& key) const;
  std::string text_or(const std::string& key, const std::string& otherwise) const;

 private:
  mutable std::set<std::string> read_{};
};

/// What a file holds: `{"oracles": [...]}` or the list alone.
struct OracleFile {
  std::vector<Oracle> oracles{};
  std::string trouble{};  ///< Why it could not be read; empty if it could.
};
OracleFile read_oracles(const std::string& path);

}  // namespace isthmus::oracle_check

#include "sim/scenario/shape.hpp"

#include <algorithm>
#include <cstddef>

namespace isthmus::scenario {
namespace {

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
char lower(char c) { return is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c; }
char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

/// Words that Consul writes in capitals throughout, as Go does.
bool is_initialism(std::string_view word) {
  return word == "sni" || word == "id" || word == "ttl" || word == "acl";
}

}  // namespace

std::string camel_case(std::string_view snake_case) {
  std::string text;
  while (!snake_case.empty()) {
    const std::string_view word = snake_case.substr(0, snake_case.find('_'));
    for (std::size_t i = 0; i < word.size(); ++i) {
      text += i == 0 || is_initialism(word) ? upper(word[i]) : word[i];
    }
    snake_case.remove_prefix(std::min(word.size() + 1, snake_case.size()));
  }
  return text;
}

bool same_consul_key(std::string_view a, std::string_view b) {
  std::size_t j = 0;
  for (const char c : a) {
    if (c == '_') continue;
    while (j < b.size() && b[j] == '_') ++j;
    if (j == b.size() || lower(b[j]) != lower(c)) return false;
    ++j;
  }
  while (j < b.size() && b[j] == '_') ++j;
  return j == b.size();
}

std::size_t field_index(const TableInfo& table, std::string_view key) {
  const auto is_key = [&](const std::string& name) {
    return table.spelling == Spelling::exact ? name == key : same_consul_key(name, key);
  };
  for (std::size_t i = 0; i < table.fields.size(); ++i) {
    if (table.fields[i].name == key) return i;  // Mostly; and to compare so takes no time.
  }
  for (std::size_t i = 0; i < table.fields.size(); ++i) {
    const FieldInfo& field = table.fields[i];
    if (is_key(field.name) || std::any_of(field.aliases.begin(), field.aliases.end(), is_key)) {
      return i;
    }
  }
  return table.fields.size();
}

std::vector<std::string> key_suggestions(const TableInfo& table, std::string_view key) {
  const bool camel = table.spelling == Spelling::consul && !key.empty() && is_upper(key.front());
  std::vector<std::string> keys;
  for (const FieldInfo& field : table.fields) {
    keys.push_back(camel ? camel_case(field.name) : field.name);
  }
  return keys;
}

}  // namespace isthmus::scenario

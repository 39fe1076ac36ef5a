#include "tests/support/vector_check/operations.hpp"

#include <array>

namespace isthmus::vector_check {

namespace {

Json validate(const Json& input) {
  return input.contains("entry") ? validate_exports(input) : validate_intentions(input);
}

std::span<const Operation> shared_operations() {
  static constexpr std::array operations{Operation{"validate", validate}};
  return operations;
}

}  // namespace

const Operation* find_operation(std::string_view name) {
  const std::array subjects{sni_operations(),     mode_operations(),     setting_operations(),
                            chain_operations(),   export_operations(),   intention_operations(),
                            gateway_operations(), endpoint_operations(), config_operations(),
                            shared_operations()};
  for (const std::span<const Operation> subject : subjects) {
    for (const Operation& operation : subject) {
      if (operation.name == name) return &operation;
    }
  }
  return nullptr;
}

std::string text_of(const Json& object, std::string_view key) {
  const auto at = object.find(key);
  if (at == object.end() || !at->is_string()) return {};
  return at->get<std::string>();
}

bool flag_of(const Json& object, std::string_view key) {
  const auto at = object.find(key);
  return at != object.end() && at->is_boolean() && at->get<bool>();
}

std::uint32_t number_of(const Json& object, std::string_view key) {
  const auto at = object.find(key);
  return at != object.end() && at->is_number_unsigned() ? at->get<std::uint32_t>() : 0;
}

const Json& part_of(const Json& object, std::string_view key) {
  static const Json nothing;
  const auto at = object.find(key);
  return at == object.end() ? nothing : *at;
}

}  // namespace isthmus::vector_check

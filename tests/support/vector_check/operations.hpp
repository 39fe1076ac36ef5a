// The operations that vector files ask for, each answered by the simulator's own code.
//
// A file is `{about, format, count, vectors: [{id, op, input, expect, ...}]}`. An operation turns
// an input into what we say; check.hpp holds that against what is expected.
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sim/mesh/gateway_mode.hpp"

namespace isthmus::vector_check {

using Json = nlohmann::json;

/// One operation. Where a name means different things in different files, `input` tells them apart.
struct Operation {
  std::string_view name;
  Json (*answer)(const Json& input);
};

/// The operations of one subject.
std::span<const Operation> sni_operations();
std::span<const Operation> mode_operations();
std::span<const Operation> setting_operations();
std::span<const Operation> chain_operations();
std::span<const Operation> export_operations();
std::span<const Operation> intention_operations();
std::span<const Operation> gateway_operations();
std::span<const Operation> endpoint_operations();
std::span<const Operation> config_operations();

/// Two files call their operation `validate`: of an exported-services entry, of intentions.
Json validate_exports(const Json& input);
Json validate_intentions(const Json& input);

/// The operation of that name, or null.
const Operation* find_operation(std::string_view name);

/// `object[key]` as text; empty where it is absent or null.
std::string text_of(const Json& object, std::string_view key);
bool flag_of(const Json& object, std::string_view key);

std::uint32_t number_of(const Json& object, std::string_view key);

/// `object[key]`, or null; lives as long as `object`.
const Json& part_of(const Json& object, std::string_view key);

/// A mode as it is written. What Consul accepts without understanding it selects no gateway, like
/// `none`.
std::optional<mesh::GatewayMode> written_mode(const std::string& text);
std::string mode_text(std::optional<mesh::GatewayMode> mode);

/// The rungs of an object of layers by name, all eight.
std::vector<mesh::Rung> ladder_of(const Json& layers);

/// `{ok, error}` from what is wrong.
Json verdict(const std::vector<std::string>& faults);

}  // namespace isthmus::vector_check

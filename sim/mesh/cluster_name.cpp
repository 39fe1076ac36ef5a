#include "sim/mesh/cluster_name.hpp"

#include <algorithm>
#include <cstddef>
#include <vector>

#include "sim/mesh/labels.hpp"
#include "sim/mesh/letter_case.hpp"

namespace isthmus::mesh {
namespace {

constexpr std::size_t override_digits = 8;  // "<8 hex>~": the hash of a chain's overrides.

bool is_hex_digit(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); }

std::string_view without_decorations(std::string_view name) {
  if (name.ends_with('.')) name.remove_suffix(1);
  if (name.size() > override_digits && name[override_digits] == '~' &&
      std::all_of(name.begin(), name.begin() + override_digits, is_hex_digit)) {
    name.remove_prefix(override_digits + 1);
  }
  for (const std::string_view prefix : {"passthrough~", "exported~"}) {
    if (!name.starts_with(prefix)) continue;
    name.remove_prefix(prefix.size());
    break;
  }
  return name;
}

bool is_usable_port(std::string_view port_name) {
  return !port_name.empty() && port_name.find('.') == std::string_view::npos;
}

}  // namespace

std::optional<ClusterIdentity> parse_cluster_name(std::string_view name) {
  const std::string lowered = lower_text(name);
  const std::vector<std::string_view> labels = labels_of(without_decorations(lowered));
  const auto at = [&labels](std::size_t i) { return std::string{labels[i]}; };
  for (std::size_t i = 0; i < labels.size(); ++i) {
    if (labels[i] == "internal-v1" && i >= 4) {
      return ClusterIdentity{{at(i - 2), at(i - 3), at(i - 4)}, at(i - 1)};
    }
    if (labels[i] == "internal" && i >= 3) {
      return ClusterIdentity{{default_name, at(i - 2), at(i - 3)}, at(i - 1)};
    }
  }
  return std::nullopt;
}

std::string port_cluster_name(std::string_view port_name, std::string_view sni) {
  if (!is_usable_port(port_name)) return std::string{sni};
  return joined({port_name, sni});
}

std::string port_alpn(std::string_view port_name) {
  if (!is_usable_port(port_name)) return {};
  return "consul~" + std::string{port_name};
}

}  // namespace isthmus::mesh

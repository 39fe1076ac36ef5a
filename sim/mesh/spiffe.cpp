#include "sim/mesh/spiffe.hpp"

#include <array>
#include <cstddef>
#include <span>
#include <vector>

#include "sim/base/expects.hpp"
#include "sim/mesh/letter_case.hpp"

namespace isthmus::mesh {
namespace {

constexpr std::string_view scheme = "spiffe://";

std::optional<unsigned> hex_value(char c) {
  if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
  const char letter = lower_letter(c);
  if (letter >= 'a' && letter <= 'f') return static_cast<unsigned>(letter - 'a' + 10);
  return std::nullopt;
}

std::optional<std::string> percent_decoded(std::string_view part) {
  std::string decoded;
  for (std::size_t i = 0; i < part.size(); ++i) {
    if (part[i] != '%') {
      decoded += part[i];
      continue;
    }
    if (part.size() - i < 3) return std::nullopt;
    const std::optional<unsigned> high = hex_value(part[i + 1]);
    const std::optional<unsigned> low = hex_value(part[i + 2]);
    if (!high || !low) return std::nullopt;
    decoded += static_cast<char>(*high * 16 + *low);
    i += 2;
  }
  return decoded;
}

/// Letters that stand for themselves in a path (RFC 3986, unreserved).
bool is_unreserved(char c) {
  const char letter = lower_letter(c);
  return (letter >= 'a' && letter <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
         c == '_' || c == '~';
}

std::string percent_encoded(std::string_view part) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string encoded;
  for (const char c : part) {
    if (is_unreserved(c)) {
      encoded += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    encoded += '%';
    encoded += digits[byte >> 4U];
    encoded += digits[byte & 15U];
  }
  return encoded;
}

/// The decoded parts of `/a/b/c`; nothing if a part is empty or badly encoded.
std::optional<std::vector<std::string>> parts_of(std::string_view path) {
  std::vector<std::string> parts;
  while (!path.empty()) {
    if (path.front() != '/') return std::nullopt;
    path.remove_prefix(1);
    const std::string_view raw = path.substr(0, path.find('/'));
    std::optional<std::string> part = percent_decoded(raw);
    if (raw.empty() || !part) return std::nullopt;
    parts.push_back(std::move(*part));
    path.remove_prefix(raw.size());
  }
  return parts;
}

using Parts = std::span<const std::string>;

/// Whether `parts` has the words of `form` in its places; an empty word stands for any part.
template <std::size_t N>
bool fits(Parts parts, const std::array<std::string_view, N>& form) {
  if (parts.size() != N) return false;
  for (std::size_t i = 0; i < N; ++i) {
    if (!form[i].empty() && parts[i] != form[i]) return false;
  }
  return true;
}

constexpr std::array<std::string_view, 6> service_form{"ns", "", "dc", "", "svc", ""};
constexpr std::array<std::string_view, 6> agent_form{"agent", "client", "dc", "", "id", ""};
constexpr std::array<std::string_view, 4> gateway_form{"gateway", "mesh", "dc", ""};
constexpr std::array<std::string_view, 4> server_form{"agent", "server", "dc", ""};

using Who = decltype(SpiffeId::who);

std::optional<Who> holder(Parts parts) {
  if (fits(parts, server_form)) return ServerIdentity{parts[3]};
  std::string partition = default_name;
  if (parts.size() > 2 && parts[0] == "ap") {
    partition = parts[1];
    parts = parts.subspan(2);
  }
  if (fits(parts, service_form)) {
    return ServiceIdentity{{partition, parts[1], parts[5]}, parts[3]};
  }
  if (fits(parts, agent_form)) return AgentIdentity{partition, parts[3], parts[5]};
  if (fits(parts, gateway_form)) return GatewayIdentity{{partition, parts[3]}};
  return std::nullopt;
}

std::optional<Who> authority(std::string_view host) {
  const std::size_t dot = host.find('.');
  if (dot == 0 || dot == std::string_view::npos) return std::nullopt;
  return SigningIdentity{std::string{host.substr(0, dot)}, std::string{host.substr(dot + 1)}};
}

}  // namespace

std::string_view text(SpiffeFault fault) {
  switch (fault) {
    case SpiffeFault::scheme:
      return "scheme";
    case SpiffeFault::format:
      return "format";
  }
  ISTHMUS_EXPECTS(false);
}

std::variant<SpiffeId, SpiffeFault> parse_spiffe(std::string_view uri) {
  if (lower_text(uri.substr(0, scheme.size())) != scheme) return SpiffeFault::scheme;
  uri.remove_prefix(scheme.size());
  const std::string_view host = uri.substr(0, uri.find('/'));
  const std::optional<std::vector<std::string>> parts = parts_of(uri.substr(host.size()));
  if (!parts) return SpiffeFault::format;
  const std::optional<Who> who = parts->empty() ? authority(host) : holder(*parts);
  if (!who) return SpiffeFault::format;
  return SpiffeId{std::string{host}, *who};
}

std::string service_spiffe(const ServiceIdentity& who, std::string_view trust_domain) {
  const std::string partition = lower_text(who.service.partition);
  const std::string_view namespace_ =
      who.service.namespace_.empty() ? default_name : std::string_view{who.service.namespace_};
  std::string uri = std::string{scheme} + std::string{trust_domain};
  if (!partition.empty() && partition != default_name) uri += "/ap/" + percent_encoded(partition);
  uri += "/ns/" + percent_encoded(namespace_) + "/dc/" + percent_encoded(who.datacenter);
  return uri += "/svc/" + percent_encoded(who.service.name);
}

}  // namespace isthmus::mesh

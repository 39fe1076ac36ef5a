#include "sim/mesh/sni_name.hpp"

#include <initializer_list>
#include <span>
#include <utility>
#include <vector>

#include "sim/base/expects.hpp"
#include "sim/mesh/labels.hpp"
#include "sim/mesh/letter_case.hpp"

namespace isthmus::mesh {
namespace {

// The label before the trust domain: it tells the kinds of names apart.
constexpr std::string_view internal_marker = "internal";
constexpr std::string_view partitioned_marker = "internal-v1";
constexpr std::string_view external_marker = "external";
constexpr std::string_view query_marker = "query";
constexpr std::string_view peering_marker = "peering";

using Labels = std::span<const std::string_view>;
using What = decltype(SniName::what);

std::string_view or_default(std::string_view name) { return name.empty() ? default_name : name; }

std::string own(std::string_view label) { return std::string{label}; }

std::optional<What> internal_name(Labels labels) {
  if (labels.size() == 1) return GatewayKey{default_name, own(labels[0])};
  if (labels.size() != 3 && labels.size() != 4) return std::nullopt;
  const std::string subset = labels.size() == 4 ? own(labels[0]) : std::string{};
  const Labels rest = labels.last(3);
  return ServiceSni{subset, {default_name, own(rest[1]), own(rest[0])}, own(rest[2])};
}

std::optional<What> partitioned_name(Labels labels) {
  if (labels.size() == 2) return GatewayKey{own(labels[0]), own(labels[1])};
  if (labels.size() != 4 && labels.size() != 5) return std::nullopt;
  const std::string subset = labels.size() == 5 ? own(labels[0]) : std::string{};
  const Labels rest = labels.last(4);
  return ServiceSni{subset, {own(rest[2]), own(rest[1]), own(rest[0])}, own(rest[3])};
}

std::optional<What> name_of_kind(std::string_view marker, Labels labels) {
  if (marker == internal_marker) return internal_name(labels);
  if (marker == partitioned_marker) return partitioned_name(labels);
  if (marker == external_marker && labels.size() == 4) {
    return PeeredSni{{own(labels[2]), own(labels[1]), own(labels[0])}, own(labels[3])};
  }
  if (marker == query_marker && labels.size() == 3 && labels[1] == default_name) {
    return QuerySni{own(labels[0]), own(labels[2])};
  }
  if (marker == peering_marker && labels.size() == 2 && labels[0] == "server") {
    return PeeringServerSni{own(labels[1])};
  }
  return std::nullopt;
}

bool is_marker(std::string_view label) {
  for (const std::string_view marker :
       {internal_marker, partitioned_marker, external_marker, query_marker, peering_marker}) {
    if (label == marker) return true;
  }
  return false;
}

/// The name without its trust domain, and the trust domain.
struct Split {
  std::string_view front;
  std::string_view trust_domain;
};

std::optional<Split> split_known(std::string_view name, std::string_view trust_domain) {
  if (name.size() <= trust_domain.size()) return std::nullopt;
  const std::size_t dot = name.size() - trust_domain.size() - 1;
  if (name[dot] != '.' || name.substr(dot + 1) != trust_domain) return std::nullopt;
  return Split{name.substr(0, dot), name.substr(dot + 1)};
}

Split split_guessed(std::string_view name) {
  const std::size_t last = name.rfind('.');
  if (last == std::string_view::npos || last == 0) return {{}, name};
  const std::size_t dot = name.rfind('.', last - 1);
  if (dot == std::string_view::npos) return {{}, name};
  return {name.substr(0, dot), name.substr(dot + 1)};
}

}  // namespace

std::string service_sni(const ServiceSni& parts, std::string_view trust_domain) {
  const std::string_view partition = or_default(parts.service.partition);
  const std::string_view namespace_ = or_default(parts.service.namespace_);
  std::string name = parts.subset.empty() ? std::string{} : parts.subset + ".";
  if (partition == default_name) {
    return name += joined(
               {parts.service.name, namespace_, parts.datacenter, internal_marker, trust_domain});
  }
  return name += joined({parts.service.name, namespace_, partition, parts.datacenter,
                         partitioned_marker, trust_domain});
}

std::string gateway_sni(const GatewayKey& key, std::string_view trust_domain) {
  const std::string_view partition = or_default(key.partition);
  if (partition == default_name) return joined({key.datacenter, internal_marker, trust_domain});
  return joined({partition, key.datacenter, partitioned_marker, trust_domain});
}

std::string peered_sni(const PeeredSni& parts, std::string_view trust_domain) {
  return joined({parts.service.name, or_default(parts.service.namespace_),
                 or_default(parts.service.partition), parts.peer, external_marker, trust_domain});
}

std::string query_sni(const QuerySni& parts, std::string_view trust_domain) {
  return joined({parts.query, default_name, parts.datacenter, query_marker, trust_domain});
}

std::string peering_server_sni(const PeeringServerSni& parts, std::string_view trust_domain) {
  return joined({"server", parts.datacenter, peering_marker, trust_domain});
}

std::string server_sni(std::string_view datacenter, std::string_view node,
                       std::string_view domain) {
  if (domain.ends_with('.')) domain.remove_suffix(1);
  if (node.empty() || node == "*") return joined({"server", datacenter, domain});
  return joined({node, "server", datacenter, domain});
}

std::string upstream_sni(const Upstream& upstream, std::string_view subset,
                         std::string_view local_datacenter, std::string_view trust_domain) {
  const std::string datacenter{upstream.datacenter.empty() ? local_datacenter
                                                           : upstream.datacenter};
  if (upstream.type == DestinationType::prepared_query) {
    return query_sni({upstream.destination.name, datacenter}, trust_domain);
  }
  return service_sni({own(subset), upstream.destination, datacenter}, trust_domain);
}

std::string_view text(SniFault fault) {
  switch (fault) {
    case SniFault::empty:
      return "empty";
    case SniFault::trust_domain_mismatch:
      return "trust_domain_mismatch";
    case SniFault::no_marker:
      return "no_marker";
    case SniFault::empty_label:
      return "empty_label";
    case SniFault::bad_label_count:
      return "bad_label_count";
  }
  ISTHMUS_EXPECTS(false);
}

std::variant<SniName, SniFault> parse_sni(std::string_view sni, std::string_view trust_domain) {
  if (sni.empty()) return SniFault::empty;
  const std::string name = lower_text(sni);
  const std::string known = lower_text(trust_domain);

  std::optional<Split> split = known.empty() ? split_guessed(name) : split_known(name, known);
  if (!split) return SniFault::trust_domain_mismatch;

  std::vector<std::string_view> labels = labels_of(split->front);
  if (!is_marker(labels.back())) return SniFault::no_marker;
  const std::string_view marker = labels.back();
  labels.pop_back();
  for (const std::string_view label : labels) {
    if (label.empty()) return SniFault::empty_label;
  }
  std::optional<What> what = name_of_kind(marker, labels);
  if (!what) return SniFault::bad_label_count;
  return SniName{std::move(*what), own(split->trust_domain)};
}

}  // namespace isthmus::mesh

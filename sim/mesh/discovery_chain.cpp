#include "sim/mesh/discovery_chain.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "sim/base/number_text.hpp"
#include "sim/mesh/chain_lookup.hpp"
#include "sim/mesh/chain_place.hpp"
#include "sim/mesh/labels.hpp"
#include "sim/mesh/sni_name.hpp"

namespace isthmus::mesh {
namespace {

// Source: Consul agent/structs/config_entry_discoverychain.go, DefaultServiceResolver.
constexpr Duration default_connect_timeout = Duration::seconds(5);

std::string quoted(const std::string& text) { return '"' + text + '"'; }

class Compiler {
 public:
  Compiler(const ChainEntries& entries, const ChainRequest& request)
      : entries_{entries}, request_{request} {}

  std::variant<DiscoveryChain, ChainFault> compiled();

 private:
  enum class Failover { follow, ignore };
  struct Share {
    double weight;
    std::string node;
    SourceSpan at;
  };

  std::string start_node(const ChainPlace& place);
  std::string splitter_or_resolver(const ChainPlace& place);
  std::string resolver(ChainPlace place, Failover failover);
  std::string resolved_place(ChainPlace& place);
  void fail_inconsistent(const ChainPlace& place, const std::string& protocol);
  void add_target(const ChainPlace& place, const ServiceResolver& resolver);
  void add_failover(const ChainPlace& place, const ServiceResolver& resolver);
  std::vector<ChainPlace> failover_places(const ChainPlace& place,
                                          const ServiceResolver& resolver) const;
  void check_external(const ChainPlace& place, const ServiceResolver& resolver);
  std::optional<GatewayMode> mode_of(const ChainTarget& target);
  std::string protocol_of(const ServiceName& service) const {
    return written_protocol(entries_, service).value_or("tcp");
  }
  void record_protocol(const ChainPlace& place);
  bool may_route() const {
    return request_.override_protocol.empty() || is_http_like(request_.override_protocol);
  }
  void step(const std::string& kind, const ServiceName& service, const std::string& does,
            SourceSpan at) {
    chain_.steps.push_back({kind, kind + " of " + short_text(service) + " " + does, at});
  }
  /// A place as the caller's datacenter calls it.
  std::string named(ChainPlace place) const {
    if (place.peer.empty() && place.datacenter != request_.datacenter) {
      place.service.away = place.datacenter;
    }
    return text(place);
  }
  void resolver_step(const ServiceResolver& entry, const std::string& does) {
    step("service-resolver", entry.service, does, entry.at);
  }
  void add_legs(std::size_t rule, const std::string& node, double weight,
                std::vector<std::string>& on_the_way);
  void fail(std::string why, SourceSpan at) {
    if (fault_.text.empty()) fault_ = {std::move(why), at, {}, {}};
  }
  bool has_failed() const { return !fault_.text.empty(); }
  /// The entry that sent the call where it is now.
  SourceSpan led_here() const {
    return chain_.steps.empty() ? SourceSpan{} : chain_.steps.back().at;
  }

  const ChainEntries& entries_;
  const ChainRequest& request_;
  DiscoveryChain chain_{};
  std::map<std::string, std::vector<Share>> splitters_{};  ///< By node.
  bool routes_or_splits_ = false;
  SourceSpan routes_or_splits_at_{};
  bool protocol_known_ = false;
  bool only_default_resolvers_ = true;
  ChainFault fault_{};
};

void Compiler::record_protocol(const ChainPlace& place) {
  if (!place.peer.empty()) return;  // A peer's service has the protocol that the peer says.
  const std::string protocol = protocol_of(place.service);
  if (!protocol_known_) {
    chain_.protocol = protocol;
    protocol_known_ = true;
  } else if (chain_.protocol != protocol) {
    fail_inconsistent(place, protocol);
  }
}

/// To blame is who says the other protocol, or, where one of the two says none, who brings them
/// together; and then it is for that one to say the other's.
void Compiler::fail_inconsistent(const ChainPlace& place, const std::string& protocol) {
  if (has_failed()) return;
  const Written<std::string> theirs = written_protocol(entries_, place.service);
  const bool ours_is_said = written_protocol(entries_, request_.service).value.has_value();
  fail("discovery chain " + quoted(request_.service.name) +
           " uses inconsistent protocols; service " + quoted(place.service.name) + " has " +
           quoted(protocol) + " which is not " + quoted(chain_.protocol),
       theirs && ours_is_said ? theirs.at : led_here());
  const bool ours_is_silent = theirs && !ours_is_said;
  fault_.service = ours_is_silent ? request_.service : place.service;
  fault_.protocol = ours_is_silent ? protocol : chain_.protocol;
}

std::string Compiler::start_node(const ChainPlace& place) {
  const ServiceRouter* router = entry_of(entries_.routers, place.service);
  std::vector<std::string> starts;
  if (router != nullptr && may_route()) {
    routes_or_splits_ = true;
    routes_or_splits_at_ = router->at;
    record_protocol(place);
    for (const RouterRule& rule : router->rules) {
      const ChainPlace next = rewritten(place, rule.to);
      step("service-router", place.service,
           (rule.match.is_empty() ? "sends all requests"
                                  : "sends requests with " + text(rule.match)) +
               " to " + named(next),
           rule.at);
      chain_.rules.push_back({rule.match, rule.prefix_rewrite, rule.request_timeout, rule.at,
                              rule.idle_timeout, rule.retries});
      starts.push_back(next.subset.empty() ? splitter_or_resolver(next)
                                           : resolver(next, Failover::follow));
    }
    step("service-router", place.service, "sends all other requests to " + named(place),
         router->at);
  }
  chain_.rules.push_back({});  // What no rule picks goes on to the service itself.
  starts.push_back(splitter_or_resolver(place));
  if (has_failed()) return {};
  for (std::size_t rule = 0; rule < starts.size(); ++rule) {
    std::vector<std::string> on_the_way;
    add_legs(rule, starts[rule], 100, on_the_way);
  }
  if (chain_.rules.size() == 1) return starts.front();
  const ServiceName& s = place.service;
  return "router:" + joined({s.name, s.namespace_, s.partition});
}

std::string Compiler::splitter_or_resolver(const ChainPlace& place) {
  const ServiceSplitter* splitter = entry_of(entries_.splitters, place.service);
  if (splitter == nullptr || !may_route()) return resolver(place, Failover::follow);
  const ServiceName& s = place.service;
  const std::string name = "splitter:" + joined({s.name, s.namespace_, s.partition});
  const auto [node, is_new] = splitters_.try_emplace(name);
  if (!is_new) return name;
  if (!routes_or_splits_) routes_or_splits_at_ = splitter->at;
  routes_or_splits_ = true;
  record_protocol(place);
  for (const Split& split : splitter->splits) {
    const ChainPlace next = rewritten(place, split.to);
    const bool may_split_again = next.subset.empty() && next.service != place.service;
    const SourceSpan at = split.at.is_written() ? split.at : splitter->at;
    step("service-splitter", place.service,
         "sends " + shortest_text(split.weight) + " % to " + named(next), at);
    node->second.push_back(
        {split.weight,
         may_split_again ? splitter_or_resolver(next) : resolver(next, Failover::follow), at});
  }
  return name;
}

/// Follows splitters down to targets; what two of them share out is flattened as Consul does it.
void Compiler::add_legs(std::size_t rule, const std::string& node, double weight,
                        std::vector<std::string>& on_the_way) {
  constexpr std::string_view target_node = "resolver:";
  const auto splitter = splitters_.find(node);
  if (splitter == splitters_.end()) {
    chain_.legs.push_back({rule, weight, node.substr(target_node.size())});
    return;
  }
  on_the_way.push_back(node);
  for (const Share& share : splitter->second) {
    if (has_failed()) return;
    if (std::find(on_the_way.begin(), on_the_way.end(), share.node) != on_the_way.end()) {
      std::string circle;
      for (const std::string& one : on_the_way) circle += one + " -> ";
      return fail("detected circular reference: [" + circle + share.node + "]", share.at);
    }
    add_legs(rule, share.node, normalised_weight(weight * share.weight / 100), on_the_way);
  }
  on_the_way.pop_back();
}

/// Follows redirects and the default subset. Returns what is wrong, if anything.
std::string Compiler::resolved_place(ChainPlace& place) {
  std::set<std::string> history;
  while (place.peer.empty()) {
    record_protocol(place);
    if (!history.insert(place.id()).second) return "detected circular resolver redirect";
    const ServiceResolver* entry = entry_of(entries_.resolvers, place.service);
    if (entry == nullptr) break;
    check_external(place, *entry);
    if (entry->redirect) {
      ChainPlace next = rewritten(place, *entry->redirect);
      if (next.id() != place.id()) {
        resolver_step(*entry, "redirects to " + named(next));
        place = std::move(next);
        continue;
      }
    }
    if (place.subset.empty() && !entry->default_subset.empty()) {
      place.subset = entry->default_subset;
      resolver_step(*entry, "has the default subset " + place.subset);
      continue;
    }
    break;
  }
  const ServiceResolver* entry = entry_of(entries_.resolvers, place.service);
  if (!place.subset.empty() && place.peer.empty() &&
      (entry == nullptr || entry->subsets.count(place.subset) == 0)) {
    return "service " + quoted(place.service.name) + " does not have a subset named " +
           quoted(place.subset);
  }
  return {};
}

void Compiler::check_external(const ChainPlace& place, const ServiceResolver& entry) {
  const ServiceDefaults* defaults = entry_of(entries_.service_defaults, place.service);
  if (defaults == nullptr || defaults->external_sni.value_or({}).empty()) return;
  const auto refuse = [&](const std::string& what) {
    fail("service " + quoted(place.service.name) + " has an external SNI set; cannot define " +
             what + " for external services",
         entry.at);
  };
  if (entry.redirect) refuse("redirects");
  if (!entry.subsets.empty()) refuse("subsets");
  if (!entry.failover.empty()) refuse("failover");
}

std::string Compiler::resolver(ChainPlace place, Failover failover) {
  static const ServiceResolver no_entry{};
  const std::string trouble = resolved_place(place);
  if (!trouble.empty()) fail(trouble, led_here());
  if (has_failed()) return {};
  const ServiceResolver* written =
      place.peer.empty() ? entry_of(entries_.resolvers, place.service) : nullptr;
  const ServiceResolver& entry = written != nullptr ? *written : no_entry;
  only_default_resolvers_ = only_default_resolvers_ && entry.is_default();
  add_target(place, entry);
  if (failover == Failover::follow && chain_.failover.count(place.id()) == 0) {
    add_failover(place, entry);
  }
  return "resolver:" + place.id();
}

std::optional<GatewayMode> Compiler::mode_of(const ChainTarget& target) {
  std::optional<GatewayMode> mode;
  if (const ProxyDefaults* proxies = proxy_defaults_of(entries_, target.service.partition)) {
    mode = proxies->mode.value;
  }
  if (const ServiceDefaults* own = entry_of(entries_.service_defaults, target.service)) {
    mode = overlay(mode, own->mode.value);
  }
  if (request_.override_mode && request_.override_mode != mode) {
    mode = request_.override_mode;
    chain_.customized = true;
  }
  return mode;
}

void Compiler::add_target(const ChainPlace& place, const ServiceResolver& entry) {
  if (chain_.target(place.id()) != nullptr) return;
  ChainTarget target;
  if (!chain_.steps.empty()) target.led_here = chain_.steps.back();
  target.id = place.id();
  target.service = place.service;
  target.subset = place.subset;
  target.datacenter = place.datacenter;
  target.peer = place.peer;
  target.connect_timeout = entry.connect_timeout.value_or(default_connect_timeout);
  target.request_timeout = entry.request_timeout;
  target.load_balancer = entry.load_balancer;
  if (request_.override_connect_timeout &&
      target.connect_timeout != *request_.override_connect_timeout) {
    target.connect_timeout = *request_.override_connect_timeout;
    chain_.customized = true;
  }
  const auto subset = entry.subsets.find(place.subset);
  if (subset != entry.subsets.end()) target.filter = subset->second;
  if (place.peer.empty()) {
    target.sni =
        service_sni({place.subset, place.service, place.datacenter}, request_.trust_domain);
    const ServiceDefaults* own = entry_of(entries_.service_defaults, place.service);
    const std::string external = own != nullptr ? own->external_sni.value_or({}) : std::string{};
    target.external = !external.empty();
    if (target.external) target.sni = external;
  }
  if (!target.external) target.mode = mode_of(target);
  chain_.targets.push_back(std::move(target));
}

std::vector<ChainPlace> Compiler::failover_places(const ChainPlace& place,
                                                  const ServiceResolver& entry) const {
  auto rule = entry.failover.find(place.subset);
  if (rule == entry.failover.end()) rule = entry.failover.find("*");
  if (rule == entry.failover.end()) return {};
  const ResolverFailover& written = rule->second;
  std::vector<ChainPlace> places;
  for (const std::string& datacenter : written.datacenters) {
    Elsewhere to = written.to;
    to.datacenter = datacenter;
    places.push_back(rewritten(place, to));
  }
  for (const Elsewhere& to : written.targets) places.push_back(rewritten(place, to));
  if (written.datacenters.empty() && written.targets.empty()) {
    places.push_back(rewritten(place, written.to));
  }
  const std::string own = place.id();
  std::erase_if(places, [&](const ChainPlace& one) { return one.id() == own; });
  return places;
}

void Compiler::add_failover(const ChainPlace& place, const ServiceResolver& entry) {
  constexpr std::string_view kind = "resolver:";
  const std::vector<ChainPlace> places = failover_places(place, entry);
  if (places.empty()) return;
  std::string order;
  for (const ChainPlace& one : places) order += (order.empty() ? "" : "; then to ") + named(one);
  resolver_step(entry, "fails over from " + named(place) + " to " + order);
  std::vector<std::string> ids;
  for (const ChainPlace& one : places) {
    const std::string node = resolver(one, Failover::ignore);  // Not followed any further.
    if (!node.empty()) ids.push_back(node.substr(kind.size()));
  }
  if (!ids.empty()) chain_.failover[place.id()] = std::move(ids);
}

std::variant<DiscoveryChain, ChainFault> Compiler::compiled() {
  const ChainPlace own{request_.service, {}, request_.datacenter, {}};
  chain_.start = start_node(own);
  if (has_failed()) return fault_;
  if (routes_or_splits_ && !is_http_like(chain_.protocol)) {
    fail("discovery chain " + quoted(request_.service.name) + " uses a protocol " +
             quoted(chain_.protocol) +
             " that does not permit advanced routing or splitting behavior",
         routes_or_splits_at_);
    fault_.service = request_.service;
    fault_.protocol = "http";
    return fault_;
  }
  if (!request_.override_protocol.empty() && request_.override_protocol != chain_.protocol) {
    chain_.protocol = request_.override_protocol;
    chain_.customized = true;
  }
  chain_.is_default = !routes_or_splits_ && only_default_resolvers_ && chain_.targets.size() == 1 &&
                      chain_.targets.front().service == request_.service;
  return chain_;
}

}  // namespace

void ChainEntries::sort() {
  const auto by_service = [](const auto& a, const auto& b) { return a.service < b.service; };
  std::stable_sort(proxy_defaults.begin(), proxy_defaults.end(),
                   [](const auto& a, const auto& b) { return a.partition < b.partition; });
  std::stable_sort(service_defaults.begin(), service_defaults.end(), by_service);
  std::stable_sort(routers.begin(), routers.end(), by_service);
  std::stable_sort(splitters.begin(), splitters.end(), by_service);
  std::stable_sort(resolvers.begin(), resolvers.end(), by_service);
}

std::string short_text(const ChainTarget& target) {
  return text(ChainPlace{target.service, target.subset, target.datacenter, target.peer});
}

const ChainTarget* DiscoveryChain::target(std::string_view id) const {
  for (const ChainTarget& one : targets) {
    if (one.id == id) return &one;
  }
  return nullptr;
}

bool is_http_like(std::string_view protocol) {
  return protocol == "http" || protocol == "http2" || protocol == "grpc";
}

std::variant<DiscoveryChain, ChainFault> compile_chain(const ChainEntries& entries,
                                                       const ChainRequest& request) {
  return Compiler{entries, request}.compiled();
}

}  // namespace isthmus::mesh

#include "sim/analysis/cost.hpp"

#include <algorithm>
#include <map>

#include "sim/analysis/explanation.hpp"

namespace isthmus::analysis {
namespace {

using underlay::ZoneId;

// Handshake messages behind the hello. Source  docs/model/connections.md, "Step by step".
constexpr double server_handshake_bytes = 2204;
constexpr double client_handshake_bytes = 874;
constexpr double server_resumed_bytes = 806;
constexpr double client_resumed_bytes = 80;

/// How the instances of one place are spread over zones; the shares sum to 1.
using Spread = std::map<ZoneId, double>;

Spread spread_of(const std::vector<ZoneId>& zones, std::size_t replicas) {
  Spread spread;
  for (std::size_t i = 0; i < replicas; ++i) {
    spread[zones[i % zones.size()]] += 1.0 / static_cast<double>(replicas);
  }
  return spread;
}

struct Flows {
  double there = 0;  ///< Bytes per second.
  double back = 0;
};

class Ledger {
 public:
  Ledger(const Evidence& evidence, const PriceBook* prices)
      : evidence_{evidence}, prices_{prices} {}

  /// Adds what one source sends over these places, in order.
  struct Sum {
    double bytes_per_s = 0;
    double crossing_bytes_per_s = 0;
    double usd_per_month = 0;
  };
  Sum add(const std::vector<Spread>& places, const Flows& flows, bool counts) {
    Sum sum;
    for (std::size_t i = 1; i < places.size(); ++i) {
      for (const auto& [from, share] : places[i - 1]) {
        for (const auto& [to, other_share] : places[i]) {
          move(from, to, flows.there * share * other_share, counts, sum);
          move(to, from, flows.back * share * other_share, counts, sum);
        }
      }
    }
    return sum;
  }

  std::vector<BoundaryCost> boundaries() const {
    std::vector<BoundaryCost> all;
    for (const auto& [ends, cost] : moved_) all.push_back(cost);
    return all;
  }

 private:
  void move(ZoneId from, ZoneId to, double bytes_per_s, bool counts, Sum& sum) {
    const underlay::Network& network = evidence_.model.network;
    const auto path = network.path_between(from, to);
    if (!path) return;
    const double usd = bytes_per_s * month_s * 1e-9 * price_of(*path);
    sum.bytes_per_s += bytes_per_s;
    if (from != to) sum.crossing_bytes_per_s += bytes_per_s;
    sum.usd_per_month += usd;
    if (!counts) return;
    BoundaryCost& cost = moved_[{from, to}];
    cost.from = from;
    cost.to = to;
    cost.crosses = path->crosses;
    cost.bytes_per_s += bytes_per_s;
    cost.usd_per_month += usd;
  }

  double price_of(const underlay::Path& path) const {
    if (prices_ == nullptr) return path.usd_per_gb;
    const underlay::Network& network = evidence_.model.network;
    double usd = 0;
    for (std::size_t i = 1; i < path.zones.size(); ++i) {
      const underlay::Zone& from = network[path.zones[i - 1]];
      const underlay::Zone& to = network[path.zones[i]];
      const auto direct = network.path_between(path.zones[i - 1], path.zones[i]);
      usd += is_stated(from, to) && direct ? direct->usd_per_gb : prices_->usd_per_gb(from, to);
    }
    return usd;
  }

  /// Whether a link of the scenario says what this connection costs.
  bool is_stated(const underlay::Zone& a, const underlay::Zone& b) const {
    const auto is_at = [](const std::string& end, const underlay::Zone& zone) {
      return end == zone.name || end == zone.region;
    };
    const auto links = evidence_.model.network.links();
    return std::any_of(links.begin(), links.end(), [&](const underlay::Link& link) {
      return link.usd_per_gb &&
             ((is_at(link.a, a) && is_at(link.b, b)) || (is_at(link.a, b) && is_at(link.b, a)));
    });
  }

  const Evidence& evidence_;
  const PriceBook* prices_;
  std::map<std::pair<ZoneId, ZoneId>, BoundaryCost> moved_;
};

Flows flows_of(const Evidence& evidence, const model::TrafficSource& source) {
  const double rate = source.rate.in_per_second();
  Flows flows{rate * static_cast<double>(source.request_size.count()),
              rate * static_cast<double>(source.response_size.count())};
  if (source.connections != model::ConnectionUse::per_request) return flows;
  const bool resumed = source.tls.resumption != model::TlsResumption::none;
  ExplainQuestion question{source.from, source.to};
  if (source.request) question.request = *source.request;
  const Explanation explanation = answer(question, evidence);
  flows.there += rate * (static_cast<double>(explanation.hello.bytes) +
                         (resumed ? client_resumed_bytes : client_handshake_bytes));
  flows.back += rate * (resumed ? server_resumed_bytes : server_handshake_bytes);
  return flows;
}

std::vector<model::PartitionId> gateways_in(const Evidence& evidence, const route::Route& route,
                                            mesh::GatewayMode mode, bool& possible) {
  const model::PartitionId own = evidence.model[route.from].partition;
  const model::PartitionId other = evidence.model[route.to].partition;
  std::vector<model::PartitionId> gateways;
  if (mode == mesh::GatewayMode::local) gateways.push_back(own);
  if (mode != mesh::GatewayMode::none) gateways.push_back(other);
  possible = std::all_of(gateways.begin(), gateways.end(), [&](model::PartitionId partition) {
    return evidence.model[partition].mesh_gateway.has_value();
  });
  return gateways;
}

std::vector<Spread> places_of(const Evidence& evidence, const route::Route& route,
                              const std::vector<model::PartitionId>& gateways) {
  const model::Service& from = evidence.model[route.from];
  const model::Service& to = evidence.model[route.to];
  std::vector<Spread> places = {spread_of(from.zones, from.replicas)};
  for (const model::PartitionId id : gateways) {
    const model::Partition& partition = evidence.model[id];
    places.push_back(spread_of(partition.zones, partition.mesh_gateway->replicas));
  }
  places.push_back(spread_of(to.zones, to.replicas));
  return places;
}

/// What a share of a source's requests adds, which all take one way.
void add_way(const Evidence& evidence, const route::Route& route, const Flows& flows,
             PairCost& pair, Ledger& ledger) {
  const Ledger::Sum sum = ledger.add(places_of(evidence, route, route.gateways()), flows, true);
  pair.bytes_per_s += sum.bytes_per_s;
  pair.crossing_bytes_per_s += sum.crossing_bytes_per_s;
  pair.usd_per_month += sum.usd_per_month;
  if (!route.crosses_partition) return;
  constexpr mesh::GatewayMode modes[] = {mesh::GatewayMode::none, mesh::GatewayMode::local,
                                         mesh::GatewayMode::remote};
  for (const mesh::GatewayMode mode : modes) {
    bool possible = true;
    const auto gateways = gateways_in(evidence, route, mode, possible);
    if (!possible) continue;
    auto& usd = pair.usd_per_month_in[static_cast<std::size_t>(mode)];
    usd = usd.value_or(0) +
          ledger.add(places_of(evidence, route, gateways), flows, false).usd_per_month;
  }
}

void add_source(const Evidence& evidence, const model::TrafficSource& source, PairCost& pair,
                Ledger& ledger) {
  const route::Route route = route::route_of(evidence.model, evidence.routes, pair.route);
  const Flows flows = flows_of(evidence, source);
  pair.requests_per_s += source.rate.in_per_second();
  if (route.branches.empty()) return add_way(evidence, route, flows, pair, ledger);
  for (const route::Branch& branch : route.branches) {
    if (!branch.route.delivered()) continue;
    add_way(evidence, branch.route, {flows.there * branch.share, flows.back * branch.share}, pair,
            ledger);
  }
}

}  // namespace

double PriceBook::usd_per_gb(const underlay::Zone& from, const underlay::Zone& to) const {
  const underlay::Boundary boundary = boundary_between(from, to);
  for (const std::string& cloud : {from.cloud, std::string{}}) {
    for (const PriceRate& rate : rates) {
      if (rate.crosses == boundary && rate.cloud == cloud) return rate.usd_per_gb;
    }
  }
  return 0;
}

CostAnswer answer(const CostQuestion& question, const Evidence& evidence) {
  CostAnswer answered;
  Ledger ledger{evidence, question.prices};
  std::map<std::size_t, std::size_t> pair_of;  // By route.
  for (std::size_t i = 0; i < evidence.model.traffic.size(); ++i) {
    const model::TrafficSource& source = evidence.model.traffic[i];
    if (!source.from.is_some()) continue;
    const std::size_t route = evidence.routes.route_of(evidence.model, i);
    const route::Route whole = route::route_of(evidence.model, evidence.routes, route);
    if (whole.delivered_share() <= 0) continue;
    const auto [at, is_new] = pair_of.emplace(route, answered.pairs.size());
    if (is_new) {
      PairCost& pair = answered.pairs.emplace_back();
      pair.from = source.from;
      pair.destination = whole.destination;
      pair.route = route;
    }
    add_source(evidence, source, answered.pairs[at->second], ledger);
  }
  answered.boundaries = ledger.boundaries();
  for (const PairCost& pair : answered.pairs) answered.usd_per_month += pair.usd_per_month;
  return answered;
}

}  // namespace isthmus::analysis

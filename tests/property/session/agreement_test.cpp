// Random small meshes with modes, exports, intentions, tokens, resolvers, splitters, routers, an
// ingress gateway, another datacenter and a cluster peer: what `explain` says about a pair, what
// `reach` says and what happens to a request must be one and the same.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "sim/session/questions.hpp"
#include "sim/session/run.hpp"
#include "sim/session/study.hpp"
#include "tests/support/test_seed.hpp"

namespace isthmus::session {
namespace {

constexpr int mesh_count = 40;

const std::vector<std::string> partitions = {"default", "east", "west"};
const std::vector<std::string> services = {"a", "b"};

/// Writes one mesh as the text of a scenario.
class MeshText {
 public:
  explicit MeshText(std::uint64_t seed) : random_{seed} {}

  std::string written() {
    line("isthmus: 1");
    line("run: {duration: 1500ms, warmup: 0s, replications: 1}");
    consul();
    line("partitions:");
    for (const std::string& home : partitions) partition(home);
    beyond();
    line("config_entries:");
    for (const std::string& home : partitions) entries_of(home);
    line("  - Kind: ingress-gateway");
    line("    Name: public");
    line("    Listeners:");
    if (protocols_["default"] == "http") {
      line("      - {Port: 1, Protocol: http, Services: [{Name: a}, {Name: b}]}");
    } else {
      line("      - {Port: 1, Services: [{Name: a}]}");
      line("      - {Port: 3, Services: [{Name: b}]}");
    }
    line("      - {Port: 2, Protocol: " + protocols_["east"] +
         ", Services: [{Name: a, Partition: east}]}");
    return text_;
  }

 private:
  void line(const std::string& text) { text_ += text + "\n"; }
  bool chance(unsigned percent) { return random_() % 100 < percent; }
  const std::string& one_of(const std::vector<std::string>& all) {
    return all[random_() % all.size()];
  }
  std::string mode() { return one_of({"none", "local", "remote"}); }
  std::string action() { return one_of({"allow", "deny"}); }

  void consul() {
    const std::string acl = chance(50) ? "true" : "false";
    const std::string own = chance(30) ? ", default_intention_policy: " + action() : "";
    line("consul: {acl: {enabled: " + acl + ", default_policy: " + action() + "}" + own + "}");
  }

  void partition(const std::string& home) {
    line("  " + home + ":");
    if (chance(80)) line("    mesh_gateway: {replicas: 1}");
    line("    services:");
    for (const std::string& name : services) {
      const std::string own = chance(20) ? "mesh_gateway: {mode: " + mode() + "}, " : "";
      line("      " + name + ": {" + token() + (chance(5) ? "sidecar: {proxy: none}, " : "") +
           "proxy: {" + own + "upstreams: [" + upstreams(home, name) + "]}}");
    }
  }

  std::string says_http(const std::string& home) {
    protocols_[home] = chance(90) ? "http" : "tcp";
    return protocols_[home] == "http" ? ", Config: {protocol: http}" : "";
  }

  std::string token() {
    if (chance(10)) return "token: {locality: local}, ";
    return chance(5) ? "token: {read_elsewhere: false}, " : "";
  }

  void beyond() {
    const std::string gateway = "mesh_gateway: {replicas: 1}, ";
    const std::string trust = chance(20) ? "trust_domain: other.consul, " : "";
    line("datacenters: {dc2: {" + trust + (chance(80) ? gateway : "") +
         "services: {a: {}, b: {}}}}");
    line("peers:");
    line("  far: {knows_us_as: us, partition: " + one_of({"default", "default", "east"}) + ", " +
         (chance(80) ? gateway : "") + "services: {a: {}, b: {}}, config_entries: [");
    line("    {Kind: proxy-defaults, Name: global, Config: {protocol: http}},");
    line("    {Kind: service-intentions, Name: b, Sources: [{Name: a, Peer: us, Action: " +
         action() + "}]},");
    line("    {Kind: exported-services, Name: default, Services: [{Name: " +
         one_of({"a", "b", "\"*\""}) + ", Consumers: [{Peer: us}]}]}]}");
  }

  std::string upstreams(const std::string& home, const std::string& own) {
    std::string list;
    int port = 10000;
    for (const std::string& there : partitions) {
      for (const std::string& name : services) {
        if ((there == home && name == own) || chance(25)) continue;
        const std::string how = chance(20) ? ", mesh_gateway: {mode: " + mode() + "}" : "";
        list += (list.empty() ? "" : ", ") + std::string{"{destination_name: "} + name +
                ", destination_partition: " + there +
                ", local_bind_port: " + std::to_string(port++) + how + "}";
      }
    }
    for (const std::string& name : services) {
      if (home == "default" && chance(50)) {
        list += (list.empty() ? "" : ", ") + std::string{"{destination_name: "} + name +
                ", datacenter: dc2, local_bind_port: " + std::to_string(port++) + "}";
      }
      if (chance(50)) {
        list += (list.empty() ? "" : ", ") + std::string{"{destination_name: "} + name +
                ", destination_peer: far, local_bind_port: " + std::to_string(port++) + "}";
      }
    }
    return list;
  }

  void entries_of(const std::string& home) {
    line("  - {Kind: proxy-defaults, Name: global, Partition: " + home +
         ", MeshGateway: {Mode: " + (chance(70) ? mode() : "\"\"") + "}" + says_http(home) + "}");
    line("  - Kind: exported-services");
    line("    Name: " + home);
    line("    Services:");
    for (const char* name : {"a", "b", "mesh-gateway"}) {
      line("      - {Name: " + std::string{name} + ", Consumers: [{Partition: " +
           one_of(partitions) + "}, {Partition: " + one_of(partitions) + "}]}");
    }
    for (const std::string& name : services) {
      if (chance(50)) intentions_on(home, name);
      if (chance(40)) resolver_of(home, name);
      if (chance(25)) splitter_of(home, name);
      if (chance(25)) router_of(home, name);
    }
    if (chance(20)) intentions_on(home, "\"*\"");
  }

  void intentions_on(const std::string& home, const std::string& name) {
    line("  - {Kind: service-intentions, Name: " + name + ", Partition: " + home +
         ", Sources: [{Name: a, Partition: " + one_of(partitions) + ", Action: " + action() +
         "}, {Name: \"*\", Partition: " + one_of(partitions) + ", Action: " + action() + "}]}");
  }

  std::string elsewhere() {
    return "Service: " + one_of(services) + ", Partition: " + one_of(partitions);
  }

  void splitter_of(const std::string& home, const std::string& name) {
    line("  - {Kind: service-splitter, Name: " + name + ", Partition: " + home +
         ", Splits: [{Weight: 40, Service: a, Partition: " + one_of(partitions) +
         "}, {Weight: 60, Service: b, Partition: " + one_of(partitions) + "}]}");
  }

  void router_of(const std::string& home, const std::string& name) {
    line("  - {Kind: service-router, Name: " + name + ", Partition: " + home +
         ", Routes: [{Match: {HTTP: {PathPrefix: /x}}, Destination: {" + elsewhere() +
         "}}, {Match: {HTTP: {Methods: [POST]}}, Destination: {" + elsewhere() + "}}]}");
  }

  void resolver_of(const std::string& home, const std::string& name) {
    const std::string start =
        "  - {Kind: service-resolver, Name: " + name + ", Partition: " + home + ", ";
    switch (random_() % 6) {
      case 4:
        return line(start + "Redirect: {Service: " + one_of(services) + ", Peer: far}}");
      case 5:
        return line(start + "Failover: {\"*\": {Targets: [" +
                    (home == "default" ? "{Datacenter: dc2}, " : "") + "{Peer: far}]}}}");
      case 0:
        return line(start + "Redirect: {Service: " + one_of(services) +
                    ", Partition: " + one_of(partitions) + "}}");
      case 1:
        return line(start + "DefaultSubset: v2, Subsets: {v2: {}}}");
      case 2:
        return line(start + "DefaultSubset: v2, Subsets: {v2: {}}, Failover: {v2: {Targets: [" +
                    "{Service: " + (name == "a" ? "b" : "a") + "}]}}}");
      default:
        return line(start + "Failover: {\"*\": {Targets: [{Partition: " + one_of(partitions) +
                    "}, {Partition: " + one_of(partitions) + "}]}}}");
    }
  }

  std::mt19937_64 random_;
  std::map<std::string, std::string> protocols_{};
  std::string text_{};
};

Opened opened(const std::string& text) {
  std::istringstream input{text};
  return open("-", {{}, &input});
}

/// The only record of a run with one request over the upstream.
results::RunRecord one_request(const std::string& mesh, const std::string& from,
                               const std::string& to, const std::string& looks) {
  const Opened found =
      opened(mesh + "traffic:\n  - {from: " + from + ", to: " + to +
             ", rate: 1/s, arrivals: constant, connections: per_request" + looks + "}\n");
  EXPECT_TRUE(found) << found.diagnostics.front().problem;
  RunOptions options;
  options.jobs = 1;
  return run(*found.study, options).records.at(0);
}

/// The stations of one kind at which something arrived, without their numbers.
std::set<std::string> visited(const results::RunRecord& record, results::StationKind kind) {
  std::set<std::string> names;
  for (const results::StationRecord& station : record.stations) {
    if (station.kind != kind || station.arrivals == 0) continue;
    names.insert(station.name.substr(0, station.name.find('[')));
  }
  return names;
}

std::set<std::string> gateways_of(const model::Model& model, const route::Route& route) {
  std::set<std::string> names;
  for (const model::PartitionId partition : route.gateways()) {
    names.insert("gateway " + model.label(partition));
  }
  return names;
}

/// Whether the request went exactly this way.
bool went(const results::RunRecord& record, const model::Model& model, const route::Route& route) {
  const results::TrafficRecord& traffic = record.traffic.at(0);
  if (traffic.ended[static_cast<std::size_t>(route.disposition)] != 1U) return false;
  // A request that its own sidecar ends is never sent, so nobody is visited.
  const std::set<std::string> gateways = visited(record, results::StationKind::gateway);
  if (gateways != gateways_of(model, route)) return false;
  if (!route.delivered()) return true;
  const std::set<std::string> app = {"service " + mesh::short_text(model[route.to].name)};
  return visited(record, results::StationKind::service) == app &&
         route.network_hops() == static_cast<int>(gateways.size()) + 1;
}

/// The ways that a request may take, by what the route says.
std::vector<route::Route> ways(const route::Route& route) {
  if (route.branches.empty()) return {route};
  std::vector<route::Route> all;
  for (const route::Branch& branch : route.branches) {
    if (branch.share > 0) all.push_back(branch.route);
  }
  return all;
}

void expect_the_same_happens(const std::string& mesh, const model::Model& model,
                             const route::Route& route, const std::string& looks) {
  const results::RunRecord record = one_request(mesh, mesh::full_text(model[route.from].name),
                                                mesh::full_text(route.destination), looks);
  const std::vector<route::Route> possible = ways(route);
  EXPECT_EQ(record.traffic.at(0).requests, 1U);
  EXPECT_TRUE(std::any_of(possible.begin(), possible.end(),
                          [&](const route::Route& one) { return went(record, model, one); }))
      << text(route.disposition) << " with " << looks;
}

TEST(Agreement, ExplainReachAndASimulatedRequestTellTheSameOfEveryPair) {
  SCOPED_TRACE(test_seed_text());
  std::set<route::Disposition> seen;
  std::size_t redirected = 0;
  std::size_t failed_over = 0;
  std::size_t parted = 0;
  std::size_t away = 0;
  std::size_t routed = 0;
  std::size_t came_in = 0;
  for (int i = 0; i < mesh_count; ++i) {
    const std::string mesh = MeshText{test_seed() * 1000 + static_cast<unsigned>(i)}.written();
    SCOPED_TRACE(mesh);
    const Opened found = opened(mesh + "traffic: []\n");
    ASSERT_TRUE(found) << found.diagnostics.front().problem;
    const model::Model& model = found.study->model;
    for (const analysis::ReachPair& pair : reach(*found.study).pairs) {
      const model::ServiceId to = model.find_service(pair.destination);
      const route::Route route = explain(*found.study, pair.from, to).route;
      SCOPED_TRACE(mesh::full_text(model[pair.from].name) + " to " +
                   mesh::full_text(pair.destination));
      EXPECT_EQ(route.disposition, pair.disposition);
      EXPECT_EQ(route.network_hops(), pair.network_hops);
      seen.insert(route.disposition);
      redirected += route.delivered() && route.to != to ? 1U : 0U;
      failed_over += route.targets.size() > 1 && !route.targets.front().used ? 1U : 0U;
      const bool has_upstream = route.upstream < model[pair.from].registration.upstreams.size();
      away += route.delivered() && !model[route.to].name.away.empty() ? 1U : 0U;
      came_in += route.delivered() && model[pair.from].registration.is_ingress ? 1U : 0U;
      parted += ways(route).size() > 1 ? 1U : 0U;
      if (has_upstream) {
        expect_the_same_happens(mesh, model, route, "");
        const mesh::HttpRequest other{"GET", "/x", {}};
        const route::Route another = explain(*found.study, pair.from, to, other).route;
        routed += another.to != route.to ? 1U : 0U;
        if (!another.branches.empty()) {
          expect_the_same_happens(mesh, model, another, ", path: /x");
        }
      }
      if (HasFatalFailure() || HasNonfatalFailure()) return;
    }
  }
  // The worlds are worth the look: everything that configuration alone can do happens in them.
  EXPECT_GE(seen.size(), 5U);
  EXPECT_GT(redirected, 10U);
  EXPECT_GT(failed_over, 3U);
  EXPECT_GT(parted, 10U);
  EXPECT_GT(away, 20U);
  EXPECT_GT(routed, 10U);
  EXPECT_GT(came_in, 5U);
}

}  // namespace
}  // namespace isthmus::session

// Whether a path is there: every state of its parts is a scenario in which those that are down have
// no instances, and either every request arrives or none does.
#include <cmath>
#include <sstream>
#include <string>

#include "sim/session/run.hpp"
#include "tests/oracle_check/attempt.hpp"
#include "tests/oracle_check/texts.hpp"

namespace isthmus::oracle_check {
namespace {

/// Which parts of a path are up.
struct State {
  bool caller = true;
  std::size_t near_gateways = 1;
  std::size_t far_gateways = 1;
  bool sidecar = true;
  bool service = true;
};

std::string scenario_of(const Oracle& oracle, const std::string& mode, std::size_t gateways) {
  const std::string replicas = std::to_string(gateways);
  return "isthmus: 1\nname: \"" + oracle.id +
         "\"\npartitions:\n"
         "  default:\n    mesh_gateway: {replicas: " +
         replicas +
         "}\n    services:\n      caller: {proxy: {upstreams: [{destination_name: service, "
         "destination_partition: there, local_bind_port: 1000, mesh_gateway: {mode: " +
         mode +
         "}}]}}\n"
         "  there:\n    mesh_gateway: {replicas: " +
         replicas +
         "}\n    services: {service: {}}\n"
         "config_entries:\n"
         "  - {Kind: exported-services, Name: there, Partition: there, Services: "
         "[{Name: service, Consumers: [{Partition: default}]}]}\n"
         "traffic: [{from: caller, to: there/service, rate: 10/s, arrivals: constant}]\n";
}

/// The share of the requests that arrive in a state.
double delivered_in(session::Study study, const State& state) {
  model::Model& model = study.model;
  for (model::Service& service : model.services) {
    const bool up = service.name.name == "caller" ? state.caller : state.sidecar && state.service;
    service.replicas = up ? 1 : 0;
  }
  for (model::Partition& partition : model.partitions) {
    if (!partition.mesh_gateway) continue;
    partition.mesh_gateway->replicas =
        partition.name == "there" ? state.far_gateways : state.near_gateways;
  }
  model.run.replications = 2;
  model.run.duration = Duration::seconds(2);
  model.run.warmup = Duration::zero();
  const session::RunResult result = session::run(study, {});
  double requests = 0;
  double delivered = 0;
  for (const results::RunRecord& record : result.records) {
    requests += static_cast<double>(record.traffic.front().requests);
    delivered += static_cast<double>(record.traffic.front().ended.front());
  }
  return requests > 0 ? delivered / requests : 0;
}

/// The chance that `up` of `count` are up.
double binomial(std::size_t count, std::size_t up, double p) {
  double ways = 1;
  for (std::size_t i = 0; i < up; ++i) {
    ways *= static_cast<double>(count - i) / static_cast<double>(i + 1);
  }
  return ways * std::pow(p, static_cast<double>(up)) *
         std::pow(1 - p, static_cast<double>(count - up));
}

struct Chances {
  double gateway = 1;
  double sidecar = 1;
  double service = 1;
  std::size_t gateways = 1;
};

double available(const session::Study& study, const Chances& chances) {
  double all = 0;
  const auto either = [](bool up, double p) { return up ? p : 1 - p; };
  for (std::size_t near = 0; near <= chances.gateways; ++near) {
    for (std::size_t far = 0; far <= chances.gateways; ++far) {
      const double of_gateways = binomial(chances.gateways, near, chances.gateway) *
                                 binomial(chances.gateways, far, chances.gateway);
      for (int ends = 0; ends < 8; ++ends) {
        const State state{(ends & 1) != 0, near, far, (ends & 2) != 0, (ends & 4) != 0};
        const double chance = of_gateways * either(state.caller, chances.sidecar) *
                              either(state.sidecar, chances.sidecar) *
                              either(state.service, chances.service);
        if (chance > 0) all += chance * delivered_in(study, state);
      }
    }
  }
  return all;
}

Measured carry_out_states(const Oracle& oracle, const Chances& chances) {
  Measured measured;
  for (const auto& [mode, value] : oracle.expected.items()) {
    std::istringstream text{scenario_of(oracle, mode, chances.gateways)};
    session::OpenOptions options;
    options.standard_input = &text;
    const session::Opened opened = session::open("-", options);
    if (!opened.study) {
      measured.refused = "the scenario is refused";
      return measured;
    }
    measured.findings.push_back(
        judge_certain(mode, value.get<double>(), available(*opened.study, chances), 1e-9));
  }
  return measured;
}

}  // namespace

std::optional<Attempt> attempt_availability(const Oracle& oracle) {
  if (!oracle.is("availability of a path")) return std::nullopt;
  const auto gateway = oracle.number("gateway_availability");
  const auto sidecar = oracle.number("sidecar_availability");
  const auto service = oracle.number("service_availability");
  const double gateways = oracle.number_or("gateway_replicas", 1);
  if (!gateway || !sidecar || !service || gateways < 1 || gateways > 8) {
    return NotAttempted{"no availability of gateway, sidecar and service is given"};
  }
  for (const auto& [mode, value] : oracle.expected.items()) {
    const bool known = mode == "none" || mode == "remote" || mode == "local";
    if (!known || !value.is_number())
      return NotAttempted{"nothing is known about the value " + mode};
  }
  const Chances chances{*gateway, *sidecar, *service, static_cast<std::size_t>(gateways)};
  return Procedure{
      0, [oracle, chances](Together, const Effort&) { return carry_out_states(oracle, chances); }};
}

}  // namespace isthmus::oracle_check

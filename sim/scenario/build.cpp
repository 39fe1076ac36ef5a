#include "sim/scenario/build.hpp"

#include <algorithm>

#include "sim/scenario/build_draft.hpp"
#include "sim/scenario/promise_text.hpp"

namespace isthmus::scenario {

void build_consul_settings(Draft& draft) {
  const ConsulSection& written = draft.document.consul;
  model::ConsulSettings& consul = draft.model.consul;
  consul.at = written.at;
  consul.version = written.version.value_or(consul.version);
  consul.version_at = written.version.at;
  consul.consul_k8s = written.consul_k8s.value;
  consul.consul_k8s_at = written.consul_k8s.at;
  consul.edition = written.edition.value_or(consul.edition);
  consul.edition_at = written.edition.at;
  consul.datacenter = written.datacenter.value_or(consul.datacenter);
  consul.trust_domain = written.trust_domain.value_or(consul.trust_domain);
  consul.central_service_config =
      written.central_service_config.value_or(consul.central_service_config);
  consul.central_service_config_at = written.central_service_config.at;
  consul.acl_enabled = written.acl.enabled.value_or(consul.acl_enabled);
  consul.acl_default_policy = written.acl.default_policy.value_or(consul.acl_default_policy);
  consul.acl_default_policy_at = written.acl.default_policy.at;
  consul.default_intention_policy = written.default_intention_policy.value;
  consul.default_intention_policy_at = written.default_intention_policy.at;
  if (const auto fault = name_fault(consul.datacenter)) {
    draft.error(written.datacenter.at, "invalid-name", fault->problem, fault->remedy);
  }
}

void build_run_plan(Draft& draft) {
  const RunSection& written = draft.document.run;
  model::RunPlan& run = draft.model.run;
  run.seed = written.seed.value_or(run.seed);
  if (written.replications) {
    run.replications = written.replications->least;
    run.replications_max = std::max(run.replications_max, run.replications);
    if (written.replications->most) run.replications_max = *written.replications->most;
  }
  if (written.until) run.until = *written.until;
  if (written.max_time) run.max_time = *written.max_time;
  if (written.replications && written.replications->open && run.until.empty()) {
    draft.error(
        written.replications.at, "contradicting-keys",
        "nothing says when there are enough replications",
        "add until: p99 within 5%, or write replications: " + std::to_string(run.replications));
  }
  run.duration = written.duration.value_or(run.duration);
  if (written.warmup && !written.warmup->automatic) run.warmup = written.warmup->fixed;
  if (run.duration <= Duration::zero()) {
    draft.error(written.duration.at, "out-of-range", "a run of no time shows nothing", "write 60s");
  } else if (run.warmup && *run.warmup >= run.duration) {
    draft.error(written.warmup.at, "out-of-range",
                "the warm-up is as long as the whole run, so nothing would be counted",
                "write a warm-up shorter than the duration, or auto");
  }
}

void take_steps(Draft& draft) {
  build_consul_settings(draft);
  build_network(draft);
  declare_partitions_and_services(draft);
  build_groups(draft);
  build_config_entries(draft);
  build_intentions(draft);
  build_resolvers(draft);
  build_routers(draft);
  add_default_failover(draft);
  build_prepared_queries(draft);
  build_partitions(draft);
  build_peers(draft);
  build_services(draft);
  build_registrations(draft);
  build_traffic(draft);
  build_calls(draft);
  build_events(draft);
  build_expectations(draft);
  build_suppressions(draft);
  build_run_plan(draft);
}

std::optional<model::Model> build(const Document& document, const std::string& name_otherwise,
                                  Completeness completeness, Diagnostics& diagnostics) {
  Draft draft{.document = document, .completeness = completeness, .diagnostics = diagnostics};
  draft.model.name = document.name.value_or(name_otherwise);
  draft.expected_unreachable = pairs_expected_unreachable(document);

  take_steps(draft);

  if (!has_errors(diagnostics)) build_changes(draft);
  if (has_errors(diagnostics)) return std::nullopt;
  return std::move(draft.model);
}

}  // namespace isthmus::scenario

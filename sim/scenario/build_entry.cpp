#include "sim/scenario/build_entry.hpp"

namespace isthmus::scenario {
namespace {

mesh::HeaderCondition header_of(const HeaderSection& written) {
  return {.name = named_or(written.name, ""),
          .present = written.present.value_or(false),
          .exact = written.exact.value,
          .prefix = written.prefix.value,
          .suffix = written.suffix.value,
          .contains = written.contains.value,
          .regex = written.regex.value,
          .invert = written.invert.value_or(false)};
}

mesh::QueryCondition query_of(const QuerySection& written) {
  return {.name = named_or(written.name, ""),
          .present = written.present.value_or(false),
          .exact = written.exact.value,
          .regex = written.regex.value};
}

}  // namespace

mesh::HttpCondition condition_of(const HttpSection& written) {
  mesh::HttpCondition http;
  http.path_exact = written.path_exact.value;
  http.path_prefix = written.path_prefix.value;
  http.path_regex = written.path_regex.value;
  http.any_case = written.case_insensitive.value_or(false);
  for (const auto& method : written.methods) http.methods.push_back(*method);
  for (const HeaderSection& header : written.headers) http.headers.push_back(header_of(header));
  for (const QuerySection& query : written.query) http.query.push_back(query_of(query));
  return http;
}

std::string named_or(const Written<std::string>& name, const std::string& otherwise) {
  return name && !name->empty() ? *name : otherwise;
}

std::string partition_of(Draft& draft, const Written<std::string>& written,
                         const std::string& file_partition) {
  const std::string name =
      named_or(written, file_partition.empty() ? mesh::default_name : file_partition);
  if (!draft.knows_partition(name)) complain_unknown_partition(draft, written.at, name);
  return name;
}

mesh::UpstreamPolicy policy_of(const LimitsSection& limits, const PassiveHealthSection& health) {
  mesh::UpstreamPolicy policy;
  const mesh::UpstreamLimits most{limits.max_connections.value, limits.max_pending_requests.value,
                                  limits.max_concurrent_requests.value, limits.at};
  if (most.is_some()) policy.limits = most;
  if (!health.at.is_written()) return policy;
  mesh::PassiveHealthCheck check;
  check.at = health.at;
  check.interval = health.interval.value_or(check.interval);
  check.max_failures = health.max_failures.value_or(check.max_failures);
  check.enforcing_percent = health.enforcing_consecutive_5xx.value_or(check.enforcing_percent);
  check.max_ejection_percent = health.max_ejection_percent.value_or(check.max_ejection_percent);
  check.base_ejection_time = health.base_ejection_time.value_or(check.base_ejection_time);
  // Consul leaves what is zero to Envoy, whose numbers these are; an interval of nothing cannot be.
  if (check.interval <= Duration::zero()) check.interval = mesh::PassiveHealthCheck{}.interval;
  policy.passive_health_check = check;
  return policy;
}

bool Firsts::is_first(Draft& draft, const std::string& what, SourceSpan at) {
  const auto [first, is_new] = seen_.emplace(what, at);
  if (is_new) return true;
  draft.error(at, "duplicate-entry",
              what + " is already written on line " + std::to_string(first->second.line) +
                  (first->second.source == at.source ? "" : " of another file"),
              "keep one of them: Consul would let the later replace the earlier");
  return false;
}

}  // namespace isthmus::scenario

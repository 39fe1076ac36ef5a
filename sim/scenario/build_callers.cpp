// What streams of traffic and calls of services have in common while they are built.
#include <algorithm>
#include <string>
#include <utility>
#include <variant>

#include "sim/base/quantity_text.hpp"
#include "sim/model/defaults.hpp"
#include "sim/scenario/build_traffic.hpp"
#include "sim/scenario/decoder.hpp"

namespace isthmus::scenario {
namespace {

/// The upstream of `from` that leads to `to`; the number of its upstreams if there is none.
std::size_t upstream_to(const Draft& draft, const model::Service& from,
                        const mesh::ServiceName& to) {
  const auto& upstreams = from.registration.upstreams;
  const auto at = std::find_if(upstreams.begin(), upstreams.end(), [&](const auto& upstream) {
    return destination_of(draft, from.name, upstream) == to;
  });
  return static_cast<std::size_t>(at - upstreams.begin());
}

/// A time that has to pass before anything is given up or asked again.
std::optional<Duration> some_time(Draft& draft, const Written<Duration>& written,
                                  const char* remedy) {
  if (!written) return std::nullopt;
  if (*written > Duration::zero()) return *written;
  draft.error(written.at, "out-of-range", "nothing is answered in no time", remedy);
  return std::nullopt;
}

}  // namespace

Bytes default_size(std::string_view name) {
  return std::get<Bytes>(parse_bytes(model::default_text(name)));
}

bool find_upstream(Draft& draft, model::ServiceId from, const mesh::ServiceName& to, SourceSpan at,
                   model::TrafficSource& source) {
  const model::Service& caller = draft.model[from];
  const mesh::ServiceName& name = caller.name;
  source.upstream = upstream_to(draft, caller, to);
  if (source.upstream < caller.registration.upstreams.size()) return true;
  if (draft.completeness == Completeness::partial) return false;
  draft.error(
      at, "traffic-without-upstream",
      quoted(mesh::short_text(name)) + " has no upstream " + quoted(mesh::short_text(to)) +
          ", so its app cannot call it",
      "add {destination_name: " + to.name +
          (draft.knows_peer(to.away)        ? ", destination_peer: " + to.away
           : !to.away.empty()               ? ", datacenter: " + to.away
           : to.partition == name.partition ? ""
                                            : ", destination_partition: " + to.partition) +
          (to.namespace_ == name.namespace_ ? "" : ", destination_namespace: " + to.namespace_) +
          ", local_bind_port: 10000} to its proxy.upstreams");
  return false;
}

model::Resilience resilience_of(Draft& draft, const ResilienceSection& written) {
  model::Resilience resilience;
  resilience.timeout = some_time(draft, written.timeout, "write a time such as 1s");
  resilience.per_try_timeout = some_time(draft, written.per_try_timeout, "write a time such as 1s");
  const RetrySection& retry = written.retry;
  if (retry.at.is_written()) {
    resilience.retry.attempts = retry.attempts.value_or(1);
    resilience.retry.backoff = retry.backoff.value_or(
        std::get<Duration>(parse_duration(model::default_text("traffic[].retry.backoff"))));
    resilience.retry.budget = retry.budget.value;
    resilience.retry.concurrent = retry.concurrent.value;
    if (retry.budget.at.is_written() && retry.concurrent.at.is_written()) {
      draft.error(retry.concurrent.at, "contradicting-keys",
                  "a budget already says how many may be tried again at once", "keep one of them");
    }
  }
  if (written.hedge.at.is_written()) {
    model::HedgePolicy hedge;
    hedge.after = written.hedge.after.value_or(Duration::seconds(1));
    hedge.attempts = written.hedge.attempts.value_or(hedge.attempts);
    resilience.hedge = hedge;
  }
  const bool never = resilience.timeout && resilience.per_try_timeout &&
                     *resilience.per_try_timeout >= *resilience.timeout;
  if (never) {
    draft.error(written.per_try_timeout.at, "contradicting-keys",
                "no attempt can take that long: all of them together may not",
                "write a per_try_timeout below the timeout, or leave it out");
  }
  return resilience;
}

}  // namespace isthmus::scenario

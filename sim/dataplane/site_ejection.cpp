// Hosts that a sidecar leaves out for a while because they failed (docs/model/resilience.md).
#include "sim/dataplane/site.hpp"

namespace isthmus::dataplane {
namespace {

using route::Disposition;

enum class Sign { good, bad, none };

/// What the end of an attempt says about the host that it was sent to. Proxies that do not see
/// requests know only of connections.
Sign sign_of(const Flow& flow, Disposition disposition) {
  switch (disposition) {
    case Disposition::delivered:
      return Sign::good;
    case Disposition::service_error:
      return flow.http ? Sign::bad : Sign::good;
    case Disposition::timed_out:
      return flow.http ? Sign::bad : Sign::none;
    case Disposition::denied_by_intention:
      return Sign::none;
    default:
      return Sign::bad;
  }
}

}  // namespace

bool Site::is_left_out(const Flow& flow, std::uint32_t instance, std::uint32_t host,
                       SimTime now) const {
  return flow.ejection &&
         health_[flow.first_host + std::size_t{instance} * flow.next_hosts(plan_->groups) + host]
             .is_out(now);
}

/// How many of the hosts one instance leaves out.
std::uint32_t Site::left_out(const Flow& flow, std::uint32_t instance, SimTime now) const {
  std::uint32_t count = 0;
  if (!flow.ejection) return count;
  for (std::uint32_t host = 0; host < flow.next_hosts(plan_->groups); ++host) {
    if (is_left_out(flow, instance, host, now)) ++count;
  }
  return count;
}

/// An attempt has ended; a host that failed too often in a row is left out, unless too many are.
void Site::note_outcome(const Attempt& attempt, Disposition disposition, SimTime now) {
  const Flow& flow = plan_->flows[attempt.flow];
  if (!flow.ejection || attempt.host == nobody) return;
  const mesh::PassiveHealthCheck& check = *flow.ejection;
  const std::uint32_t hosts = flow.next_hosts(plan_->groups);
  HostHealth& health =
      health_[flow.first_host + std::size_t{attempt.instance} * hosts + attempt.host];
  const Sign sign = sign_of(flow, disposition);
  if (sign == Sign::good) health.answered();
  if (sign != Sign::bad || !health.failed(check) || health.is_out(now)) return;
  const std::uint64_t out = left_out(flow, attempt.instance, now);
  if (out > 0 && (out + 1) * 100 > check.max_ejection_percent * hosts) return;
  const Ratio chance = Ratio::of(static_cast<double>(check.enforcing_percent) / 100);
  if (check.enforcing_percent < 100 && !sources_[flow.source].ejections().bernoulli(chance)) return;
  health.eject(check, now);
  if (conditions_->measured.contains(now)) tallies_[flow.source].ejected();
}

}  // namespace isthmus::dataplane

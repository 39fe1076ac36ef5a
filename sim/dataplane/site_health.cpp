// Who sends to whom while instances come and go: what is believed, which may be wrong.
//
// Source   Consul agent/xds/endpoints.go: a gateway as a sidecar sees it is as healthy as the
//          service behind it, whatever its own checks say; issues 15703 and 9811.
#include <span>

#include "sim/dataplane/site.hpp"

namespace isthmus::dataplane {

/// The flow that the next request of an instance takes: by the configuration that its sidecar has,
/// and to the first target in which it believes.
std::uint32_t Site::flow_for(Source& source, std::uint32_t instance, SimTime now) {
  const Flow& first = plan_->flows[source.flow()];
  if (!plan_->has_events() || first.places.empty() || first.outside) return source.next_flow();
  const std::size_t epoch = conditions_->timetable->epoch_of(first.places[0].group, instance, now);
  const FlowSet set = plan_->flow_sets[first.number][epoch];
  const std::uint32_t number =
      set.first + source.next_of(std::span{plan_->flows}.subspan(set.first, set.branches));
  const Flow& flow = plan_->flows[number];
  if (flow.stand_ins.empty() || is_believed(flow, instance, now)) return number;
  for (const std::uint32_t other : flow.stand_ins) {
    if (is_believed(plan_->flows[other], instance, now)) return other;
  }
  return number;
}

/// The instance of a source that sends next (or, from outside, receives): one that is there. nobody
/// if there is none.
std::uint32_t Site::present_instance(Source& source, SimTime now) {
  const Flow& flow = plan_->flows[source.flow()];
  if (!plan_->has_events() || flow.places.empty()) return source.next_instance();
  const Timetable& timetable = *conditions_->timetable;
  const std::uint32_t group = flow.places[0].group;
  for (std::uint32_t tried = 0; tried < plan_->groups[group].instances; ++tried) {
    const std::uint32_t instance = source.next_instance();
    const Fate* fate = timetable.fate_of(group, instance);
    if (fate == nullptr) return instance;
    const bool there = flow.outside ? timetable.is_listed(*fate, now)
                                    : !fate->dead.covers(now) && !fate->unreachable.covers(now);
    if (there) return instance;
  }
  return nobody;
}

/// Whether the sidecar of a flow's caller believes in any instance of the service at its end.
bool Site::is_believed(const Flow& flow, std::size_t instance, SimTime now) const {
  const std::uint32_t backend = flow.places.back().group;
  for (std::size_t i = 0; i < plan_->groups[backend].instances; ++i) {
    const std::uint32_t viewer = flow.places[0].group;
    if (conditions_->timetable->believes_healthy(viewer, instance, backend, i, now)) return true;
  }
  return false;
}

const std::vector<std::uint32_t>* Site::believed_in(const Flow& flow, std::size_t place,
                                                    std::size_t instance, SimTime now) {
  if (!flow.exposed) return nullptr;
  const bool is_sidecar = place == 0;
  const std::uint32_t next = flow.places[place + 1].group;
  const std::uint32_t instances = plan_->groups[next].instances;
  if (is_sidecar && flow.is_gateway(1, plan_->groups)) {
    if (is_believed(flow, instance, now)) return nullptr;
    believed_in_.clear();
    return &believed_in_;
  }
  believed_in_.clear();
  for (std::uint32_t i = 0; i < instances; ++i) {
    const std::uint32_t viewer = flow.places[place].group;
    if (conditions_->timetable->believes_healthy(viewer, instance, next, i, now)) {
      believed_in_.push_back(i);
    }
  }
  if (believed_in_.size() == instances) return nullptr;
  // A gateway panics when fewer than half are healthy, and trusts nobody's word; a sidecar never.
  // Source   Envoy, healthy_panic_threshold 50 %; Consul sets 0 for sidecars.
  if (!is_sidecar && 2 * believed_in_.size() < instances) return nullptr;
  return &believed_in_;
}

}  // namespace isthmus::dataplane

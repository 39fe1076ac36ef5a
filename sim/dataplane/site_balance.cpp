// Which connection a request takes, and to which host a request or a connection goes
// (docs/model/connections.md).
#include <algorithm>
#include <numeric>

#include "sim/base/expects.hpp"
#include "sim/dataplane/site.hpp"

namespace isthmus::dataplane {
namespace {

/// The least loaded of a few hosts drawn by `pick(n)`; of equals the first drawn.
///
/// Source   Mitzenmacher, The power of two choices in randomized load balancing, 2001; Envoy draws
///          with replacement.
template <class Load, class Pick>
std::uint32_t least_loaded(std::uint32_t draws, std::uint32_t hosts, Load&& load, Pick&& pick) {
  std::uint32_t best = pick(hosts);
  for (std::uint32_t i = 1; i < draws; ++i) {
    const std::uint32_t other = pick(hosts);
    if (load(other) < load(best)) best = other;
  }
  return best;
}

/// Some of the hosts 0 .. all - 1, or all of them.
class Choice {
 public:
  Choice(const std::vector<std::uint32_t>* some, std::uint32_t all) : some_{some}, all_{all} {}

  std::uint32_t count() const {
    return some_ == nullptr ? all_ : static_cast<std::uint32_t>(some_->size());
  }
  std::uint32_t operator[](std::uint32_t i) const { return some_ == nullptr ? i : (*some_)[i]; }
  /// A host, or the next one around the ring that may be chosen.
  std::uint32_t from(std::uint32_t host) const {
    if (some_ == nullptr) return host;
    const auto at = std::lower_bound(some_->begin(), some_->end(), host);
    return at == some_->end() ? some_->front() : *at;
  }

 private:
  const std::vector<std::uint32_t>* some_;
  std::uint32_t all_;
};

}  // namespace

/// Takes the connection that was used last, if it has not been idle for too long.
bool Site::takes_idle(const Flow& flow, Pool& pool, Flight& flight, SimTime now, Scheduler& out) {
  Path* circuit = nullptr;
  SimTime idle_from;
  expire(flow, pool, now, out);
  do {
    if (!pool.idle.take(now, circuit, idle_from)) return false;
    flight.path = circuit + flow.variant;
    if (!flow.exposed || is_whole(flow, *flight.path, idle_from, now)) break;
    discard(flow, pool, circuit, now, out);
  } while (true);
  if (flow.rough) set_windows(flight, now - idle_from);
  return true;
}

/// Closes what has been idle for too long.
void Site::expire(const Flow& flow, Pool& pool, SimTime now, Scheduler& out) {
  const Duration timeout = flow.traffic->idle_timeout;
  Path* circuit = nullptr;
  while (now.since_start() > timeout && pool.idle.take_older(now - timeout, circuit)) {
    discard(flow, pool, circuit, now, out);
  }
}

/// An idle connection that was taken out of its pool is no more.
void Site::discard(const Flow& flow, Pool& pool, Path* circuit, SimTime now, Scheduler& out) {
  if (flow.limits) {
    const auto number = static_cast<std::size_t>(&pool - pools_.data());
    --pool.open;
    --breakers_[flow.first_breaker + (number - flow.first_pool) / flow.hosts].connections;
  }
  close_idle(flow, circuit, now, out);
}

/// Whoever counts a connection hears that it is no more.
void Site::close_idle(const Flow& flow, Path* circuit, SimTime now, Scheduler& out) {
  if (!flow.farewell) return;
  Flight closing;
  closing.flow = static_cast<std::uint32_t>(&flow - plan_->flows.data());
  closing.path = circuit + flow.variant;
  closing.step = Step::farewell;
  go(closing, number_, now, out);
}

/// The hosts of the next place that a place may choose from, ascending; null for all of them.
/// Gateways leave nobody out.
const std::vector<std::uint32_t>* Site::candidates(const Flow& flow, std::size_t place,
                                                   std::uint32_t instance, SimTime now) {
  const auto* believed = believed_in(flow, place, instance, now);
  if (place > 0 || !flow.ejection) return believed;
  const std::uint32_t all = flow.next_hosts(plan_->groups);
  if (believed == nullptr) {
    believed_in_.resize(all);
    std::iota(believed_in_.begin(), believed_in_.end(), 0U);
  }
  std::erase_if(believed_in_,
                [&](std::uint32_t host) { return is_left_out(flow, instance, host, now); });
  return believed_in_.size() == all ? nullptr : &believed_in_;
}

/// The host that a request goes to, whether or not there is a connection to it; nobody where there
/// is none to choose.
std::uint32_t Site::host_for_request(const Flow& flow, Source& source, std::uint32_t instance,
                                     SimTime now) {
  const std::size_t first = flow.first_pool + std::size_t{instance} * flow.hosts;
  const Choice choice{candidates(flow, 0, instance, now), flow.hosts};
  if (choice.count() == 0) return nobody;
  const auto pick = [&](std::uint32_t n) {
    return static_cast<std::uint32_t>(source.balance().pick(n));
  };
  switch (flow.balance.policy) {
    case mesh::BalancePolicy::random:
      return choice[pick(choice.count())];
    case mesh::BalancePolicy::least_request:
      return choice[least_loaded(
          flow.balance.choice_count, choice.count(),
          [&](std::uint32_t i) { return pools_[first + choice[i]].active; }, pick)];
    case mesh::BalancePolicy::ring_hash:
    case mesh::BalancePolicy::maglev:
      return choice.from(below(flow.hosts, hashed(0, instance)));
    case mesh::BalancePolicy::unset:
    case mesh::BalancePolicy::round_robin:
      break;
  }
  return choice[(instance + pools_[first].dials++) % choice.count()];
}

/// The host of the next place that a connection goes to from where it is. `turns` counts those of
/// the dialler. Nobody where there is none to choose.
std::uint32_t Site::host_for_connection(const Flight& flight, std::uint32_t& turns, SimTime now) {
  const Flow& flow = plan_->flows[flight.flow];
  const std::size_t place = flight.stop;
  const std::uint32_t all = plan_->groups[flow.places[place + 1].group].instances;
  const auto viewer = static_cast<std::uint32_t>(instance_at(flow, place, *flight.path));
  const Choice choice{candidates(flow, place, viewer, now), all};
  if (choice.count() == 0) return nobody;
  const std::uint32_t dialler = place == 0 ? viewer : room_of(flight).setup->number;
  std::uint64_t draws = 0;
  const auto pick = [&](std::uint32_t n) {
    return below(n, hashed(flight.path->ports, places_max * ++draws + place));
  };
  switch (flow.balance.policy) {
    case mesh::BalancePolicy::random:
      return choice[pick(choice.count())];
    case mesh::BalancePolicy::least_request: {
      std::vector<std::uint32_t>& open = open_from(flight, all);
      const std::uint32_t least = choice[least_loaded(
          flow.balance.choice_count, choice.count(),
          [&](std::uint32_t i) { return open[choice[i]]; }, pick)];
      ++open[least];
      return least;
    }
    case mesh::BalancePolicy::ring_hash:
    case mesh::BalancePolicy::maglev:
      return choice.from(below(all, hashed(1, dialler)));
    case mesh::BalancePolicy::unset:
    case mesh::BalancePolicy::round_robin:
      break;
  }
  return choice[(dialler + turns++) % choice.count()];
}

/// The connections to each host of the next place, from the room where a flight is.
std::vector<std::uint32_t>& Site::open_from(const Flight& flight, std::size_t hosts) {
  const Flow& flow = plan_->flows[flight.flow];
  std::vector<std::uint32_t>& open =
      open_[{flight.path->stops[flight.stop].station, flow.places[flight.stop + 1u].group}];
  open.resize(hosts);
  return open;
}

/// A connection that was counted is no more.
void Site::forget_connection(const Flight& flight) {
  const Flow& flow = plan_->flows[flight.flow];
  const std::size_t place = flight.stop;
  if (flow.balance.policy != mesh::BalancePolicy::least_request) return;
  if (place >= flight.path->legs) return;  // It went no further.
  if (place == 0 && flow.chooses_by_request()) return;
  const std::uint32_t hosts = plan_->groups[flow.places[place + 1].group].instances;
  std::uint32_t& open = open_from(flight, hosts)[instance_at(flow, place + 1, *flight.path)];
  if (open > 0) --open;
}

/// A request is over at `when`, which may lie ahead; whoever counts those under way hears it then.
void Site::answered(const Flow& flow, const Path& path, SimTime when, Scheduler& out) {
  if (!flow.counts_requests()) return;
  out.at(when, kernel::Phase::departure, kernel::Event::of(Kind::answered, pool_of(flow, path)));
}

}  // namespace isthmus::dataplane

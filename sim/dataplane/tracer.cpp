#include "sim/dataplane/tracer.hpp"

#include <algorithm>
#include <utility>

#include "sim/base/expects.hpp"
#include "sim/dataplane/plan.hpp"

namespace isthmus::dataplane {
namespace {

using results::Part;
using results::TraceReason;
using results::TraceStage;
using results::TraceStay;

void append(TraceStay& stay, Part part, Duration length) {
  ISTHMUS_EXPECTS(length >= Duration::zero());
  if (length > Duration::zero()) stay.parts.push_back({part, length});
}

std::uint64_t distance(Duration a, Duration b) {
  const Duration difference = a < b ? b - a : a - b;
  return static_cast<std::uint64_t>(difference.in_nanoseconds());
}

/// Where the stays of a request reach to.
SimTime end_of(const results::Trace& trace) {
  return trace.stays.empty() ? trace.intended : trace.stays.back().to;
}

/// The segment over which a hello has come, from the station that was passed before. It was
/// connected a round trip before the hello left.
void connect(results::Trace& trace, const Sighting& hello) {
  const auto dialler = std::find_if(trace.stays.rbegin(), trace.stays.rend(),
                                    [](const TraceStay& one) { return one.station.has_value(); });
  if (dialler == trace.stays.rend()) return;
  trace.connections.push_back(
      {*dialler->station, hello.station, hello.arrival - hello.segment * 3, hello.segment * 2});
}

}  // namespace

Tracer::Tracer(std::uint64_t seed, const TraceWish& wish, std::size_t traffic_sources)
    : seed_{seed}, each_{wish.each}, sources_(traffic_sources) {
  for (const TraceWish::Source& source : wish.sources) {
    sources_[source.traffic].wanted = true;
    sources_[source.traffic].p99 = source.p99;
  }
}

Tracer::Spending Tracer::spending_of(const Flight& flight) {
  if (!flight.dialled) return {flight.spent, {}, {}};
  return {flight.spent, flight.path->connecting, flight.path->tls_setup};
}

Tracer::Live* Tracer::find(const Flight& flight) {
  const auto at = live_.find(key_of(flight));
  return at == live_.end() || at->second.alike > 1 ? nullptr : &at->second;
}

void Tracer::began(const Flight& flight, std::size_t traffic, bool measured) {
  SourceTraces& source = sources_[traffic];
  const std::uint64_t ordinal = source.begun++;
  if (!source.wanted) return;
  const auto [at, is_new] = live_.try_emplace(key_of(flight));
  if (!is_new) {
    ++at->second.alike;
    return;
  }
  results::Trace& trace = at->second.trace;
  trace.traffic = traffic;
  trace.ordinal = ordinal;
  trace.intended = flight.intended;
  at->second.measured = measured;
}

/// What was added to the flight since it was last seen belongs to the way to this station or to the
/// visit. The visit's work is known to be app or CPU time; what else fills it is the handshake's.
void Tracer::visited(const Flight& flight, const Sighting& sighting) {
  Live* live = find(flight);
  if (live == nullptr) return;
  const Spending now = spending_of(flight);
  const auto more = [&](Spent part) {
    const auto i = static_cast<std::size_t>(part);
    return now.spent[i] - live->known.spent[i];
  };
  const bool on_link = sighting.stage == TraceStage::link;
  const Duration work = sighting.visit.departure - sighting.visit.start;
  const Duration known_work =
      on_link ? work : std::min(work, more(Spent::app) + more(Spent::proxy_cpu));
  const Duration tls_work = work - known_work;

  TraceStay way{.from = end_of(live->trace), .to = sighting.arrival};
  const Duration connecting = now.connecting - live->known.connecting;
  const Duration tls_way = now.tls_setup - live->known.tls_setup - tls_work;
  append(way, Part::tcp_setup, connecting);
  append(way, Part::tls_setup, tls_way);
  append(way, Part::propagation, sighting.crossed);
  const Duration in_line = more(Spent::queue) - live->queued;  // For a connection.
  live->queued = sighting.visit.start - sighting.arrival;
  append(way, Part::queue, in_line);
  append(way, Part::transmission,
         way.to - way.from - connecting - tls_way - sighting.crossed - in_line);
  if (way.to > way.from) live->trace.stays.push_back(std::move(way));

  TraceStay stay{.station = sighting.station,
                 .stage = sighting.stage,
                 .from = sighting.arrival,
                 .to = sighting.visit.departure};
  append(stay, Part::queue, sighting.visit.start - sighting.arrival);
  append(stay, Part::proxy_cpu, more(Spent::proxy_cpu));
  append(stay, Part::app, more(Spent::app));
  append(stay, on_link ? Part::transmission : Part::tls_setup, on_link ? work : tls_work);
  if (sighting.stage == TraceStage::hello) connect(live->trace, sighting);
  live->trace.stays.push_back(std::move(stay));
  live->known = now;
}

void Tracer::called(const Flight& flight, std::size_t station, SimTime now,
                    const results::Ledger& ledger) {
  Live* live = find(flight);
  if (live == nullptr) return;
  TraceStay stay{
      .station = station, .stage = TraceStage::calls, .from = end_of(live->trace), .to = now};
  for (std::size_t part = 0; part < ledger.size(); ++part) {
    append(stay, static_cast<Part>(part), Duration::nanoseconds(ledger[part]));
  }
  live->trace.stays.push_back(std::move(stay));
  live->known = spending_of(flight);
  live->queued = {};
}

void Tracer::heard(const Flight& flight, std::span<const std::byte> hello) {
  Live* live = find(flight);
  if (live == nullptr || !live->trace.hello.empty()) return;
  live->trace.hello.assign(hello.begin(), hello.end());
}

void Tracer::ended(const Flight& flight, SimTime when, route::Disposition disposition,
                   const std::optional<results::Ledger>& ledger) {
  const auto at = live_.find(key_of(flight));
  if (at == live_.end()) return;
  if (at->second.alike > 1) {
    // Together they have more ends than the map can tell apart; the key may never come again.
    return;
  }
  Live live = std::move(at->second);
  live_.erase(at);
  results::Trace& trace = live.trace;
  trace.ended = when;
  trace.disposition = disposition;
  trace.ledger = ledger;
  if (when > end_of(trace)) {  // The news of a failure on its way back to whoever asked.
    TraceStay way{.from = end_of(trace), .to = when};
    append(way, Part::propagation, when - way.from);
    trace.stays.push_back(std::move(way));
  }
  const std::uint64_t by_chance = hashed(hashed(seed_, trace.traffic), trace.ordinal);
  SourceTraces& source = sources_[trace.traffic];
  if (live.measured) {
    consider(trace, TraceReason::sampled, by_chance);
    if (!ledger) consider(trace, TraceReason::failed, by_chance);
    if (ledger && source.p99) {
      consider(trace, TraceReason::around_p99, distance(when - trace.intended, *source.p99));
    }
  }
  if (!trace.connections.empty()) consider(trace, TraceReason::dialled, trace.ordinal);
}

/// Keeps the request for this reason if it scores low enough, in place of the one that scored most.
void Tracer::consider(const results::Trace& trace, TraceReason reason, std::uint64_t score) {
  SourceTraces& source = sources_[trace.traffic];
  Ranking& ranking = source.rankings[static_cast<std::size_t>(reason)];
  const std::pair entry{score, trace.ordinal};
  if (ranking.size() >= each_ && !(entry < ranking.back())) return;
  ranking.insert(std::upper_bound(ranking.begin(), ranking.end(), entry), entry);
  source.kept.try_emplace(trace.ordinal, trace).first->second.why.push_back(reason);
  if (ranking.size() <= each_) return;

  const auto out = source.kept.find(ranking.back().second);
  ranking.pop_back();
  std::vector<TraceReason>& why = out->second.why;
  why.erase(std::find(why.begin(), why.end(), reason));
  if (why.empty()) source.kept.erase(out);
}

std::vector<results::Trace> Tracer::take() {
  std::vector<results::Trace> all;
  for (SourceTraces& source : sources_) {
    for (auto& [ordinal, trace] : source.kept) {
      std::sort(trace.why.begin(), trace.why.end());
      all.push_back(std::move(trace));
    }
  }
  sources_.clear();
  live_.clear();
  return all;
}

TracedRun simulate_traced(const model::Model& model, const route::RouteTable& routes,
                          const Replication& replication, const TraceWish& wish) {
  Tracer tracer{replication.seed, wish, model.traffic.size()};
  Replication followed = replication;
  followed.tracer = &tracer;
  TracedRun run;
  run.record = simulate(model, routes, followed);
  run.traces.seed = replication.seed;
  run.traces.replication = replication.index;
  run.traces.requests = tracer.take();
  for (const results::StationRecord& station : run.record.stations) {
    run.traces.stations.push_back({station.name, station.kind});
  }
  return run;
}

}  // namespace isthmus::dataplane
